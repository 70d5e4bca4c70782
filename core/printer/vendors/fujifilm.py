"""Fujifilm and Fuji Xerox (297): the standard MIB is complete; XCMI, where spoken, adds serial and model.

That these devices answer 253.8 is known of some Fuji Xerox models only, so it is optional.
"""

from core.printer.answers import Answers
from core.printer.trail import Trail
from core.printer.vendors import xcmi
from core.printer.vendors.facts import Dialect, VendorFacts
from core.printer.vendors.ieee1284 import parse_device_id
from core.printer.vendors.noted import Noted

SOURCE = "fujifilm"
"""The dialect."""


def read(answers: Answers, trail: Trail) -> VendorFacts:
    """Read serial and model, where offered."""
    noted = Noted(answers, trail, "XCMI (XEROX-HOST-RESOURCES-EXT-MIB)")
    device_id = parse_device_id(answers.octets(xcmi.DEVICE_ID), answers.charset)
    if device_id.model:
        noted.note("model", device_id.model, xcmi.DEVICE_ID)
    return VendorFacts(model=device_id.model, serial=noted.text("serial", xcmi.SERIAL) or device_id.serial)


DIALECT = Dialect(
    name=SOURCE,
    identity=(xcmi.SERIAL,),
    gets=(xcmi.SERIAL, xcmi.DEVICE_ID),
    read=read,
)
