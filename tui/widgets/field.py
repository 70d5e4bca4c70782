"""A line to type into, one cell high."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui.commands import FIELD, bindings_of
from tui.widgets.reversing import Reversing


class Field(Reversing, Input):
    """Textual's input with its Enter declared as a command, so that the key line shows it, and a calm cursor."""

    SCOPE = FIELD
    BINDINGS = bindings_of(FIELD)

    virtual_size = Reactive(Size(0, 0))
    """The text's, without Textual's new layout of the whole screen for each letter: the field stays one cell high."""

    def on_mount(self) -> None:
        """A cursor that blinks is two repaints a second."""
        self.cursor_blink = False
