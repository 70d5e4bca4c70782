"""A supply of a printer: one row of prtMarkerSuppliesTable (RFC 3805), joined on its full index."""

import msgspec

from core.model.level import Level, Percent, Quantity


class Supply(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What can run out or fill up."""

    index: str
    """hrDeviceIndex.prtMarkerSuppliesIndex, e.g. "1.3"; a supply known from a private record only has the
    record's name in front, e.g. "brother.6f"."""
    name: str
    """The device's description, cleaned: no NULs, serial or part numbers' boilerplate; never empty."""
    type: str = "unknown"
    """PrtMarkerSuppliesTypeTC name: "toner", "opc", "wasteToner", ..."""
    color: str | None = None
    """A plain English word ("black", "photo black"), None for supplies without a colour."""
    part_number: str | None = None
    """The order number the device names; alternatives joined by a slash."""
    serial: str | None = None
    """The cartridge's own serial number."""
    unit: str | None = None
    """PrtMarkerSuppliesSupplyUnitTC name of `max` and the raw level."""
    max: int | None = None
    """The capacity in `unit`; None when the device gives none (-1, -2, absent)."""
    level: Level
    last_level: Percent | Quantity | None = None
    """The last number that was known, while `level` is not known or implausible."""
    condition: str | None = None
    """The device's own verdict beside the level, from its private records or flags: "ok", "low" or "empty"."""
    is_turned: bool = False
    """Whether `level` is the device's word turned over, because it gives it upside down."""
    receptacle: bool = False
    """True for what fills up (waste boxes): its level is the remaining space."""


RECEPTACLE_TYPES = frozenset({"wasteToner", "wasteInk", "wasteWax", "wasteWater", "wastePaper"})
"""Types that fill up instead of running out."""
