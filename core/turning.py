"""Levels that a device gives upside down, as makers do with waste boxes (MISSION C3, PROTOCOL 1.5; pure)."""

from msgspec.structs import replace

from core.alerts.wording import level_words
from core.model.device import Device, Reading
from core.model.level import Percent
from core.model.supply import Supply


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
