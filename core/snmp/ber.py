"""BER (X.690) as far as SNMP uses it: octets to numbers and OIDs and back (pure).

RFC 3417, section 8, leaves definite lengths, one-octet tags and primitive strings. Every length is checked against
what encloses it before anything is read; nothing recurses, and nothing grows beyond the datagram.
"""

import functools
from collections.abc import Sequence

SEQUENCE = 0x30
"""Tag octet of SEQUENCE and SEQUENCE OF."""

MAX_ARC = 0xFFFFFFFF
"""The largest number in an OID (RFC 2578, section 3.5)."""
MAX_ARCS = 128
"""How many numbers an OID may have (RFC 2578, section 3.5)."""
MIN_INTEGER, MAX_UNSIGNED = -(1 << 63), (1 << 64) - 1
"""What a number may be: SNMP has 32 bits and Counter64, some agents send an INTEGER of 64 bits."""

_MAX_LENGTH_OCTETS = 8
"""Octets of a long length; agents fill up with zeros."""
_MAX_OID_OCTETS = MAX_ARCS * 5
"""Octets that `MAX_ARCS` numbers of 32 bits take."""
_DIGITS = tuple(str(number) for number in range(128))


class BerError(ValueError):
    """Octets that are no BER, or a value that SNMP cannot carry."""


def header_at(octets: bytes, position: int, limit: int) -> tuple[int, int, int]:
    """The value at that position: its tag octet, and where its content starts and ends.

    Args:
        octets: the datagram.
        position: where the tag octet should stand.
        limit: where the enclosing value ends; at most `len(octets)`.

    Raises:
        BerError: the value does not end by `limit`, or its length has an indefinite or endless form.
    """
    start = position + 2
    if start > limit:
        raise BerError("the octets end before a value")
    length = octets[position + 1]
    if length >= 0x80:
        count = length - 0x80
        if not 1 <= count <= _MAX_LENGTH_OCTETS:
            raise BerError("a length of a form that SNMP does not use")
        length = int.from_bytes(octets[start : start + count])
        start += count
    end = start + length
    if end > limit:
        raise BerError("a value is longer than what encloses it")
    return octets[position], start, end


def read_integer(content: bytes) -> int:
    """A signed number; no octets are 0.

    Raises:
        BerError: more than 64 bits.
    """
    return _in_range(int.from_bytes(content, signed=True))


def read_unsigned(content: bytes) -> int:
    """A number that is never negative: agents leave the zero octet in front away, which would make it so.

    Raises:
        BerError: more than 64 bits.
    """
    return _in_range(int.from_bytes(content))


def _in_range(number: int) -> int:
    if not MIN_INTEGER <= number <= MAX_UNSIGNED:
        raise BerError("a number out of range")
    return number


def read_arcs(content: bytes) -> tuple[int, ...]:
    """An OID as numbers.

    Raises:
        BerError: no octets, an unfinished or padded number, a number or a count out of range.
    """
    if not 0 < len(content) <= _MAX_OID_OCTETS or content[-1] >= 0x80:
        raise BerError("an OID of no length or without an end")
    arcs: list[int] = []
    arc = 0
    for octet in content:
        if octet == 0x80 and arc == 0:
            raise BerError("an OID with a padded number")
        arc = arc << 7 | octet & 0x7F
        if octet < 0x80:
            arcs.append(arc)
            arc = 0
    # The first two numbers share octets: 40 x first + second.
    first = min(arcs[0] // 40, 2)
    arcs[:1] = (first, arcs[0] - 40 * first)
    if len(arcs) > MAX_ARCS or max(arcs) > MAX_ARC:
        raise BerError("an OID out of range")
    return tuple(arcs)


@functools.lru_cache(maxsize=2048)
def read_dotted(content: bytes) -> str:
    """An OID as dotted text; raises as `read_arcs`. Devices answer about the same objects again and again."""
    if content.isascii() and 0 < len(content) < MAX_ARCS:
        # One octet a number, as nearly all OIDs have it: a third of the time.
        parts = [_DIGITS[octet] for octet in content]
        parts[0] = _FIRST_ARCS[content[0]]
        return ".".join(parts)
    return ".".join(map(str, read_arcs(content)))


_FIRST_ARCS = tuple(f"{min(octet // 40, 2)}.{octet - 40 * min(octet // 40, 2)}" for octet in range(128))
"""The two numbers in an OID's first octet."""


def write_value(tag: int, content: bytes) -> bytes:
    """A whole value, with the shortest length."""
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size) + content


def write_integer(number: int) -> bytes:
    """The shortest content of a number, signed or unsigned.

    Raises:
        BerError: more than 64 bits.
    """
    magnitude = ~number if number < 0 else number
    return _in_range(number).to_bytes(magnitude.bit_length() // 8 + 1, signed=True)


def write_oid(arcs: Sequence[int]) -> bytes:
    """The content of an OID.

    Raises:
        BerError: fewer than two numbers, too many, or one out of range.
    """
    if not 2 <= len(arcs) <= MAX_ARCS or min(arcs) < 0 or max(arcs) > MAX_ARC:
        raise BerError("an OID out of range")
    first, second, *others = arcs
    if first > 2 or (first < 2 and second > 39):
        raise BerError("an OID that starts with impossible numbers")
    numbers = (40 * first + second, *others)
    if max(numbers) < 0x80:
        return bytes(numbers)
    return b"".join(map(_write_arc, numbers))


def _write_arc(arc: int) -> bytes:
    """Seven bits an octet, the most significant first; the last octet alone has its high bit clear."""
    octets = [arc & 0x7F]
    while arc := arc >> 7:
        octets.append(0x80 | arc & 0x7F)
    return bytes(reversed(octets))
