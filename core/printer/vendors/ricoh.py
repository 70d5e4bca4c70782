"""Ricoh, NRG, Lanier, Savin, Gestetner (367): identity, counters, and the toner table behind false standard zeros.

Sources: Ricoh's private MIB as inventory tools read it; librenms#4177 (level -100 near empty, -3 some, 0 empty);
checkmk (the same codes, seen on an MP C2800). -100 says "nearly empty" without a number, so it is "some left" with
the condition "low".
"""

from core.model.level import Level, Some
from core.printer.answers import Answers, as_integer
from core.printer.colors import color_by_words
from core.printer.levels import NEAR_EMPTY_RICOH
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted, as_count, as_level, rows
from core.printer.vendors.private_levels import in_words, percent
from core.printer.vendors.standard_rows import TONER_TYPES, StandardRow, standard_rows

SOURCE = "ricoh"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.367.3.2.1"
MODEL = f"{_ROOT}.1.1.1.0"
FIRMWARE = f"{_ROOT}.1.1.2.0"
DEVICE_ID = f"{_ROOT}.1.1.11.0"
"""IEEE 1284 device ID."""
SERIAL = f"{_ROOT}.2.1.4.0"
TOTALS = f"{_ROOT}.2.19"
"""Scalars: 1 total, 2 printer, 3 fax, 4 copier."""
COUNTERS = f"{_ROOT}.2.19.5.1"
"""Counter table: column 2 type, 9 value."""
TONERS = f"{_ROOT}.2.24.1.1"
"""Toner table: column 2 description, 5 level."""
_SCALARS = {
    "total": f"{TOTALS}.1.0",
    "print": f"{TOTALS}.2.0",
    "fax": f"{TOTALS}.3.0",
    "copy": f"{TOTALS}.4.0",
}
# Counter table types; several for one name are added: black and color of copier and printer.
_TYPES: dict[int, str] = {
    10: "total",
    200: "copy",
    300: "fax",
    400: "print",
    201: "black",
    401: "black",
    301: "black",
    202: "color",
    203: "color",
    402: "color",
    403: "color",
    870: "scan",
    871: "scan",
}
_SOME, _STEP = -3, 10.0


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Ricoh private MIB")
    device_id = parse_device_id(answers.octets(DEVICE_ID), answers.charset)
    counters = {**_table(noted), **noted.counters(_SCALARS)}
    return VendorFacts(
        model=noted.text("model", MODEL) or device_id.model,
        serial=noted.text("serial", SERIAL) or device_id.serial,
        firmware=noted.text("firmware", FIRMWARE),
        pages=counters.get("total"),
        counters=counters,
        supplies=_toners(noted, standard_rows(answers)),
    )


def _table(noted: Noted) -> dict[str, int]:
    sums: dict[str, int] = {}
    seen: set[int] = set()
    for suffix, row in rows(noted.answers, COUNTERS, 2, 9).items():
        kind, value = as_integer(row.get("2")), as_count(row.get("9"))
        if kind is None or value is None or kind not in _TYPES or kind in seen:
            continue
        seen.add(kind)
        name = _TYPES[kind]
        sums[name] = sums.get(name, 0) + value
        noted.note(f"counters.{name}", sums[name], f"{COUNTERS}.9.{suffix}")
    return sums


def _toners(noted: Noted, found: tuple[StandardRow, ...]) -> tuple[SupplyFact, ...]:
    facts: dict[str | None, SupplyFact] = {}
    for suffix, row in rows(noted.answers, TONERS, 5, 2).items():
        name = noted.plain(row.get("2"))
        level, condition = _level(as_level(row.get("5")))
        color = color_by_words(name)
        if level is None or color in facts or "waste" in (name or "").lower():
            continue
        subject = f"supplies.{color or suffix} toner"
        noted.trail.note(subject, in_words(level), f"{noted.rule}: {condition or 'level'}", f"{TONERS}.5.{suffix}")
        facts[color] = SupplyFact(
            types=("toner", "tonerCartridge"),
            color=color,
            level=level,
            overrides=_is_zero(found, color),
            name=name or "Toner",
            condition=condition,
            standalone=None if found else f"{SOURCE}.{suffix}",
        )
    return tuple(facts.values())


def _level(raw: int | None) -> tuple[Level | None, str | None]:
    if raw == NEAR_EMPTY_RICOH:
        return Some(source=SOURCE, raw_level=raw), "low"
    if raw == _SOME:
        return Some(source=SOURCE, raw_level=raw), None
    if raw is None or raw < 0:
        return None, None
    resolution = _STEP if raw % _STEP == 0 else None
    return percent(raw, SOURCE, raw_level=raw, resolution=resolution), "empty" if raw == 0 else None


def _is_zero(found: tuple[StandardRow, ...], color: str | None) -> bool:
    """Whether the standard row of that color says 0, which some models do until the toner table is asked."""
    fitting = [row for row in found if row.type in TONER_TYPES and color in (None, row.color)]
    return len(fitting) == 1 and fitting[0].level == 0


DIALECT = Dialect(
    name=SOURCE,
    identity=(SERIAL, MODEL),
    gets=(SERIAL, MODEL, FIRMWARE, DEVICE_ID, *_SCALARS.values()),
    walks=(f"{COUNTERS}.2", f"{COUNTERS}.9", f"{TONERS}.2", f"{TONERS}.5"),
    polls=tuple(f"{TONERS}.5.{number}" for number in range(1, 5)),
    read=read,
)
