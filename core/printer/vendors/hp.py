"""HP (11): PML objects for serial, model, engine counters and what the cartridges' chips say.

Sources: HP-LASERJET-COMMON-MIB and the LJ4525, LJ4250 and LJ477 MIBs (part number 56, serial 3).
Strings may carry a PML type and length (0x01 and one octet) in front. The reorder URL (10.2.0) is writable and
therefore not asked. gdStatusId is long and no part of the identity: sysDescr has the model behind "PID:".
"""

import re

from core.model.level import Quantity
from core.printer.answers import Answers, Value, as_integer
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id, pml_text
from core.printer.vendors.noted import Noted, as_count, as_level, rows
from core.printer.vendors.private_levels import in_words, share
from core.printer.vendors.standard_rows import StandardRow, naming, only, other_type, plain, standard_rows

SOURCE = "hp"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.11.2.3.9"
_ENGINE = f"{_ROOT}.4.2.1.4.1"
DEVICE_ID = f"{_ROOT}.1.1.7.0"
"""gdStatusId, an IEEE 1284 device ID."""
MODEL = f"{_ROOT}.4.2.1.1.3.2.0"
SERIAL = f"{_ROOT}.4.2.1.1.3.3.0"
FIRMWARE = f"{_ROOT}.4.2.1.1.3.5.0"
"""Firmware date code, e.g. "20201023"."""
FIRMWARE_ID = f"{_ROOT}.4.2.1.1.3.6.0"
CONSUMABLES = f"{_ENGINE}.10.1.1"
"""Consumable status: column 3 serial, 56 part number; rows are indexed n.0."""
KIT_INTERVAL = f"{_ENGINE}.10.3.0"
KIT_LEFT = f"{_ENGINE}.10.4.0"
"""Pages left until the maintenance kit is due."""
USAGE_LEFT = f"{_ENGINE}.10.5.1"
"""Usage remaining: column 1 value, 2 unit (1 pages, 2 estimated pages)."""
_COUNTERS = {
    "total": f"{_ENGINE}.2.5.0",
    "black": f"{_ENGINE}.2.6.0",
    "color": f"{_ENGINE}.2.7.0",
    "duplex": f"{_ENGINE}.2.22.0",
    "equivalent black": f"{_ROOT}.4.2.1.1.16.4.1.1.1.0",
    "equivalent color": f"{_ROOT}.4.2.1.1.16.4.1.3.1.0",
}
_SERIAL_COLUMN, _PART_COLUMN = 3, 56
_PAGE_UNITS = (1, 2)
_PART_NUMBER = re.compile(r"[A-Z0-9]{5,10}")
_SERIAL_NUMBER = re.compile(r"[A-Za-z0-9-]{4,40}")


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the PML objects; every one may be missing."""
    noted = Noted(answers, trail, "HP PML objects (HP-LASERJET-COMMON-MIB)")
    device_id = parse_device_id(answers.octets(DEVICE_ID), answers.charset)
    # The PML string comes last: agents cut it, and the device ID's description is the model on the case.
    model = device_id.description or device_id.model or pml_text(answers.octets(MODEL), answers.charset)
    if model:
        model = re.sub(r"^Hewlett[- ]Packard\b", "HP", model)
        noted.note("model", model, DEVICE_ID if device_id.description or device_id.model else MODEL)
    serial = _matching(_SERIAL_NUMBER, answers.get(SERIAL), answers)
    if serial:
        noted.note("serial", serial, SERIAL)
    firmware = pml_text(answers.octets(FIRMWARE), answers.charset)
    firmware = firmware or pml_text(answers.octets(FIRMWARE_ID), answers.charset)
    if firmware:
        noted.note("firmware", firmware, FIRMWARE, FIRMWARE_ID)
    counters = noted.counters(_COUNTERS)
    found = standard_rows(answers)
    return VendorFacts(
        model=model,
        serial=serial,
        firmware=firmware,
        pages=counters.get("total"),
        counters=counters,
        supplies=(*_consumables(answers, found, trail), *_maintenance_kit(answers, found, trail)),
    )


def _matching(pattern: re.Pattern[str], value: Value | None, answers: Answers) -> str | None:
    """The first line of a PML string where all of it fits: recordings show neighbors' octets behind some."""
    text = pml_text(value, answers.charset) if isinstance(value, bytes) else None
    return text if text and pattern.fullmatch(text) else None


def _consumables(answers: Answers, found: tuple[StandardRow, ...], trail: Trail) -> list[SupplyFact]:
    parts: dict[str, str | None] = {}
    serials: dict[str, str | None] = {}
    for index, row in rows(answers, CONSUMABLES, _PART_COLUMN, _SERIAL_COLUMN).items():
        parts[index] = _matching(_PART_NUMBER, row.get(str(_PART_COLUMN)), answers)
        serials[index] = _matching(_SERIAL_NUMBER, row.get(str(_SERIAL_COLUMN)), answers)
    left = _pages_left(answers)
    facts = []
    for index, row_index in _joined(parts, found).items():
        part, serial = parts[index], serials[index]
        level = left.get(index.partition(".")[0])
        if part is None and serial is None and level is None:
            continue
        trail.note(
            f"supplies.{row_index}.part_number",
            part or "none",
            "HP consumable table column 56; rows joined by a part number that the description names too, or by order"
            " where every such row agrees with it",
            f"{CONSUMABLES}.{_PART_COLUMN}.{index}",
        )
        facts.append(SupplyFact(index=row_index, part_number=part, serial=serial, level=level))
    return facts


def _joined(parts: dict[str, str | None], found: tuple[StandardRow, ...]) -> dict[str, str]:
    """Private row -> standard row.

    A description that names the part number joins. The order joins too where both tables have as many rows and every
    pair known by part number, at least one, stands at the same place.
    """
    by_number = {index: row for index, part in parts.items() if (row := naming(found, part)) is not None}
    by_order = {index: row.index for index, row in zip(parts, found, strict=False)}
    is_ordered = len(parts) == len(found) and bool(by_number)
    if is_ordered and all(by_order[index] == row for index, row in by_number.items()):
        return by_order
    joined: dict[str, str] = {}
    for index, row in by_number.items():
        if row not in joined.values():
            joined[index] = row
    return joined


def _pages_left(answers: Answers) -> dict[str, Quantity]:
    """Pages left by the number of the row, where the unit says that they are pages."""
    left = {}
    for suffix, row in rows(answers, USAGE_LEFT, 1, 2).items():
        pages = as_count(row.get("1"))
        if pages is not None and as_integer(row.get("2")) in _PAGE_UNITS:
            number = suffix.partition(".")[0]
            left[number] = Quantity(value=pages, unit="impressions", source=SOURCE, raw_level=pages)
    return left


def _maintenance_kit(answers: Answers, found: tuple[StandardRow, ...], trail: Trail) -> list[SupplyFact]:
    left, interval = as_level(answers.get(KIT_LEFT)), as_level(answers.get(KIT_INTERVAL))
    level = share(left, interval, SOURCE) if left is not None and interval is not None else None
    if level is None:
        return []
    trail.note("supplies.maintenance kit", in_words(level), "HP maintenance kit: pages left of its interval", KIT_LEFT)
    index = only(found, lambda row: "maintenance kit" in plain(row.description))
    return [
        SupplyFact(
            index=index,
            types=other_type(found),
            level=level,
            name="Maintenance Kit",
            standalone=f"{SOURCE}.maintenance-kit",
        )
    ]


DIALECT = Dialect(
    name=SOURCE,
    identity=(SERIAL, MODEL),
    gets=(DEVICE_ID, MODEL, SERIAL, FIRMWARE, FIRMWARE_ID, KIT_INTERVAL, KIT_LEFT, *_COUNTERS.values()),
    walks=(f"{CONSUMABLES}.{_PART_COLUMN}", f"{CONSUMABLES}.{_SERIAL_COLUMN}", f"{USAGE_LEFT}.1", f"{USAGE_LEFT}.2"),
    bulk=False,
    read=read,
)
