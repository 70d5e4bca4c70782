"""Brother (2435): record blocks hold the levels that the standard table only hints at.

Sources: how the bieniu/brother library decodes the blocks (facts only), and recordings of eight devices.
The standard toner rows say -3 for "OK" and -2 or 0 for "empty"; older models put 0, 1, 2 or 3 there for steps that
LibreNMS reads as 100, 5, 0 and 1 percent (MFC-L8850 excepted): no source confirms them, so nothing is made of them.
"""

import re
from collections.abc import Iterator

import msgspec

from core.model.level import Level, Percent, Quantity
from core.printer.answers import Answers, as_integer
from core.printer.oids import MARKER_TECH
from core.printer.trail import Trail
from core.printer.vendors.brother_blocks import Life, life, number, parse_block
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted
from core.printer.vendors.private_levels import in_words, percent
from core.printer.vendors.standard_rows import (
    INK_TYPES,
    TONER_TYPES,
    StandardRow,
    only,
    other_type,
    plain,
    standard_rows,
)

SOURCE = "brother"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.2435.2"
_INFORMATION = f"{_ROOT}.3.9.4.2.1.5.5"
DEVICE_ID = f"{_ROOT}.3.9.1.1.7.0"
"""IEEE 1284 device ID."""
MODEL = f"{_ROOT}.4.3.2435.5.13.3.0"
"""The model's full name; the device ID of an emulation may name another model (seen in a recording)."""
SERIAL = f"{_INFORMATION}.1.0"
MAINTENANCE = f"{_INFORMATION}.8.0"
"""Record block: remaining lives and states."""
COUNTERS = f"{_INFORMATION}.10.0"
"""Record block: page counters."""
NEXTCARE = f"{_INFORMATION}.11.0"
"""Record block: pages left until a part is due."""
FIRMWARE = f"{_INFORMATION}.17.0"
NODE_FIRMWARE = f"{_ROOT}.4.3.1240.6.5.0"
"""Firmware of the network part, "Firmware Ver.Q"."""
STATUS_TEXT = f"{_ROOT}.3.9.4.2.1.5.4.5.2.0"

_COUNTER_RECORDS = {"total": 0x00, "black": 0x01, "color": 0x02, "duplex": 0x06, "images": 0x16}
_TENS = 10.0
_LOW = {1: "ok", 2: "low"}
"""Values of the status records 31 to 34 and 63."""
# Inkjets: J and T families, and the old ones named like MFC-5490CN; MFC-9120CN and the other 9xxx are color lasers.
_INK_MODEL = re.compile(r"\b(?:(?:DCP|MFC|HL)-?[JT]\d|(?:DCP|MFC)-?(?!9\d{3}C)\d{3,4}C)", re.IGNORECASE)


class _Colored(msgspec.Struct, frozen=True):
    """Where one color's cartridge is told of."""

    color: str
    life: int
    """Maintenance: hundredths of a percent."""
    pair: int
    """Maintenance: the older printers' pair."""
    shown: int
    """Maintenance: what the panel shows, in tens."""
    status: int


class _Part(msgspec.Struct, frozen=True):
    """Where a drum, belt, fuser, ... is told of."""

    life: int
    """Maintenance: hundredths of a percent; also names the row of its own."""
    pages: int
    """Nextcare: pages left."""
    types: tuple[str, ...]
    """Empty for parts that RFC 3805 has no type for."""
    name: str
    color: str | None = None
    words: str = ""
    """Words of the standard row's description that mean this part, where its type does not tell."""
    status: int | None = None


_CARTRIDGES = (
    _Colored("black", 0x6F, 0xA1, 0x81, 0x31),
    _Colored("cyan", 0x70, 0xA2, 0x82, 0x32),
    _Colored("magenta", 0x71, 0xA3, 0x83, 0x33),
    _Colored("yellow", 0x72, 0xA4, 0x84, 0x34),
)
_PARTS = (
    _Part(0x41, 0x82, ("opc",), "Drum Unit", status=0x63),
    _Part(0x80, 0xA4, ("opc",), "Black Drum Unit", "black"),
    _Part(0x79, 0xA5, ("opc",), "Cyan Drum Unit", "cyan"),
    _Part(0x7A, 0xA6, ("opc",), "Magenta Drum Unit", "magenta"),
    _Part(0x7B, 0xA7, ("opc",), "Yellow Drum Unit", "yellow"),
    _Part(0x69, 0x88, ("transferUnit",), "Belt Unit", words="belt"),
    _Part(0x6A, 0x89, ("fuser",), "Fuser Unit", words="fus(?:er|ing)"),
    _Part(0x6B, 0x73, (), "Laser Unit", words="laser"),
    _Part(0x6C, 0x86, (), "Paper Feeding Kit MP", words="(?:pf|paper feed(?:ing)?) kit mp"),
    _Part(0x6D, 0x77, (), "Paper Feeding Kit 1", words="(?:pf|paper feed(?:ing)?) kit 1"),
)


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the record blocks; every object may be missing."""
    noted = Noted(answers, trail, "Brother private objects")
    device_id = parse_device_id(answers.octets(DEVICE_ID), answers.charset)
    model = noted.text("model", MODEL)
    if model is None and device_id.model:
        model = device_id.model
        noted.note("model", model, DEVICE_ID)
    counters = _counters(noted)
    status = noted.text("console", STATUS_TEXT)
    firmware = noted.text("firmware", FIRMWARE, NODE_FIRMWARE)
    return VendorFacts(
        vendor=device_id.manufacturer,
        model=model,
        serial=noted.text("serial", SERIAL),
        firmware=firmware.removeprefix("Firmware Ver.").strip() or None if firmware else None,
        pages=counters.get("total"),
        counters=counters,
        supplies=_supplies(answers, trail, model=model, compatible=device_id.compatible),
        console=(status,) if status else (),
    )


def _counters(noted: Noted) -> dict[str, int]:
    records = parse_block(noted.answers.octets(COUNTERS))
    counters = {}
    for name, record in _COUNTER_RECORDS.items():
        if (count := number(records, record)) is not None:
            counters[name] = count
            noted.trail.note(f"vendor.counters.{name}", count, f"Brother counters record {record:02x}", COUNTERS)
    return counters


def _supplies(answers: Answers, trail: Trail, *, model: str | None, compatible: str | None) -> tuple[SupplyFact, ...]:
    maintenance = parse_block(answers.octets(MAINTENANCE))
    nextcare = parse_block(answers.octets(NEXTCARE))
    rows = standard_rows(answers)
    is_ink = prints_with_ink(answers, rows, model, compatible)
    facts = list(_cartridges(maintenance, trail, is_ink=is_ink))
    # An inkjet has no drum; recordings show that some fill its records all the same.
    if not is_ink:
        facts += _parts(maintenance, nextcare, rows, trail)
    return tuple(facts)


def prints_with_ink(answers: Answers, rows: tuple[StandardRow, ...], model: str | None, compatible: str | None) -> bool:
    """Ink or laser: the supplies' types, the marker's technology, the driver class, then the model's family."""
    types = {row.type for row in rows}
    if types & (INK_TYPES | TONER_TYPES):
        return not types & TONER_TYPES
    technologies = [as_integer(value) or 0 for _, value in answers.below(MARKER_TECH)]
    if any(technology in range(3, 6) or technology in range(12, 15) for technology in technologies):
        return any(technology in range(12, 15) for technology in technologies)
    if compatible and re.search(r"\b(?:laser|ink)", compatible, re.IGNORECASE):
        return "laser" not in compatible.lower()
    return model is not None and _INK_MODEL.search(model) is not None


def _cartridges(maintenance: dict[int, bytes], trail: Trail, *, is_ink: bool) -> Iterator[SupplyFact]:
    kind, types = ("ink", ("ink", "inkCartridge")) if is_ink else ("toner", ("toner", "tonerCartridge"))
    for ids in _CARTRIDGES:
        level, rule = _cartridge_level(maintenance, ids)
        condition = _LOW.get(number(maintenance, ids.status) or 0)
        if level is None and condition is None:
            continue
        trail.note(f"supplies.{ids.color} {kind}", in_words(level), rule, MAINTENANCE)
        if condition is not None:
            rule = f"Brother maintenance record {ids.status:02x}: 1 ok, 2 low; beside the level, not instead of it"
            trail.note(f"supplies.{ids.color} {kind}.condition", condition, rule, MAINTENANCE)
        yield SupplyFact(
            types=types,
            color=ids.color,
            level=level,
            # The panel's tens are no better than a standard percentage; the exact life is.
            overrides=level is not None and level.resolution != _TENS,
            name=f"{ids.color.capitalize()} {kind.capitalize()} Cartridge",
            condition=condition,
            standalone=f"{SOURCE}.{ids.life:02x}" if level is not None else None,
        )


def _cartridge_level(maintenance: dict[int, bytes], ids: _Colored) -> tuple[Percent | None, str]:
    for record, is_pair in ((ids.life, False), (ids.pair, True)):
        if remaining := life(maintenance, record, is_pair=is_pair):
            return _percent(remaining), f"Brother maintenance record {record:02x}, remaining life"
    shown = number(maintenance, ids.shown)
    if shown is not None and shown <= 100:
        rule = f"Brother maintenance record {ids.shown:02x}, what the panel shows, in tens"
        return percent(shown, SOURCE, raw_level=shown, resolution=_TENS), rule
    return None, "no Brother record holds this level"


def _parts(
    maintenance: dict[int, bytes], nextcare: dict[int, bytes], rows: tuple[StandardRow, ...], trail: Trail
) -> Iterator[SupplyFact]:
    for part in _PARTS:
        level, rule, oid = _part_level(maintenance, nextcare, part)
        if level is None:
            continue
        trail.note(f"supplies.{part.name.lower()}", in_words(level), rule, oid)
        index = _row_saying(rows, part.words) if part.words else None
        yield SupplyFact(
            index=index,
            types=part.types or (("other",) if index else other_type(rows)),
            color=part.color,
            level=level,
            name=part.name,
            condition=_LOW.get(number(maintenance, part.status) or 0) if part.status is not None else None,
            standalone=f"{SOURCE}.{part.life:02x}",
        )


def _part_level(
    maintenance: dict[int, bytes], nextcare: dict[int, bytes], part: _Part
) -> tuple[Level | None, str, str]:
    if remaining := life(maintenance, part.life):
        return _percent(remaining), f"Brother maintenance record {part.life:02x}, remaining life", MAINTENANCE
    pages = number(nextcare, part.pages)
    if pages is not None:
        left = Quantity(value=pages, unit="impressions", source=SOURCE, raw_level=pages)
        return left, f"Brother nextcare record {part.pages:02x}, pages left; its percentage is not told", NEXTCARE
    return None, "", ""


def _percent(remaining: Life) -> Percent | None:
    step = 100 / remaining.of if remaining.of else None
    return percent(remaining.percent, SOURCE, raw_level=remaining.raw, raw_max=remaining.of, resolution=step)


def _row_saying(rows: tuple[StandardRow, ...], words: str) -> str | None:
    pattern = re.compile(rf"\b{words}\b")
    return only(rows, lambda row: pattern.search(plain(row.description)) is not None)


DIALECT = Dialect(
    name=SOURCE,
    identity=(DEVICE_ID, SERIAL),
    gets=(DEVICE_ID, MODEL, SERIAL, MAINTENANCE, COUNTERS, NEXTCARE, FIRMWARE, NODE_FIRMWARE, STATUS_TEXT),
    polls=(MAINTENANCE, NEXTCARE),
    bulk=False,
    read=read,
)
