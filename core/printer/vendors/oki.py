"""OKI (2001): identity and the toner table, whose numbers come as text.

Source: OKIDATA-MIB. The drum, belt, fuser and waste tables have two numbers of which no source says
which one is used and which is left: they are not asked, the standard rows have those parts.
"""

import re

from core.model.level import Percent
from core.printer.answers import Answers, Value
from core.printer.colors import color_by_words
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.noted import Noted, Row, as_level, rows
from core.printer.vendors.private_levels import in_words, percent, share
from core.printer.vendors.standard_rows import standard_rows

SOURCE = "oki"
"""The dialect, and the `source` of its levels."""
_ROOT = "1.3.6.1.4.1.2001.1.1.1.1"
MODEL = f"{_ROOT}.11.1.10.25.0"
SERIAL = f"{_ROOT}.11.1.10.45.0"
TONERS = f"{_ROOT}.100.3.1.1"
"""Toner table: column 2 description, 3 current, 4 maximum, 5 unit; all DisplayString."""
_DIGITS = re.compile(rb"\s*(\d{1,9})")


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "OKIDATA-MIB")
    return VendorFacts(
        model=noted.text("model", MODEL),
        serial=noted.text("serial", SERIAL),
        supplies=_toners(noted),
    )


def _toners(noted: Noted) -> tuple[SupplyFact, ...]:
    has_rows = bool(standard_rows(noted.answers))
    facts: dict[str, SupplyFact] = {}
    for suffix, row in rows(noted.answers, TONERS, 3, 2, 4, 5).items():
        name = noted.plain(row.get("2"))
        color = color_by_words(name)
        level = _level(noted, row)
        # Descriptions without a color are the same for every toner: those rows cannot be told apart.
        if level is None or (color or suffix) in facts or (color is None and has_rows):
            continue
        noted.trail.note(f"supplies.{color or suffix} toner", in_words(level), noted.rule, f"{TONERS}.3.{suffix}")
        facts[color or suffix] = SupplyFact(
            types=("toner", "tonerCartridge"),
            color=color,
            level=level,
            name=name or "Toner",
            standalone=None if has_rows else f"{SOURCE}.{suffix}",
        )
    return tuple(facts.values())


def _level(noted: Noted, row: Row) -> Percent | None:
    current, maximum = leading_number(row.get("3")), leading_number(row.get("4"))
    if current is None:
        return None
    unit = (noted.plain(row.get("5")) or "").lower()
    if maximum:
        return share(current, maximum, SOURCE)
    return percent(current, SOURCE, raw_level=current) if "%" in unit or "percent" in unit else None


def leading_number(value: Value | None) -> int | None:
    """The number a text starts with ("45 %"), or a plain number; None for anything else."""
    if isinstance(value, bytes):
        match = _DIGITS.match(value)
        return int(match[1]) if match else None
    number = as_level(value)
    return number if number is not None and number >= 0 else None


DIALECT = Dialect(
    name=SOURCE,
    identity=(SERIAL, MODEL),
    gets=(MODEL, SERIAL),
    walks=tuple(f"{TONERS}.{column}" for column in (2, 3, 4, 5)),
    read=read,
)
