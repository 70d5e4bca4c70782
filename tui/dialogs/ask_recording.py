"""Asks where a recording of a device goes, and whether it may tell whose device it is."""

from pathlib import Path
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.dialogs.framed import Dialog
from tui.widgets.field import Field
from tui.widgets.tick import Tick

TEXT = "Everything the device says goes into a file that only you can read: a few seconds, up to a few minutes."
"""What a recording is."""
REDACT = "Redact: blank serial numbers, names and addresses"
"""What the mark means."""


class Wanted(NamedTuple):
    """The answer."""

    path: Path
    is_redacted: bool


class AskRecording(Dialog[Wanted]):
    """A file name to type; Enter begins.

    Args:
        name: what stands in the line at first.
    """

    AUTO_FOCUS = "#answer"

    def __init__(self, name: str) -> None:
        super().__init__("Record the device")
        self._name_at_first = name

    def compose_question(self) -> ComposeResult:
        """The text, the file name, the mark, what is wrong with the name."""
        yield Static(TEXT, classes="dialog-text", markup=False)
        yield Field(self._name_at_first, placeholder="file name", id="answer", compact=True)
        yield Tick(REDACT, is_on=True, id="redact")
        yield Static(id="complaint", classes="dialog-complaint", markup=False)

    @on(Input.Changed, "#answer")
    def _check(self, event: Input.Changed) -> None:
        self.query_one("#complaint", Static).update(_wrong(event.value) or "")

    @on(Input.Submitted, "#answer")
    def _take(self, event: Input.Submitted) -> None:
        if _wrong(event.value) is None:
            is_redacted = self.query_one("#redact", Tick).is_on
            self.dismiss(Wanted(Path(event.value.strip()).expanduser(), is_redacted))


def _wrong(name: str) -> str | None:
    if not name.strip():
        return "A file wants a name."
    path = Path(name.strip()).expanduser()
    return f"{path} exists already: choose another name." if path.exists() else None
