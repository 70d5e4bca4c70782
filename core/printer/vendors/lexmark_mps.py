"""LEXMARK-MPS-MIB (641.6): supplies with part and serial numbers, and paper counts; Dell's Lexmark engines too.

Sources: LEXMARK-MPS-MIB and LEXMARK-TC-MIB (types, units, count types).
"""

from core.model.level import Level
from core.printer.answers import Answers, as_integer
from core.printer.colors import colorant_color
from core.printer.trail import Trail
from core.printer.vendors.facts import SupplyFact
from core.printer.vendors.noted import Noted, Row, as_count, as_level, rows
from core.printer.vendors.private_levels import in_words, share
from core.printer.vendors.standard_rows import StandardRow, described, standard_rows

ROOT = "1.3.6.1.4.1.641.6"
"""mps."""
MODEL = f"{ROOT}.2.3.1.4.1"
SERIAL = f"{ROOT}.2.3.1.5.1"
COUNTS = f"{ROOT}.4.2.1.1"
"""paperGeneralCountEntry: column 2 type, 3 units, 4 value."""
SUPPLIES = f"{ROOT}.4.4.1.1"
"""currentSuppliesEntry."""
_TYPE, _COLOR, _DESCRIPTION, _SERIAL, _PART, _CLASS, _STATUS, _CAPACITY, _LEVEL = (
    3, 4, 5, 6, 7, 8, 12, 14, 16,
)  # fmt: skip
_COLUMNS = (_DESCRIPTION, _TYPE, _COLOR, _SERIAL, _PART, _CLASS, _STATUS, _CAPACITY, _LEVEL)
WALKS = (*(f"{COUNTS}.{column}" for column in (2, 3, 4)), *(f"{SUPPLIES}.{column}" for column in _COLUMNS))
"""What `supplies` and `counters` use."""

# SupplyTypeTC -> RFC 3805 types; print heads (5) have none and join by description only.
_TYPES: dict[int, tuple[str, ...]] = {
    3: ("inkCartridge", "ink"),
    4: ("ink", "inkCartridge"),
    6: ("toner", "tonerCartridge"),
    7: ("opc",),
    8: ("transferUnit",),
    9: ("fuser",),
    10: ("wasteToner",),
    11: ("staples",),
    12: ("wastePaper",),
    13: ("toner", "tonerCartridge"),
    14: ("opc",),
}
_CONDITIONS = {3: "ok", 4: "low", 5: "empty"}
_FILLED = 1
_SIDES = 4
_COUNT_TYPES = {2: "total", 3: "black", 4: "color", 16: "print", 32: "copy", 48: "fax"}
PAGE_COUNT = 80
"""printerPageCount: what the device itself calls its page count."""


def counters(noted: Noted) -> tuple[int | None, dict[str, int]]:
    """The device's own page count, and its counters by plain name; of rows in several units the one in sides."""
    values: dict[int, int] = {}
    in_sides: set[int] = set()
    for suffix, row in rows(noted.answers, COUNTS, 2, 3, 4).items():
        kind, unit, value = as_integer(row.get("2")), as_integer(row.get("3")), as_count(row.get("4"))
        if kind is None or value is None or kind in in_sides:
            continue
        if unit == _SIDES or kind not in values:
            values[kind] = value
            if kind in _COUNT_TYPES:
                noted.note(f"counters.{_COUNT_TYPES[kind]}", value, f"{COUNTS}.4.{suffix}")
        if unit == _SIDES:
            in_sides.add(kind)
    by_kind = {name: values[kind] for kind, name in _COUNT_TYPES.items() if kind in values}
    return values.get(PAGE_COUNT, by_kind.get("total")), by_kind


def supplies(answers: Answers, trail: Trail, source: str) -> tuple[SupplyFact, ...]:
    """One fact a row, joined by description where exactly one standard row has it, else by type and color."""
    noted = Noted(answers, trail, "LEXMARK-MPS-MIB currentSuppliesTable")
    found = standard_rows(answers)
    facts = (_fact(noted, suffix, row, found, source) for suffix, row in rows(answers, SUPPLIES, *_COLUMNS).items())
    return tuple(fact for fact in facts if fact is not None)


def _fact(noted: Noted, suffix: str, row: Row, found: tuple[StandardRow, ...], source: str) -> SupplyFact | None:
    description = noted.plain(row.get(str(_DESCRIPTION)))
    color = colorant_color(noted.plain(row.get(str(_COLOR))))
    index = described(found, description)
    types = _TYPES.get(as_integer(row.get(str(_TYPE))) or 0, ())
    if index is None and not types:
        return None
    level = _level(row, source)
    part = noted.plain(row.get(str(_PART)))
    subject = f"supplies.{description or suffix}"
    noted.trail.note(subject, f"{in_words(level)}, part {part or 'unknown'}", noted.rule, f"{SUPPLIES}.5.{suffix}")
    return SupplyFact(
        index=index,
        types=types,
        color=color,
        level=level,
        part_number=part,
        serial=noted.plain(row.get(str(_SERIAL))),
        name=description,
        condition=_CONDITIONS.get(as_integer(row.get(str(_STATUS))) or 0),
        standalone=f"{source}.{suffix}" if description and level is not None and not found else None,
    )


def _level(row: Row, source: str) -> Level | None:
    """Level of capacity; nothing for boxes that fill, where the MIB does not say whether it counts fill or space."""
    level, capacity = as_level(row.get(str(_LEVEL))), as_level(row.get(str(_CAPACITY)))
    if level is None or capacity is None or as_integer(row.get(str(_CLASS))) == _FILLED:
        return None
    return share(level, capacity, source)
