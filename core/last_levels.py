"""The last level that was a number, kept with its age beside one that is not known (MISSION C4; pure)."""

from datetime import datetime

from msgspec.structs import replace

from core.model.device import Reading
from core.model.level import Percent, Quantity, Unknown
from core.model.supply import Supply


def with_last_levels(known: Reading | None, reading: Reading) -> Reading:
    """The reading, its unknown levels joined by the last numbers that are known of the same supplies.

    Only a level that the device does not know, or that cannot be right, gets one: "some is left" is a fact of its own.

    Args:
        known: the reading before; None: there was none.
        reading: the new one.
    """
    if known is not None and reading.supplies is known.supplies:
        return reading
    if not any(isinstance(supply.level, Unknown) or supply.last_level for supply in reading.supplies):
        return reading
    before = {supply.index: supply for supply in known.supplies} if known else {}
    at = known.read_at if known else None
    supplies = tuple(_with_last_level(before.get(supply.index), supply, at) for supply in reading.supplies)
    if all(new is old for new, old in zip(supplies, reading.supplies, strict=True)):
        return reading
    return replace(reading, supplies=supplies)


def _with_last_level(before: Supply | None, supply: Supply, known_at: datetime | None) -> Supply:
    last = None
    if isinstance(supply.level, Unknown) and before is not None and _is_same(before, supply):
        last = before.last_level
        if isinstance(before.level, Percent | Quantity):
            last = replace(before.level, read_at=before.level.read_at or known_at)
    return supply if supply.last_level is last else replace(supply, last_level=last)


def _is_same(before: Supply, supply: Supply) -> bool:
    """Whether both rows can be one cartridge: another type, or another serial number, is another one."""
    serials = (before.serial, supply.serial)
    return before.type == supply.type and (None in serials or serials[0] == serials[1])
