"""The list of a question: a line is taken, not opened."""

from tui.commands import CHOICES, bindings_of
from tui.widgets.columns import RowT
from tui.widgets.listing import Listing


class Answers(Listing[RowT]):
    """What can be answered."""

    SCOPE = CHOICES
    BINDINGS = bindings_of(CHOICES)
