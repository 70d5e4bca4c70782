"""Asks for one line of text."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.dialogs.framed import Dialog
from tui.widgets.field import Field


class AskText(Dialog[str]):
    """A line to type; Enter takes it.

    Args:
        title: what is asked for.
        text: a sentence that says what it is used for.
        value: what stands in the line at first.
        placeholder: shown while it is empty.
        complaint: what is wrong with a text, in one line; None when nothing is. Shown below the line as one types.
        is_secret: whether what is typed stays hidden.
        refused: what was wrong with `value` when it was tried; shown until something else is typed. It may be tried
            again: what was wrong may lie outside of the program.
    """

    AUTO_FOCUS = "#answer"

    def __init__(
        self,
        title: str,
        text: str,
        *,
        value: str = "",
        placeholder: str = "",
        complaint: Callable[[str], str | None] | None = None,
        is_secret: bool = False,
        refused: str = "",
    ) -> None:
        super().__init__(title)
        self._text = text
        self._value = value
        self._placeholder = placeholder
        self._complaint = complaint
        self._is_secret = is_secret
        self._refused = refused

    def compose_question(self) -> ComposeResult:
        """The text, the line, what is wrong with it."""
        yield Static(self._text, classes="dialog-text", markup=False)
        yield Field(
            self._value,
            placeholder=self._placeholder,
            id="answer",
            compact=True,
            password=self._is_secret,
            select_on_focus=not self._refused,  # it is mended, not typed anew
        )
        yield Static(self._refused, id="complaint", classes="dialog-complaint", markup=False)

    @on(Input.Changed, "#answer")
    def _check(self, event: Input.Changed) -> None:
        refused = self._refused if event.value == self._value else ""
        self.query_one("#complaint", Static).update(self._wrong(event.value) or refused)

    @on(Input.Submitted, "#answer")
    def _take(self, event: Input.Submitted) -> None:
        if self._wrong(event.value) is None:
            self.dismiss(event.value)

    def _wrong(self, text: str) -> str | None:
        return self._complaint(text) if self._complaint else None
