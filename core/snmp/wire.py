"""The shape of SNMPv1 and v2c messages (RFC 1157, RFC 3416), as pyasn1 types for decoding.

pysnmp's own types carry range constraints, and refuse a whole answer for one Gauge32 whose leading zero octet is
missing, or for a Counter64 in a v1 message. Agents do both, so these types have pysnmp's tags and no constraints; one
flat CHOICE also decodes faster than pysnmp's nested ones.
"""

from typing import Any

from pyasn1.type import namedtype, tag, univ
from pysnmp.proto.api import v2c

NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW = 128, 129, 130
"""The ASN.1 tags of RFC 3416's exceptions, numbered as `.snmprec` numbers the others (class bits included)."""


def _like(model: Any, base: Any) -> Any:
    """A type with the tag of one of pysnmp's types and another content, without its constraints."""
    return type(model.__name__, (base,), {"tagSet": model.tagSet})


_PLAIN: dict[int, Any] = {
    2: univ.Integer,
    4: univ.OctetString,
    5: univ.Null,
    6: univ.ObjectIdentifier,
    64: _like(v2c.IpAddress, univ.OctetString),
    68: _like(v2c.Opaque, univ.OctetString),
    NO_SUCH_OBJECT: v2c.NoSuchObject,
    NO_SUCH_INSTANCE: v2c.NoSuchInstance,
    END_OF_VIEW: v2c.EndOfMibView,
}
_UNSIGNED: dict[int, Any] = {65: v2c.Counter32, 66: v2c.Gauge32, 67: v2c.TimeTicks, 70: v2c.Counter64}
UNSIGNED_NUMBERS = frozenset(_UNSIGNED)
"""ASN.1 numbers of the unsigned types. They are decoded as octets: agents leave the leading zero octet away, so that
0xFFFFFFFE would read as -2 by BER's rules."""
_ENCODED = _PLAIN | {number: _like(model, univ.Integer) for number, model in _UNSIGNED.items()}
_DECODED = _PLAIN | {number: _like(model, univ.OctetString) for number, model in _UNSIGNED.items()}


def _fields(**types: Any) -> Any:
    return namedtype.NamedTypes(*(namedtype.NamedType(name.strip("_"), kind()) for name, kind in types.items()))


def _blank(schema: Any) -> Any:
    return schema()


class _Value(univ.Choice):
    componentType = namedtype.NamedTypes(  # noqa: N815
        *(namedtype.NamedType(str(number), kind()) for number, kind in _DECODED.items())
    )


class _Varbind(univ.Sequence):
    componentType = _fields(name=univ.ObjectIdentifier, value=_Value)  # noqa: N815


class _Varbinds(univ.SequenceOf):
    componentType: Any = _blank(_Varbind)  # noqa: N815


PDU_KINDS = {"get": 0, "get-next": 1, "response": 2, "set": 3, "get-bulk": 5, "inform": 6, "trap": 7, "report": 8}
"""The context tag of every PDU of one layout (RFC 3416, section 3); RFC 1157's trap (4) has another."""


def _pdu(number: int) -> Any:
    tags = univ.Sequence.tagSet.tagImplicitly(tag.Tag(tag.tagClassContext, tag.tagFormatConstructed, number))
    fields = _fields(request_id=univ.Integer, status=univ.Integer, index=univ.Integer, varbinds=_Varbinds)
    return type("_Pdu", (univ.Sequence,), {"tagSet": tags, "componentType": fields})()


class _Pdu(univ.Choice):
    componentType = namedtype.NamedTypes(  # noqa: N815
        *(namedtype.NamedType(kind, _pdu(number)) for kind, number in PDU_KINDS.items())
    )


class _Message(univ.Sequence):
    componentType = _fields(version=univ.Integer, community=univ.OctetString, pdu=_Pdu)  # noqa: N815


MESSAGE: Any = _blank(_Message)
"""What `pyasn1.codec.ber.decoder.decode` takes as `asn1Spec`."""


def as_asn1(number: int, value: int | bytes | str | None) -> Any:
    """A value as the pyasn1 object of that ASN.1 number.

    Raises:
        KeyError: no type of that number.
    """
    kind = _ENCODED[number]
    if number == 5 or number >= NO_SUCH_OBJECT:
        return kind("")
    if number == 64 and isinstance(value, str):
        return kind(bytes(map(int, value.split("."))))
    return kind(value)
