"""How much of a supply is left, as a typed value: what is not known is never turned into a number."""

from datetime import datetime

import msgspec


class _Reported(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag_field="kind"):
    """What every level carries: where it comes from, the raw numbers, when it was read."""

    source: str = "printer-mib"
    """Who says so: "printer-mib", "brother", "ricoh", "epson", "http", "alerts", ..."""
    raw_level: int | None = None
    """The level exactly as the device gave it, e.g. -3."""
    raw_max: int | None = None
    """The capacity exactly as the device gave it, e.g. -2."""
    read_at: datetime | None = None
    """When the device gave it (UTC); None: with the reading it stands in, as nearly every level."""
    implausible: str | None = None
    """Why the raw numbers cannot be right, e.g. "level 150 above capacity 100"; None when they can."""


class Percent(_Reported, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="percent"):
    """A share of the capacity: remaining supply, or remaining space for a receptacle."""

    value: float
    """0.0 to 100.0, one decimal."""
    resolution: float | None = None
    """The device's known step in percent points (10.0 on many Ricohs); None when it has none or is unknown."""


class Some(_Reported, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="some"):
    """At least one unit is left, or some space remains: prtMarkerSuppliesLevel -3 (RFC 3805)."""


class Unknown(_Reported, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="unknown"):
    """The device does not know: prtMarkerSuppliesLevel -2, or nothing usable (RFC 3805)."""


class Unlimited(_Reported, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="unlimited"):
    """The sub-unit places no restriction on it: prtMarkerSuppliesLevel -1 (RFC 3805)."""


class Quantity(_Reported, frozen=True, kw_only=True, gc=False, omit_defaults=True, tag="quantity"):
    """An amount without a capacity to compare it with, e.g. 7,809 impressions left."""

    value: int
    """Zero or more, in `unit`."""
    unit: str | None = None
    """The PrtMarkerSuppliesSupplyUnitTC name ("impressions", "sheets", "items", ...), None when unknown."""


Level = Percent | Some | Unknown | Unlimited | Quantity
"""The tagged union; its tag is the JSON field `kind`."""
