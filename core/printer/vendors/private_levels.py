"""Levels out of private objects: a percentage or a share of a capacity, and never a number that was not said."""

from core.model.level import Level, Percent, Quantity
from core.printer.levels import level_of


def percent(
    value: float,
    source: str,
    *,
    raw_level: int | None = None,
    raw_max: int | None = None,
    resolution: float | None = None,
) -> Percent | None:
    """A percentage the device gave as such; None outside 0 to 100, where it is no percentage."""
    if not 0 <= value <= 100:
        return None
    return Percent(
        value=round(float(value), 1), source=source, raw_level=raw_level, raw_max=raw_max, resolution=resolution
    )


def share(level: int | None, capacity: int | None, source: str) -> Percent | None:
    """Level of capacity in percent by the standard rows' rule; None where the two make no percentage."""
    if level is None or level < 0 or capacity is None or capacity <= 0:
        return None
    found, _ = level_of(level, capacity, None, source=source)
    return found if isinstance(found, Percent) else None


def in_words(level: Level | None) -> str:
    """For the trail: "26.0 %", "7809 impressions", "some"."""
    match level:
        case None:
            return "no level"
        case Percent():
            return f"{level.value} %"
        case Quantity():
            return f"{level.value} {level.unit or ''}".rstrip()
        case _:
            return type(level).__name__.lower()
