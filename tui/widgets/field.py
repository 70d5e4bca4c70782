"""A line to type into, one cell high."""

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui.commands import FIELD, bindings_of
from tui.pasted import as_line
from tui.widgets.reversing import Reversing


class Field(Reversing, Input):
    """Textual's input with its Enter declared as a command, so that the key line shows it, and a calm cursor.

    What is pasted becomes one line, nothing of it is lost.
    """

    SCOPE = FIELD
    BINDINGS = bindings_of(FIELD)

    virtual_size = Reactive(Size(0, 0))
    """The text's, without Textual's new layout of the whole screen for each letter: the field stays one cell high."""

    def on_mount(self) -> None:
        """A cursor that blinks is two repaints a second."""
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Paste from the terminal."""
        event.prevent_default()
        event.stop()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in this program, be it from several lines."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if line := as_line(text):
            self.replace(line, *self.selection)
