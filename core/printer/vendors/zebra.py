"""Zebra (10642) and print servers of Extended Systems in front of them (683): label printers.

Source: as inventory tools read these trees. Labels and ribbon have no level over SNMP: none is made up. The odometer
counts labels, which are no pages, so it stays a counter of its own.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.noted import Noted

SOURCE = "zebra"
"""The dialect."""
_ROOT = "1.3.6.1.4.1.10642"
MODEL = f"{_ROOT}.1.1.0"
FIRMWARE = f"{_ROOT}.1.2.0"
NAME = f"{_ROOT}.1.4.0"
SERIAL = f"{_ROOT}.1.9.0"
"""The unique id: the serial number on Link-OS models."""
QL_SERIAL = f"{_ROOT}.200.19.5.0"
QL_PRODUCT = f"{_ROOT}.200.19.7.0"
LABELS = f"{_ROOT}.200.17.2.0"
"""Odometer: labels printed."""
CARD_MODEL = "1.3.6.1.4.1.683.6.2.3.2.1.15.1"
CARD_SERIAL = "1.3.6.1.4.1.683.1.5.0"
CARD_FIRMWARE = "1.3.6.1.4.1.683.1.9.0"


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read the private objects; every one may be missing."""
    noted = Noted(answers, trail, "Zebra and ESI private objects")
    return VendorFacts(
        model=noted.text("model", MODEL, QL_PRODUCT, CARD_MODEL),
        serial=noted.text("serial", QL_SERIAL, SERIAL, CARD_SERIAL),
        firmware=noted.text("firmware", FIRMWARE, CARD_FIRMWARE),
        name=noted.text("name", NAME),
        counters=noted.counters({"labels": LABELS}),
    )


DIALECT = Dialect(
    name=SOURCE,
    identity=(MODEL, SERIAL),
    gets=(MODEL, FIRMWARE, NAME, SERIAL, QL_SERIAL, QL_PRODUCT, LABELS, CARD_MODEL, CARD_SERIAL, CARD_FIRMWARE),
    read=read,
)
