"""A line to type into, one cell high."""

from textual.widgets import Input

from tui.commands import FIELD, bindings_of


class Field(Input):
    """Textual's input with its Enter declared as a command, so that the key line shows it."""

    SCOPE = FIELD
    BINDINGS = bindings_of(FIELD)
