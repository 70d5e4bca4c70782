"""A list of rows that is drawn line by line, on demand: ten thousand rows open and move as fast as ten.

Textual's own DataTable measures and keeps every cell of every row: 10,000 rows of 6 cells took it 1.7 s to open, and
each changed cell repaints the whole widget. Here a row is an immutable value; only visible lines are ever drawn, and a
change repaints the lines that look different, which is what counts over a slow line.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import LIST, bindings_of
from tui.widgets.columns import GAP, Column, RowT, set_in_cell, share_width


class Listing(ScrollView, Generic[RowT], can_focus=True):
    """Rows by key under a fixed head, with a cursor that stays on its row wherever that moves.

    Args:
        columns: what to show.
        has_cursor: False for lists that only show.
    """

    ALLOW_SELECT = False
    SCOPE = LIST
    BINDINGS = bindings_of(LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--head", "listing--cursor"}

    class Chosen(Message):
        """A row was opened with Enter or a click on the cursor's row."""

        def __init__(self, listing: "Listing[Any]", key: str) -> None:
            super().__init__()
            self.listing = listing
            self.key = key

        @property
        def control(self) -> "Listing[Any]":
            """The list."""
            return self.listing

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        id: str,  # noqa: A002  (Textual's name)
        has_cursor: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.can_focus = has_cursor
        self._has_cursor = has_cursor
        self._columns = tuple(columns)
        self._sorted_by: str | None = None
        self._rows: Mapping[str, RowT] = {}
        self._order: Sequence[str] = ()
        self._places: dict[str, int] = {}
        self._cursor: int = 0
        self._drawn: dict[tuple[str, bool], tuple[RowT, Strip]] = {}
        self._drawn_for: object = None

    # What is shown

    @property
    def order(self) -> Sequence[str]:
        """The keys of the rows from top to bottom."""
        return self._order

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None in an empty list."""
        return self._order[self._cursor] if self._cursor < len(self._order) else None

    @property
    def cursor_place(self) -> int:
        """How many rows are above the cursor's."""
        return self._cursor

    def show(self, rows: Mapping[str, RowT], order: Sequence[str]) -> None:
        """Show these rows in this order; lines that look as before are not drawn again.

        The cursor stays on its row. Where that row is gone it stays at its place. What is in view stays in view.

        Args:
            rows: key -> row; a row that changed must be another object.
            order: the keys to show.
        """
        before = self._visible()
        held, line = self.cursor_key, self._cursor - self._top
        if order != self._order:
            self._order = order
            self._places = {key: place for place, key in enumerate(order)}
        self._rows = dict(rows)  # the caller may go on changing its own
        for key in [key for key in self._drawn if key[0] not in rows]:
            del self._drawn[key]
        self.virtual_size = Size(self._width, len(order) + 1)
        self._cursor = self._places.get(held or "", min(self._cursor, max(0, len(order) - 1)))
        if self._has_cursor and not self._top <= self._cursor < self._top + self._height:
            self._scroll_top_to(self._cursor - max(0, line))
        self._refresh_changed(before)

    def use_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Show other columns."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._drawn_for = None
            self.refresh()

    def sort_shown(self, column_id: str | None) -> None:
        """Mark the column that the rows are sorted by."""
        self._sorted_by = column_id
        self._drawn_for = None
        self.refresh(Region(0, 0, self.size.width, 1))

    def move_to(self, key: str) -> None:
        """Put the cursor on that row, if it is shown."""
        if key in self._places:
            self._move(self._places[key])

    # Drawing

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        """Rows in view."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def _top(self) -> int:
        return round(self.scroll_y)

    def _visible(self) -> list[tuple[str, RowT, bool]]:
        shown = self._order[self._top : self._top + self._height]
        return [(key, self._rows[key], self._top + line == self._cursor) for line, key in enumerate(shown)]

    def _refresh_changed(self, before: list[tuple[str, RowT, bool]]) -> None:
        after = self._visible()
        for line in range(max(len(before), len(after))):
            old = before[line] if line < len(before) else None
            new = after[line] if line < len(after) else None
            if old is None or new is None or old[0] != new[0] or old[1] is not new[1] or old[2] != new[2]:
                self.refresh(Region(0, line + 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The head, or a row."""
        width = self._width
        drawn_for = (width, self.has_focus, self.app.theme, self._sorted_by)
        if drawn_for != self._drawn_for:
            self._drawn.clear()
            self._drawn_for = drawn_for
        if y == 0:
            return self._render_head(width)
        place = self._top + y - 1
        if place >= len(self._order):
            return Strip.blank(width, self.visual_style.rich_style)
        key = self._order[place]
        row, has_cursor = self._rows[key], self._has_cursor and place == self._cursor
        known = self._drawn.get((key, has_cursor))
        if known is None or known[0] is not row:
            cells = [
                set_in_cell(c.draw(row, w), w, align_right=c.align_right) for c, w in share_width(self._columns, width)
            ]
            known = row, self._strip(cells, width, "listing--cursor" if has_cursor else None)
            self._drawn[key, has_cursor] = known
        return known[1]

    def _render_head(self, width: int) -> Strip:
        cells = []
        for column, cell_width in share_width(self._columns, width):
            title = f"{column.title} ▾" if column.id == self._sorted_by else column.title
            cells.append(set_in_cell(Content(title), cell_width, align_right=column.align_right))
        return self._strip(cells, width, "listing--head")

    def _strip(self, cells: Sequence[Content], width: int, component: str | None) -> Strip:
        style = self.get_visual_style(component) if component else self.visual_style
        line = set_in_cell(Content(" " * GAP).join(cells), width)
        parse = self.app.stylesheet.parse_style
        segments = [
            Segment(text, (style + text_style).rich_style)
            for text, text_style in line.render(style, end="", parse_style=parse)
        ]
        return Strip(segments, width)

    def notify_style_update(self) -> None:
        """Draw anew after the theme or a class has changed."""
        super().notify_style_update()
        self._drawn_for = None
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """All rows and the head, for lists that are as high as they need."""
        return len(self._order) + 1

    def on_resize(self) -> None:
        """Keep the cursor's row in view."""
        self.virtual_size = Size(self._width, len(self._order) + 1)
        self._keep_in_view()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks another way without the focus."""
        super().watch_has_focus(_has_focus)
        self._refresh_place(self._cursor)

    # Moving

    def action_cursor_down(self) -> None:
        """One row down."""
        self._move(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """One row up."""
        self._move(self._cursor - 1)

    def action_first(self) -> None:
        """To the first row."""
        self._move(0)

    def action_last(self) -> None:
        """To the last row."""
        self._move(len(self._order) - 1)

    def action_page_down(self) -> None:
        """One page down."""
        self._move(self._cursor + self._height)

    def action_page_up(self) -> None:
        """One page up."""
        self._move(self._cursor - self._height)

    def action_choose(self) -> None:
        """Open the cursor's row."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; a click on the cursor's row opens it."""
        place = self._top + event.y - 1
        if not self._has_cursor or event.y == 0 or place >= len(self._order):
            return
        if place == self._cursor:
            self.action_choose()
        self._move(place)

    def _move(self, place: int) -> None:
        place = max(0, min(place, len(self._order) - 1))
        if place != self._cursor:
            before, self._cursor = self._cursor, place
            self._refresh_place(before)
            self._refresh_place(place)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        if not self._has_cursor:
            return
        if self._cursor < self._top:
            self._scroll_top_to(self._cursor)
        elif self._cursor >= self._top + self._height:
            self._scroll_top_to(self._cursor - self._height + 1)

    def _scroll_top_to(self, place: int) -> None:
        self.scroll_to(y=max(0, place), animate=False, force=True)

    def _refresh_place(self, place: int) -> None:
        line = place - self._top
        if 0 <= line < self._height:
            self.refresh(Region(0, line + 1, self.size.width, 1))
