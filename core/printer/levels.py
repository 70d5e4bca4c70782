"""From prtMarkerSuppliesLevel and -MaxCapacity to a typed level (RFC 3805, and what makers do to it)."""

from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited

OVERFILL = 1.2
"""Up to this ratio of level to capacity a supply is full (a generous filling, a rounded nominal capacity); above it
the two numbers cannot belong together and nothing is claimed. The ratio is our choice; the broken cases on record
(150 %, 28,000 %) lie above it."""

NEAR_EMPTY_RICOH = -100
"""Ricoh's level for "nearly empty" (librenms#4177): something is left, hardly anything."""

PERCENT_WITHOUT_CAPACITY = frozenset({"sharp"})
"""Dialects that give a percentage as level while calling the capacity unknown (-2): Sharp's waste and drum rows
(PROTOCOL 1.5, seen in recordings); only where the unit is not another one."""

STEPS: dict[str, float] = {"ricoh": 10.0}
"""Dialects whose levels move in known steps, in percent points (PROTOCOL 2.7)."""

_INFINITE = 0x7FFFFFFF


def level_of(
    level: int | None,
    maximum: int | None,
    unit: str | None,
    *,
    dialect: str | None = None,
    source: str = "printer-mib",
) -> tuple[Level, str]:
    """The level of one row and the rule that made it.

    Args:
        level: prtMarkerSuppliesLevel; None where the row has none.
        maximum: prtMarkerSuppliesMaxCapacity; None where the row has none.
        unit: PrtMarkerSuppliesSupplyUnitTC name; None where the column is missing.
        dialect: the maker's dialect, for what only some makers do.
        source: who says so.
    """
    if level is None:
        return Unknown(source=source, raw_max=maximum), "the device gives no level for this row"
    if level < 0:
        return _special(level, maximum, dialect, source)
    capacity = maximum if maximum is not None and 0 < maximum < _INFINITE else None
    if capacity is not None:
        return _share(level, capacity, maximum, dialect, source)
    if maximum == 0 and level == 0:
        why = "level 0 of capacity 0"
        return (
            Unknown(source=source, raw_level=0, raw_max=0, implausible=why),
            "0 of 0 says nothing about how much is left",
        )
    return _without_capacity(level, maximum, unit, dialect, source)


def _special(level: int, maximum: int | None, dialect: str | None, source: str) -> tuple[Level, str]:
    if level == -3:
        return (
            Some(source=source, raw_level=level, raw_max=maximum),
            "level -3: at least one unit, or some space, remains (RFC 3805)",
        )
    if level == -2:
        return (
            Unknown(source=source, raw_level=level, raw_max=maximum),
            "level -2: the device does not know (RFC 3805)",
        )
    if level == -1:
        return (
            Unlimited(source=source, raw_level=level, raw_max=maximum),
            "level -1: no restriction (RFC 3805)",
        )
    if level == NEAR_EMPTY_RICOH and dialect == "ricoh":
        return (
            Some(source=source, raw_level=level, raw_max=maximum),
            "level -100: nearly empty on a Ricoh (librenms#4177)",
        )
    why = f"level {level} has no meaning"
    return (
        Unknown(source=source, raw_level=level, raw_max=maximum, implausible=why),
        "a negative level that RFC 3805 does not define",
    )


def _share(level: int, capacity: int, maximum: int | None, dialect: str | None, source: str) -> tuple[Level, str]:
    why = f"level {level} above capacity {capacity}" if level > capacity else None
    if level > capacity * OVERFILL:
        return (
            Unknown(source=source, raw_level=level, raw_max=maximum, implausible=why),
            "the level is far above the capacity: the numbers do not belong together",
        )
    value = round(min(100.0, level * 100 / capacity), 1)
    step = STEPS.get(dialect or "")
    resolution = step if step is not None and value % step == 0 else None
    return (
        Percent(
            value=value,
            resolution=resolution,
            source=source,
            raw_level=level,
            raw_max=maximum,
            implausible=why,
        ),
        "level / capacity x 100 (RFC 3805)" if why is None else "level slightly above capacity: counted as full",
    )


def _without_capacity(
    level: int, maximum: int | None, unit: str | None, dialect: str | None, source: str
) -> tuple[Level, str]:
    as_percent = unit == "percent"
    rule = "no capacity, but the unit is percent (RFC 3805)"
    if not as_percent and dialect in PERCENT_WITHOUT_CAPACITY and unit in (None, "other", "unknown"):
        as_percent = level <= 100
        rule = f"no capacity: {dialect} gives the percentage itself as level"
    if as_percent and level > 100:
        why = f"level {level} percent"
        return (
            Unknown(source=source, raw_level=level, raw_max=maximum, implausible=why),
            "more than 100 percent",
        )
    if as_percent:
        return Percent(value=float(level), source=source, raw_level=level, raw_max=maximum), rule
    known_unit = unit if unit not in ("other", "unknown") else None
    return (
        Quantity(value=level, unit=known_unit, source=source, raw_level=level, raw_max=maximum),
        "no capacity to compare the level with",
    )
