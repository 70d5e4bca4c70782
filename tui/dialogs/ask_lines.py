"""Asks for several lines of text."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static, TextArea

from tui.dialogs.framed import Dialog
from tui.widgets.text_lines import Lines


class AskLines(Dialog[str]):
    """A few lines to type; Enter begins a new one, so that a key of its own or a button takes them.

    Args:
        title: what is asked for.
        text: a sentence that says what it is used for.
        value: what stands there at first.
        complaint: what is wrong with a text, in one line; None when nothing is.
    """

    AUTO_FOCUS = "#lines"
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {"save": ("save_lines",), **Dialog.FRAME_KEYS}

    def __init__(
        self, title: str, text: str, *, value: str = "", complaint: Callable[[str], str | None] | None = None
    ) -> None:
        super().__init__(title)
        self._text = text
        self._value = value
        self._complaint = complaint

    def compose_question(self) -> ComposeResult:
        """The text, the lines, what is wrong with them, two buttons."""
        yield Static(self._text, classes="dialog-text", markup=False)
        yield Lines(self._value, id="lines")
        yield Static(id="complaint", classes="dialog-complaint", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button("Save", id="yes", variant="primary", compact=True)
            yield Button("Cancel", id="no", compact=True)

    def on_mount(self) -> None:
        """The cursor stands behind what is there."""
        lines = self.query_one(Lines)
        lines.move_cursor(lines.document.end)

    @on(TextArea.Changed)
    def _check(self, event: TextArea.Changed) -> None:
        self.query_one("#complaint", Static).update(self._wrong(event.text_area.text) or "")

    @on(Lines.Saved)
    def _save(self, event: Lines.Saved) -> None:
        self._take(event.text)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self._take(self.query_one(Lines).text)
        else:
            self.dismiss(None)

    def _take(self, text: str) -> None:
        if self._wrong(text) is None:
            self.dismiss(text)

    def _wrong(self, text: str) -> str | None:
        return self._complaint(text) if self._complaint else None
