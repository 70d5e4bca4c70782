"""SNMPv1 and v2c messages to octets and back, by pysnmp's message types and pyasn1's BER: no MIB code, no engine.

Decoding is lenient where agents are known to err and the meaning stays clear: octets behind the message are ignored
(as net-snmp does), numbers may exceed their type's range up to 64 bits, v2c types and exceptions may stand in a v1
answer. Everything else that is no well-formed response is refused as `SnmpBadAnswer`.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error
from pysnmp.proto.api import v1, v2c

from core.errors import SnmpBadAnswer
from core.snmp.client import Value
from core.snmp.recording import IP_ADDRESS, NULL, OBJECT_ID, OCTETS, OPAQUE, Record
from core.snmp.wire import END_OF_VIEW, MESSAGE, NO_SUCH_OBJECT, UNSIGNED_NUMBERS, as_asn1

MAX_DATAGRAM = 65_535
"""The largest UDP payload there is; more octets are no message."""

_VERSIONS = {0: "1", 1: "2c"}
_APIS: dict[str, Any] = {"1": v1, "2c": v2c}
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

    def is_end_of_view(self, position: int) -> bool:
        """Whether the varbind at that 0-based position says that there is nothing behind it (v2c)."""
        return self.tags[position] == END_OF_VIEW

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
    """A GET of those objects; version "1" or "2c"."""
    return _encode_request(version, community, request_id, oids, _APIS[version].GetRequestPDU())


def encode_get_next(version: str, community: str, request_id: int, oids: Sequence[str]) -> bytes:
    """A GETNEXT after those objects; version "1" or "2c"."""
    return _encode_request(version, community, request_id, oids, _APIS[version].GetNextRequestPDU())


def encode_get_bulk(community: str, request_id: int, oids: Sequence[str], repetitions: int) -> bytes:
    """A v2c GETBULK without non-repeaters: up to `repetitions` objects after each of those."""
    pdu = v2c.GetBulkRequestPDU()
    v2c.apiBulkPDU.set_defaults(pdu)
    v2c.apiBulkPDU.set_non_repeaters(pdu, 0)
    v2c.apiBulkPDU.set_max_repetitions(pdu, repetitions)
    v2c.apiBulkPDU.set_request_id(pdu, request_id)
    v2c.apiBulkPDU.set_varbinds(pdu, [(oid, v2c.null) for oid in oids])
    return _encode_message("2c", community.encode(), pdu)


def _encode_request(version: str, community: str, request_id: int, oids: Sequence[str], pdu: Any) -> bytes:
    api = _APIS[version]
    api.apiPDU.set_defaults(pdu)
    api.apiPDU.set_request_id(pdu, request_id)
    api.apiPDU.set_varbinds(pdu, [(oid, api.null) for oid in oids])
    return _encode_message(version, community.encode(), pdu)


def _encode_message(version: str, community: bytes, pdu: Any) -> bytes:
    api = _APIS[version]
    message = api.Message()
    api.apiMessage.set_defaults(message)
    api.apiMessage.set_community(message, community)
    api.apiMessage.set_pdu(message, pdu)
    octets: bytes = encoder.encode(message)
    return octets


def decode_response(datagram: bytes) -> Response:
    """Decode an agent's answer.

    Raises:
        SnmpBadAnswer: no BER, truncated, nested too deep, no SNMPv1 or v2c message, no response, or a number or
            OID out of any SNMP range.
    """
    version, community, kind, (request_id, status, index, varbinds) = _decode(datagram)
    if kind != "response":
        raise SnmpBadAnswer(f"The device sent a {kind} message instead of an answer", _TRY_AGAIN)
    pairs: list[tuple[str, Value | None]] = []
    tags: list[int] = []
    for varbind in varbinds:
        oid, tag, value = _read_varbind(varbind)
        pairs.append((".".join(map(str, oid)), value))
        tags.append(tag)
    return Response(version, community, request_id, status, index, tuple(pairs), tuple(tags))


def decode_request(datagram: bytes) -> Request:
    """Decode a manager's question (the agent's side).

    Raises:
        SnmpBadAnswer: it is none (see `decode_response`).
    """
    version, community, kind, (request_id, non_repeaters, repetitions, varbinds) = _decode(datagram)
    oids = tuple(_read_oid(varbind[0]) for varbind in varbinds)
    return Request(version, community, kind, request_id, non_repeaters, repetitions, oids)


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
    pdu = v2c.ResponsePDU()
    v2c.apiPDU.set_defaults(pdu)
    try:
        v2c.apiPDU.set_request_id(pdu, request_id)
        v2c.apiPDU.set_error_status(pdu, error_status)
        v2c.apiPDU.set_error_index(pdu, error_index)
        v2c.apiPDU.set_varbinds(pdu, [(record.oid, as_asn1(record.tag, record.value)) for record in records])
        return _encode_message(version, community, pdu)
    except (PyAsn1Error, KeyError, TypeError) as error:
        raise ValueError(f"cannot be encoded: {error}") from error


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


def _decode(datagram: bytes) -> tuple[str, bytes, str, tuple[int, int, int, Any]]:
    if len(datagram) > MAX_DATAGRAM:
        raise SnmpBadAnswer(f"{len(datagram)} octets are more than a datagram holds")
    try:
        message, _ = decoder.decode(datagram, asn1Spec=MESSAGE)
        version, community, choice = message.values()
        kind: str = choice.getName()
        request_id, first, second, varbinds = choice.getComponent().values()
        numbers = (_read_number(request_id), _read_number(first), _read_number(second), varbinds)
        number = _read_number(version)
        octets = bytes(community)
    except (PyAsn1Error, ValueError, IndexError, RecursionError) as error:
        raise SnmpBadAnswer("The device's answer is no SNMP message", _TRY_AGAIN) from error
    if number not in _VERSIONS:
        raise SnmpBadAnswer(f"The device answered in SNMP version number {number}", _TRY_AGAIN)
    return _VERSIONS[number], octets, kind, numbers


def _read_varbind(varbind: Any) -> tuple[tuple[int, ...], int, Value | None]:
    """OID, ASN.1 number and value of a varbind; None for what is no value."""
    name, choice = varbind.values()
    oid = _read_oid(name)
    tag = int(choice.getName())
    content = choice.getComponent()
    if tag == NULL or tag >= NO_SUCH_OBJECT:
        return oid, tag, None
    if tag in (OCTETS, OPAQUE):
        return oid, tag, bytes(content)
    if tag == OBJECT_ID:
        return oid, tag, ".".join(map(str, _read_oid(content)))
    if tag == IP_ADDRESS:
        octets = bytes(content)
        # An address that is not four octets long says nothing: the object counts as not offered.
        return (oid, tag, ".".join(map(str, octets))) if len(octets) == 4 else (oid, NULL, None)
    if tag in UNSIGNED_NUMBERS:
        return oid, tag, _read_number(int.from_bytes(bytes(content)))
    return oid, tag, _read_number(content)


def _read_oid(component: Any) -> tuple[int, ...]:
    arcs: tuple[int, ...] = tuple(component)
    if not 1 <= len(arcs) <= 128 or max(arcs) > 0xFFFFFFFF:
        raise SnmpBadAnswer("The device's answer holds an OID out of range", _TRY_AGAIN)
    return arcs


def _read_number(component: Any) -> int:
    number = int(component)
    if not -(1 << 63) <= number < 1 << 64:
        raise SnmpBadAnswer("The device's answer holds a number out of range", _TRY_AGAIN)
    return number
