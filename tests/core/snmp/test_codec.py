import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SnmpBadAnswer
from core.snmp.codec import (
    decode_request,
    decode_response,
    encode_get,
    encode_get_bulk,
    encode_get_next,
    encode_response,
    request_id_span,
)
from core.snmp.recording import Record
from core.snmp.wire import END_OF_VIEW, NO_SUCH_INSTANCE, NO_SUCH_OBJECT

OID = (1, 3, 6, 1, 2, 1, 1, 3, 0)
NAME = "1.3.6.1.2.1.1.3.0"


def answer(tag: int, value: int | bytes | str, version: str = "2c") -> bytes:
    return encode_response(version, b"public", 9, [Record(OID, tag, value)])


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize(("encode", "kind"), [(encode_get, "get"), (encode_get_next, "get-next")])
def test_a_request_keeps_everything(encode, kind: str, version: str) -> None:  # type: ignore[no-untyped-def]
    request = decode_request(encode(version, "se cret", 77, [NAME, "1.3.6.1.4.1.11.2.4294967295"]))
    assert (request.version, request.community, request.kind, request.request_id) == (version, b"se cret", kind, 77)
    assert request.oids == (OID, (1, 3, 6, 1, 4, 1, 11, 2, 4294967295))


def test_a_bulk_request_has_no_non_repeaters() -> None:
    request = decode_request(encode_get_bulk("public", 5, [NAME], 10))
    assert (request.kind, request.non_repeaters, request.repetitions, request.oids) == ("get-bulk", 0, 10, (OID,))


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (2, 0),
        (2, -1),
        (2, -2147483648),
        (4, b""),
        (4, b"\x00\xff"),
        (6, "0.0"),
        (6, "1.3.6.1.4.1.4294967295"),
        (64, "0.0.0.0"),
        (64, "255.254.253.252"),
        (65, 4294967295),
        (66, 2147483648),
        (67, 1),
        (68, b"\x9f\x78\x04\x42\xf6\x00\x00"),
        (70, 18446744073709551615),
    ],
)
def test_every_type_comes_back_as_it_went(tag: int, value: int | bytes | str, version: str) -> None:
    response = decode_response(answer(tag, value, version))
    assert response.varbinds == ((NAME, value),)
    assert response.tags == (tag,)
    assert response.records() == [Record(OID, tag, value)]


@pytest.mark.parametrize("tag", [5, NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_VIEW])
def test_what_is_no_value_is_none_and_keeps_its_kind(tag: int) -> None:
    response = decode_response(answer(tag, b""))
    assert response.varbinds == ((NAME, None),)
    assert response.tags == (tag,)
    assert response.records() == []


def test_the_error_fields_come_back_as_sent() -> None:
    datagram = encode_response("1", b"x", -5, [Record(OID, 5, b"")], error_status=2, error_index=99)
    response = decode_response(datagram)
    assert (response.error_status, response.error_index, response.request_id) == (2, 99, -5)


@pytest.mark.parametrize(
    ("content", "number"),
    [("41 04 fffffffe", 4294967294), ("42 01 ff", 255), ("46 08 ffffffffffffffff", 18446744073709551615)],
)
def test_an_unsigned_number_without_its_leading_zero_is_not_negative(content: str, number: int) -> None:
    octets = bytes.fromhex(content)
    plain = answer(2, 1)
    varbind = plain[-15:-3] + octets
    varbind = bytes([0x30, len(varbind) - 2]) + varbind[2:]
    head = bytes.fromhex("020101 0406 7075626c6963".replace(" ", ""))
    varbinds = bytes([0x30, len(varbind)]) + varbind
    pdu = bytes.fromhex("020109020100020100") + varbinds
    message = head + bytes([0xA2, len(pdu)]) + pdu
    datagram = bytes([0x30, len(message)]) + message
    assert decode_response(datagram).varbinds == ((NAME, number),)


def test_octets_behind_the_message_are_ignored() -> None:
    assert decode_response(answer(2, 5) + b"\0\0garbage").varbinds == ((NAME, 5),)


def test_an_address_of_a_wrong_length_is_a_missing_object() -> None:
    datagram = answer(64, "1.2.3.4").replace(b"\x40\x04\x01\x02\x03\x04", b"\x40\x04\x01\x02\x03\x04")
    shorter = datagram.replace(b"\x40\x04\x01\x02\x03\x04", b"\x40\x02\x01\x02\x05\x00")
    assert decode_response(datagram).varbinds == ((NAME, "1.2.3.4"),)
    with pytest.raises(SnmpBadAnswer):
        decode_response(shorter)
    empty = encode_response("2c", b"public", 9, [Record(OID, 68, b"ab")]).replace(b"\x44\x02ab", b"\x40\x02ab")
    assert decode_response(empty).varbinds == ((NAME, None),)


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"\x30",
        b"\x30\x80",
        b"\x30\x84\xff\xff\xff\xff",
        b"0" * 1400,
        b"\x30\x80" * 20_000,
        b"\x24\x80" * 20_000,
        b"\x30" * 60_000,
        b"GET / HTTP/1.1\r\n\r\n",
        b"x" * 70_000,
        encode_get("2c", "public", 9, [NAME]),
        answer(2, 1).replace(b"\x02\x01\x01\x04", b"\x02\x01\x07\x04", 1),
        answer(2, 1)[:-1],
    ],
    ids=[
        "empty",
        "one octet",
        "indefinite",
        "huge length",
        "zeros",
        "nested",
        "nested octets",
        "tags",
        "http",
        "too long",
        "a request",
        "version 7",
        "truncated",
    ],
)
def test_what_is_no_response_is_a_bad_answer(datagram: bytes) -> None:
    with pytest.raises(SnmpBadAnswer):
        decode_response(datagram)


@pytest.mark.parametrize("cut", range(1, len(answer(4, b"Acme"))))
def test_no_truncated_response_is_taken(cut: int) -> None:
    with pytest.raises(SnmpBadAnswer):
        decode_response(answer(4, b"Acme")[:-cut])


@given(st.binary(max_size=300))
def test_random_octets_never_crash_the_decoder(octets: bytes) -> None:
    try:
        decode_response(octets)
    except SnmpBadAnswer:
        return


VALUES = st.one_of(
    st.tuples(st.just(2), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.sampled_from([65, 66, 67]), st.integers(0, 2**32 - 1)),
    st.tuples(st.just(70), st.integers(0, 2**64 - 1)),
    st.tuples(st.sampled_from([4, 68]), st.binary(max_size=40)),
    st.tuples(st.just(64), st.ip_addresses(v=4).map(str)),
)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 2**32 - 1), max_size=12), VALUES), max_size=6),
    st.integers(-(2**31), 2**31 - 1),
    st.sampled_from(["1", "2c"]),
)
def test_any_response_survives_the_round_trip(
    rows: list[tuple[list[int], tuple[int, int | bytes | str]]], number: int, version: str
) -> None:
    records = [Record((1, 3, *arcs), tag, value) for arcs, (tag, value) in rows]
    datagram = encode_response(version, b"c", number, records)
    response = decode_response(datagram)
    assert response.records() == records
    assert response.request_id == number
    span = request_id_span(datagram)
    assert span is not None
    assert int.from_bytes(datagram[span], signed=True) == number


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_response_is_refused_or_read_but_never_crashes(changes: list[tuple[int, int]]) -> None:
    datagram = bytearray(encode_response("2c", b"public", 9, [Record(OID, 4, b"Acme"), Record(OID, 66, 5)]))
    for position, octet in changes:
        datagram[position % len(datagram)] = octet
    try:
        decode_response(bytes(datagram))
    except SnmpBadAnswer:
        return


@pytest.mark.parametrize("datagram", [b"", b"\x30\x03", b"\x31\x00\x00", b"\x30\x05\x02\x01\x00\x05\x00", b"\x30" * 20])
def test_the_request_id_of_what_is_no_message_is_not_found(datagram: bytes) -> None:
    assert request_id_span(datagram) is None


def test_a_value_that_does_not_fit_its_type_cannot_be_encoded() -> None:
    with pytest.raises(ValueError, match="cannot be encoded"):
        encode_response("2c", b"public", 1, [Record((1, 3), 99, 1)])
