"""SNMP's rows and the web pages' facts of a solid-ink printer as one list of supplies. Pure.

SNMP stays first: a percentage from there is never replaced. What SNMP leaves open ("some remains", "unknown") the page
may fill in; what it does not have at all becomes a row of its own.
"""

import msgspec

from core.model.level import Level, Percent, Some, Unknown
from core.model.supply import Supply
from core.printer.solid_ink_pages import SOURCE, PageSupply, SolidInkPage
from core.printer.solid_ink_words import KIT, WASTE, subjects
from core.printer.trail import NO_TRAIL, Trail

_INK_TYPES = frozenset({"ink", "inkCartridge", "solidWax", "other", "unknown"})
_CONDITIONS = {"ok": "ok", "low": "low", "replace": "low", "empty": "empty", "full": "empty"}
"""The page's word -> the supply's condition. "Replace" is said at the end of a kit's life, while it still works."""
_OWN_ROWS = {KIT: ("Maintenance Kit", "other"), WASTE: ("Waste Tray", "wasteWax")}


def merge(supplies: tuple[Supply, ...], page: SolidInkPage, trail: Trail = NO_TRAIL) -> tuple[Supply, ...]:
    """The supplies, their open levels filled in from the pages, and those that only the pages know.

    A fact goes to the one row that it belongs to; where two rows could be meant (a standard and an extended kit), to
    none. Levels from a page have the source "http" and keep the row's raw numbers.

    Args:
        supplies: what SNMP gave.
        page: what `core.printer.solid_ink.fetch_supplies` gave.
        trail: takes a note for every level that comes from a page.
    """
    rows = list(supplies)
    for fact in page.supplies:
        meant = [position for position, supply in enumerate(rows) if subject_of(supply) == fact.subject]
        if len(meant) == 1:
            row = rows[meant[0]]
            level = _better(row.level, fact.level)
            if level is not row.level:
                _note(trail, row.index, level, fact)
            condition = _CONDITIONS.get(fact.state or "")
            if condition is not None:
                trail.note(f"supplies.{row.index}.condition", condition, f'web page: "{fact.words}"')
            rows[meant[0]] = msgspec.structs.replace(row, level=level, condition=condition or row.condition)
        elif not meant and fact.level is not None:
            row = _own_row(fact, fact.level)
            rows.append(row)
            _note(trail, row.index, fact.level, fact)
    return tuple(rows)


def subject_of(supply: Supply) -> str | None:
    """Which of the pages' subjects a row is: its colour for an ink, the kit, the waste tray; None for others."""
    if supply.receptacle:
        return WASTE
    if supply.color is not None:
        return supply.color if supply.type in _INK_TYPES else None
    return KIT if KIT in subjects(supply.name) else None


def _better(known: Level, told: Level | None) -> Level:
    """The page's level where SNMP's is open and the page's says more; else SNMP's."""
    if told is None or not isinstance(known, Some | Unknown) or (isinstance(known, Some) and isinstance(told, Some)):
        return known
    return msgspec.structs.replace(told, raw_level=known.raw_level, raw_max=known.raw_max)


def _own_row(fact: PageSupply, level: Level) -> Supply:
    """A row for a supply that SNMP does not have."""
    index = f"{SOURCE}.{fact.subject.replace(' ', '-')}"
    if fact.subject in _OWN_ROWS:
        name, kind = _OWN_ROWS[fact.subject]
        is_waste = fact.subject == WASTE
        row = Supply(index=index, name=name, type=kind, level=level, receptacle=is_waste)
    else:
        name = f"{fact.subject.title()} Ink"
        row = Supply(index=index, name=name, type="solidWax", color=fact.subject, level=level)
    return msgspec.structs.replace(row, condition=_CONDITIONS.get(fact.state or ""))


def _note(trail: Trail, index: str, level: Level, fact: PageSupply) -> None:
    value = f"{level.value:g} %" if isinstance(level, Percent) else fact.state or "some"
    trail.note(f"supplies.{index}.level", value, f'web page: {fact.rule} ("{fact.words}")')
