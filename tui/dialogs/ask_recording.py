"""Asks where a recording of a device goes, and whether it may tell whose device it is."""

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

    name: str
    """The file's, as it was typed."""
    is_redacted: bool


class AskRecording(Dialog[Wanted]):
    """A file name to type; Enter begins. Whether a file may have that name shows when it is made.

    Args:
        wanted: what stands there at first.
        refused: what was wrong with that name when it was tried; shown until another one is typed.
    """

    AUTO_FOCUS = "#answer"

    def __init__(self, wanted: Wanted, *, refused: str = "") -> None:
        super().__init__("Record the device")
        self._wanted = wanted
        self._refused = refused

    def compose_question(self) -> ComposeResult:
        """The text, the file name, the mark, what is wrong with the name."""
        yield Static(TEXT, classes="dialog-text", markup=False)
        yield Field(
            self._wanted.name,
            placeholder="file name",
            id="answer",
            compact=True,
            select_on_focus=not self._refused,  # it is mended, not typed anew
        )
        yield Tick(REDACT, is_on=self._wanted.is_redacted, id="redact")
        yield Static(self._refused, id="complaint", classes="dialog-complaint", markup=False)

    @on(Input.Changed, "#answer")
    def _check(self, event: Input.Changed) -> None:
        refused = self._refused if event.value == self._wanted.name else ""
        self.query_one("#complaint", Static).update(_wrong(event.value) or refused)

    @on(Input.Submitted, "#answer")
    def _take(self, event: Input.Submitted) -> None:
        if _wrong(event.value) is None:
            is_redacted = self.query_one("#redact", Tick).is_on
            self.dismiss(Wanted(event.value, is_redacted))


def _wrong(name: str) -> str | None:
    return None if name.strip() else "a file wants a name"
