"""Page counts: the first marker's life count, else the maker's own total."""

from core.model.status import Counters
from core.printer.answers import Answers, as_integer
from core.printer.oids import MARKER_LIFE_COUNT, MARKER_UNIT
from core.printer.trail import NO_TRAIL, Trail
from core.printer.vendors.facts import VendorFacts

COUNTER_UNITS: dict[int, str] = {
    3: "tenThousandthsOfInches",
    4: "micrometers",
    5: "characters",
    6: "lines",
    7: "impressions",
    8: "sheets",
    9: "dotRows",
    11: "hours",
    16: "feet",
    17: "meters",
}
"""PrtMarkerCounterUnitTC (RFC 3805)."""


def read_counters(
    answers: Answers, device_index: int | None, facts: VendorFacts, dialect: str | None, trail: Trail = NO_TRAIL
) -> Counters:
    """The total and the maker's counters by kind.

    Several markers are never summed: on color page printers each repeats the same count (PROTOCOL 1.3).
    """
    pages, unit, source, rule, oids = _standard(answers, device_index)
    if facts.pages is not None and facts.pages >= 0 and (pages is None or facts.pages_override):
        if pages is None:
            rule = f"prtMarkerLifeCount is missing: {dialect}'s own total"
        else:
            rule = f"{dialect}'s own total is the better meter here; prtMarkerLifeCount says {pages}"
        pages, unit, source = facts.pages, unit or "impressions", dialect
    if pages is not None:
        trail.note("page_count", pages, rule, *oids)
    kinds = {kind: count for kind, count in facts.counters.items() if count >= 0}
    for kind, count in kinds.items():
        trail.note(f"counters.{kind}", count, f"{dialect}'s own counter")
    return Counters(pages=pages, pages_unit=unit, pages_source=source, by_kind=kinds)


def _standard(
    answers: Answers, device_index: int | None
) -> tuple[int | None, str | None, str | None, str, tuple[str, ...]]:
    counts = answers.column(MARKER_LIFE_COUNT)
    own = [index for index in counts if device_index is not None and index.partition(".")[0] == str(device_index)]
    for index in own or counts:
        pages = as_integer(counts[index])
        if pages is not None and pages >= 0:
            unit = COUNTER_UNITS.get(answers.integer(f"{MARKER_UNIT}.{index}") or 0)
            oids = (f"{MARKER_LIFE_COUNT}.{index}", f"{MARKER_UNIT}.{index}")
            return pages, unit, "printer-mib", "prtMarkerLifeCount of the first marker (RFC 3805)", oids
    return None, None, None, "no prtMarkerLifeCount", ()
