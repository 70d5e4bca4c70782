"""Asks what one sweep does otherwise than the settings say."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from core.discovery.options import SweepOptions
from core.settings import DiscoverySettings
from core.settings.catalog import setting_at
from core.settings.checks import community_complaint
from core.settings.values import masked, parsed
from tui.dialogs.framed import Dialog
from tui.widgets.field import Field

TEXT = (
    "Empty lines are as in the settings. Others count until they are changed here; "
    "a community is kept once it finds a printer."
)
"""What the form is for."""


class Line(NamedTuple):
    """One line of the form."""

    key: str
    """Of the setting in [discovery] whose limits it has."""
    label: str
    unit: str


LINES = (
    Line("communities", "Community", ""),
    Line("port", "UDP port", ""),
    Line("rate", "Rate", "a second"),
    Line("limit_seconds", "Time limit", "seconds"),
)
"""From top to bottom."""


class AskSweepOptions(Dialog[SweepOptions]):
    """A few short lines; Enter in any of them takes them all.

    Args:
        options: as they are.
        settings: what counts where a line is empty.
    """

    AUTO_FOCUS = "#option-communities"

    def __init__(self, options: SweepOptions, settings: DiscoverySettings) -> None:
        super().__init__("Options of this sweep")
        self._options = options
        self._settings = settings

    def compose_question(self) -> ComposeResult:
        """The text, the lines, what is wrong with one of them, the buttons."""
        yield Static(TEXT, classes="dialog-text", markup=False)
        values, defaults = written(self._options), as_set(self._settings)
        for line in LINES:
            with Horizontal(classes="form-line"):
                yield Static(line.label, classes="form-label", markup=False)
                yield Field(
                    values[line.key],
                    placeholder=defaults[line.key],
                    id=f"option-{line.key}",
                    classes="form-field",
                    compact=True,
                )
                yield Static(line.unit, classes="form-unit", markup=False)
        yield Static(id="complaint", classes="dialog-complaint", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button("Use them", id="yes", variant="primary", compact=True)
            yield Button("All as set", id="clear", compact=True)
            yield Button("Cancel", id="no", compact=True)

    @property
    def _texts(self) -> dict[str, str]:
        return {line.key: self.query_one(f"#option-{line.key}", Input).value for line in LINES}

    @on(Input.Changed)
    def _check(self) -> None:
        self.query_one("#complaint", Static).update(complaint(self._texts) or "")

    @on(Input.Submitted)
    def _take(self) -> None:
        if complaint(self._texts) is None:
            self.dismiss(read(self._texts))

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self._take()
        else:
            self.dismiss(SweepOptions() if event.button.id == "clear" else None)


def written(options: SweepOptions) -> dict[str, str]:
    """Options as one types them; empty: as set."""
    numbers = {"port": options.port, "rate": options.rate, "limit_seconds": options.limit_seconds}
    texts = {key: "" if number is None else f"{number:.15g}" for key, number in numbers.items()}
    return {"communities": next(iter(options.communities), ""), **texts}


def as_set(settings: DiscoverySettings) -> dict[str, str]:
    """What the settings say, for the empty lines."""
    return {
        "communities": ", ".join(map(masked, settings.communities)),
        "port": f"{settings.port}",
        "rate": f"{settings.rate}",
        "limit_seconds": f"{settings.limit_seconds:.15g}",
    }


def complaint(texts: dict[str, str]) -> str | None:
    """What is wrong with the first line that does not fit; None when all do."""
    for line in LINES:
        try:
            _value(line.key, texts[line.key])
        except ValueError as error:
            return f"{line.label}: {error}"
    return None


def read(texts: dict[str, str]) -> SweepOptions:
    """The options that fitting lines mean."""
    values = {line.key: _value(line.key, texts[line.key]) for line in LINES}
    community = values.pop("communities")
    return SweepOptions(communities=() if community is None else (str(community),), **values)  # type: ignore[arg-type]


def _value(key: str, text: str) -> str | float | None:
    """One line's value; None: as set.

    Raises:
        ValueError: it does not fit; says what is wanted.
    """
    if not text.strip():
        return None
    if key == "communities":
        wrong = community_complaint(text)
        if wrong is not None:
            raise ValueError(wrong)
        return text
    setting = setting_at(("discovery", key))
    assert setting is not None, "every line is a setting"
    number: float = parsed(setting, text)
    return number
