"""What a maker's private records know, joined to the rows of the standard table."""

from collections.abc import Sequence

import msgspec

from core.model.level import Level, Percent, Some, Unknown
from core.model.supply import RECEPTACLE_TYPES, Supply
from core.printer.trail import NO_TRAIL, Trail
from core.printer.vendors.facts import SupplyFact
from core.printer.vendors.private_levels import in_words


def merge_facts(
    supplies: Sequence[Supply],
    facts: Sequence[SupplyFact],
    *,
    dialect: str,
    trail: Trail = NO_TRAIL,
) -> tuple[Supply, ...]:
    """The standard rows with the private facts in them, then the rows that only the private records have.

    A fact joins by index, else by types and color, and only where that means one row: a fact that could mean two is
    left out, because a wrong level is worse than none.

    Args:
        supplies: the standard rows.
        facts: what the records said.
        dialect: whose records, for the trail.
        trail: takes notes.
    """
    merged = {supply.index: supply for supply in supplies}
    alone: dict[str, Supply] = {}
    for fact in facts:
        index, is_ambiguous = _row_of(fact, supplies)
        if index is not None:
            merged[index] = _with(merged[index], fact, dialect, trail)
        elif fact.standalone is not None and not is_ambiguous and fact.standalone not in alone:
            alone[fact.standalone] = _alone(fact, fact.standalone, dialect, trail)
    return (*merged.values(), *alone.values())


def _row_of(fact: SupplyFact, supplies: Sequence[Supply]) -> tuple[str | None, bool]:
    """The index of the row a fact belongs to, and whether several could be it."""
    if fact.index is not None and any(supply.index == fact.index for supply in supplies):
        return fact.index, False
    typed = [supply for supply in supplies if supply.type in fact.types]
    fitting = [supply for supply in typed if supply.color == fact.color]
    if not fitting and len(typed) == 1 and (fact.color is None or (fact.color == "black" and typed[0].color is None)):
        fitting = typed
    if len(fitting) == 1:
        return fitting[0].index, False
    return None, len(fitting) > 1


def _with(supply: Supply, fact: SupplyFact, dialect: str, trail: Trail) -> Supply:
    level = supply.level
    if fact.level is not None and _is_better(fact, level):
        level = fact.level
        rule = f"{dialect}'s private record; the standard row says {in_words(supply.level)}"
        trail.note(f"supplies.{supply.index}.level", in_words(level), rule)
    for what, own, given in (
        ("part_number", supply.part_number, fact.part_number),
        ("serial", supply.serial, fact.serial),
    ):
        if own is None and given is not None:
            trail.note(f"supplies.{supply.index}.{what}", given, f"{dialect}'s private record")
    if fact.condition is not None:
        trail.note(f"supplies.{supply.index}.condition", fact.condition, f"{dialect}'s private record")
    return msgspec.structs.replace(
        supply,
        name=supply.name or fact.name or "",
        level=level,
        part_number=supply.part_number or fact.part_number,
        serial=supply.serial or fact.serial,
        condition=fact.condition or supply.condition,
    )


def _is_better(fact: SupplyFact, standard: Level) -> bool:
    if fact.overrides:
        return True
    if isinstance(standard, Percent):
        return standard.implausible is not None and isinstance(fact.level, Percent)
    # "Some" says more than nothing, and less than a number.
    return not isinstance(fact.level, Unknown) and (not isinstance(fact.level, Some) or isinstance(standard, Unknown))


def _alone(fact: SupplyFact, index: str, dialect: str, trail: Trail) -> Supply:
    level = fact.level if fact.level is not None else Unknown(source=dialect)
    rule = f"{dialect}'s private record; the standard table has no such row"
    trail.note(f"supplies.{index}.level", in_words(level), rule)
    type_name = fact.types[0] if fact.types else "unknown"
    return Supply(
        index=index,
        name=fact.name or "",
        type=type_name,
        color=fact.color,
        part_number=fact.part_number,
        serial=fact.serial,
        level=level,
        condition=fact.condition,
        receptacle=type_name in RECEPTACLE_TYPES,
    )
