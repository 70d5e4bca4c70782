"""Which devices are listed, and in which order: view, filter, sort and groups together (no widgets).

A change costs what it moves: rows that keep their place are not sorted again, texts and groups are looked up once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui.widgets.device_filter import SearchIndex
from tui.widgets.device_groups import GroupHead, Groups, is_group
from tui.widgets.device_rows import DeviceRow
from tui.widgets.device_sorts import SortedRows
from tui.widgets.device_views import VIEWS
from tui.widgets.filter_terms import Term, parse_filter


class Lines(NamedTuple):
    """What a list shows."""

    rows: Mapping[str, DeviceRow | GroupHead]
    """Every device's row and the heads of the groups, by key."""
    order: Sequence[str]
    """The keys from top to bottom."""
    matched: Sequence[str]
    """The ids of the devices of the view that the filter leaves, in their order, those of folded groups too."""


class Arrangement:
    """The devices and how the admin wants to see them."""

    def __init__(self) -> None:
        self._sorted = SortedRows()
        self._index = SearchIndex()
        self._groups = Groups()
        self._heads: dict[str, GroupHead] = {}
        self._folded: set[str] = set()
        self._counts = dict.fromkeys(VIEWS, 0)
        self._ordered: Sequence[str] = ()
        self._views: dict[str, Sequence[str]] = {}
        self.view = "all"
        self.words = ""
        """The filter as typed."""

    # The devices

    @property
    def rows(self) -> Mapping[str, DeviceRow]:
        """Device's id -> row."""
        return self._sorted.rows

    @property
    def counts(self) -> Mapping[str, int]:
        """View -> how many devices it shows."""
        return self._counts

    def update(self, rows: Mapping[str, DeviceRow | None]) -> None:
        """Take in rows that are new, have changed, or (None) have gone."""
        for device_id, row in rows.items():
            old = self._sorted.rows.get(device_id)
            if (old and old.views) != (row and row.views):
                self._views.clear()
            for view in old.views if old else ():
                self._counts[view] -= 1
            for view in row.views if row else ():
                self._counts[view] += 1
        self._sorted.update(rows)
        self._index.forget(rows)
        self._groups.forget(rows)

    # How to see them

    @property
    def sort(self) -> str:
        """The column that they are sorted by."""
        return self._sorted.column

    @property
    def is_reversed(self) -> bool:
        """Whether they are sorted the other way round."""
        return self._sorted.is_reversed

    def sort_by(self, column: str, *, is_reversed: bool = False) -> None:
        """Sort by that column."""
        self._sorted.use(column, is_reversed=is_reversed)

    @property
    def grouping(self) -> str:
        """What they are grouped by."""
        return self._groups.grouping

    def group_by(self, grouping: str) -> None:
        """Group another way; what was folded is unfolded."""
        if grouping != self.grouping:
            self._groups.use(grouping)
            self._heads, self._folded = {}, set()

    @property
    def heads(self) -> Mapping[str, GroupHead]:
        """The groups shown last, by key, in their order; empty without grouping."""
        return self._heads

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words of the filter."""
        return parse_filter(self.words)

    def group_of(self, key: str) -> str | None:
        """The key of the group of a line: its own, or that of the device's; None without grouping."""
        if is_group(key):
            return key
        row = self.rows.get(key)
        return None if row is None or self.grouping == "none" else self._groups.key_of(row)

    def fold(self, group: str, *, is_folded: bool) -> None:
        """Show a group's head only, or its devices too."""
        (self._folded.add if is_folded else self._folded.discard)(group)

    def is_folded(self, group: str) -> bool:
        """Whether only a group's head is shown."""
        return group in self._folded

    def prepare_filter(self) -> Iterator[None]:
        """Make the first word that is typed as fast as the others; stops after every few rows."""
        return self._index.prepare(self.rows)

    # The outcome

    def lines(self) -> Lines:
        """What to show now."""
        rows = self._sorted.rows
        matched = self._index.matches(self._in_view(), rows, self.terms)
        if self.grouping == "none":
            self._heads = {}
            return Lines(rows, matched, matched)
        self._heads, order, ids = self._groups.arrange(matched, rows, self._folded, self._heads)
        return Lines({**rows, **self._heads}, order, ids)

    def _in_view(self) -> Sequence[str]:
        """The ids of the devices of the view, sorted; the same object for as long as they are the same."""
        order, view = self._sorted.order(), self.view
        if order is not self._ordered:
            self._ordered = order
            self._views.clear()
        known = self._views.get(view)
        if known is None:
            rows = self._sorted.rows
            known = self._views[view] = [device_id for device_id in order if view in rows[device_id].views]
        return known

    def members(self, group: str) -> list[str]:
        """The ids of the devices of a group that view and filter leave."""
        return [device_id for device_id in self.lines().matched if self._groups.key_of(self.rows[device_id]) == group]
