"""A line to type into, one cell high."""

from textual.widgets import Input

from tui.commands import FIELD, bindings_of
from tui.widgets.reversing import Reversing


class Field(Reversing, Input):
    """Textual's input with its Enter declared as a command, so that the key line shows it, and a calm cursor."""

    SCOPE = FIELD
    BINDINGS = bindings_of(FIELD)

    def on_mount(self) -> None:
        """A cursor that blinks is two repaints a second."""
        self.cursor_blink = False
