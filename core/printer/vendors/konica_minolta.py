"""Konica Minolta and Develop (18334): model, firmware and the counters by function.

Sources: the GLPI agent, recordings. Supplies are complete in the standard table.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted, rows

SOURCE = "konica_minolta"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.18334.1.1.1"
MODEL = f"{_ROOT}.1.6.2.1.0"
FIRMWARE = f"{_ROOT}.1.6.1.0"
"""The device's version (seen in recordings)."""
COMPONENTS = f"{_ROOT}.5.5.1.1"
"""Firmware by component: column 2 name, 3 version."""
TOTAL = f"{_ROOT}.5.7.2.1.1.0"
DUPLEX = f"{_ROOT}.5.7.2.1.3.0"
SCANS = (f"{_ROOT}.5.7.2.3.1.5.1", f"{_ROOT}.5.7.2.1.5.0")
"""Scans; the second where the first is missing (as public counter tools read it)."""
_BY_COLOR = f"{_ROOT}.5.7.2.2.1.5"
"""Color (1 black, 2 color) and function (1 copy, 2 print)."""
_ADDED = {
    "black": (f"{_BY_COLOR}.1.1", f"{_BY_COLOR}.1.2"),
    "color": (f"{_BY_COLOR}.2.1", f"{_BY_COLOR}.2.2"),
    "copy": (f"{_BY_COLOR}.1.1", f"{_BY_COLOR}.2.1"),
    "print": (f"{_BY_COLOR}.1.2", f"{_BY_COLOR}.2.2"),
}


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Konica Minolta private MIB")
    counters = noted.counters({"total": TOTAL, "duplex": DUPLEX, "scan": SCANS})
    return VendorFacts(
        model=noted.text("model", MODEL),
        firmware=noted.text("firmware", FIRMWARE) or _controller(noted),
        pages=counters.get("total"),
        counters={**counters, **noted.sums(_ADDED)},
    )


def _controller(noted: Noted) -> str | None:
    """The version of the component that calls itself the controller."""
    for suffix, row in rows(noted.answers, COMPONENTS, 2, 3).items():
        if "controller" in (noted.plain(row.get("2")) or "").lower() and (version := noted.plain(row.get("3"))):
            noted.note("firmware", version, f"{COMPONENTS}.3.{suffix}")
            return version
    return None


DIALECT = Dialect(
    name=SOURCE,
    identity=(MODEL,),
    gets=(MODEL, FIRMWARE, TOTAL, DUPLEX, *SCANS, *_ADDED["black"], *_ADDED["color"]),
    walks=(f"{COMPONENTS}.2", f"{COMPONENTS}.3"),
    read=read,
)
