"""Asks once before something that destroys or costs money."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Button, Static

from tui.dialogs.framed import Dialog


class Confirm(Dialog[bool]):
    """A yes-or-no question; the safe answer has the focus.

    Args:
        title: what is about to happen, e.g. "Remove 3 devices".
        text: what it means, in a sentence or two.
        yes: the word on the button that does it, e.g. "Remove".
    """

    AUTO_FOCUS = "#no"

    def __init__(self, title: str, text: str, *, yes: str) -> None:
        super().__init__(title)
        self._text = text
        self._yes = yes

    def compose_question(self) -> ComposeResult:
        """The text and two buttons."""
        yield Static(self._text, classes="dialog-text", markup=False)
        with Horizontal(classes="dialog-buttons"):
            yield Button(self._yes, id="yes", variant="error", compact=True)
            yield Button("Cancel", id="no", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def key_y(self, event: Key) -> None:
        """Yes; the key is no command of the screen below."""
        event.stop()
        self.dismiss(True)

    def key_n(self, event: Key) -> None:
        """No."""
        event.stop()
        self.dismiss(False)
