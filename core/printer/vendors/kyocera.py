"""Kyocera, UTAX, Triumph-Adler, Olivetti (1347): identity and the counters that the panel shows.

Sources: a recording of a CS 4053ci (print 40600 + copy 32971 + fax 2493 = 76064, the maker's
total, while prtMarkerLifeCount said 76498). Supplies are complete in the standard table.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted

SOURCE = "kyocera"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.1347"
MODEL = f"{_ROOT}.43.5.1.1.1.1"
SERIAL = f"{_ROOT}.43.5.1.1.28.1"
FIRMWARE = f"{_ROOT}.43.5.4.1.5.1.1"
HOST_NAME = f"{_ROOT}.40.10.1.1.5.1"
TOTAL = f"{_ROOT}.43.10.1.1.12.1.1"
"""Printed pages, all functions."""
_FUNCTION_TOTALS = {
    "print": f"{_ROOT}.42.3.1.1.1.1.1",
    "copy": f"{_ROOT}.42.3.1.1.1.1.2",
    "fax": f"{_ROOT}.42.3.1.1.1.1.4",
}
_BY_COLOR = f"{_ROOT}.42.3.1.2.1.1"
"""Function (1 print, 2 copy, 4 fax) and color (1 black, 2 single, 3 full)."""
_ADDED = {
    "black": (f"{_BY_COLOR}.1.1", f"{_BY_COLOR}.2.1", f"{_BY_COLOR}.4.1"),
    "color": (f"{_BY_COLOR}.1.2", f"{_BY_COLOR}.1.3", f"{_BY_COLOR}.2.2", f"{_BY_COLOR}.2.3"),
}
_OLDER = {"black": f"{_ROOT}.42.2.2.1.1.3.1.1", "color": f"{_ROOT}.42.2.1.1.1.8.1.1"}
"""Single-function printers."""
SCANS = f"{_ROOT}.46.10.1.1.5.3"
_SCAN_PARTS = (f"{_ROOT}.42.3.1.3.1.1.2", f"{_ROOT}.42.3.1.3.1.1.4", f"{_ROOT}.42.3.1.4.1.1.1")


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Kyocera private MIB")
    total = noted.count("counters.total", TOTAL)
    scans = noted.count("counters.scan", SCANS)
    if scans is None:
        scans = noted.sum("counters.scan", *_SCAN_PARTS)
    counters = {
        **({"total": total} if total is not None else {}),
        **noted.counters(_FUNCTION_TOTALS),
        **noted.counters(_OLDER),
        **noted.sums(_ADDED),
        **({"scan": scans} if scans is not None else {}),
    }
    return VendorFacts(
        model=noted.text("model", MODEL),
        serial=noted.text("serial", SERIAL),
        firmware=noted.text("firmware", FIRMWARE),
        name=noted.text("name", HOST_NAME),
        pages=total,
        pages_override=total is not None,
        counters=counters,
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=(SERIAL, MODEL),
    gets=(
        MODEL,
        SERIAL,
        FIRMWARE,
        HOST_NAME,
        TOTAL,
        *_FUNCTION_TOTALS.values(),
        *(oid for oids in _ADDED.values() for oid in oids),
        *_OLDER.values(),
        SCANS,
        *_SCAN_PARTS,
    ),
    polls=(TOTAL,),
    polls_pages=True,
    read=read,
)
