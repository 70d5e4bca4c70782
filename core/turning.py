"""Levels that a device gives upside down, as makers do with waste boxes (MISSION C3, PROTOCOL 1.5; pure)."""

from msgspec.structs import replace

from core.model.device import Reading
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
