"""The list of every screen: rows by key, a cursor that stays on its row, the same keys everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.message import Message

from tui.commands import LIST, bindings_of
from tui.widgets.columns import RowT, column_at
from tui.widgets.drawn_rows import DrawnRows
from tui.widgets.heading import Heading


class Listing(DrawnRows[RowT], can_focus=True):
    """Rows with a cursor that stays on its row wherever that moves."""

    SCOPE: ClassVar[str] = LIST
    BINDINGS = bindings_of(LIST)

    class Told(Message):
        """What the list has to tell."""

        def __init__(self, listing: "Listing[Any]", key: str) -> None:
            super().__init__()
            self.listing = listing
            self.key = key

        @property
        def control(self) -> "Listing[Any]":
            """The list."""
            return self.listing

    class Chosen(Told):
        """A row was opened with Enter or a click on the cursor's row."""

    class Moved(Told):
        """The admin has moved the cursor to another row."""

    class HeadClicked(Told):
        """The head of the column of that key was clicked."""

    _kind = (False, False)
    """Whether the cursor is at the head of a group, and whether there are rows: what the keys depend on."""
    _put_at: str | None = None
    """The row that the cursor was put on last: there it is again after a filter that left nothing."""

    # What is shown

    @property
    def cursor_place(self) -> int:
        """How many rows are above the cursor's."""
        return self._cursor

    @property
    def is_on_heading(self) -> bool:
        """Whether the cursor is at the head of a group."""
        return isinstance(self._rows.get(self.cursor_key or ""), Heading)

    def show(self, rows: Mapping[str, RowT | Heading], order: Sequence[str], *, keeps_first: bool = False) -> None:
        """Show these rows in this order; lines that look as before are not drawn again.

        The cursor stays on its row. Where that row is gone it stays at its place; after an empty list it is back on the
        row that it was put on. What is in view stays in view.

        Args:
            rows: key -> row; a row that changed must be another object.
            order: the keys to show.
            keeps_first: whether a cursor on the first row stays at the top, whatever row is there now.
        """
        before = self._pictures()
        held, line, was_empty = self.cursor_key, self._cursor - self._top, not self._order
        self._order = order
        self._rows = dict(rows)  # the caller may go on changing its own
        for known in [known for known in self._drawn if known[0] not in rows]:
            del self._drawn[known]
        self._set_lines()
        key = self._put_at if was_empty else held
        is_first = keeps_first and not was_empty and self._cursor == 0
        place = 0 if is_first else None if key is None else self._place_of(key)
        self._cursor = min(self._cursor, max(0, len(order) - 1)) if place is None else place
        if self._put_at is None:
            self._put_at = self.cursor_key
        if self._has_cursor and not self._top <= self._cursor < self._top + self._height:
            self._scroll_top_to(self._cursor - max(0, line))
        if was_empty != (not order):
            self.refresh()  # words stood or stand there
        self._refresh_changed(before)
        self._look_at_kind()

    def move_to(self, key: str) -> None:
        """Put the cursor on that row, if it is shown."""
        place = self._place_of(key)
        if place is not None:
            self._put_cursor(place)

    def _place_of(self, key: str) -> int | None:
        if self.cursor_key == key:
            return self._cursor
        try:
            return self._order.index(key)
        except ValueError:
            return None

    def on_resize(self) -> None:
        """Keep the cursor's row in view."""
        self._set_lines()
        self._keep_in_view()

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The head of a group is not opened, nor is nothing."""
        if action == "choose":
            return bool(self._order) and not self.is_on_heading
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Open the cursor's row."""
        if self.cursor_key is not None:
            self.post_message(self.Chosen(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row; a click on the cursor's row opens it, one on the head tells so."""
        at = event.get_content_offset_capture(self)
        place = self._top + at.y - self._head
        if at.y < self._head:
            column = column_at(self._layout, at.x - self._gutter)
            if column is not None:
                self.post_message(self.HeadClicked(self, column.id))
        elif self._has_cursor and place < len(self._order):
            if place == self._cursor:
                self.action_choose()
            self._move(place)

    def _move(self, place: int) -> None:
        """The admin moves the cursor."""
        before = self._cursor
        self._put_cursor(place)
        if self._cursor != before:
            self.post_message(self.Moved(self, self._order[self._cursor]))

    def _put_cursor(self, place: int) -> None:
        place = max(0, min(place, len(self._order) - 1))
        if place != self._cursor:
            before, self._cursor = self._cursor, place
            self._refresh_place(before)
            self._refresh_place(place)
        self._put_at = self.cursor_key or self._put_at
        self._keep_in_view()
        self._look_at_kind()

    def _look_at_kind(self) -> None:
        """Other keys work on the head of a group than on a row, and in an empty list."""
        kind = self.is_on_heading, bool(self._order)
        if kind != self._kind:
            self._kind = kind
            self.screen.refresh_bindings()

    def _keep_in_view(self) -> None:
        if not self._has_cursor:
            return
        if self._cursor < self._top:
            self._scroll_top_to(self._cursor)
        elif self._cursor >= self._top + self._height:
            self._scroll_top_to(self._cursor - self._height + 1)

    def _scroll_top_to(self, place: int) -> None:
        self.scroll_to(y=max(0, place), animate=False, force=True)
