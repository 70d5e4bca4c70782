"""What simulated printers did before the demo began: months of levels, pages and replaced cartridges."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from core.demo.dice import draw
from core.fleet import Change, Fleet
from core.model.device import Device
from core.model.events import SupplyReplaced
from core.model.history import SOURCE, Day, History, day_of
from core.model.level import Level, Percent
from core.model.supply import Supply
from core.store.history import HistoryRecorder

DAYS = 150
_SATURDAY = 5
_FULL = 100.0


def give_pasts(fleet: Fleet, history: HistoryRecorder) -> Callable[[], None]:
    """Have every device get a past when it is first read; the returned function ends it."""
    writing: set[asyncio.Task[None]] = set()

    def hear(changes: tuple[Change, ...]) -> None:
        for change in changes:
            if is_first_reading(change) and change.after is not None:
                task = asyncio.ensure_future(history.put(change.device_id, past_of(change.after)))
                writing.add(task)
                task.add_done_callback(writing.discard)

    return fleet.subscribe(hear)


def is_first_reading(change: Change) -> bool:
    """Whether a device has just been read for the first time."""
    known = change.before is not None and change.before.reading is not None
    return change.is_read and not known and change.after is not None and change.after.reading is not None


def past_of(device: Device, days: int = DAYS) -> History:
    """The days before a device's first reading (pure); what it says now follows from them.

    Every supply that gives a percentage was used up at a pace of its own on working days, and replaced when it had a
    few percent left; whatever else it says it said then, too.

    Args:
        device: with a reading.
        days: how many.
    """
    reading = device.reading
    assert reading is not None
    today = day_of(device.id, reading)
    levels, pages = dict(today.levels), today.pages
    rows: list[Day] = []
    replaced: list[SupplyReplaced] = []
    for ago in range(1, days + 1):
        later = reading.read_at.astimezone(UTC) - timedelta(days=ago - 1)
        if later.weekday() < _SATURDAY:
            if pages is not None:
                pages = max(0, pages - 40 - draw(160, device.id, ago))
            for supply in reading.supplies:
                before = _the_day_before(supply, levels.get(supply.index), device.id, ago)
                if before is None:
                    continue
                if before.value < _percent(levels[supply.index]):
                    replaced.append(_replacement(device, supply, later, before))
                levels[supply.index] = before
        date = (later - timedelta(days=1)).date()
        rows.append(Day(date=date, device_id=device.id, levels=dict(levels), pages=pages))
    return History(days=tuple(reversed(rows)), replacements=tuple(reversed(replaced)))


def _percent(level: Level) -> float:
    return level.value if isinstance(level, Percent) else 0.0


def _the_day_before(supply: Supply, level: Level | None, device_id: str, ago: int) -> Percent | None:
    """A supply's level one day earlier: higher, or the few percent that the one before it had left."""
    if not isinstance(level, Percent):
        return None
    used = (8 + draw(25, device_id, supply.index)) / 20 * (5 + draw(11, device_id, supply.index, ago)) / 10
    value = level.value + used
    if value > _FULL:
        value = 1.0 + draw(7, device_id, supply.index, "left", ago)
    return Percent(value=round(value, 1), source=SOURCE)


def _replacement(device: Device, supply: Supply, day: datetime, before: Percent) -> SupplyReplaced:
    at = day.replace(hour=7 + draw(9, device.id, supply.index, day.day), minute=draw(60, device.id, day.day))
    return SupplyReplaced(
        device_id=device.id,
        index=supply.index,
        name=supply.name,
        color=supply.color,
        at=min(at, device.reading.read_at) if device.reading is not None else at,
        before=before,
        after=Percent(value=_FULL, source=SOURCE),
        new_serial=supply.serial,
    )
