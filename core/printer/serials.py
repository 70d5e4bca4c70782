"""Serial numbers and MAC addresses as devices give them: cleaned, and refused where they tell nothing."""

import re

from core.printer.answers import Answers
from core.printer.oids import IF_PHYS_ADDRESS

_NOTHING = re.compile(
    r"^(?:none|null|nil|unknown|unset|undefined|default|n/?a|not (?:available|set|applicable|specified|supported)|test"
    r"|serial ?(?:number|no\.?)?|s/?n|to be filled.*|no serial.*|invalid|empty|<?none>?|x+|0?123456789(?:0)?)$",
    re.IGNORECASE,
)
_EPSON_HEX = re.compile(r"(?:3[0-9]|4[1-9A-F]|5[0-9A]){10}", re.IGNORECASE)
_ANY = re.compile(r"[A-Za-z0-9]")
MAX_SERIAL = 64
"""A longer text is no serial number."""


def clean_serial(text: str | None) -> str | None:
    """The serial number as the device writes it, without blanks around; None for blank and known-bad values.

    Known-bad: placeholders ("XXXXXXXXXX", "none", "N/A"), one character repeated ("0", "0000000000", "-----").
    """
    if text is None:
        return None
    serial = text.strip(" \0\t\r\n")
    if not serial or len(serial) > MAX_SERIAL or not _ANY.search(serial) or _NOTHING.match(serial):
        return None
    letters = {character for character in serial.upper() if character.isalnum()}
    return serial if len(letters) > 1 else None


def device_id_serial(text: str | None) -> str | None:
    """The SN field of an IEEE 1284 device ID; Epson writes its ten characters there as twenty hexadecimal digits."""
    if text is not None and _EPSON_HEX.fullmatch(text):
        return clean_serial(bytes.fromhex(text).decode("ascii"))
    return clean_serial(text)


def mac_address(answers: Answers) -> tuple[str | None, str]:
    """The first usable ifPhysAddress as "aa:bb:cc:dd:ee:ff", and the object it came from.

    Null, broadcast and group addresses are refused; a locally administered one counts only where there is no other.
    """
    spare: tuple[str, str] | None = None
    for suffix, value in answers.below(IF_PHYS_ADDRESS):
        octets = as_octets(value)
        if octets is None:
            continue
        text = octets.hex(":")
        oid = f"{IF_PHYS_ADDRESS}.{suffix}"
        if not octets[0] & 2:
            return text, oid
        spare = spare or (text, oid)
    return spare or (None, IF_PHYS_ADDRESS)


def as_octets(value: int | bytes | str | None) -> bytes | None:
    """Six octets of one station's address, also where the agent writes them as text; None for anything else."""
    if not isinstance(value, bytes):
        return None
    octets = value
    if len(value) in (12, 17):
        digits = re.sub(rb"[:.-]", b"", value)
        if re.fullmatch(rb"[0-9A-Fa-f]{12}", digits):
            octets = bytes.fromhex(digits.decode("ascii"))
    if len(octets) != 6 or not any(octets) or octets[0] & 1:
        return None
    return octets
