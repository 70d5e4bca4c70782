"""Toshiba TEC (1129): e-STUDIO counters by function and color; serial and model of label printers.

Source: as inventory tools read this tree. An e-STUDIO305 is a Lexmark inside and answers under 641.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted

SOURCE = "toshiba"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.1129"
MODEL = f"{_ROOT}.2.3.50.1.2.3.1.3.1.1"
LABEL_SERIAL = f"{_ROOT}.1.2.1.1.1.1.1.0"
LABEL_FIRMWARE = f"{_ROOT}.1.2.1.1.1.1.2.0"
LABEL_MODEL = f"{_ROOT}.1.2.1.1.1.2.1.0"
_COUNTS = f"{_ROOT}.2.3.50.1.3.21.6.1"
"""Category (2 all, 3 printer, 4 copier, 7 fax), then 1, then color (1 full, 2 two-color, 3 black, 4 total)."""
_COUNTERS = {
    "total": f"{_COUNTS}.2.1.4",
    "black": f"{_COUNTS}.2.1.3",
    "print": f"{_COUNTS}.3.1.4",
    "copy": f"{_COUNTS}.4.1.4",
    "fax": f"{_COUNTS}.7.1.4",
}
_COLOR = {"color": (f"{_COUNTS}.2.1.1", f"{_COUNTS}.2.1.2")}


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Toshiba TEC private MIB")
    counters = {**noted.counters(_COUNTERS), **noted.sums(_COLOR)}
    return VendorFacts(
        model=noted.text("model", MODEL, LABEL_MODEL),
        serial=noted.text("serial", LABEL_SERIAL),
        firmware=noted.text("firmware", LABEL_FIRMWARE),
        pages=counters.get("total"),
        counters=counters,
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=(MODEL, LABEL_SERIAL, LABEL_MODEL),
    gets=(MODEL, LABEL_SERIAL, LABEL_FIRMWARE, LABEL_MODEL, *_COUNTERS.values(), *_COLOR["color"]),
    read=read,
)
