"""A page of sections that keeps its place when the terminal gets another size, or what is above grows."""

from textual.geometry import Size
from textual.widget import Widget

from tui.widgets.page import Page
from tui.widgets.section import Section


class DetailPage(Page, can_focus=False):
    """Remembers which section is at the top: texts wrap anew on resizing, lists grow, and everything below moves."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._anchor: tuple[Section, int] | None = None
        """The section at the top, and how many of its lines are above it; None at the top of the page."""
        self._laid_out: tuple[Size, Size] | None = None
        """For which sizes of the page and of all that is on it the anchor holds."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The reader has moved on, unless it is the layout that moves things."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid_out == (self.size, self.virtual_size):
            self._anchor = self._at_top()

    def on_resize(self) -> None:
        """The page or what is on it has another size: back to where the reader was, once all of it is laid out."""
        self.call_after_refresh(self._return)

    def _return(self) -> None:
        if self._anchor is not None:
            section, above = self._anchor
            if section.display:
                line = self.line_of(section) + min(above, section.size.height)
                self.scroll_to(y=line, animate=False, force=True, immediate=True)
        self._laid_out = self.size, self.virtual_size

    def _at_top(self) -> tuple[Section, int] | None:
        top = round(self.scroll_y)
        above = [(top - self.line_of(one), one) for one in self.query(Section) if one.display]
        started = [(lines, one) for lines, one in above if lines >= 0]
        if not top or not started:
            return None
        lines, section = min(started, key=lambda pair: pair[0])
        return section, lines

    def line_of(self, widget: Widget) -> int:
        """The line of the page at which it begins, whatever is in view."""
        line = 0
        for node in widget.ancestors_with_self:
            if node is self or not isinstance(node, Widget):
                break
            line += node.virtual_region.y
        return line
