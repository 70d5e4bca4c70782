"""A look at a raw SNMP answer before a fast decoder gets it: is it whole, and is it an error status?

gufo-snmp 0.13 reads past the end of values whose lengths lie and aborts with a Rust panic, and it does not tell an
error status from an answer without values. Both are seen here from the BER headers (X.690) alone, which costs a
fraction of decoding.
"""

import msgspec

_INTEGER, _OCTETS, _OID, _SEQUENCE, _RESPONSE = 0x02, 0x04, 0x06, 0x30, 0xA2
_CONSTRUCTED, _LONG_TAG = 0x20, 0x1F
_MAX_DEPTH = 8
"""SNMP messages nest five deep (RFC 3412); deeper ones are none."""


class ErrorFields(msgspec.Struct, frozen=True):
    """What an SNMPv1 or v2c response says about errors."""

    status: int
    """errorStatus, 0 for none."""
    index: int
    """errorIndex as sent."""


def look_at_response(datagram: bytes) -> ErrorFields | None:
    """The error fields of an SNMPv1 or v2c response, None where the datagram does not hold one whole response.

    Octets behind the message are not looked at.
    """
    try:
        start, end = _value_at(datagram, 0, _SEQUENCE)
        if end > len(datagram):
            return None
        _, after_version = _value_at(datagram, start, _INTEGER)
        _, after_community = _value_at(datagram, after_version, _OCTETS)
        inside, pdu_end = _value_at(datagram, after_community, _RESPONSE)
        _, after_id = _value_at(datagram, inside, _INTEGER)
        status_start, status_end = _value_at(datagram, after_id, _INTEGER)
        index_start, index_end = _value_at(datagram, status_end, _INTEGER)
        position, varbinds_end = _value_at(datagram, index_end, _SEQUENCE)
        if pdu_end != end or varbinds_end != end or not status_start < status_end or not index_start < index_end:
            return None
        while position < end:
            # A varbind in short forms, as nearly all are, is looked at without a call: there are many.
            if datagram[position] == _SEQUENCE and datagram[position + 2] == _OID and datagram[position + 3] < 0x80:
                length, value = datagram[position + 1], position + 4 + datagram[position + 3]
                is_short = length < 0x80 and datagram[value + 1] < 0x80 and datagram[value] & _LONG_TAG != _LONG_TAG
                if is_short and value + 2 + datagram[value + 1] == position + 2 + length:
                    position += 2 + length
                    continue
            name, varbind_end = _value_at(datagram, position, _SEQUENCE)
            _, name_end = _value_at(datagram, name, _OID)
            if _value_at(datagram, name_end, datagram[name_end])[1] != varbind_end:
                return None
            position = varbind_end
    except (IndexError, ValueError):
        return None
    if position != end:
        return None
    status = int.from_bytes(datagram[status_start:status_end], signed=True)
    return ErrorFields(status, int.from_bytes(datagram[index_start:index_end], signed=True))


def _value_at(datagram: bytes, position: int, tag: int) -> tuple[int, int]:
    """Start and end of the content of the value at that position.

    Raises:
        ValueError: another tag, or a tag or length of a form that SNMP does not use.
        IndexError: the datagram ends before.
    """
    if datagram[position] != tag or tag & _LONG_TAG == _LONG_TAG:
        raise ValueError("another tag")
    length = datagram[position + 1]
    start = position + 2
    if length >= 0x80:
        extra = length - 0x80
        if not 1 <= extra <= 4:
            raise ValueError("indefinite or huge length")
        length = int.from_bytes(datagram[start : start + extra])
        start += extra
    return start, start + length


def is_whole(datagram: bytes) -> bool:
    """Whether the octets are exactly one BER value whose inner values all fit."""
    ends = [len(datagram)]
    position = 0
    try:
        while position < ends[-1]:
            tag = datagram[position]
            start, end = _value_at(datagram, position, tag)
            if end > ends[-1] or len(ends) > _MAX_DEPTH:
                return False
            if tag & _CONSTRUCTED and end > start:
                ends.append(end)
                position = start
            else:
                position = end
            while len(ends) > 1 and position == ends[-1]:
                ends.pop()
                if len(ends) == 1 and position != len(datagram):
                    return False
    except (IndexError, ValueError):
        return False
    return len(ends) == 1 and len(datagram) > 0


def is_whole_v3(datagram: bytes) -> bool:
    """Whether an SNMPv3 message is whole, its security parameters included (RFC 3412); encrypted parts are not seen."""
    if not is_whole(datagram):
        return False
    try:
        start, _ = _value_at(datagram, 0, _SEQUENCE)
        _, after_version = _value_at(datagram, start, _INTEGER)
        _, after_header = _value_at(datagram, after_version, _SEQUENCE)
        parameters, end = _value_at(datagram, after_header, _OCTETS)
    except (IndexError, ValueError):
        return False
    return is_whole(datagram[parameters:end])
