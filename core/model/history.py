"""What a device said day by day: its levels and counters at the first reading of each day, and what was replaced."""

from datetime import UTC, date

import msgspec

from core.model.device import Reading
from core.model.events import SupplyReplaced
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited

KEPT_DAYS = 400
"""How many days a history goes back: a year can be compared with the one before, with some weeks to spare."""

SOURCE = "history"
"""The source of levels that come from a history: neither raw numbers nor who gave them are kept."""

MAX_SUPPLIES = 100
"""Supplies kept of one day; a device that gives more is no printer on record."""

MAX_COUNT = 2**63 - 1
"""No counter of a printer is higher; one that is comes from a device that talks nonsense."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A device at its first reading of a day; a day without a reading has no row."""

    date: date
    """UTC."""
    device_id: str
    """Whose reading it was: a device merged into another one has counters and supplies of its own."""
    levels: dict[str, Level] = msgspec.field(default_factory=dict)
    """Supply index -> its level, of source "history"."""
    pages: int | None = None
    """The life-time page count; None where the device gives none."""
    counters: dict[str, int] = msgspec.field(default_factory=dict)
    """The maker's life-time counters by plain name, as `core.model.status.Counters.by_kind`."""


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a device's past `KEPT_DAYS` days."""

    days: tuple[Day, ...] = ()
    """The oldest first, at most one a date."""
    replacements: tuple[SupplyReplaced, ...] = ()
    """The oldest first; their levels are of source "history"."""


def day_of(device_id: str, reading: Reading) -> Day:
    """The row that a reading makes."""
    return Day(
        date=reading.read_at.astimezone(UTC).date(),
        device_id=device_id,
        levels={supply.index: plain_level(supply.level) for supply in reading.supplies[:MAX_SUPPLIES]},
        pages=_count(reading.counters.pages),
        counters={kind: count for kind, count in reading.counters.by_kind.items() if _count(count) is not None},
    )


def plain_level(level: Level) -> Level:
    """A level with nothing but its kind and number; what cannot be right (0 of 0, say) is unknown already."""
    if isinstance(level, Percent):
        return Percent(value=min(100.0, max(0.0, level.value)), source=SOURCE)
    if isinstance(level, Quantity) and _count(level.value) is not None:
        return Quantity(value=level.value, unit=level.unit, source=SOURCE)
    if isinstance(level, Some):
        return Some(source=SOURCE)
    return Unlimited(source=SOURCE) if isinstance(level, Unlimited) else Unknown(source=SOURCE)


def _count(count: int | None) -> int | None:
    """A count as any program can read it; None for what no counter of a printer can be."""
    return count if count is not None and 0 <= count <= MAX_COUNT else None
