"""The base of the dialogs: a framed box over the screen below, closed by a key without an answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.markup import escape
from textual.screen import ModalScreen

from tui.commands import DIALOG, UNTYPED, bindings_of
from tui.dialogs.box import DialogBox
from tui.remapping import every_key
from tui.screens.remapped import Remapped
from tui.steady import Steady
from tui.widgets.frame import SizeNotice

if TYPE_CHECKING:
    from tui.app import SuppliesApp

AnswerT = TypeVar("AnswerT")


class Dialog(Steady, Remapped[AnswerT | None], ModalScreen[AnswerT | None], Generic[AnswerT]):
    """A question with a title; its answer is None when it is closed without one.

    Args:
        title: of the frame.
    """

    SCOPE: ClassVar[str] = DIALOG
    BINDINGS = bindings_of(DIALOG)
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {"close": ("close",)}
    """What the frame says of keys: a word -> the ids of the commands that do it."""

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self._title = title

    @property
    def house(self) -> "SuppliesApp":
        """The program."""
        return cast("SuppliesApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame around the question."""
        keys = {word: every_key(ids, self.house.remapped) for word, ids in self.FRAME_KEYS.items()}
        with DialogBox(classes="dialog-box") as box:
            box.border_title = escape(self._title)  # Textual reads markup there: a printer's name may look like it
            box.border_subtitle = "   ".join(f"{names}: {word}" for word, names in keys.items())
            yield from self.compose_question()
        yield SizeNotice()

    def compose_question(self) -> ComposeResult:
        """What is asked, and how it is answered."""
        yield from ()

    def action_close(self) -> None:
        """No answer."""
        self.dismiss(None)


class UntypedDialog(Dialog[AnswerT], Generic[AnswerT]):
    """A question without a field: a letter closes it, too."""

    SCOPE = UNTYPED
    BINDINGS = bindings_of(UNTYPED)
    FRAME_KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {"close": ("leave_question", "close")}
