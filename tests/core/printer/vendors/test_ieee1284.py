import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.vendors.ieee1284 import DeviceId, parse_device_id, pml_text


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"MFG:Acme;COMMENT:x;MDL:Laser 9;LEDMDIS:1;", DeviceId(manufacturer="Acme", model="Laser 9")),
        (b"\x00\x2aMFG:Acme;MDL:Laser 9;", DeviceId(manufacturer="Acme", model="Laser 9")),
        (b"\x01\x15MFG:Acme;MDL:Laser 9;", DeviceId(manufacturer="Acme", model="Laser 9")),
        (b"manufacturer: Acme ; model:Laser 9\0", DeviceId(manufacturer="Acme", model="Laser 9")),
        (b"MFG:Acme;DES:Type: B;SN:A1;CID:Acme Laser", DeviceId(
            manufacturer="Acme", description="Type: B", serial="A1", compatible="Acme Laser")),
        (b"MDL:One;MDL:Two;MFG:;;;:;X", DeviceId(model="One")),
        (b"MDL:" + b"x" * 10_000, DeviceId(model="x" * 255)),
        (b"", DeviceId()),
        (None, DeviceId()),
    ],
)  # fmt: skip
def test_a_device_id_is_taken_apart(octets: bytes | None, expected: DeviceId) -> None:
    assert parse_device_id(octets) == expected


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"\x01\x15VNC3X00001", "VNC3X00001"),
        (b"VNC3X00001", "VNC3X00001"),
        (b"\x01\x15Laser 9\n41 42", "Laser 9"),
        (b"\x01\x15  Laser\x00 9 \x00", "Laser 9"),
        (b"\x01\x15", None),
        (b"\x01", None),
        (b"", None),
        (None, None),
    ],
)
def test_a_pml_prefix_and_further_lines_are_dropped(octets: bytes | None, expected: str | None) -> None:
    assert pml_text(octets) == expected


@given(st.binary(max_size=200), st.one_of(st.none(), st.integers(0, 3000)))
def test_any_octets_give_printable_text_or_none(octets: bytes, charset: int | None) -> None:
    fields = parse_device_id(octets, charset)
    for text in (fields.manufacturer, fields.model, fields.serial, pml_text(octets, charset)):
        assert text is None or (text.isprintable() and 0 < len(text) <= 255)
