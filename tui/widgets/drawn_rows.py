"""Lines drawn on demand: ten thousand rows open and scroll as fast as ten.

Textual's own DataTable measures and keeps every cell of every row: 10,000 rows of 6 cells took it 1.7 s to open, and
each changed cell repaints the whole widget. Here a row is an immutable value; only visible lines are ever drawn, and a
change repaints the cells that look different, which is what counts over a slow line.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.columns import Column, RowT, share_width
from tui.widgets.heading import Heading
from tui.widgets.lines import Brush, CellMarker, changed_cells, head_cells, row_cells
from tui.widgets.reversing import Reversing

MOST_DRAWN = 500
"""Lines kept as drawn; a screen has fewer, and each takes some 3 kB."""
GUTTER = 2
"""Cells before the columns where rows can be selected."""


class _Seen(NamedTuple):
    """What decides how a line looks."""

    key: str
    row: Any
    has_cursor: bool
    is_selected: bool


class DrawnRows(Reversing, ScrollView, Generic[RowT]):
    """Rows by key under a fixed head, drawn line by line, one of them with a cursor.

    Args:
        columns: what to show.
        has_cursor: False for lists that only show.
        has_head: False for lists without titles above the columns.
        has_gutter: whether rows can be selected: the selected ones have a mark before the columns.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--head", "listing--cursor", "listing--selected"}

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        id: str,  # noqa: A002  (Textual's name)
        has_cursor: bool = True,
        has_head: bool = True,
        has_gutter: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.can_focus = has_cursor
        self._has_cursor = has_cursor
        self._head = int(has_head)
        self._gutter = GUTTER if has_gutter else 0
        self._columns = tuple(columns)
        self._sorted_by: tuple[str, bool] | None = None
        self._mark_cell: CellMarker | None = None
        self._selected: frozenset[str] = frozenset()
        self._rows: Mapping[str, RowT | Heading] = {}
        self._order: Sequence[str] = ()
        self._cursor: int = 0
        self._drawn: dict[tuple[str, bool, bool], tuple[object, Strip]] = {}
        self._drawn_for: object = None
        self._looks: object = None
        self._layout: list[tuple[Column[RowT], int]] = []
        self._nothing: list[Content] = []
        self._words = ""

    @property
    def order(self) -> Sequence[str]:
        """The keys of the rows from top to bottom."""
        return self._order

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None in an empty list."""
        return self._order[self._cursor] if self._cursor < len(self._order) else None

    def say_if_empty(self, words: str) -> None:
        """What stands in the place of the rows where there are none."""
        if words != self._words:
            self._words = words
            self._nothing = []
            if not self._order:
                self.refresh()

    def use_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Show other columns."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._draw_anew()

    def shown_columns(self) -> list[str]:
        """The ids of the columns that have room now."""
        return [column.id for column, _ in share_width(self._columns, self._width - self._gutter)]

    def sort_shown(self, column_id: str | None, *, is_falling: bool = True) -> None:
        """Mark the column that the rows are sorted by.

        Args:
            column_id: None: none of them.
            is_falling: whether they go from much to little.
        """
        self._sorted_by = None if column_id is None else (column_id, is_falling)
        self._refresh_line(0)

    def select(self, keys: Collection[str]) -> None:
        """Mark these rows as selected, and no others."""
        chosen = frozenset(keys)
        if chosen != self._selected:
            before, self._selected = self._pictures(), chosen
            self._refresh_changed(before)

    def mark_cells(self, marker: CellMarker | None) -> None:
        """Have what a filter has matched marked in the cells; None ends it."""
        if marker is not self._mark_cell:
            self._mark_cell = marker
            self._draw_anew()

    def look_again(self) -> None:
        """Draw what is in view anew, as time has changed it; cells that come out as before are not repainted."""
        before, self._drawn = self._pictures(), {}
        self._refresh_changed(before)

    # Drawing

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        """Rows in view."""
        return max(1, self.scrollable_content_region.height - self._head)

    @property
    def _top(self) -> int:
        return round(self.scroll_y)

    def _visible(self) -> list[_Seen]:
        return [self._seen(place) for place in range(self._top, min(self._top + self._height, len(self._order)))]

    def _seen(self, place: int) -> _Seen:
        key = self._order[place]
        return _Seen(key, self._rows[key], self._has_cursor and place == self._cursor, key in self._selected)

    def _pictures(self) -> list[Strip | None]:
        """The lines in view as they are on the screen; None for one that is not drawn yet."""
        if self._drawn_for != (self._width, self.app.theme):
            return []
        drawn = (self._drawn.get((seen.key, seen.has_cursor, seen.is_selected)) for seen in self._visible())
        return [None if known is None else known[1] for known in drawn]

    def _refresh_changed(self, before: Sequence[Strip | None]) -> None:
        """Have the cells repainted that differ; `before` is what `_pictures` gave ahead of the change."""
        if not self._width:
            return  # never painted yet
        self._mind_layout()
        after = [self._drawn_line(seen) for seen in self._visible()]
        for line in range(max(len(before), len(after))):
            old = before[line] if line < len(before) else None
            new = after[line] if line < len(after) else None
            if old is None or new is None:
                self._refresh_line(line + self._head)
            elif (cells := changed_cells(old, new)) is not None:
                self.refresh(Region(cells[0], line + self._head, cells[1] - cells[0], 1))

    def _refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y, self._width, 1))

    def _refresh_place(self, place: int) -> None:
        line = place - self._top
        if 0 <= line < self._height:
            self._refresh_line(line + self._head)

    def _draw_anew(self) -> None:
        self._drawn_for = None
        self.refresh()

    def _draw_cursor_anew(self) -> None:
        self._drawn = {known: drawn for known, drawn in self._drawn.items() if not known[1]}
        self._refresh_place(self._cursor)

    def render_line(self, y: int) -> Strip:
        """The head, or a row."""
        width = self._width
        self._mind_layout()
        if y < self._head:
            brush = Brush(self.get_visual_style("listing--head"), self.app.stylesheet.parse_style)
            return brush.strip(head_cells(self._layout, self._sorted_by, self._gutter), width)
        place = self._top + y - self._head
        if place >= len(self._order):
            return self._empty_line(place)
        return self._drawn_line(self._seen(place))

    def _empty_line(self, place: int) -> Strip:
        """Below the rows; without any, the words that stand for them, below a blank line."""
        width, margin = self._width, max(self._gutter, GUTTER)
        room = width - 2 * margin
        if self._order or not self._words or room < 1:
            return Strip.blank(width, self.visual_style.rich_style)
        if not self._nothing:
            self._nothing = Content(self._words).wrap(room)
        words = self._nothing[place - 1] if 1 <= place <= len(self._nothing) else Content("")
        brush = Brush(self.visual_style, self.app.stylesheet.parse_style)
        return brush.strip([(Content(" " * margin + words.plain).stylize("$muted"), width, False)], width)

    def _mind_layout(self) -> None:
        """Forget what was drawn for another width or theme."""
        drawn_for = (self._width, self.app.theme)
        if drawn_for != self._drawn_for:
            self._drawn.clear()
            self._drawn_for = drawn_for
            self._layout = share_width(self._columns, self._width - self._gutter)
            self._nothing = []

    def _drawn_line(self, seen: _Seen) -> Strip:
        drawn = self._drawn.get((seen.key, seen.has_cursor, seen.is_selected))
        if drawn is None or drawn[0] is not seen.row:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            drawn = seen.row, self._draw(seen)
            self._drawn[seen.key, seen.has_cursor, seen.is_selected] = drawn
        return drawn[1]

    def _draw(self, seen: _Seen) -> Strip:
        component = "listing--cursor" if seen.has_cursor else "listing--selected" if seen.is_selected else None
        style = self.get_visual_style(component) if component else self.visual_style
        brush = Brush(style, self.app.stylesheet.parse_style)
        if isinstance(seen.row, Heading):
            return brush.strip([(seen.row.draw(self._width), self._width, False)], self._width)
        cells = row_cells(seen.row, self._layout, self._mark_cell, self._gutter, is_selected=seen.is_selected)
        return brush.strip(cells, self._width)

    def notify_style_update(self) -> None:
        """Draw anew after the theme or a class has changed; the focus changes the cursor's line only."""
        super().notify_style_update()
        if not self.is_mounted:
            return  # nothing is drawn yet
        # The styles of head and selection are not asked for here: Textual renews them after this.
        looks = (self.app.theme, self.visual_style, frozenset(self.classes))
        if looks != self._looks:
            self._looks = looks
            self._draw_anew()
        self._draw_cursor_anew()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """All rows and the head, for lists that are as high as they need."""
        return len(self._order) + self._head

    def _set_lines(self) -> None:
        """Let the scroll bar know how many lines there are; the screen is not laid out anew where its lane is kept."""
        lines = len(self._order) + self._head
        size = Size(self._width, lines)
        if size == self.virtual_size:
            return
        comes_or_goes = (lines > self.container_size.height) != self.show_vertical_scrollbar
        if self.styles.auto_dimensions or (self.styles.overflow_y != "scroll" and comes_or_goes):
            self.virtual_size = size
            return
        self.set_reactive(DrawnRows.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = min(self.scroll_y, self.max_scroll_y)
