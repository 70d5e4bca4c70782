"""The base of the dialogs: a framed box over the screen below, closed by Escape without an answer."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.commands import DIALOG, bindings_of
from tui.steady import Steady
from tui.widgets.frame import SizeNotice

AnswerT = TypeVar("AnswerT")


class Dialog(Steady, ModalScreen[AnswerT | None], Generic[AnswerT]):
    """A question with a title; its answer is None when it is closed without one.

    Args:
        title: of the frame.
    """

    SCOPE: ClassVar[str] = DIALOG
    BINDINGS = bindings_of(DIALOG)

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self._title = title

    def compose(self) -> ComposeResult:
        """The frame around the question."""
        with Vertical(classes="dialog-box") as box:
            box.border_title = self._title
            box.border_subtitle = "esc: close"
            yield from self.compose_question()
        yield SizeNotice()

    def compose_question(self) -> ComposeResult:
        """What is asked, and how it is answered."""
        yield from ()

    def action_close(self) -> None:
        """No answer."""
        self.dismiss(None)
