import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.vendors.epson_st2 import HEADER, InkTank, Status, parse_status


def reply(fields: bytes, *, front: bytes = b"", length: int | None = None) -> bytes:
    return front + HEADER + (len(fields) if length is None else length).to_bytes(2, "little") + fields


def field(kind: int, payload: str) -> bytes:
    octets = bytes.fromhex(payload)
    return bytes([kind, len(octets)]) + octets


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        pytest.param(
            reply(field(0x01, "04") + field(0x0F, "03 010042 030157 04020a 050305")),
            Status(
                inks=(InkTank("black", 66), InkTank("cyan", 87), InkTank("magenta", 10), InkTank("yellow", 5)),
            ),
            id="records of three",
        ),
        pytest.param(
            reply(field(0x0F, "04 0b003c32 01001432"), front=b"\0"),
            Status(inks=(InkTank("matte black", 60), InkTank("black", 20))),
            id="records of four, the slot tells the blacks apart, a NUL in front",
        ),
        pytest.param(
            reply(field(0x0F, "03 550732 55ee32")),
            Status(inks=(InkTank("gray", 50), InkTank(None, 50))),
            id="an unknown slot leaves the color id; both unknown leave none",
        ),
        pytest.param(reply(field(0x0F, "03 010069 030132")), Status(inks=(InkTank("cyan", 50),)), id="105 percent"),
        pytest.param(reply(field(0x0F, "03 010042 0301")), Status(inks=(InkTank("black", 66),)), id="half a record"),
        pytest.param(reply(field(0x0F, "00 010042")), Status(), id="record size zero"),
        pytest.param(reply(field(0x0F, "")), Status(), id="empty ink field"),
        pytest.param(reply(field(0x37, "01 00 01 02 07")), Status(boxes=(0, 1, 2)), id="boxes"),
        pytest.param(reply(field(0x37, "02 0111 0222")), Status(boxes=(1, 2)), id="boxes of two octets"),
        pytest.param(reply(field(0x02, "05") + field(0x04, "1017")), Status(error=5, warnings=(16, 23)), id="error"),
        pytest.param(reply(field(0x02, "05") + b"\x0f\x20\x03\x01"), Status(error=5), id="a field past the end"),
        pytest.param(reply(field(0x02, "05"), length=9999), Status(error=5), id="a length past the end"),
        pytest.param(reply(field(0x02, "05") + field(0x04, "10"), length=3), Status(error=5), id="cut at its length"),
        pytest.param(b"@BDC PS\r\n\x00\x00", None, id="another reply"),
        pytest.param(HEADER + b"\x01", None, id="no length"),
        pytest.param(b"", None, id="empty"),
        pytest.param(None, None, id="missing"),
    ],
)
def test_a_reply_is_read_field_by_field(octets: bytes | None, expected: Status | None) -> None:
    assert parse_status(octets) == expected


@given(st.binary(max_size=400), st.integers(0, 0xFFFF))
def test_any_octets_behind_the_header_are_survived(fields: bytes, length: int) -> None:
    status = parse_status(reply(fields, length=length))
    assert status is not None
    assert all(0 <= tank.percent <= 100 for tank in status.inks)
    assert all(0 <= box <= 2 for box in status.boxes)


@given(st.binary(max_size=100))
def test_any_octets_are_survived(octets: bytes) -> None:
    assert parse_status(octets) is None or octets.lstrip(b"\0").startswith(HEADER)
