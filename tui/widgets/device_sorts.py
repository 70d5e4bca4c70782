"""The orders that the devices list can have: one for each of its columns (pure)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model.level import Percent
from tui.natural import address_order, natural
from tui.widgets.device_rows import DeviceRow

DEFAULT_SORT = "alerts"
"""Urgent first."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One of them."""

    key: Callable[[DeviceRow], Any]
    """What sorts to the front when it is small; None goes last in either direction."""
    words: str
    """The usual direction."""
    words_reversed: str
    is_falling: bool = False
    """Whether the usual direction is from much to little, for the arrow in the head."""


def _text(text: Callable[[DeviceRow], str | None]) -> Callable[[DeviceRow], str | None]:
    def key(row: DeviceRow) -> str | None:
        said = text(row)
        return natural(said) if said else None

    return key


def _least_left(row: DeviceRow) -> float | None:
    """The lowest percentage of what runs out; what is not known counts for nothing."""
    least = None
    for supply in row.device.reading.supplies if row.device.reading else ():
        level = supply.level
        if type(level) is Percent and not supply.receptacle and (least is None or level.value < least):
            least = level.value
    return least


def _age(row: DeviceRow) -> float | None:
    return -row.device.reading.read_at.timestamp() if row.device.reading else None


def _pages(row: DeviceRow) -> int | None:
    pages = row.device.reading.counters.pages if row.device.reading else None
    return None if pages is None else -pages


def _status(row: DeviceRow) -> str | None:
    """As in the column, without times."""
    device = row.device
    if row.is_quarantined:
        return "quarantined"
    if device.unreachable_since is not None:
        return "unreachable"
    if device.reading is None:
        return None
    return "asleep" if device.reading.status.asleep else device.reading.status.printer


_A_FIRST = ("A first", "Z first")

SORTS: dict[str, Sort] = {
    "device": Sort(lambda row: row.sort_name, *_A_FIRST),
    "model": Sort(_text(lambda row: row.model), *_A_FIRST),
    "supplies": Sort(_least_left, "lowest first", "fullest first"),
    "alerts": Sort(lambda row: -row.urgency, "most urgent first", "least urgent first", is_falling=True),
    "location": Sort(_text(lambda row: row.location), *_A_FIRST),
    "age": Sort(_age, "newest first", "oldest first"),
    "address": Sort(lambda row: address_order(row.device.address), "lowest first", "highest first"),
    "serial": Sort(_text(lambda row: row.device.identity.serial), *_A_FIRST),
    "pages": Sort(_pages, "most first", "fewest first", is_falling=True),
    "vendor": Sort(_text(lambda row: row.device.identity.vendor), *_A_FIRST),
    "status": Sort(_status, *_A_FIRST),
    "managed": Sort(lambda row: not row.device.is_managed_elsewhere, "managed elsewhere first", "ours first"),
    "notes": Sort(_text(lambda row: row.device.notes), *_A_FIRST),
}
"""Column -> its order."""


class SortedRows:
    """All rows in the order of a column, and by name where they are alike in it.

    An order stays until something moves: a changed row that keeps its place costs no sorting. What rows are sorted by
    is worked out once for each column, and names are kept sorted apart, so that another column costs one stable sort
    by small keys.
    """

    def __init__(self) -> None:
        self._rows: dict[str, DeviceRow] = {}
        self._by_name: list[str] = []
        self._is_by_name = True
        self._order: list[str] | None = []
        self._keys: dict[str, dict[str, Any]] = {}
        self.column = DEFAULT_SORT
        self.is_reversed = False

    @property
    def rows(self) -> Mapping[str, DeviceRow]:
        """Device's id -> row, in no order."""
        return self._rows

    def use(self, column: str, *, is_reversed: bool) -> None:
        """Sort by that column from now on."""
        if (column, is_reversed) != (self.column, self.is_reversed):
            self.column, self.is_reversed, self._order = column, is_reversed, None

    def update(self, rows: Mapping[str, DeviceRow | None]) -> None:
        """Take in rows that are new, have changed, or (None) have gone."""
        gone = False
        for device_id, row in rows.items():
            old = self._rows.get(device_id)
            if row is None:
                gone = self._rows.pop(device_id, None) is not None or gone
            else:
                self._rows[device_id] = row
                if old is None:
                    self._by_name.append(device_id)
                if old is None or row.sort_name != old.sort_name:
                    self._is_by_name, self._order = False, None
            self._forget_keys(device_id, row)
        if gone:
            self._by_name = [device_id for device_id in self._by_name if device_id in self._rows]
            self._order = None

    def _forget_keys(self, device_id: str, row: DeviceRow | None) -> None:
        """Work the row's keys out anew when they are needed; whether it has moved is seen at once."""
        for column, keys in self._keys.items():
            if device_id not in keys:
                continue
            key = keys.pop(device_id)
            if row is not None and column == self.column:
                keys[device_id] = SORTS[column].key(row)
                if keys[device_id] != key:
                    self._order = None

    def order(self) -> Sequence[str]:
        """The ids from the first to the last."""
        if self._order is None:
            if not self._is_by_name:  # quick where it is nearly sorted, as nearly always
                rows = self._rows
                self._by_name.sort(key=lambda device_id: (rows[device_id].sort_name, device_id))
                self._is_by_name = True
            keys = self._keys_of_all()
            known = [device_id for device_id in self._by_name if keys[device_id] is not None]
            unknown = [device_id for device_id in self._by_name if keys[device_id] is None]
            self._order = sorted(known, key=keys.__getitem__, reverse=self.is_reversed) + unknown
        return self._order

    def _keys_of_all(self) -> Mapping[str, Any]:
        keys = self._keys.setdefault(self.column, {})
        if len(keys) < len(self._rows):
            key_of = SORTS[self.column].key
            for device_id, row in self._rows.items():
                if device_id not in keys:
                    keys[device_id] = key_of(row)
        return keys
