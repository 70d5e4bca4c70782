"""Asks whether and when the targets are swept by themselves."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from core.discovery.schedule import Schedule, at_complaint
from tui.dialogs.answers import Answers
from tui.dialogs.framed import Dialog
from tui.widgets.columns import Column
from tui.widgets.field import Field

TEXT = "Whichever program polls these printers sweeps the default targets then, and says what it found."
"""What the schedule is."""
CHOICES: dict[Schedule, str] = {
    "off": "Never by itself",
    "daily": "Every day",
    "weekly": "Every week: on Sundays, or as named: Wed 03:00",
}
"""The schedule -> its words."""


def without_day(at: str) -> str:
    """The time alone: a day that counts for nothing would make the settings say what does not happen."""
    return at.rpartition(" ")[2]


class Times(NamedTuple):
    """The answer."""

    schedule: Schedule
    at: str


class AskSchedule(Dialog[Times]):
    """A short list and a time; Enter takes both.

    Args:
        times: as they are.
    """

    AUTO_FOCUS = "#every"

    def __init__(self, times: Times) -> None:
        super().__init__("Sweep by schedule")
        self._times = times

    def compose_question(self) -> ComposeResult:
        """The text, how often, when."""
        yield Static(TEXT, classes="dialog-text", markup=False)
        column: Column[str] = Column(
            id="every", title=" ", draw=lambda words, _: Content(words), least=10, ideal=56, is_growing=True
        )
        yield Answers((column,), id="every", has_head=False)
        with Horizontal(classes="form-line"):
            yield Static("At", classes="form-label", markup=False)
            yield Field(self._times.at, placeholder="03:00", id="at", classes="form-field", compact=True)
            yield Static("local time", classes="form-unit", markup=False)
        yield Static(id="complaint", classes="dialog-complaint", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        self._every.show({str(choice): words for choice, words in CHOICES.items()}, list(CHOICES))
        self._every.move_to(self._times.schedule)

    @property
    def _every(self) -> Answers[str]:
        return self.query_one(Answers)

    @on(Input.Changed)
    def _check(self, event: Input.Changed) -> None:
        self.query_one("#complaint", Static).update(at_complaint(event.value.strip()) or "")

    @on(Input.Submitted)
    @on(Answers.Chosen)
    def _take(self) -> None:
        at = self.query_one("#at", Input).value.strip()
        chosen: list[Schedule] = [choice for choice in CHOICES if choice == self._every.cursor_key]
        if at_complaint(at) is None:
            schedule = chosen[0] if chosen else "off"
            self.dismiss(Times(schedule, at if schedule == "weekly" else without_day(at)))
