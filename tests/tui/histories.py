"""Pasts for the screens: a year of a printer's levels and pages, with gaps and replacements."""

from datetime import date, datetime, timedelta

from core.model.device import Device
from core.model.events import SupplyReplaced
from core.model.history import Day, History
from core.model.level import Level, Percent, Quantity
from core.model.supply import Supply
from tests.tui.fakes import NOW

TODAY = NOW.date()


def past_of(device: Device, days: int, *, pages_a_day: int = 140, unread: frozenset[int] = frozenset()) -> History:
    """Levels that fall by a steady share a day and are replaced at 3 %; nothing on the weekends and on `unread` days.

    Args:
        device: whose supplies.
        days: how far back, today included.
        pages_a_day: printed on every day, weekends too.
        unread: days before today without a reading.
    """
    assert device.reading is not None
    rows, replaced = [], []
    levels = {supply.index: 90.0 - 7 * number for number, supply in enumerate(device.reading.supplies)}
    for ago in reversed(range(days)):
        day = TODAY - timedelta(days=ago)
        shown: dict[str, Level] = {}
        for number, supply in enumerate(device.reading.supplies):
            if isinstance(supply.level, Percent):
                before = levels[supply.index]
                levels[supply.index] = before - 0.6 - 0.5 * number
                if levels[supply.index] < 3:
                    levels[supply.index] = 100.0
                    replaced.append(replacement(device, supply, day, before))
                shown[supply.index] = Percent(value=round(levels[supply.index], 1), source="history")
            elif isinstance(supply.level, Quantity):
                shown[supply.index] = Quantity(value=48_123 + 140 * ago, unit=supply.level.unit, source="history")
            else:
                shown[supply.index] = supply.level
        if day.weekday() < 5 and ago not in unread:
            rows.append(Day(date=day, device_id=device.id, levels=shown, pages=48_213 - pages_a_day * ago))
    return History(days=tuple(rows), replacements=tuple(replaced))


def replacement(device: Device, supply: Supply, day: date, before: float) -> SupplyReplaced:
    return SupplyReplaced(
        device_id=device.id,
        index=supply.index,
        name=supply.name,
        color=supply.color,
        at=datetime(day.year, day.month, day.day, 9, 30, tzinfo=NOW.tzinfo),
        before=Percent(value=round(before, 1), source="history"),
        after=Percent(value=100.0, source="history"),
        old_serial=None,
        new_serial=f"C{day:%m%d}" if supply.color == "cyan" else None,
    )
