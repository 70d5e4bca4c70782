"""The layout of SNMPv1 and v2c messages (RFC 1157, RFC 3416): fields, varbinds and values, to octets and back (pure).

A message is SEQUENCE {version, community, PDU {request-id, error-status, error-index, SEQUENCE OF varbind}}, a varbind
SEQUENCE {name, value}; every part ends exactly where what encloses it says, or all of it is refused.

The tag octet of a type is its number in `.snmprec`. Values are read leniently where agents are known to err and the
meaning stays clear: a number may exceed its type's range up to 64 bits or have no octets at all, unsigned ones may lack
the leading zero octet, any type and any exception may stand in an answer of any version.
"""

from collections.abc import Iterable, Sequence

import msgspec

from core.snmp.ber import (
    SEQUENCE,
    BerError,
    header_at,
    read_dotted,
    read_integer,
    read_unsigned,
    write_integer,
    write_oid,
    write_value,
)
from core.snmp.client import Value
from core.snmp.recording import (
    COUNTER32,
    COUNTER64,
    GAUGE32,
    INTEGER,
    IP_ADDRESS,
    NULL,
    OBJECT_ID,
    OCTETS,
    OPAQUE,
    TIME_TICKS,
)

NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW = 128, 129, 130
"""The tag octets of RFC 3416's exceptions."""
PDU_KINDS = {"get": 0, "get-next": 1, "response": 2, "set": 3, "get-bulk": 5, "inform": 6, "trap": 7, "report": 8}
"""The context tag of every PDU of one layout (RFC 3416, section 3); RFC 1157's trap (4) has another."""
_PDU = 0xA0
"""The tag octet of a PDU is this one plus its context tag."""

_NO_VALUES = frozenset({NULL, NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW})
_UNSIGNED = frozenset({COUNTER32, GAUGE32, TIME_TICKS, COUNTER64})

Varbind = tuple[bytes, int, bytes]
"""A varbind as sent: the octets of its name, the tag octet of its value and the octets of that."""


class Message(msgspec.Struct, frozen=True):
    """A message with its varbinds still in octets."""

    version: int
    """0 for SNMPv1, 1 for v2c."""
    community: bytes
    pdu: int
    """The PDU's context tag, or what else stands there."""
    request_id: int
    first: int
    """error-status; GETBULK's non-repeaters."""
    second: int
    """error-index; GETBULK's max-repetitions."""
    varbinds: tuple[Varbind, ...]


def split_message(octets: bytes) -> Message:
    """Take a message apart; octets behind it are ignored.

    Raises:
        BerError: it is none of this layout.
    """
    position, end = _content_at(octets, 0, len(octets), SEQUENCE)
    version, position = _number_at(octets, position, end)
    start, position = _content_at(octets, position, end, OCTETS)
    community = octets[start:position]
    pdu, position, pdu_end = header_at(octets, position, end)
    request_id, position = _number_at(octets, position, pdu_end)
    first, position = _number_at(octets, position, pdu_end)
    second, position = _number_at(octets, position, pdu_end)
    position, list_end = _content_at(octets, position, pdu_end, SEQUENCE)
    if list_end != end:
        raise BerError("something stands behind the last part")
    return Message(version, community, pdu - _PDU, request_id, first, second, _split_varbinds(octets, position, end))


def _content_at(octets: bytes, position: int, limit: int, expected: int) -> tuple[int, int]:
    """Start and end of the content of a value of that type."""
    tag, start, end = header_at(octets, position, limit)
    if tag != expected:
        raise BerError("a value of another type")
    return start, end


def _number_at(octets: bytes, position: int, limit: int) -> tuple[int, int]:
    """An INTEGER and where it ends."""
    start, end = _content_at(octets, position, limit, INTEGER)
    return read_integer(octets[start:end]), end


def _split_varbinds(octets: bytes, position: int, end: int) -> tuple[Varbind, ...]:
    varbinds: list[Varbind] = []
    while position < end:
        outer, name_at, varbind_end = header_at(octets, position, end)
        name_tag, name_start, name_end = header_at(octets, name_at, varbind_end)
        tag, start, stop = header_at(octets, name_end, varbind_end)
        if outer != SEQUENCE or name_tag != OBJECT_ID or stop != varbind_end:
            raise BerError("a varbind that is no pair of a name and a value")
        varbinds.append((octets[name_start:name_end], tag, octets[start:stop]))
        position = varbind_end
    return tuple(varbinds)


def read_value(tag: int, content: bytes) -> tuple[int, Value | None]:
    """The type and value of a varbind, None for what is no value.

    Raises:
        BerError: an unknown type, or content that the type cannot have.
    """
    if tag in (OCTETS, OPAQUE):
        return tag, content
    if tag == INTEGER:
        return tag, read_integer(content)
    if tag in _UNSIGNED:
        return tag, read_unsigned(content)
    if tag == OBJECT_ID:
        return tag, read_dotted(content)
    if tag == IP_ADDRESS:
        # An address that is not four octets long says nothing: the object counts as not offered.
        return (tag, ".".join(map(str, content))) if len(content) == 4 else (NULL, None)
    if tag in _NO_VALUES and not content:
        return tag, None
    raise BerError("a value of no SNMP type")


def write_message(version: int, community: bytes, pdu: int, fields: Iterable[int], varbinds: bytes) -> bytes:
    """A whole message.

    Args:
        version: 0 for SNMPv1, 1 for v2c.
        community: its octets.
        pdu: the PDU's context tag.
        fields: request-id, error-status and error-index, or what GETBULK has there.
        varbinds: encoded, one after the other.
    """
    numbers = b"".join([write_value(INTEGER, write_integer(number)) for number in fields])
    body = write_value(_PDU + pdu, numbers + write_value(SEQUENCE, varbinds))
    return write_value(SEQUENCE, write_value(INTEGER, write_integer(version)) + write_value(OCTETS, community) + body)


def write_varbind(arcs: Sequence[int], tag: int, value: Value | None) -> bytes:
    """A whole varbind; NULL and the exceptions have no value.

    Raises:
        ValueError: a name or a value that the types cannot carry.
    """
    return write_value(SEQUENCE, write_value(OBJECT_ID, write_oid(arcs)) + write_value(tag, _content(tag, value)))


def _content(tag: int, value: Value | None) -> bytes:
    if tag in _NO_VALUES:
        return b""
    if isinstance(value, bytes) and tag in (OCTETS, OPAQUE, IP_ADDRESS):
        return value
    if isinstance(value, int) and (tag == INTEGER or tag in _UNSIGNED):
        return write_integer(value)
    if isinstance(value, str) and tag == IP_ADDRESS:
        return bytes(map(int, value.split(".")))
    if isinstance(value, str) and tag == OBJECT_ID:
        return write_oid(tuple(map(int, value.split("."))))
    raise BerError(f"{value!r} is no value of type {tag}")
