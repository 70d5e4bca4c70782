"""Whether two readings say the same, their times aside: what changed nothing is neither stored nor announced."""

import msgspec

from core.model.device import Device, Reading
from core.model.level import Level


def same_level(one: Level, other: Level) -> bool:
    """Whether two levels differ at most in when they were read."""
    if type(one) is not type(other):
        return False
    return all(getattr(one, field) == getattr(other, field) for field in one.__struct_fields__ if field != "read_at")


def same_reading(one: Reading | None, other: Reading | None) -> bool:
    """Whether two readings differ at most in their times, in the uptime and in counters that nobody is shown."""
    if one is None or other is None:
        return one is other
    for field in ("identity", "status", "trays", "covers", "alerts", "counters", "config_changes"):
        if getattr(one, field) != getattr(other, field):
            return False
    if len(one.supplies) != len(other.supplies):
        return False
    return all(
        same_level(before.level, after.level) and msgspec.structs.replace(after, level=before.level) == before
        for before, after in zip(one.supplies, other.supplies, strict=True)
    )


_TIMES = frozenset({"last_seen", "addresses", "reading"})


def same_device(one: Device, other: Device) -> bool:
    """Whether two states of a device differ at most in times."""
    for field in Device.__struct_fields__:
        if field not in _TIMES and getattr(one, field) != getattr(other, field):
            return False
    places = [[(use.address, use.port) for use in device.addresses] for device in (one, other)]
    return places[0] == places[1] and same_reading(one.reading, other.reading)
