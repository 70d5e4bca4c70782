"""prtMarkerSuppliesTable row by row, joined on the full index over whichever columns exist (RFC 3805)."""

import msgspec

from core.model.supply import Supply
from core.printer.answers import Answers, Value, as_integer
from core.printer.cartridges import cartridge_type, is_bare_cartridge
from core.printer.colors import color_of
from core.printer.levels import NEAR_EMPTY_RICOH, level_of
from core.printer.oids import (
    COLORANT_ROLE,
    COLORANT_VALUE,
    MARKER_PROCESS_COLORANTS,
    SUPPLY_CLASS,
    SUPPLY_COLORANT,
    SUPPLY_COLUMNS,
    SUPPLY_DESCR,
    SUPPLY_LEVEL,
    SUPPLY_MARKER,
    SUPPLY_MAX,
    SUPPLY_TYPE,
    SUPPLY_UNIT,
)
from core.printer.part_numbers import MAX_NAME, cartridge_serial, clean_name, part_number
from core.printer.supply_types import MARKING_TYPES, UNITS, is_receptacle, type_of
from core.printer.trail import NO_TRAIL, Trail
from core.printer.vendors.private_levels import in_words

MAX_ROWS = 128
"""More rows than any printer has (the largest presses have some forty): the rest is left unread."""

_PROCESS_OR_SPOT = (3, 4)
_LAST_LATIN = "\u024f"


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    index: str
    marker: int | None
    colorant: int | None
    supply_class: int | None
    type_number: int | None
    description: str | None
    unit: str | None
    maximum: int | None
    level: int | None


class _Typed(msgspec.Struct, frozen=True, kw_only=True):
    row: _Row
    type: str
    type_rule: str


def read_rows(answers: Answers, *, dialect: str | None = None, trail: Trail = NO_TRAIL) -> tuple[Supply, ...]:
    """Every row of the table in index order; the name is empty where a row has no usable description.

    Args:
        answers: what the device gave, its charset set.
        dialect: the maker's dialect: whose patterns and level codes apply.
        trail: takes notes.
    """
    typed = _with_cartridges(answers, [_typed(row) for row in _rows(answers)])
    marking = [one.row.index for one in typed if one.type in MARKING_TYPES]
    return tuple(_supply(answers, one, marking, dialect=dialect, trail=trail) for one in typed)


def _rows(answers: Answers) -> list[_Row]:
    columns = {column: answers.column(column) for column in SUPPLY_COLUMNS}
    indexes = dict.fromkeys(index for column, values in columns.items() if column != SUPPLY_MARKER for index in values)
    ordered = sorted(indexes, key=lambda index: tuple(map(int, index.split("."))))[:MAX_ROWS]
    return [
        _row(answers, index, {column: values.get(index) for column, values in columns.items()}) for index in ordered
    ]


def _row(answers: Answers, index: str, values: dict[str, Value | None]) -> _Row:
    unit = as_integer(values[SUPPLY_UNIT])
    return _Row(
        index=index,
        marker=as_integer(values[SUPPLY_MARKER]),
        colorant=as_integer(values[SUPPLY_COLORANT]),
        supply_class=as_integer(values[SUPPLY_CLASS]),
        type_number=as_integer(values[SUPPLY_TYPE]),
        description=(answers.as_text(values[SUPPLY_DESCR]) or "")[:MAX_NAME] or None,
        unit=UNITS.get(unit) if unit is not None else None,
        maximum=as_integer(values[SUPPLY_MAX]),
        level=as_integer(values[SUPPLY_LEVEL]),
    )


def _typed(row: _Row) -> _Typed:
    name, rule = type_of(row.type_number, row.description)
    return _Typed(row=row, type=name, type_rule=rule)


def _with_cartridges(answers: Answers, typed: list[_Typed]) -> list[_Typed]:
    bare = [one for one in typed if one.type == "unknown" and is_bare_cartridge(one.row.description)]
    found = cartridge_type(answers, frozenset(one.type for one in typed)) if bare else None
    if found is None:
        return typed
    name, rule = found
    return [msgspec.structs.replace(one, type=name, type_rule=rule) if one in bare else one for one in typed]


def _supply(
    answers: Answers,
    typed: _Typed,
    marking: list[str],
    *,
    dialect: str | None,
    trail: Trail,
) -> Supply:
    row = typed.row
    level, level_rule = level_of(row.level, row.maximum, row.unit, dialect=dialect)
    color, color_rule = _color(answers, typed, marking)
    receptacle, receptacle_rule = is_receptacle(row.supply_class, typed.type, row.description)
    number = part_number(row.description, dialect)
    serial = cartridge_serial(row.description)
    if trail is not NO_TRAIL:
        at = f"supplies.{row.index}"
        trail.note(f"{at}.type", typed.type, typed.type_rule, f"{SUPPLY_TYPE}.{row.index}")
        trail.note(f"{at}.receptacle", receptacle, receptacle_rule, f"{SUPPLY_CLASS}.{row.index}")
        trail.note(f"{at}.color", color, color_rule, f"{SUPPLY_COLORANT}.{row.index}", f"{SUPPLY_DESCR}.{row.index}")
        trail.note(f"{at}.level", in_words(level), level_rule, *_level_oids(row.index))
        trail.note(f"{at}.unit", row.unit, "prtMarkerSuppliesSupplyUnit (RFC 3805)", f"{SUPPLY_UNIT}.{row.index}")
        trail.note(f"{at}.part_number", number, "the order number in the description", f"{SUPPLY_DESCR}.{row.index}")
        trail.note(f"{at}.serial", serial, "the serial number in the description", f"{SUPPLY_DESCR}.{row.index}")
    return Supply(
        index=row.index,
        name=clean_name(row.description),
        type=typed.type,
        color=color,
        part_number=number,
        serial=serial,
        unit=row.unit,
        max=row.maximum if row.maximum is not None and row.maximum > 0 else None,
        level=level,
        condition="low" if row.level == NEAR_EMPTY_RICOH and dialect == "ricoh" else None,
        receptacle=receptacle,
    )


def _color(answers: Answers, typed: _Typed, marking: list[str]) -> tuple[str | None, str]:
    row = typed.row
    device = row.index.rpartition(".")[0]
    at = f"{device}.{row.colorant}" if device else str(row.colorant)
    value: str | None = None
    is_sure = True
    if row.colorant is not None and row.colorant > 0:
        value = answers.text(f"{COLORANT_VALUE}.{at}")
        role = answers.integer(f"{COLORANT_ROLE}.{at}")
        is_sure = role is None or role in _PROCESS_OR_SPOT
    # In letters of another script a colour may be named that nobody here can read.
    is_readable = not any(letter.isalpha() and letter > _LAST_LATIN for letter in row.description or "")
    is_only = row.index in marking and is_readable and _is_monochrome(answers, row, device, marking)
    return color_of(row.description, value, colorant_is_sure=is_sure, is_only_color=is_only)


def _is_monochrome(answers: Answers, row: _Row, device: str, marking: list[str]) -> bool:
    marker = row.marker if row.marker is not None and row.marker > 0 else 1
    colorants = answers.integer(f"{MARKER_PROCESS_COLORANTS}.{device}.{marker}" if device else "0.0")
    return colorants == 1 or (len(marking) == 1 and (colorants is None or colorants <= 1))


def _level_oids(index: str) -> tuple[str, ...]:
    return tuple(f"{column}.{index}" for column in (SUPPLY_LEVEL, SUPPLY_MAX, SUPPLY_UNIT))
