"""Shows a text that is too long for where it stands."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.dialogs.framed import UntypedDialog
from tui.widgets.page import Page


class ReadText(UntypedDialog[None]):
    """A text to read and scroll.

    Args:
        title: what it is.
        text: the text.
    """

    AUTO_FOCUS = "#text"

    def __init__(self, title: str, text: Content) -> None:
        super().__init__(title)
        self._text = text

    def compose_question(self) -> ComposeResult:
        """The text."""
        with Page(id="text"):
            yield Static(self._text, markup=False)
