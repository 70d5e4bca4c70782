"""Asks once before something that destroys or costs money."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tui.commands import YES_OR_NO, bindings_of
from tui.dialogs.framed import UntypedDialog


class Confirm(UntypedDialog[bool]):
    """A yes-or-no question; the safe answer has the focus.

    Args:
        title: what is about to happen, e.g. "Remove 3 devices".
        text: what it means, in a sentence or two.
        yes: the word on the button that does it, e.g. "Remove".
    """

    SCOPE = YES_OR_NO
    AUTO_FOCUS = "#no"
    BINDINGS = bindings_of(YES_OR_NO)
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "yes": ("answer_yes",),
        "no": ("answer_no",),
        **UntypedDialog.FRAME_KEYS,
    }

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

    def action_answer_yes(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_answer_no(self) -> None:
        """No."""
        self.dismiss(False)
