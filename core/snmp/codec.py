"""SNMPv1 and v2c messages to octets and back (RFC 1157, RFC 1901, RFC 3416).

Decoding is lenient where agents are known to err and the meaning stays clear: octets behind the message are ignored
(as net-snmp does), v2c types and exceptions may stand in a v1 answer, and values are read as `core.snmp.wire` says.
Everything else that is no well-formed response is refused as `SnmpBadAnswer`.
"""

import functools
from collections.abc import Iterable, Sequence

import msgspec

from core.errors import SnmpBadAnswer
from core.snmp.ber import BerError, read_arcs, read_dotted
from core.snmp.client import Value
from core.snmp.order import arcs
from core.snmp.recording import NULL, Record
from core.snmp.wire import (
    PDU_KINDS,
    Message,
    read_value,
    split_message,
    write_message,
    write_varbind,
)

MAX_DATAGRAM = 65_535
"""The largest UDP payload there is; more octets are no message."""

_VERSIONS = ("1", "2c")
"""By the number that stands in the message."""
_KINDS = {number: kind for kind, number in PDU_KINDS.items()}
_FIELD_RANGE = range(-(1 << 31), 1 << 31)
"""What request id, error status and error index may be when sent (Integer32)."""
_TRY_AGAIN = "the device's SNMP agent may be broken; look at it with `supplies record`"


class Response(msgspec.Struct, frozen=True):
    """A decoded answer."""

    version: str
    """"1" or "2c"."""
    community: bytes
    request_id: int
    error_status: int
    """0 noError, 1 tooBig, 2 noSuchName, 5 genErr, ... (RFC 1157, RFC 3416)."""
    error_index: int
    """1-based position of the varbind at fault; 0 for none. As sent: it may point anywhere."""
    varbinds: tuple[tuple[str, Value | None], ...]
    """Dotted OID and value; None for NULL and for the exceptions noSuchObject, noSuchInstance, endOfMibView."""
    tags: tuple[int, ...]
    """The ASN.1 number of each varbind's type as in `.snmprec`, or one of the exceptions of `core.snmp.wire`."""

    def records(self) -> list[Record]:
        """The varbinds that carry a value, typed as in a recording."""
        return [
            Record(tuple(map(int, oid.split("."))), tag, value)
            for (oid, value), tag in zip(self.varbinds, self.tags, strict=True)
            if value is not None
        ]


class Request(msgspec.Struct, frozen=True):
    """A decoded question, as an agent sees it."""

    version: str
    community: bytes
    kind: str
    """"get", "get-next", "get-bulk", "set", ... (keys of `core.snmp.wire.PDU_KINDS`)."""
    request_id: int
    non_repeaters: int
    """GETBULK only; otherwise what stands in the error-status field."""
    repetitions: int
    """GETBULK only; otherwise what stands in the error-index field."""
    oids: tuple[tuple[int, ...], ...]


def encode_get(version: str, community: str, request_id: int, oids: Sequence[str]) -> bytes:
    """A GET of those objects; version "1" or "2c"; raises as `encode_response`."""
    return _encode(version, community.encode(), "get", (request_id, 0, 0), map(_blank, oids))


def encode_get_next(version: str, community: str, request_id: int, oids: Sequence[str]) -> bytes:
    """A GETNEXT after those objects; version "1" or "2c"; raises as `encode_response`."""
    return _encode(version, community.encode(), "get-next", (request_id, 0, 0), map(_blank, oids))


def encode_get_bulk(community: str, request_id: int, oids: Sequence[str], repetitions: int) -> bytes:
    """A v2c GETBULK without non-repeaters: up to `repetitions` objects after each of those; raises as the others."""
    return _encode("2c", community.encode(), "get-bulk", (request_id, 0, repetitions), map(_blank, oids))


def encode_response(
    version: str,
    community: bytes,
    request_id: int,
    records: Sequence[Record],
    *,
    error_status: int = 0,
    error_index: int = 0,
) -> bytes:
    """An agent's answer; a record's tag may be NULL or one of the exceptions of `core.snmp.wire`.

    Raises:
        ValueError: a value does not fit its tag, an OID cannot be encoded, or a number is out of its range.
    """
    rows = (write_varbind(record.oid, record.tag, record.value) for record in records)
    return _encode(version, community, "response", (request_id, error_status, error_index), rows)


@functools.lru_cache(maxsize=2048)
def _blank(oid: str) -> bytes:
    """The varbind of a question: every device is asked for the same objects."""
    return write_varbind(arcs(oid), NULL, None)


def _encode(
    version: str, community: bytes, kind: str, fields: tuple[int, int, int], varbinds: Iterable[bytes]
) -> bytes:
    try:
        if any(number not in _FIELD_RANGE for number in fields):
            raise BerError("a number out of range")
        return write_message(_VERSIONS.index(version), community, PDU_KINDS[kind], fields, b"".join(varbinds))
    except ValueError as error:
        raise ValueError(f"cannot be encoded: {error}") from error


def decode_response(datagram: bytes) -> Response:
    """Decode an agent's answer.

    Raises:
        SnmpBadAnswer: no BER, truncated, no SNMPv1 or v2c message, no response, a value of an unknown type, or a
            number or OID out of any SNMP range.
    """
    pairs: list[tuple[str, Value | None]] = []
    tags: list[int] = []
    try:
        message, version, kind = _take_apart(datagram)
        if kind != "response":
            raise SnmpBadAnswer(f"the device sent a {kind} message instead of an answer", _TRY_AGAIN)
        for name, number, content in message.varbinds:
            tag, value = read_value(number, content)
            pairs.append((read_dotted(name), value))
            tags.append(tag)
    except BerError as error:
        raise _bad_answer() from error
    return Response(
        version, message.community, message.request_id, message.first, message.second, tuple(pairs), tuple(tags)
    )


def decode_request(datagram: bytes) -> Request:
    """Decode a manager's question (the agent's side); what stands in place of values is not looked at.

    Raises:
        SnmpBadAnswer: it is none (see `decode_response`).
    """
    try:
        message, version, kind = _take_apart(datagram)
        oids = tuple(read_arcs(name) for name, _, _ in message.varbinds)
    except BerError as error:
        raise _bad_answer() from error
    return Request(version, message.community, kind, message.request_id, message.first, message.second, oids)


def _take_apart(datagram: bytes) -> tuple[Message, str, str]:
    """A message with its version and kind in words."""
    if len(datagram) > MAX_DATAGRAM:
        raise SnmpBadAnswer(f"{len(datagram)} octets are more than a datagram holds")
    message = split_message(datagram)
    if not 0 <= message.version < len(_VERSIONS):
        raise SnmpBadAnswer(f"the device answered in SNMP version number {message.version}", _TRY_AGAIN)
    kind = _KINDS.get(message.pdu)
    if kind is None:
        raise _bad_answer()
    return message, _VERSIONS[message.version], kind


def _bad_answer() -> SnmpBadAnswer:
    return SnmpBadAnswer("the device's answer is no SNMP message", _TRY_AGAIN)


def request_id_span(datagram: bytes) -> slice | None:
    """Where the octets of the request id stand in a request or a response, without decoding the rest.

    Two messages that differ only there ask (or answer) the same, which is what answers may be cached by. None where
    the start of the datagram does not look like a message.
    """
    position = 0
    try:
        for tag in (0x30, 0x02, 0x04, None, 0x02):
            if tag is not None and datagram[position] != tag:
                return None
            length, extra = datagram[position + 1], 0
            if length > 0x80:
                extra = length - 0x80
                length = int.from_bytes(datagram[position + 2 : position + 2 + extra])
            content = position + 2 + extra
            # The message and the PDU are entered, the version and the community stepped over.
            position = content if tag in (0x30, None) else content + length
    except IndexError:
        return None
    return slice(content, position) if content < position <= len(datagram) else None
