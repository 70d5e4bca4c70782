"""Two other readings of SNMP messages, to hold ours against: pysnmp's, and pyasn1's without pysnmp's constraints.

pysnmp's API is strict: it refuses a whole answer for one Gauge32 whose leading zero octet is missing. The shapes below
have pysnmp's tags and no constraints, which is how much agents may err.
"""

from typing import Any

from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error
from pyasn1.type import namedtype, tag, univ
from pysnmp.proto.api import v1, v2c

from core.snmp.client import Value
from core.snmp.wire import NO_SUCH_OBJECT, PDU_KINDS

Row = tuple[tuple[int, ...], int, Value | None]
"""Arcs, ASN.1 number and value of a varbind; None for NULL and the exceptions."""
Fields = tuple[str, bytes, str, int, int, int, tuple[Row, ...]]
"""Version, community, kind of PDU, request id, error status, error index, varbinds."""

_APIS: dict[str, Any] = {"1": v1, "2c": v2c}
_NAMES = {
    "1": {
        "get": "GetRequestPDU",
        "get-next": "GetNextRequestPDU",
        "response": "GetResponsePDU",
        "set": "SetRequestPDU",
    },
    "2c": {
        "get": "GetRequestPDU",
        "get-next": "GetNextRequestPDU",
        "get-bulk": "GetBulkRequestPDU",
        "response": "ResponsePDU",
        "set": "SetRequestPDU",
        "inform": "InformRequestPDU",
        "report": "ReportPDU",
        "trap": "SNMPv2TrapPDU",
    },
}
_TYPES: dict[str, dict[int, Any]] = {
    "1": {
        2: v1.Integer,
        4: v1.OctetString,
        5: v1.Null,
        6: v1.ObjectIdentifier,
        64: v1.IpAddress,
        65: v1.Counter,
        66: v1.Gauge,
        67: v1.TimeTicks,
        68: v1.Opaque,
    },
    "2c": {
        2: v2c.Integer32,
        4: v2c.OctetString,
        5: v2c.Null,
        6: v2c.ObjectIdentifier,
        64: v2c.IpAddress,
        65: v2c.Counter32,
        66: v2c.Gauge32,
        67: v2c.TimeTicks,
        68: v2c.Opaque,
        70: v2c.Counter64,
        128: v2c.NoSuchObject,
        129: v2c.NoSuchInstance,
        130: v2c.EndOfMibView,
    },
}


def kinds(version: str) -> list[str]:
    """The PDUs that pysnmp has in that version."""
    return list(_NAMES[version])


def types(version: str) -> list[int]:
    """The ASN.1 numbers that a value may have in that version."""
    return list(_TYPES[version])


def pysnmp_encode(fields: Fields) -> bytes:
    """A message by pysnmp's API."""
    version, community, kind, request_id, first, second, rows = fields
    api = _APIS[version]
    pdu = getattr(api, _NAMES[version][kind])()
    pdu_api = v2c.apiBulkPDU if kind == "get-bulk" else api.apiPDU
    pdu_api.set_defaults(pdu)
    pdu_api.set_request_id(pdu, request_id)
    # What stands there in a GETBULK has names of its own in pysnmp.
    (pdu_api.set_non_repeaters if kind == "get-bulk" else pdu_api.set_error_status)(pdu, first)
    (pdu_api.set_max_repetitions if kind == "get-bulk" else pdu_api.set_error_index)(pdu, second)
    pdu_api.set_varbinds(pdu, [(arcs, _as_pysnmp(version, number, value)) for arcs, number, value in rows])
    message = api.Message()
    api.apiMessage.set_defaults(message)
    api.apiMessage.set_community(message, community)
    api.apiMessage.set_pdu(message, pdu)
    octets: bytes = encoder.encode(message)
    return octets


def _as_pysnmp(version: str, number: int, value: Value | None) -> Any:
    kind = _TYPES[version][number]
    if value is None:
        return kind("")
    return kind(tuple(map(int, value.split("."))) if number == 6 and isinstance(value, str) else value)


def pysnmp_decode(datagram: bytes, version: str) -> Fields:
    """A message by pysnmp's API.

    Raises:
        PyAsn1Error: it does not like it.
    """
    api = _APIS[version]
    message, _ = decoder.decode(datagram, asn1Spec=api.Message())
    pdu = api.apiMessage.get_pdu(message)
    kind = next(kind for kind, name in _NAMES[version].items() if type(pdu) is getattr(api, name))
    rows = tuple((tuple(name), *_from_pyasn1(value)) for name, value in api.apiPDU.get_varbinds(pdu))
    first, second = int(pdu[1]), int(pdu[2])
    return version, bytes(message[1]), kind, int(pdu[0]), first, second, rows


def _from_pyasn1(value: Any) -> tuple[int, Value | None]:
    outer = value.tagSet.superTags[-1]
    number = int(outer.tagClass) | int(outer.tagId)
    if number == 5 or number >= NO_SUCH_OBJECT:
        return number, None
    if number in (4, 68):
        return number, bytes(value)
    if number == 6:
        return number, ".".join(map(str, tuple(value)))
    if number == 64:
        return number, ".".join(map(str, bytes(value)))
    return number, int(value)


class _Counter32(univ.OctetString):
    tagSet = v2c.Counter32.tagSet  # noqa: N815


class _Gauge32(univ.OctetString):
    tagSet = v2c.Gauge32.tagSet  # noqa: N815


class _TimeTicks(univ.OctetString):
    tagSet = v2c.TimeTicks.tagSet  # noqa: N815


class _Counter64(univ.OctetString):
    tagSet = v2c.Counter64.tagSet  # noqa: N815


class _IpAddress(univ.OctetString):
    tagSet = v2c.IpAddress.tagSet  # noqa: N815


class _Opaque(univ.OctetString):
    tagSet = v2c.Opaque.tagSet  # noqa: N815


_LENIENT: dict[int, Any] = {
    2: univ.Integer,
    4: univ.OctetString,
    5: univ.Null,
    6: univ.ObjectIdentifier,
    64: _IpAddress,
    65: _Counter32,
    66: _Gauge32,
    67: _TimeTicks,
    68: _Opaque,
    70: _Counter64,
    128: v2c.NoSuchObject,
    129: v2c.NoSuchInstance,
    130: v2c.EndOfMibView,
}


def _named(**fields: Any) -> Any:
    return namedtype.NamedTypes(*(namedtype.NamedType(name.strip("_"), kind) for name, kind in fields.items()))


def _make(base: Any, fields: Any, **more: Any) -> Any:
    return type("_Shape", (base,), {"componentType": fields, **more})()


def _pdu(number: int) -> Any:
    tags = univ.Sequence.tagSet.tagImplicitly(tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number))
    numbers = {name: univ.Integer() for name in ("request_id", "first", "second")}
    return _make(univ.Sequence, _named(**numbers, varbinds=_VARBINDS), tagSet=tags)


_VALUE = _make(univ.Choice, _named(**{f"_{number}": kind() for number, kind in _LENIENT.items()}))
_VARBINDS = _make(univ.SequenceOf, _make(univ.Sequence, _named(name=univ.ObjectIdentifier(), value=_VALUE)))
_PDUS = namedtype.NamedTypes(*(namedtype.NamedType(kind, _pdu(number)) for kind, number in PDU_KINDS.items()))
_MESSAGE = _make(
    univ.Sequence, _named(version=univ.Integer(), community=univ.OctetString(), pdu=_make(univ.Choice, _PDUS))
)


def lenient_decode(datagram: bytes) -> Fields | None:
    """A message by pyasn1, None where it is none or holds a number or an OID out of SNMP's range."""
    try:
        message, _ = decoder.decode(datagram, asn1Spec=_MESSAGE)
        number, community, choice = message.values()
        request_id, first, second, varbinds = choice.getComponent().values()
        fields = [_number(field) for field in (request_id, first, second)]
        rows = tuple(_lenient_row(*varbind.values()) for varbind in varbinds)
        version = {0: "1", 1: "2c"}[_number(number)]
    except (PyAsn1Error, ValueError, KeyError, IndexError, OverflowError):
        return None
    return version, bytes(community), choice.getName(), fields[0], fields[1], fields[2], rows


def _lenient_row(name: Any, choice: Any) -> Row:
    number = int(choice.getName().strip("_"))
    content = choice.getComponent()
    if number in (65, 66, 67, 70):
        return _arcs(name), number, _number(int.from_bytes(bytes(content)))
    if number == 64 and len(bytes(content)) != 4:
        return _arcs(name), 5, None
    # Only the ranges are left to look at.
    if number == 2:
        _number(content)
    elif number == 6:
        _arcs(content)
    return _arcs(name), *_from_pyasn1(content)


def _arcs(oid: Any) -> tuple[int, ...]:
    arcs = tuple(int(arc) for arc in oid)
    if len(arcs) > 128 or max(arcs) > 0xFFFFFFFF:
        raise ValueError
    return arcs


def _number(component: Any) -> int:
    number = int(component)
    if not -(1 << 63) <= number < 1 << 64:
        raise ValueError
    return number
