"""IEEE 1284 device IDs and HP's PML strings: what agents put around the text, taken off again."""

import re

import msgspec

from core.printer.text import decode, tidy

MAX_DEVICE_ID = 4096
"""Octets looked at; PWG 5107.1 allows 1023, some agents send a little more."""

_KEYS = {
    "MFG": "manufacturer",
    "MANUFACTURER": "manufacturer",
    "MDL": "model",
    "MODEL": "model",
    "DES": "description",
    "DESCRIPTION": "description",
    "CLS": "device_class",
    "CLASS": "device_class",
    "CMD": "commands",
    "COMMANDSET": "commands",
    "CID": "compatible",
    "COMPATIBLEID": "compatible",
    "SN": "serial",
    "SERN": "serial",
    "SERIALNUMBER": "serial",
}
_TWO_BYTE_TAG = re.compile(rb"^[\x00-\x08][\x00-\xff]", re.DOTALL)


class DeviceId(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a device ID that say who the device is; None where it has no such field."""

    manufacturer: str | None = None
    model: str | None = None
    description: str | None = None
    device_class: str | None = None
    """CLS, "PRINTER" for printers."""
    commands: str | None = None
    """CMD, the page languages, e.g. "PJL,PCL,POSTSCRIPT"."""
    compatible: str | None = None
    """CID, the driver class, e.g. "Brother Laser Type1"."""
    serial: str | None = None


def parse_device_id(octets: bytes | None, charset: int | None = None) -> DeviceId:
    """Parse "MFG:...;MDL:...;": keys in any case, values may hold colons, the first of two equal keys counts.

    Two length octets (big-endian, IEEE 1284) or a PML type and length in front are dropped. Never raises.
    """
    if octets is None:
        return DeviceId()
    body = octets[:MAX_DEVICE_ID]
    if _TWO_BYTE_TAG.match(body):
        body = body[2:]
    fields: dict[str, str] = {}
    for part in decode(body, charset).split(";"):
        key, colon, value = part.partition(":")
        name = _KEYS.get(key.strip().upper().replace(" ", ""))
        cleaned = tidy(value)[:255]
        if colon and name and cleaned:
            fields.setdefault(name, cleaned)
    return DeviceId(**fields)


def pml_text(octets: bytes | None, charset: int | None = None) -> str | None:
    """The first line of a PML string: type 0x01 and one more octet in front are dropped (HP; Brother's emulation).

    Lines after the first are left out: what is asked for here never has two.
    """
    if octets is None:
        return None
    body = octets[2:] if octets[:1] == b"\x01" else octets
    first = re.split(rb"[\r\n]", body[:1024], maxsplit=1)[0]
    return tidy(decode(first, charset))[:255] or None
