"""Make a recording fit to be sent: what tells whose device it is gives way to masks of the same form.

The same original gets the same mask everywhere in the file, also inside other texts and octet records, so that joins
and rules still work on the result. Masks are as long as what they hide, letters for letters, digits for digits; a MAC
address keeps its maker's prefix, an IP address becomes one of RFC 5737's. Tables about other hosts are left out.
"""

import ipaddress
import re
from collections.abc import Iterable

import msgspec

from core.snmp.masks import Masks
from core.snmp.recording import IP_ADDRESS, OCTETS, OPAQUE, Record, Recording

_MIB2 = "1.3.6.1.2.1"
_PRIVATE = "1.3.6.1.4.1"

_SERIALS = (
    f"{_MIB2}.43.5.1.1.17",
    f"{_MIB2}.47.1.1.1.1.11",
    f"{_PRIVATE}.11.2.3.9.4.2.1.1.3.3",
    f"{_PRIVATE}.11.2.3.9.4.2.1.4.1.10.1.1.3",
    f"{_PRIVATE}.236.11.5.1.1.1.4",
    f"{_PRIVATE}.236.11.5.11.55.5.1.4",
    f"{_PRIVATE}.253.8.53.3.2.1.3",
    f"{_PRIVATE}.367.3.2.1.2.1.4",
    f"{_PRIVATE}.641.2.1.2.1.6",
    f"{_PRIVATE}.641.6.2.3.1.5",
    f"{_PRIVATE}.641.6.4.4.1.1.6",
    f"{_PRIVATE}.683.1.5",
    f"{_PRIVATE}.1129.1.2.1.1.1.1.1",
    f"{_PRIVATE}.1248.1.2.2.1.1.1.5",
    f"{_PRIVATE}.1347.43.5.1.1.28",
    f"{_PRIVATE}.1602.1.2.1.8.1.3.1",
    f"{_PRIVATE}.2001.1.1.1.1.11.1.10.45",
    f"{_PRIVATE}.2435.2.3.9.4.2.1.5.5.1",
    f"{_PRIVATE}.10642.1.9",
    f"{_PRIVATE}.10642.200.19.5",
)
"""Serial numbers: prtGeneralSerialNumber, entPhysicalSerialNum, and the makers' own objects."""
_NAMES = (
    f"{_MIB2}.1.4",
    f"{_MIB2}.1.5",
    f"{_MIB2}.1.6",
    f"{_MIB2}.43.5.1.1.4",
    f"{_MIB2}.43.5.1.1.5",
    f"{_MIB2}.43.5.1.1.16",
    f"{_PRIVATE}.1347.40.10.1.1.5",
    f"{_PRIVATE}.10642.1.4",
)
"""sysContact, sysName, sysLocation, prtGeneralCurrentOperator, ServicePerson, PrinterName, and the makers' own."""
_COMMUNITIES = (f"{_PRIVATE}.2699.1.2.1.2.1.1.7",)
"""ppmPrinterSnmpCommunityName (PWG 5107.1)."""
_PHYSICAL_ADDRESSES = (f"{_MIB2}.2.2.1.6",)
"""ifPhysAddress."""
_MODELS = (f"{_MIB2}.25.3.2.1.3",)
"""hrDeviceDescr: a name that stands there, or in an IEEE 1284 device id, is the model's and tells nothing."""
_DEVICE_ID = re.compile(rb"\b(?:MDL|MODEL):", re.IGNORECASE)
_OTHER_HOSTS = tuple(
    f"{_MIB2}.{table}"
    for table in (
        "3",
        "4.20",
        "4.21",
        "4.22",
        "4.24",
        "4.32",
        "4.34",
        "4.35",
        "4.37",
        "6.13",
        "6.19",
        "6.20",
        "7.5",
        "7.7",
    )
)
"""Tables of addresses, routes, neighbors and connections, whose very OIDs hold addresses."""

_SERIAL_IN_TEXT = re.compile(
    rb"(?:\b(?:S/?N|SERN|SER|SERIAL ?(?:NUMBER|NO\.?)?)\s*[:=#]\s*|;SN[:=]?)([A-Z0-9][A-Z0-9-]{4,39})", re.IGNORECASE
)
"""A serial number in sysDescr, an IEEE 1284 device id or a supply's description."""
_SERIAL_ALONE = re.compile(rb"[A-Za-z0-9][A-Za-z0-9-]{3,63}")
_MAC_IN_TEXT = re.compile(
    rb"(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])"
)
_NODE_OF_UUID = re.compile(rb"(?<=[0-9A-Fa-f]{8}-)((?:[0-9A-Fa-f]{4}-){3})([0-9A-Fa-f]{12})")
_IPV4_IN_TEXT = re.compile(rb"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6_IN_TEXT = re.compile(rb"(?<![0-9A-Fa-f:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![0-9A-Fa-f:.])")
_MAIL_IN_TEXT = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SHORTEST_INSIDE = 4
"""Texts shorter than this are masked where they stand alone, not inside other texts."""
_BLANKS = b" \0\t\r\n"
_WELL_KNOWN_COMMUNITY = b"public"
"""Every device's default hides nothing."""


def redact(recording: Recording) -> Recording:
    """The recording without serial numbers, names, contacts, locations, addresses and communities."""
    kept = [record for record in recording if not _is_under(record, _OTHER_HOSTS)]
    masks = Masks()
    _collect(recording, masks)
    return Recording(_redact(record, masks) for record in kept)


def _collect(recording: Recording, masks: Masks) -> None:
    """Find everything that has to be masked, wherever it stands."""
    texts = [(record, record.value) for record in recording if isinstance(record.value, bytes)]
    models = b"\n".join(text for record, text in texts if _is_under(record, _MODELS) or _DEVICE_ID.search(text)).lower()
    for record, text in texts:
        _collect_patterns(text, masks)
        if _is_under(record, _PHYSICAL_ADDRESSES):
            masks.add_mac(text)
        elif _is_under(record, _SERIALS):
            for serial in _SERIAL_ALONE.findall(text):
                masks.add(serial)
        elif _is_under(record, _NAMES + _COMMUNITIES):
            name = text.strip(_BLANKS)
            if len(name) >= _SHORTEST_INSIDE and name.lower() not in models and name != _WELL_KNOWN_COMMUNITY:
                masks.add(name)
    for record in recording:
        if record.tag == IP_ADDRESS and isinstance(record.value, str):
            masks.add_address(record.value)


def _collect_patterns(text: bytes, masks: Masks) -> None:
    """Find what its own form gives away."""
    for serial in _SERIAL_IN_TEXT.findall(text):
        if any(character in b"0123456789" for character in serial):
            masks.add(serial)
    for found in _MAC_IN_TEXT.finditer(text):
        masks.add_mac(bytes.fromhex(found[0].decode().replace(found[1].decode(), "")))
    for found in _NODE_OF_UUID.finditer(text):
        masks.add_mac(bytes.fromhex(found[2].decode()))
    for mail in _MAIL_IN_TEXT.findall(text):
        masks.add(mail)


def _redact(record: Record, masks: Masks) -> Record:
    value = record.value
    if record.tag == IP_ADDRESS and isinstance(value, str):
        return msgspec.structs.replace(record, value=masks.address(value))
    if record.tag not in (OCTETS, OPAQUE) or not isinstance(value, bytes):
        return record
    if _is_under(record, _NAMES + _COMMUNITIES + _SERIALS) and 0 < len(value.strip(_BLANKS)) < _SHORTEST_INSIDE:
        return msgspec.structs.replace(record, value=masks.alone(value))
    return msgspec.structs.replace(record, value=_redact_octets(value, masks))


def _redact_octets(octets: bytes, masks: Masks) -> bytes:
    octets = masks.inside(octets)
    octets = _IPV4_IN_TEXT.sub(lambda found: _mask_address(found[0], masks), octets)
    return _IPV6_IN_TEXT.sub(lambda found: _mask_address(found[0], masks), octets)


def _mask_address(text: bytes, masks: Masks) -> bytes:
    """Hide an address of the device's own or of a private network; four numbers may also be a version."""
    try:
        address = ipaddress.ip_address(text.decode("ascii"))
    except ValueError:
        return text
    if address.is_private or address.is_link_local or masks.knows_address(str(address)) or address.version == 6:
        return masks.address(str(address)).encode()
    return text


def _is_under(record: Record, bases: Iterable[str]) -> bool:
    return any(record.name == base or record.name.startswith(base + ".") for base in bases)
