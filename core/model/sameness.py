"""Whether two readings say the same, their times aside: what changed nothing is neither stored nor announced."""

from core.model.device import AddressUse, Device, Reading
from core.model.level import Level
from core.model.supply import Supply

_LEVEL_FIELDS: dict[type, tuple[str, ...]] = {}
_SUPPLY_FIELDS = tuple(field for field in Supply.__struct_fields__ if field != "level")
_READING_FIELDS = ("identity", "status", "trays", "covers", "alerts", "counters", "config_changes")
_TIMES = frozenset({"last_seen", "addresses", "reading"})
_DEVICE_FIELDS = tuple(field for field in Device.__struct_fields__ if field not in _TIMES)


def same_level(one: Level, other: Level) -> bool:
    """Whether two levels differ at most in when they were read."""
    kind = type(one)
    if kind is not type(other):
        return False
    fields = _LEVEL_FIELDS.get(kind)
    if fields is None:
        fields = _LEVEL_FIELDS[kind] = tuple(field for field in one.__struct_fields__ if field != "read_at")
    return _agree(one, other, fields)


def same_reading(one: Reading | None, other: Reading | None) -> bool:
    """Whether two readings differ at most in their times, in the uptime and in counters that nobody is shown."""
    if one is None or other is None:
        return one is other
    if not _agree(one, other, _READING_FIELDS) or len(one.supplies) != len(other.supplies):
        return False
    if one.supplies is other.supplies:
        return True
    for before, after in zip(one.supplies, other.supplies, strict=True):
        if before is not after and not (
            same_level(before.level, after.level) and _agree(before, after, _SUPPLY_FIELDS)
        ):
            return False
    return True


def same_device(one: Device, other: Device) -> bool:
    """Whether two states of a device differ at most in times."""
    return (
        _agree(one, other, _DEVICE_FIELDS)
        and _same_places(one.addresses, other.addresses)
        and same_reading(one.reading, other.reading)
    )


def _same_places(one: tuple[AddressUse, ...], other: tuple[AddressUse, ...]) -> bool:
    if len(one) != len(other):
        return False
    for use, now in zip(one, other, strict=True):
        if use is not now and (use.address, use.port) != (now.address, now.port):
            return False
    return True


def _agree(one: object, other: object, fields: tuple[str, ...]) -> bool:
    """Whether two values agree in these fields; most are the very same objects, which costs no comparison."""
    for field in fields:
        old, new = getattr(one, field), getattr(other, field)
        if old is not new and old != new:
            return False
    return True
