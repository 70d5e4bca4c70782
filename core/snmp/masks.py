"""Masks for what a redacted recording hides: the same original, the same mask, of the same form and length."""

import ipaddress
import re

_DOCUMENTATION_V4 = ("192.0.2", "198.51.100", "203.0.113")
"""RFC 5737: networks that belong to nobody."""
_DOCUMENTATION_V6 = "2001:db8::"
"""RFC 3849."""
_LETTER = re.compile(rb"[A-Za-z]")


class Masks:
    """Everything hidden in one recording, with its masks."""

    def __init__(self) -> None:
        self._masks: dict[bytes, bytes] = {}
        self._macs: dict[bytes, bytes] = {}
        self._addresses: dict[str, str] = {}
        self._inside: re.Pattern[bytes] | None = None

    def add(self, original: bytes) -> None:
        """Hide this text wherever it stands."""
        if original not in self._masks:
            self._masks[original] = _mask(original, len(self._masks) + 1)
            self._inside = None

    def add_mac(self, octets: bytes) -> None:
        """Hide the host part of this MAC address: as six octets, and written in any way, also its last half alone."""
        if len(octets) != 6 or not any(octets) or octets in self._macs:
            return
        masked = octets[:3] + (len(self._macs) + 1).to_bytes(3)
        self._macs[octets] = masked
        self._masks[octets] = masked
        for separator in ("", ":", "-", "."):
            for upper in (False, True):
                original, mask = ((item.hex(separator) if separator else item.hex()) for item in (octets, masked))
                half = len(original) // 2 + 1 if separator else 6
                pairs = ((original, mask), (original[half:], mask[half:]))
                for whole, hidden in pairs:
                    key = (whole.upper() if upper else whole).encode()
                    # Three octets of one digit or so stand in many texts by chance.
                    if len(set(key)) > 2:
                        self._masks.setdefault(key, (hidden.upper() if upper else hidden).encode())
        self._inside = None

    def add_address(self, address: str) -> None:
        """Hide this IP address wherever it stands."""
        self.address(address)

    def knows_address(self, address: str) -> bool:
        """Whether the address was seen as one, and not only in a text."""
        return address in self._addresses

    def address(self, address: str) -> str:
        """The mask of an IP address; masks, loopback and 0.0.0.0 tell nothing and stay."""
        if address not in self._addresses:
            parsed = ipaddress.ip_address(address)
            count = len(self._addresses)
            if parsed.is_unspecified or parsed.is_loopback or parsed.is_multicast or address.startswith("255."):
                self._addresses[address] = address
            elif parsed.version == 6:
                self._addresses[address] = f"{_DOCUMENTATION_V6}{count + 1:x}"
            else:
                network, host = divmod(count, 254)
                self._addresses[address] = f"{_DOCUMENTATION_V4[network % 3]}.{host + 1}"
        return self._addresses[address]

    def alone(self, value: bytes) -> bytes:
        """The mask of a whole value that may be too short to be hidden inside others."""
        return _mask(value, 0)

    def inside(self, octets: bytes) -> bytes:
        """The octets with everything hidden that was added."""
        if not self._masks:
            return octets
        if self._inside is None:
            longest_first = sorted(self._masks, key=len, reverse=True)
            self._inside = re.compile(b"|".join(_bounded(original) for original in longest_first), re.DOTALL)
        return self._inside.sub(lambda found: self._masks[found[0]], octets)


def _bounded(original: bytes) -> bytes:
    """A pattern of the original: mere words do not begin or end inside a word, mere numbers not inside a number."""
    pattern = re.escape(original)
    if original.isdigit():
        return rb"(?<![0-9])" + pattern + rb"(?![0-9])"
    if original.isalpha():
        return rb"(?<![A-Za-z0-9])" + pattern + rb"(?![A-Za-z0-9])"
    return pattern


def _mask(original: bytes, number: int) -> bytes:
    """X for capitals, x for letters, 0 for digits; other ASCII stays, what is beyond ASCII becomes x.

    The number is written over the last letters and digits, so that different originals stay different.
    """
    mask = bytearray()
    for octet in original:
        character = bytes([octet])
        if character.isdigit():
            mask += b"0"
        elif _LETTER.match(character):
            mask += b"X" if character.isupper() else b"x"
        else:
            mask += character if octet < 0x80 else b"x"
    places = [position for position, octet in enumerate(mask) if octet in b"Xx0"]
    for position, digit in zip(reversed(places), reversed(str(number).encode() if number else b""), strict=False):
        mask[position] = digit
    return bytes(mask)
