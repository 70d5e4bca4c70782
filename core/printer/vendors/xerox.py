"""Xerox (253): XCMI serial, lifetime counters by their names, part numbers of supplies.

Sources: XEROX-HOST-RESOURCES-EXT-MIB; counter names as WorkCentre and AltaLink devices print them.
Counter numbers differ by product line, so the names decide; 1, 33 and 34 count only where no name is given.
"""

import re

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors import xcmi
from core.printer.vendors.facts import Dialect, SupplyFact, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted, as_count, rows
from core.printer.vendors.standard_rows import described, naming, plain, standard_rows

SOURCE = "xerox"
"""The dialect."""
_NAMED = {
    "total impressions": "total",
    "black impressions": "black",
    "black and white impressions": "black",
    "color impressions": "color",
    "colour impressions": "color",
    "printed impressions": "print",
    "copied impressions": "copy",
    "embedded fax impressions": "fax",
    "fax impressions": "fax",
    "2 sided sheets": "duplex",
    "total 2 sided sheets": "duplex",
    "network scanning images sent": "scan",
}
_PARTS_OF = {
    "black printed impressions": "print",
    "color printed impressions": "print",
    "black copied impressions": "copy",
    "color copied impressions": "copy",
}
_NUMBERED = {"1": "total", "33": "color", "34": "black"}
_PART_NUMBER = re.compile(r"\d{3}[A-Z]\d{5,6}")


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the XCMI objects; every one may be missing."""
    noted = Noted(answers, trail, "XCMI (XEROX-HOST-RESOURCES-EXT-MIB)")
    device_id = parse_device_id(answers.octets(xcmi.DEVICE_ID), answers.charset)
    if device_id.model:
        noted.note("model", device_id.model, xcmi.DEVICE_ID)
    counters = _counters(noted)
    return VendorFacts(
        model=device_id.model,
        serial=noted.text("serial", xcmi.SERIAL) or device_id.serial,
        pages=counters.get("total"),
        counters=counters,
        supplies=_part_numbers(noted),
    )


def _counters(noted: Noted) -> dict[str, int]:
    numbers = {
        suffix: number
        for suffix, value in noted.answers.below(xcmi.LIFE_COUNTS)
        if (number := as_count(value)) is not None
    }
    names = {
        suffix: plain(name)
        for suffix, value in noted.answers.below(xcmi.LIFE_NAMES)
        if (name := noted.plain(value)) is not None
    }
    counters: dict[str, int] = {}
    partial: dict[str, int] = {}
    for suffix, number in numbers.items():
        name = names.get(suffix)
        if name is None:
            kind = _NUMBERED.get(suffix) if not names else None
        else:
            kind = _NAMED.get(name)
            if (part_of := _PARTS_OF.get(name)) is not None:
                partial[part_of] = partial.get(part_of, 0) + number
        if kind is not None and kind not in counters:
            counters[kind] = number
            noted.note(f"counters.{kind}", number, f"{xcmi.LIFE_COUNTS}.{suffix}")
    return {**partial, **counters}


def _part_numbers(noted: Noted) -> tuple[SupplyFact, ...]:
    """Part numbers for the rows they surely belong to: those that name the number, or share the description."""
    found = standard_rows(noted.answers)
    facts: dict[str, SupplyFact] = {}
    for suffix, row in rows(noted.answers, xcmi.SUPPLIES, 5, 6).items():
        match = _PART_NUMBER.search(noted.plain(row.get("6")) or "")
        if match is None:
            continue
        index = naming(found, match[0]) or described(found, noted.plain(row.get("5")))
        if index is not None and index not in facts:
            facts[index] = SupplyFact(index=index, part_number=match[0])
            noted.trail.note(
                f"supplies.{index}.part_number",
                match[0],
                "XCMI supplies column 6, joined by part number or description",
                f"{xcmi.SUPPLIES}.6.{suffix}",
            )
    return tuple(facts.values())


DIALECT = Dialect(
    name=SOURCE,
    identity=(xcmi.SERIAL, xcmi.DEVICE_ID),
    gets=(xcmi.SERIAL, xcmi.DEVICE_ID),
    walks=(xcmi.LIFE_COUNTS, xcmi.LIFE_NAMES, f"{xcmi.SUPPLIES}.5", f"{xcmi.SUPPLIES}.6"),
    read=read,
)
