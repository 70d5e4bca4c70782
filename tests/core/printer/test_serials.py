import pytest

from core.printer.answers import Answers
from core.printer.serials import clean_serial, device_id_serial, mac_address

MAC = "1.3.6.1.2.1.2.2.1.6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" VNB3J99999 \0", "VNB3J99999"),
        ("000741852963", "000741852963"),
        ("sn-12", "sn-12"),
        ("", None),
        ("   ", None),
        ("0", None),
        ("0000000000", None),
        ("1111111111", None),
        ("XXXXXXXXXX", None),
        ("----------", None),
        ("none", None),
        ("Unknown", None),
        ("N/A", None),
        ("Not Available", None),
        ("Serial Number", None),
        ("1234567890", None),
        ("X" * 500, None),
        ("A1" * 200, None),
        (None, None),
    ],
)
def test_a_serial_number_or_none(text: str | None, expected: str | None) -> None:
    assert clean_serial(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("58384739393030303434", "X8G9900044"),
        ("4A394141313233343536", "J9AA123456"),
        ("583847393930303034", "583847393930303034"),
        ("12345678901234567890", "12345678901234567890"),
        ("VNB3J99999", "VNB3J99999"),
        ("XXXXXXXX", None),
        (None, None),
    ],
)
def test_epsons_device_id_spells_the_serial_in_hexadecimal(text: str | None, expected: str | None) -> None:
    assert device_id_serial(text) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([b"", bytes(6), bytes.fromhex("3ca82a000001")], "3c:a8:2a:00:00:01"),
        ([b"\xff" * 6, bytes.fromhex("01005e000001")], None),
        ([bytes.fromhex("c2b5d7000001"), bytes.fromhex("c0b5d7000002")], "c0:b5:d7:00:00:02"),
        ([bytes.fromhex("c2b5d7000001")], "c2:b5:d7:00:00:01"),
        ([b"00:17:C8:00:00:01"], "00:17:c8:00:00:01"),
        ([b"0017C8000001"], "00:17:c8:00:00:01"),
        ([b"hello, world"], None),
        ([], None),
    ],
)
def test_the_first_address_that_can_be_one(rows: list[bytes], expected: str | None) -> None:
    answers = Answers({f"{MAC}.{number}": octets for number, octets in enumerate(rows, 1)})
    assert mac_address(answers)[0] == expected
