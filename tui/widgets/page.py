"""A page of text that scrolls with the keys of every list."""

from textual.containers import VerticalScroll

from tui.commands import PAGE, bindings_of


class Page(VerticalScroll):
    """Scrolls with j, k, g, G and by pages."""

    SCOPE = PAGE
    BINDINGS = bindings_of(PAGE)
