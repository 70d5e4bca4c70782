"""A list whose lines say more than they have room for: what is opened is the whole of it, and no device."""

from tui.commands import ENTRIES, bindings_of
from tui.widgets.columns import RowT
from tui.widgets.listing import Listing


class EntryListing(Listing[RowT]):
    """Enter opens what the line says."""

    SCOPE = ENTRIES
    BINDINGS = bindings_of(ENTRIES)
