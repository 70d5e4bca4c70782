"""Sharp (2385): counters that come with their names, and the status text.

Source: a recording where prints 82,214 + copies 38,804 + other 86 are the total 121,104. Percentages
beside the capacity -2 are the standard reader's matter (core.printer.levels.PERCENT_WITHOUT_CAPACITY).
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted, as_count

SOURCE = "sharp"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.2385"
VALUES = f"{_ROOT}.1.1.19.2.1.3"
"""Counter values; the same suffix in `NAMES` says what they count."""
NAMES = f"{_ROOT}.1.1.19.2.1.4"
STATUS_TEXT = f"{_ROOT}.1.1.1.2.1.8.1"
FIRMWARE = f"{_ROOT}.2.1.1.2.1.2.1"
"""A version (seen in a recording, in no MIB)."""
_NAMED = {
    "black & white total count": ("total", "black"),
    "full color total count": ("total", "color"),
    "two color total count": ("total", "color"),
    "single color total count": ("total", "color"),
    "prints": ("print",),
    "copies": ("copy",),
    "duplex": ("duplex",),
    "scan to e-mail/ftp": ("scan",),
    "scan to hdd": ("scan",),
}
# Where a device gives values without names: total counts by color.
_NUMBERED = {"5.4.61": ("total", "black"), "5.4.63": ("total", "color"), "1.4.60": ("print",)}


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Sharp private counters")
    counters = _counters(noted)
    status = noted.text("console", STATUS_TEXT)
    return VendorFacts(
        firmware=noted.text("firmware", FIRMWARE),
        pages=counters.get("total"),
        counters=counters,
        console=(status,) if status else (),
    )


def _counters(noted: Noted) -> dict[str, int]:
    names = {
        suffix: name.lower() for suffix, value in noted.answers.below(NAMES) if (name := noted.plain(value)) is not None
    }
    sums: dict[str, int] = {}
    used: dict[str, list[str]] = {}
    for suffix, value in noted.answers.below(VALUES):
        count = as_count(value)
        kinds = _NAMED.get(names.get(suffix, "")) if names else _NUMBERED.get(suffix)
        for kind in kinds or ():
            if count is not None:
                sums[kind] = sums.get(kind, 0) + count
                used.setdefault(kind, []).append(f"{VALUES}.{suffix}")
    for kind, count in sums.items():
        noted.note(f"counters.{kind}", count, *used[kind])
    return sums


DIALECT = Dialect(
    name=SOURCE,
    gets=(STATUS_TEXT, FIRMWARE),
    walks=(VALUES, NAMES),
    read=read,
)
