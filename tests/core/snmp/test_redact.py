from pathlib import Path

import pytest

from core.snmp.masks import Masks
from core.snmp.recording import Recording, format_recording, read_recording
from core.snmp.redact import redact
from tests.core.snmp.conftest import RECORDINGS
from tests.fleet.devices import SUPPLIES, record

SERIAL, CARTRIDGE, HOST = b"ACM7012345", b"CRT99K0042", b"lp-accounting"
MAC = bytes.fromhex("0080910a0b0c")
ADDRESS = "10.31.7.200"
SECRETS = [SERIAL, CARTRIDGE, HOST, b"jo.doe@example.org", b"Basement 2", b"sesame99", ADDRESS.encode(), MAC, MAC[3:],
           b"0A0B0C", b"0a:0b:0c", b"fe80::280:91ff"]  # fmt: skip
SYSTEM = "1.3.6.1.2.1.1"
PPM = "1.3.6.1.4.1.2699.1.2.1.2.1.1"


def revealing() -> Recording:
    return Recording(
        [
            record(f"{SYSTEM}.1.0", 4, b"Acme 900, SN:ACM7012345, at lp-accounting"),
            record(f"{SYSTEM}.4.0", 4, b"jo.doe@example.org"),
            record(f"{SYSTEM}.5.0", 4, HOST),
            record(f"{SYSTEM}.6.0", 4, b"Basement 2\0"),
            record("1.3.6.1.2.1.2.2.1.6.1", 4, MAC),
            record(f"1.3.6.1.2.1.4.20.1.1.{ADDRESS}", 64, ADDRESS),
            record(f"1.3.6.1.2.1.4.22.1.2.1.{ADDRESS}", 4, bytes.fromhex("0050560a0b0c")),
            record(f"1.3.6.1.2.1.6.13.1.1.{ADDRESS}.515.0.0.0.0.0", 2, 2),
            record("1.3.6.1.2.1.25.3.2.1.3.1", 4, b"Acme 900"),
            record("1.3.6.1.2.1.43.5.1.1.16.1", 4, b"Acme 900"),
            record("1.3.6.1.2.1.43.5.1.1.17.1", 4, SERIAL),
            record("1.3.6.1.2.1.43.16.5.1.2.1.1", 4, b"http://10.31.7.200/ 00:80:91:0A:0B:0C v10.300.1.2"),
            record(f"{SUPPLIES}.6.1.1", 4, b"Black Toner, PN 006R01509;SN" + CARTRIDGE),
            record(f"{SUPPLIES}.9.1.1", 2, 40),
            record("1.3.6.1.4.1.99999.1.0", 4, b"\x01\x0a" + SERIAL + b"\xff\x00" + MAC + CARTRIDGE),
            record("1.3.6.1.4.1.99999.2.0", 4, b"http://[fe80::280:91ff:fe0a:b0c]:631/"),
            record("1.3.6.1.4.1.99999.2.1", 4, b"uuid:16a65700-007c-1000-bb49-0080910a0b0c"),
            record("1.3.6.1.4.1.99999.3.0", 64, ADDRESS),
            record("1.3.6.1.4.1.99999.4.0", 64, "255.255.255.0"),
            record("1.3.6.1.4.1.99999.5.0", 4, b"ACM0080910A0B0C"),
            record("1.3.6.1.4.1.99999.5.1", 4, b"NPI0A0B0C"),
            record(f"{PPM}.3.1", 4, b"MFG:Acme;MDL:900;SN:ACM7012345;CLS:PRINTER;"),
            record(f"{PPM}.7.1", 4, b"sesame99"),
            record("1.3.6.1.4.1.99999.6.0", 4, b"trap community sesame99"),
        ]
    )  # fmt: skip


def test_nothing_that_tells_whose_device_it_is_stays() -> None:
    text = b"\n".join(
        item.name.encode() + b" " + (item.value if isinstance(item.value, bytes) else str(item.value).encode())
        for item in redact(revealing())
    )
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_same_original_has_the_same_mask_everywhere() -> None:
    values = redact(revealing()).values()
    serial = values["1.3.6.1.2.1.43.5.1.1.17.1"]
    assert isinstance(serial, bytes)
    assert serial != SERIAL
    assert values[f"{PPM}.3.1"] == b"MFG:Acme;MDL:900;SN:" + serial + b";CLS:PRINTER;"
    name = values[f"{SYSTEM}.5.0"]
    assert isinstance(name, bytes)
    assert values[f"{SYSTEM}.1.0"] == b"Acme 900, SN:" + serial + b", at " + name
    mac = values["1.3.6.1.2.1.2.2.1.6.1"]
    assert isinstance(mac, bytes)
    address = values["1.3.6.1.4.1.99999.3.0"]
    assert isinstance(address, str)
    console = values["1.3.6.1.2.1.43.16.5.1.2.1.1"]
    assert console == f"http://{address}/ {mac.hex(':').upper()} v10.300.1.2".encode()
    assert values["1.3.6.1.4.1.99999.5.0"] == b"ACM" + mac.hex().upper().encode()
    assert values["1.3.6.1.4.1.99999.5.1"] == b"NPI" + mac[3:].hex().upper().encode()
    community = values[f"{PPM}.7.1"]
    assert isinstance(community, bytes)
    assert values["1.3.6.1.4.1.99999.6.0"] == b"trap community " + community


def test_forms_that_matter_stay() -> None:
    before, after = revealing().values(), redact(revealing()).values()
    mac, octets = after["1.3.6.1.2.1.2.2.1.6.1"], after["1.3.6.1.4.1.99999.1.0"]
    assert isinstance(mac, bytes)
    assert isinstance(octets, bytes)
    assert mac[:3] == MAC[:3]
    assert len(octets) == 2 + 10 + 2 + 6 + 10
    assert (octets[:2], octets[12:14]) == (b"\x01\x0a", b"\xff\x00")
    supply = after[f"{SUPPLIES}.6.1.1"]
    assert isinstance(supply, bytes)
    assert supply.startswith(b"Black Toner, PN 006R01509;SN")
    assert len(supply) == len(str(before[f"{SUPPLIES}.6.1.1"])) - 3
    for kept in ("1.3.6.1.2.1.43.5.1.1.16.1", f"{SUPPLIES}.9.1.1", "1.3.6.1.4.1.99999.4.0", "1.3.6.1.2.1.25.3.2.1.3.1"):
        assert after[kept] == before[kept]


def test_tables_about_other_hosts_are_left_out() -> None:
    gone = set(revealing().values()) - set(redact(revealing()).values())
    assert gone == {
        f"1.3.6.1.2.1.4.20.1.1.{ADDRESS}",
        f"1.3.6.1.2.1.4.22.1.2.1.{ADDRESS}",
        f"1.3.6.1.2.1.6.13.1.1.{ADDRESS}.515.0.0.0.0.0",
    }


def test_different_cartridges_stay_different() -> None:
    serials = [f"CRT99K{number:04}".encode() for number in range(40)]
    rows = [record(f"{SUPPLIES}.6.1.{row}", 4, b"Toner;SN" + serial) for row, serial in enumerate(serials, 1)]
    masked = redact(Recording(rows)).values()
    assert len(set(masked.values())) == 40
    assert all(len(value) == 18 for value in masked.values() if isinstance(value, bytes))


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        (b"toner", b"Black toner, tonerlow", b"Black xxxx1, tonerlow"),
        (b"12345", b"pages 123456, id 12345", b"pages 123456, id 00001"),
        (b"K-77", b"aK-77b", b"aX-01b"),
    ],
)
def test_words_and_numbers_are_hidden_whole_only(name: bytes, text: bytes, masked: bytes) -> None:
    masks = Masks()
    masks.add(name)
    assert masks.inside(text) == masked


def test_short_names_are_hidden_where_they_stand_alone() -> None:
    recording = Recording([record(f"{SYSTEM}.5.0", 4, b"lp1"), record("1.3.6.1.4.9.1.0", 4, b"alp1s")])
    assert list(redact(recording).values().values()) == [b"xx0", b"alp1s"]


def test_public_and_empty_values_stay() -> None:
    recording = Recording([record(f"{PPM}.7.1", 4, b"public"), record(f"{SYSTEM}.5.0", 4, b"")])
    assert list(redact(recording)) == list(recording)


@pytest.mark.skipif(not RECORDINGS, reason="SUPPLIES_RECORDINGS is not set")
@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_real_recordings_keep_their_shape(path: Path) -> None:
    before = read_recording(path)
    after = redact(before)
    assert {item.name for item in after} <= {item.name for item in before}
    for item in after:
        original = before.find(item.oid)
        assert original is not None
        assert item.tag == original.tag
        if not isinstance(item.value, bytes):
            assert item.tag == 64 or item.value == original.value
    numbers = [item.value for item in before if item.name.startswith("1.3.6.1.2.1.43.5.1.1.17.")]
    written = format_recording(after)
    assert not [serial for serial in numbers if isinstance(serial, bytes) and len(serial) > 4 and serial in written]
