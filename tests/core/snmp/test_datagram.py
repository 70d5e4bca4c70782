import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snmp.codec import encode_get, encode_response
from core.snmp.datagram import ErrorFields, is_whole, is_whole_v3, look_at_response
from core.snmp.recording import Record

ROWS = [Record((1, 3, 6, 1, row), 4, b"x" * (row * 60)) for row in range(1, 6)]


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize(("status", "index"), [(0, 0), (1, 0), (2, 5), (5, 300)])
@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS])
def test_the_error_fields_are_seen_without_decoding(version: str, status: int, index: int, rows: list[Record]) -> None:
    datagram = encode_response(version, b"public", 123456, rows, error_status=status, error_index=index)
    assert look_at_response(datagram) == ErrorFields(status, index)
    assert look_at_response(datagram + b"more") == ErrorFields(status, index)
    assert is_whole(datagram)
    assert not is_whole(datagram + b"more")


WHOLE = encode_response("2c", b"public", 7, [Record((1, 3, 6, 1), 4, b"Acme!"), Record((1, 3, 6, 2), 66, 900)])


@pytest.mark.parametrize("length", range(len(WHOLE)))
def test_no_truncated_datagram_is_whole(length: int) -> None:
    assert look_at_response(WHOLE[:length]) is None
    assert not is_whole(WHOLE[:length])


def test_a_length_that_lies_is_seen_at_every_level() -> None:
    lengths = [position + 1 for position in range(len(WHOLE) - 1) if WHOLE[position] in (0x30, 0xA2)]
    assert len(lengths) >= 5
    for position in lengths:
        for change in (-1, 1):
            datagram = bytearray(WHOLE)
            datagram[position] += change
            assert look_at_response(bytes(datagram)) is None
            assert not is_whole(bytes(datagram))


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        encode_get("2c", "public", 1, ["1.3.6.1"]),
        WHOLE.replace(b"\x04\x05Acme!", b"\x1f\x05Acme!"),
        WHOLE.replace(b"\x04\x05Acme!", b"\x04\x80Acme!"),
        WHOLE.replace(b"\x04\x05Acme!", b"\x04\x85Acme!"),
        b"\x30\x80" * 3000,
    ],
    ids=["empty", "a question", "long tag", "indefinite length", "huge length", "nested"],
)
def test_what_a_fast_decoder_may_trip_over_is_not_let_through(datagram: bytes) -> None:
    assert look_at_response(datagram) is None


def test_deep_nesting_is_not_whole() -> None:
    datagram = b""
    for _ in range(30):
        datagram = bytes([0x30, len(datagram)]) + datagram
    assert not is_whole(datagram)


@given(st.binary(max_size=200))
def test_random_octets_never_crash_the_look(octets: bytes) -> None:
    look_at_response(octets)
    is_whole(octets)
    is_whole_v3(octets)


V3 = bytes.fromhex("3020 020103 3003 020101 0408 3006 0401aa 0401bb 300c 0401cc 0400 a205 020101 3000".replace(" ", ""))


def test_a_v3_message_is_whole_with_its_security_parameters() -> None:
    assert is_whole_v3(V3)
    assert is_whole(V3.replace(b"\x30\x06\x04\x01\xaa", b"\x30\x05\x04\x01\xaa"))
    assert not is_whole_v3(V3.replace(b"\x30\x06\x04\x01\xaa", b"\x30\x05\x04\x01\xaa"))
    assert not any(is_whole_v3(V3[:length]) for length in range(len(V3)))
    assert not is_whole_v3(WHOLE)
