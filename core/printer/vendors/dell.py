"""Dell (674.10898): Lexmark engines answer the MPS-MIB; the product and device id lie in Dell's own tree.

Sources: LEXMARK-MPS-MIB, CUPS (backend/snmp.c asks both ids). Dells with a Samsung engine answer the standard MIB only.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors import lexmark_mps
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted

SOURCE = "dell"
"""The dialect, and the `source` of its levels."""
_GENERAL = "1.3.6.1.4.1.674.10898.100.2.1.2.1"
PRODUCT = f"{_GENERAL}.2.1"
DEVICE_ID = f"{_GENERAL}.3.1"
"""IEEE 1284 device ID."""


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read identity, supplies and counts; every object may be missing."""
    noted = Noted(answers, trail, "Dell private objects, LEXMARK-MPS-MIB")
    device_id = parse_device_id(answers.octets(DEVICE_ID), answers.charset)
    if device_id.model:
        noted.note("model", device_id.model, DEVICE_ID)
    pages, counters = lexmark_mps.counters(noted)
    return VendorFacts(
        vendor="Dell" if (device_id.manufacturer or "").lower().startswith("dell") else None,
        model=device_id.model or noted.text("model", PRODUCT, lexmark_mps.MODEL),
        serial=noted.text("serial", lexmark_mps.SERIAL) or device_id.serial,
        pages=pages,
        counters=counters,
        supplies=lexmark_mps.supplies(answers, trail, SOURCE),
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=(lexmark_mps.SERIAL, PRODUCT),
    gets=(PRODUCT, DEVICE_ID, lexmark_mps.SERIAL, lexmark_mps.MODEL),
    walks=lexmark_mps.WALKS,
    read=read,
)
