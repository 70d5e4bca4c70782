"""Who is who: the key by which a device is known again at another address (pure).

The normalised serial number decides, then the MAC, then the address. Blank and known-bad values are refused, so that
ten printers with the serial number "0000000000" stay ten printers.
"""

import hashlib
import re

from core.model.device import Identity

_BAD_WORDS = frozenset(
    {"NONE", "UNKNOWN", "NA", "NULL", "DEFAULT", "SERIAL", "SERIALNUMBER", "NOTAVAILABLE", "TEST", "UNSET"}
)
_SEPARATORS = re.compile(r"[\s\-_./:]+")
_BAD_MACS = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})


def normalized_serial(serial: str | None) -> str | None:
    """Upper case without separators and without the zeros some firmwares put in front; None when it tells nothing.

    Examples: "cn-bcd 123" -> "CNBCD123", "00VNB3J99999" -> "VNB3J99999", "XXXXXXXX" -> None.
    """
    if serial is None:
        return None
    plain = _SEPARATORS.sub("", serial).upper().lstrip("0")
    if len(plain) < 4 or plain in _BAD_WORDS or len(set(plain)) == 1 or plain in "0123456789":
        return None
    return plain


def normalized_mac(mac: str | None) -> str | None:
    """Six octets in lower case; None for null, broadcast and group addresses."""
    if mac is None:
        return None
    plain = mac.lower()
    if plain in _BAD_MACS or not re.fullmatch(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", plain):
        return None
    return None if int(plain[:2], 16) & 1 else plain


def identity_keys(identity: Identity) -> tuple[str, ...]:
    """Every key a device is known by, the strongest first; empty when only its address is left.

    The serial's key holds the maker of the engine, as two makers' short serials may meet; not the brand, which a sweep
    may know less well than a full read.
    """
    keys = []
    serial = normalized_serial(identity.serial)
    if serial is not None:
        keys.append(f"serial:{identity.dialect or (identity.vendor or '').lower()}:{serial}")
    mac = normalized_mac(identity.mac)
    if mac is not None:
        keys.append(f"mac:{mac}")
    return tuple(keys)


def are_different(one: Identity, other: Identity) -> bool:
    """Whether two identities prove two devices: serial numbers that differ, else MACs, else make and model."""
    serials = normalized_serial(one.serial), normalized_serial(other.serial)
    if all(serials):
        return serials[0] != serials[1]
    macs = normalized_mac(one.mac), normalized_mac(other.mac)
    if all(macs):
        return macs[0] != macs[1]
    said = one.vendor and other.vendor and one.model and other.model
    return bool(said) and one.vendor != other.vendor and one.model != other.model


def make_device_id(seed: str) -> str:
    """A short stable id from the first thing that told a device apart: "d" and ten hex digits."""
    return "d" + hashlib.sha256(seed.encode()).hexdigest()[:10]
