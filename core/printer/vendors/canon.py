"""Canon (1602): identity, counters by code (imageRUNNER) or by name (LBP).

Source: as inventory tools read this tree; the codes are those of Canon's counter check screen. Black and color by
size (112 + 113, 122 + 123) are never added to the named "Total (Black 1)", which counts the same pages.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted, as_count, rows
from core.printer.vendors.standard_rows import plain

SOURCE = "canon"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.1602.1"
MODEL = f"{_ROOT}.1.1.1.0"
FIRMWARE = f"{_ROOT}.1.1.4.0"
SERIAL = f"{_ROOT}.2.1.8.1.3.1.1"
BY_CODE = f"{_ROOT}.11.1.3.1.4"
"""Counters of the imageRUNNERs by code."""
BY_NAME = f"{_ROOT}.11.2.1.1"
"""Counters of the LBPs: column 2 name, 3 value."""
_CODES = {
    "total": (f"{BY_CODE}.101",),
    "black": (f"{BY_CODE}.112", f"{BY_CODE}.113"),
    "color": (f"{BY_CODE}.122", f"{BY_CODE}.123"),
    "print": (f"{BY_CODE}.301",),
    "scan": (f"{BY_CODE}.501",),
}
_NAMES = {
    "total 1": "total",
    "total black 1": "black",
    "total full color single color 1": "color",
    "total color 1": "color",
    "print total 1": "print",
    "copy total 1": "copy",
    "scan total 1": "scan",
}


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Canon private MIB")
    counters = {**_named(noted), **noted.sums(_CODES)}
    return VendorFacts(
        model=noted.text("model", MODEL),
        serial=noted.text("serial", SERIAL),
        firmware=noted.text("firmware", FIRMWARE),
        pages=counters.get("total"),
        counters=counters,
    )


def _named(noted: Noted) -> dict[str, int]:
    counters: dict[str, int] = {}
    for suffix, row in rows(noted.answers, BY_NAME, 2, 3).items():
        name = _NAMES.get(plain(noted.plain(row.get("2")) or ""))
        value = as_count(row.get("3"))
        if name is not None and value is not None and name not in counters:
            counters[name] = value
            noted.note(f"counters.{name}", value, f"{BY_NAME}.3.{suffix}")
    return counters


DIALECT = Dialect(
    name=SOURCE,
    identity=(SERIAL, MODEL),
    gets=(MODEL, FIRMWARE, SERIAL, *(oid for oids in _CODES.values() for oid in oids)),
    walks=(f"{BY_NAME}.2", f"{BY_NAME}.3"),
    read=read,
)
