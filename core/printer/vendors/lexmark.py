"""Lexmark (641): the MPS-MIB, and the older private MIB's ids where that is missing.

Sources: LEXMARK-MPS-MIB; LEXMARK-PVT-MIB 641.2.1.2.1 (2 product, 3 device id as CUPS asks them; 4 code level and
6 serial as several public inventory tools do).
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors import lexmark_mps
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted

SOURCE = "lexmark"
"""The dialect, and the `source` of its levels."""
_GENERAL = "1.3.6.1.4.1.641.2.1.2.1"
PRODUCT = f"{_GENERAL}.2.1"
DEVICE_ID = f"{_GENERAL}.3.1"
"""IEEE 1284 device ID."""
FIRMWARE = f"{_GENERAL}.4.1"
SERIAL = f"{_GENERAL}.6.1"


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read identity, supplies and counts; every object may be missing."""
    noted = Noted(answers, trail, "LEXMARK-MPS-MIB, LEXMARK-PVT-MIB")
    device_id = parse_device_id(answers.octets(DEVICE_ID), answers.charset)
    pages, counters = lexmark_mps.counters(noted)
    return VendorFacts(
        model=noted.text("model", lexmark_mps.MODEL, PRODUCT) or device_id.model,
        serial=noted.text("serial", lexmark_mps.SERIAL, SERIAL) or device_id.serial,
        firmware=noted.text("firmware", FIRMWARE),
        pages=pages,
        counters=counters,
        supplies=lexmark_mps.supplies(answers, trail, SOURCE),
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=(lexmark_mps.SERIAL, lexmark_mps.MODEL, SERIAL),
    gets=(lexmark_mps.SERIAL, lexmark_mps.MODEL, PRODUCT, DEVICE_ID, FIRMWARE, SERIAL),
    walks=lexmark_mps.WALKS,
    read=read,
)
