"""One supply's level in words, from the whole truth down to what fits into a few cells (pure)."""

from datetime import datetime

from core.alerts.thresholds import Limits
from core.alerts.wording import last_level_words, level_words
from core.model.device import Device
from core.model.level import Percent, Quantity
from core.model.supply import Supply
from tui.ages import age_words


def supply_level_words(supply: Supply, limits: Limits | None, now: datetime) -> str:
    """The level with all that qualifies it: "not known, was 45% 3 h ago", "40% free, turned".

    Args:
        supply: whose.
        limits: what counts as low; None where it does not count, but for what the device says.
        now: for the age of the last level that was known.
    """
    return ", ".join((_level(supply, limits, now), *_doubts(supply, is_brief=False)))


def supply_level_forms(supply: Supply, limits: Limits | None, now: datetime) -> tuple[str, ...]:
    """The same for a column, the longest first; the last one may have to be cut."""
    level, doubts = _level(supply, limits, now), _doubts(supply, is_brief=True)
    brief = level_words(supply.level, receptacle=supply.receptacle, limits=limits)
    last = _last(supply, now)
    forms = (
        ", ".join((level, *doubts)),
        ", ".join((f"? {last}" if last else brief, *doubts)),
        ", ".join((brief, *doubts)),
        "implausible" if supply.level.implausible and not isinstance(supply.level, Percent) else brief,
    )
    return tuple(dict.fromkeys(forms))


def raw_words(supply: Supply) -> str:
    """The numbers as the device gave them: "level 12 of 100", "level -3, capacity -2"; "none" without any."""
    level, maximum = supply.level.raw_level, supply.level.raw_max
    if level is None and maximum is None:
        return "none"
    said = "no level" if level is None else f"level {level:,}"
    if maximum is None:
        return said
    if level is not None and level >= 0 and maximum > 0:
        return f"{said} of {maximum:,}{f' {supply.unit}' if supply.unit else ''}"
    return f"{said}, capacity {maximum:,}"


def read_at(device: Device, supply: Supply) -> datetime | None:
    """When the device gave that level."""
    return supply.level.read_at or (device.reading.read_at if device.reading else None)


def capacity_words(supply: Supply) -> str | None:
    """What a full one holds; None where the device does not say."""
    if supply.max is None:
        return None
    return level_words(Quantity(value=supply.max, unit=supply.unit))


def _level(supply: Supply, limits: Limits | None, now: datetime) -> str:
    level = level_words(supply.level, receptacle=supply.receptacle, limits=limits)
    return ", ".join(filter(None, (level, _last(supply, now))))


def _last(supply: Supply, now: datetime) -> str | None:
    last = supply.last_level
    return None if last is None else last_level_words(supply, age_words(last.read_at, now))


def _doubts(supply: Supply, *, is_brief: bool) -> tuple[str, ...]:
    why = supply.level.implausible
    named = None if why is None else "implausible" if is_brief else f"implausible: {why}"
    return tuple(filter(None, (named, "turned" if supply.is_turned else None)))
