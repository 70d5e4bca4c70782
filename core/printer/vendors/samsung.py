"""Samsung (236), and the HP devices that Samsung built: identity, toner levels, counts by job type.

Sources: SAMSUNG-PRINTER-EXT-MIB, SAMSUNG-HOST-RESOURCES-EXT-TC (job types 1 print, 2 copy, 3 fax received, 4 fax
sent, 5 scan, 6 report; colors 1 full, 2 single, 3 mono; sizes 1 small and 2 large beside named ones). GETBULK gives
wrong data on some models (sharpsnmplib#58) and walks fail on others (librenms#4767).
"""

from core.printer.answers import Answers, as_integer
from core.printer.colors import color_by_words
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.noted import Noted, as_count, as_level, rows
from core.printer.vendors.private_levels import in_words, percent
from core.printer.vendors.standard_rows import StandardRow, standard_rows

SOURCE = "samsung"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.236.11.5"
MODEL = f"{_ROOT}.1.1.1.1.0"
FIRMWARE = f"{_ROOT}.1.1.1.2.0"
OLD_SERIAL = f"{_ROOT}.1.1.1.4.0"
"""The serial number on older models (as public inventory tools read it)."""
SERIAL = f"{_ROOT}.11.55.5.1.4.1"
TONER_LEFT = f"{_ROOT}.1.1.3.22.0"
"""Toner left in percent, of monochrome models."""
TONERS = f"{_ROOT}.11.55.17.2.1"
"""Toner table: column 4 color, 5 description, 6 level in percent."""
JOBS = f"{_ROOT}.11.53.11.2.1"
"""Job counts: column 2 job type, 3 media size, 6 color, 7 value."""
_TONER_TYPES = ("toner", "tonerCartridge")
_JOB_TYPES = {1: "print", 2: "copy", 3: "fax", 5: "scan"}
_PRINTING = frozenset({1, 2, 3, 6})
_SIZE_CLASSES = frozenset({1, 2})
_IN_COLOR, _MONO = frozenset({1, 2}), 3


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Samsung private objects")
    found = standard_rows(answers)
    return VendorFacts(
        model=noted.text("model", MODEL),
        serial=noted.text("serial", SERIAL, OLD_SERIAL),
        firmware=noted.text("firmware", FIRMWARE),
        counters=_jobs(noted),
        supplies=tuple(_toners(noted, found) or _only_toner(noted, found)),
    )


def _toners(noted: Noted, found: tuple[StandardRow, ...]) -> list[SupplyFact]:
    facts: dict[str | None, SupplyFact] = {}
    for suffix, row in rows(noted.answers, TONERS, 6, 4, 5).items():
        value = as_level(row.get("6"))
        level = percent(value, SOURCE, raw_level=value) if value is not None else None
        name = noted.plain(row.get("5"))
        color = color_by_words(noted.plain(row.get("4"))) or color_by_words(name)
        if level is None or color in facts:
            continue
        noted.trail.note(f"supplies.{color or suffix} toner", in_words(level), noted.rule, f"{TONERS}.6.{suffix}")
        facts[color] = SupplyFact(
            types=_TONER_TYPES,
            color=color,
            level=level,
            name=name or f"{(color or '').capitalize()} Toner Cartridge".strip(),
            standalone=None if found else f"{SOURCE}.{suffix}",
        )
    return list(facts.values())


def _only_toner(noted: Noted, found: tuple[StandardRow, ...]) -> list[SupplyFact]:
    value = noted.count("toner", TONER_LEFT)
    level = percent(value, SOURCE, raw_level=value) if value is not None else None
    if level is None:
        return []
    return [
        SupplyFact(
            types=_TONER_TYPES,
            level=level,
            name="Toner Cartridge",
            standalone=None if found else f"{SOURCE}.toner",
        )
    ]


def _jobs(noted: Noted) -> dict[str, int]:
    """Sums by job type and by color.

    Rows in size classes (small, large) are left out where the named sizes count too: both would count a page twice.
    """
    counted: list[tuple[int, int | None, int | None, int]] = []
    for row in rows(noted.answers, JOBS, 2, 3, 6, 7).values():
        job, value = as_integer(row.get("2")), as_count(row.get("7"))
        if job is not None and value is not None:
            counted.append((job, as_integer(row.get("3")), as_integer(row.get("6")), value))
    sums: dict[str, int] = {}
    for job in {entry[0] for entry in counted}:
        of_job = [entry for entry in counted if entry[0] == job]
        if any(value for _, size, _, value in of_job if size not in _SIZE_CLASSES):
            of_job = [entry for entry in of_job if entry[1] not in _SIZE_CLASSES]
        if job in _JOB_TYPES:
            sums[_JOB_TYPES[job]] = sum(value for *_, value in of_job)
        if job in _PRINTING:
            for _, _, color, value in of_job:
                name = "color" if color in _IN_COLOR else "black" if color == _MONO else None
                if name:
                    sums[name] = sums.get(name, 0) + value
    for name, value in sums.items():
        noted.note(f"counters.{name}", value, f"{JOBS}.7")
    return sums


DIALECT = Dialect(
    name=SOURCE,
    identity=(MODEL, SERIAL, OLD_SERIAL),
    gets=(MODEL, FIRMWARE, OLD_SERIAL, SERIAL, TONER_LEFT),
    walks=(*(f"{TONERS}.{column}" for column in (4, 5, 6)), *(f"{JOBS}.{column}" for column in (2, 3, 6, 7))),
    polls=(TONER_LEFT,),
    bulk=False,
    read=read,
)
