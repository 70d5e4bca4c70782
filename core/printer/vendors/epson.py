"""Epson (1248): identity, page counters, and the ST2 status with the ink levels that drivers show.

Sources: epson_print_conf and printmaster (facts only); counters verified by their users on an AM-C550 and WF models.
The tree below 1248.1.2.2.44 also reads and writes EEPROM: only the one fixed status OID in it is ever asked.
"""

from collections import Counter

from core.model.level import Level, Some
from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.epson_st2 import ERRORS, INK_LOW, Status, parse_status
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.noted import Noted
from core.printer.vendors.private_levels import in_words, percent
from core.printer.vendors.standard_rows import INK_TYPES, StandardRow, standard_rows

SOURCE = "epson"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.1248.1.2.2"
MODEL = f"{_ROOT}.1.1.1.2.1"
SERIAL = f"{_ROOT}.1.1.1.5.1"
FIRMWARE = f"{_ROOT}.2.1.1.2.1.1"
STATUS = f"{_ROOT}.1.1.1.4.1"
"""The ST2 status block."""
STATUS_COMMAND = f"{_ROOT}.44.1.1.2.1.115.116.1.0.1"
"""The same by the driver's "st" command, where the block is missing."""
_COUNTERS = {
    "total": (f"{_ROOT}.27.1.1.30.1.1", f"{_ROOT}.27.1.1.33.1.1"),
    "black": (f"{_ROOT}.27.1.1.3.1.1",),
    "color": (f"{_ROOT}.27.1.1.4.1.1",),
    "print": (f"{_ROOT}.27.6.1.4.1.1.1",),
    "copy": (f"{_ROOT}.27.6.1.4.1.1.2",),
    "fax": (f"{_ROOT}.27.6.1.4.1.1.3",),
    "scan": (f"{_ROOT}.27.6.1.4.1.1.4",),
}
_BOX_CONDITIONS = ("ok", "low", "empty")


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Epson private objects")
    counters = noted.counters(_COUNTERS)
    status, oid = None, STATUS
    for oid in (STATUS, STATUS_COMMAND):
        status = parse_status(answers.octets(oid))
        if status is not None:
            break
    found = standard_rows(answers)
    return VendorFacts(
        model=noted.text("model", MODEL),
        serial=noted.text("serial", SERIAL),
        firmware=noted.text("firmware", FIRMWARE),
        pages=counters.get("total"),
        counters=counters,
        supplies=(*_inks(status, found, trail, oid), *_boxes(status, found, trail, oid)) if status else (),
        console=_messages(status) if status else (),
    )


def _messages(status: Status) -> tuple[str, ...]:
    error = ERRORS.get(status.error) if status.error is not None else None
    is_low = any(warning in INK_LOW for warning in status.warnings)
    return ((error,) if error else ()) + (("Ink low",) if is_low else ())


def _inks(status: Status, found: tuple[StandardRow, ...], trail: Trail, oid: str) -> list[SupplyFact]:
    """One fact a color; a color in two slots joins no row, because nobody knows which one it is."""
    overrides = standard_inks_are_stuck(found)
    often = Counter(tank.color for tank in status.inks)
    facts = []
    for number, tank in enumerate(status.inks, 1):
        if found and (tank.color is None or often[tank.color] > 1):
            continue
        level = percent(tank.percent, SOURCE, raw_level=tank.percent)
        trail.note(f"supplies.{tank.color or number} ink", in_words(level), "Epson ST2 field 0f", oid)
        facts.append(
            SupplyFact(
                types=("inkCartridge", "ink"),
                color=tank.color,
                level=level,
                overrides=overrides,
                name=f"{(tank.color or f'Slot {number}').capitalize()} Ink",
                standalone=None if found else f"{SOURCE}.ink{number}",
            )
        )
    return facts


def standard_inks_are_stuck(found: tuple[StandardRow, ...]) -> bool:
    """Whether every standard ink level is 0 or 1, which consumer models give whatever is left (seen in a recording)."""
    levels = [row.level for row in found if row.type in INK_TYPES and row.level is not None and row.level >= 0]
    return bool(levels) and all(level <= 1 for level in levels)


def _boxes(status: Status, found: tuple[StandardRow, ...], trail: Trail, oid: str) -> list[SupplyFact]:
    """The maintenance box: full is no space left; otherwise some, and how much is not told."""
    facts = []
    for number, state in enumerate(status.boxes[:1] if found else status.boxes, 1):
        level: Level | None = (
            percent(0, SOURCE, raw_level=state) if state == 2 else Some(source=SOURCE, raw_level=state)
        )
        trail.note(f"supplies.maintenance box {number}", in_words(level), "Epson ST2 field 37: 2 is full", oid)
        facts.append(
            SupplyFact(
                types=("wasteInk",),
                level=level,
                name="Maintenance Box",
                condition=_BOX_CONDITIONS[state],
                standalone=None if found else f"{SOURCE}.box{number}",
            )
        )
    return facts


DIALECT = Dialect(
    name=SOURCE,
    identity=(MODEL, SERIAL),
    gets=(MODEL, SERIAL, FIRMWARE, STATUS, STATUS_COMMAND, *(oid for oids in _COUNTERS.values() for oid in oids)),
    polls=(STATUS, STATUS_COMMAND),
    read=read,
)
