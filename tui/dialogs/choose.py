"""Asks for one of several things."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.dialogs.answers import Answers
from tui.dialogs.framed import UntypedDialog
from tui.widgets.columns import Column


class Choose(UntypedDialog[str]):
    """A short list; Enter takes the line under the cursor.

    Args:
        title: what is asked for.
        text: a sentence above the list; empty for none.
        choices: key -> the words of its line, in order.
        chosen: the key under the cursor at first.
    """

    AUTO_FOCUS = "#choices"

    def __init__(self, title: str, text: str, choices: Mapping[str, str], *, chosen: str | None = None) -> None:
        super().__init__(title)
        self._text = text
        self._choices = dict(choices)
        self._chosen = chosen

    def compose_question(self) -> ComposeResult:
        """The text and the list."""
        if self._text:
            yield Static(self._text, classes="dialog-text", markup=False)
        column: Column[str] = Column(
            id="choice", title=" ", draw=lambda words, _: Content(words), least=10, ideal=60, is_growing=True
        )
        yield Answers((column,), id="choices", has_head=False)

    def on_mount(self) -> None:
        """Fill the list."""
        listing: Answers[str] = self.query_one(Answers)
        listing.show(self._choices, list(self._choices))
        if self._chosen is not None:
            listing.move_to(self._chosen)

    @on(Answers.Chosen)
    def _take(self, event: Answers.Chosen) -> None:
        self.dismiss(event.key)
