import pytest

from core.errors import SnmpBadAnswer
from core.snmp.ber import BerError
from core.snmp.client import Value
from core.snmp.codec import decode_response
from core.snmp.wire import END_OF_VIEW, Message, read_value, split_message, write_message, write_varbind

NAME = bytes.fromhex("2b06010201010300")


def tlv(tag: int, *parts: bytes) -> bytes:
    """A value in BER, with a length of two octets behind 0x82: never the shortest form, always a right one."""
    content = b"".join(parts)
    return bytes((tag, 0x82)) + len(content).to_bytes(2) + content


def number(value: int = 1) -> bytes:
    return tlv(2, bytes((value,)))


def varbind(*more: bytes, value: bytes | None = None) -> bytes:
    return tlv(0x30, tlv(6, NAME), number(7) if value is None else value, *more)


def pdu(*varbinds: bytes, tag: int = 0xA2, behind: bytes = b"") -> bytes:
    return tlv(tag, number(9), number(0), number(0), tlv(0x30, *varbinds), behind)


def message(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


HEAD = number(1) + tlv(4, b"public")
RIGHT = message(HEAD, pdu(varbind(), varbind(value=tlv(4, b"Acme"))))


def test_a_message_is_taken_apart_whatever_the_form_of_its_lengths() -> None:
    assert split_message(RIGHT) == Message(1, b"public", 2, 9, 0, 0, ((NAME, 2, b"\x07"), (NAME, 4, b"Acme")))
    assert split_message(RIGHT + b"\0\0more") == split_message(RIGHT)
    assert decode_response(RIGHT).varbinds == (("1.3.6.1.2.1.1.3.0", 7), ("1.3.6.1.2.1.1.3.0", b"Acme"))


WRONG = {
    "a varbind without a value": message(HEAD, pdu(tlv(0x30, tlv(6, NAME)))),
    "an empty varbind": message(HEAD, pdu(tlv(0x30))),
    "a varbind of three": message(HEAD, pdu(varbind(tlv(5)))),
    "a varbind of another type": message(HEAD, pdu(tlv(0x31, tlv(6, NAME), number()))),
    "a name of another type": message(HEAD, pdu(tlv(0x30, tlv(4, NAME), number()))),
    "varbinds of another type": message(HEAD, tlv(0xA2, number(), number(), number(), tlv(0x31))),
    "a field too few": message(HEAD, tlv(0xA2, number(), number(), tlv(0x30))),
    "a field of another type": message(HEAD, tlv(0xA2, number(), tlv(4, b"\0"), number(), tlv(0x30))),
    "no fields": message(HEAD, tlv(0xA2)),
    "a PDU with more behind it": message(HEAD, pdu(), tlv(5)),
    "varbinds with more behind them": message(HEAD, pdu(behind=tlv(5))),
    "no PDU": message(HEAD),
    "no community": message(number(1), pdu()),
    "a community of another type": message(number(1), tlv(0x44, b"public"), pdu()),
    "no version": message(tlv(4, b"public"), pdu()),
    "another message": tlv(0x31, HEAD, pdu()),
    "nothing": b"",
    "a PDU that says it is shorter": RIGHT.replace(b"\xa2\x82\x00", b"\xa2\x81", 1)[:-1],
}


@pytest.mark.parametrize("octets", list(WRONG.values()), ids=list(WRONG))
def test_what_has_another_layout_is_no_message(octets: bytes) -> None:
    with pytest.raises(BerError):
        split_message(octets)
    with pytest.raises(SnmpBadAnswer):
        decode_response(octets)


def test_every_length_that_is_off_by_one_is_noticed() -> None:
    places = [place + 3 for place in range(len(RIGHT) - 3) if RIGHT[place + 1 : place + 3] == b"\x82\0"]
    assert len(places) == 14
    for place in places:
        for change in (-1, 1):
            octets = bytearray(RIGHT)
            octets[place] += change
            with pytest.raises(BerError):
                split_message(bytes(octets))


@pytest.mark.parametrize("tag", [0xA4, 0xA9, 0x82, 0x30, 0x02, 0xBF])
def test_a_pdu_that_is_none_is_a_bad_answer(tag: int) -> None:
    with pytest.raises(SnmpBadAnswer, match="no SNMP message"):
        decode_response(message(HEAD, pdu(varbind(), tag=tag)))


@pytest.mark.parametrize(("version", "tells"), [(2, "number 2"), (3, "number 3"), (0xFF, "number -1")])
def test_another_version_is_told(version: int, tells: str) -> None:
    with pytest.raises(SnmpBadAnswer, match=tells):
        decode_response(message(number(version), tlv(4, b"public"), pdu()))


@pytest.mark.parametrize(
    ("tag", "content", "value"),
    [
        (2, "", 0),
        (2, "ff", -1),
        (2, "00ffffffffffffffff", 2**64 - 1),
        (65, "", 0),
        (65, "ff", 255),
        (66, "fffffffe", 4294967294),
        (67, "0100000000", 2**32),
        (70, "ffffffffffffffff", 2**64 - 1),
        (4, "", b""),
        (4, "00ff", b"\x00\xff"),
        (68, "9f7804", b"\x9f\x78\x04"),
        (6, "00", "0.0"),
        (6, "2b06", "1.3.6"),
        (64, "0a000001", "10.0.0.1"),
        (5, "", None),
        (128, "", None),
        (129, "", None),
        (END_OF_VIEW, "", None),
    ],
)
def test_every_type_is_read_as_leniently_as_agents_need_it(tag: int, content: str, value: Value | None) -> None:
    assert read_value(tag, bytes.fromhex(content)) == (tag, value)


@pytest.mark.parametrize("content", ["", "0a0000", "0a00000100"])
def test_an_address_that_is_not_four_octets_long_is_null(content: str) -> None:
    assert read_value(64, bytes.fromhex(content)) == (5, None)


@pytest.mark.parametrize(
    ("tag", "content"),
    [
        (5, "00"),
        (128, "00"),
        (END_OF_VIEW, "0500"),
        (6, ""),
        (6, "2b8001"),
        (6, "2bffffffff7f"),
        (2, "010000000000000000"),
        (70, "010000000000000000"),
        (1, "ff"),
        (3, "0000"),
        (69, "00"),
        (71, "00"),
        (0x22, "01"),
        (0x24, "0401 61"),
        (0x60, "0401 61"),
        (0x1F, "00"),
        (0x30, ""),
        (131, ""),
        (0xA2, ""),
    ],
)
def test_what_no_type_can_have_is_refused(tag: int, content: str) -> None:
    with pytest.raises(BerError):
        read_value(tag, bytes.fromhex(content))
    with pytest.raises(SnmpBadAnswer):
        decode_response(message(HEAD, pdu(varbind(value=tlv(tag, bytes.fromhex(content))))))


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (2, b"1"),
        (2, "1"),
        (2, None),
        (65, "1"),
        (4, 1),
        (4, "text"),
        (4, None),
        (6, b"\x2b"),
        (6, 13),
        (6, ""),
        (6, "1"),
        (6, "1.3.x"),
        (6, "1.3.4294967296"),
        (64, ""),
        (64, "printer"),
        (64, "1.2.3.256"),
        (64, 1),
        (70, 2**64),
        (3, b""),
        (99, 1),
    ],
)
def test_a_value_that_is_none_of_its_type_is_not_written(tag: int, value: Value | None) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (whichever part finds it)
        write_varbind((1, 3, 6), tag, value)


def test_a_message_is_put_together_in_as_few_octets_as_it_takes() -> None:
    octets = write_message(1, b"public", 1, (300, 0, 0), write_varbind((1, 3, 6), 5, None))
    parts = "3021 020101 04067075626c6963 a114 0202012c 020100 020100 3008 3006 06022b06 0500"
    assert octets == bytes.fromhex(parts)
