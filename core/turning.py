"""Levels that a device gives upside down, as makers do with waste boxes (MISSION C3, PROTOCOL 1.5; pure)."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from itertools import pairwise

from msgspec.structs import replace

from core.alerts.wording import level_words
from core.model.device import Device, Reading
from core.model.history import Day, History
from core.model.level import Percent
from core.model.supply import Supply
from core.replacements import REPLACED_RISE

LOOK_BACK = timedelta(days=90)
"""How much of a history tells the direction of a level. Our choice: some rises of a waste box that fills in a year."""
LEAST_RISES, LEAST_POINTS, LEAST_TIME = 4, 5.0, timedelta(days=7)
"""On how many days a level must have risen, by how many percent points in all, and within no less than what time. Our
choice, no vendor's figure: more than a shaken cartridge, a second guess of the printer or a rounded number bring about.
"""


def with_turned_levels(reading: Reading, turned: tuple[str, ...]) -> Reading:
    """The reading with exactly those supplies' levels turned over."""
    if not turned and not any(supply.is_turned for supply in reading.supplies):
        return reading
    supplies = tuple(
        supply if supply.is_turned == (supply.index in turned) else turned_over(supply) for supply in reading.supplies
    )
    if all(new is old for new, old in zip(supplies, reading.supplies, strict=True)):
        return reading
    return replace(reading, supplies=supplies)


def turned_over(supply: Supply) -> Supply:
    """The supply with its percentage read from the other end, and marked so; turned twice it is as before."""
    level = supply.level
    if isinstance(level, Percent):
        level = replace(level, value=round(100 - level.value, 1))
    return replace(supply, level=level, is_turned=not supply.is_turned)


def turn_words(device: Device, index: str) -> str:
    """What it means that a supply's level was just turned, or turned back; in one sentence."""
    supply = next((one for one in device.reading.supplies if one.index == index), None) if device.reading else None
    if supply is None:
        return f"supply {index} is not there any more"
    now = level_words(supply.level, receptacle=supply.receptacle)
    if not supply.is_turned:
        return f"{supply.name}: read as the printer gives it again, now {now}"
    if isinstance(supply.level, Percent):
        return f"{supply.name}: read from the other end from now on, now {now}"
    return f"{supply.name}: once its level is a percentage it is read from the other end; now {now}"


def rises_while_printing(history: History, supply: Supply) -> bool:
    """Whether a level is probably given upside down: it rises while pages are printed, and never falls.

    Both what is left of a supply and the free space of a receptacle become less by printing. A level that only becomes
    more, on `LEAST_RISES` days between which pages were printed, is therefore likely to be read from the wrong end. It
    is a guess: no device says so, and what a printer works out anew from day to day (the life of a drum, say) might do
    the same, though hardly without ever falling. So it is only told, and nothing is turned by it.

    Careful in doubt: one small fall within `LOOK_BACK`, a rise without a printed page, or one that may be a new supply
    (`REPLACED_RISE`), and nothing is said. A fall by as much begins anew: a box that was emptied, read upside down. Nor
    is anything said of a supply that was turned: the days before are as they were read then.

    Args:
        history: of the device; a level and the page count of each day.
        supply: as it is now.
    """
    if supply.is_turned or not isinstance(supply.level, Percent) or not history.days:
        return False
    known = list(_percents(history, supply.index))
    rises, points, began = 0, 0.0, 0
    for place, ((before, old), (after, new)) in enumerate(pairwise(known), 1):
        step = round(new - old, 1)
        if step <= -REPLACED_RISE:
            rises, points, began = 0, 0.0, place
        elif step < 0 or step >= REPLACED_RISE:
            return False
        elif step > 0 and before.pages is not None and after.pages is not None:
            if after.pages <= before.pages:
                return False
            rises, points = rises + 1, points + step
    if rises < LEAST_RISES or points < LEAST_POINTS or not 0 <= supply.level.value - known[-1][1] < REPLACED_RISE:
        return False
    first = known[began][0].date
    was_replaced = any(
        event.index == supply.index and event.at.astimezone(UTC).date() > first for event in history.replacements
    )
    return known[-1][0].date - first >= LEAST_TIME and not was_replaced


def _percents(history: History, index: str) -> Iterator[tuple[Day, float]]:
    """The days with a level in percent of one supply, of the device that stands in the history last."""
    last = history.days[-1]
    for day in history.days:
        level = day.levels.get(index)
        if day.device_id == last.device_id and last.date - day.date <= LOOK_BACK and isinstance(level, Percent):
            yield day, level.value


def rise_words(supply: Supply) -> str:
    """What `rises_while_printing` has found, in a few words."""
    return f"{'its free space grows' if supply.receptacle else 'it rises'} while pages are printed"
