import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.model.level import Percent, Quantity
from core.printer.answers import Answers
from core.printer.trail import Notes
from core.printer.vendors import brother
from core.printer.vendors.facts import SupplyFact, VendorFacts
from core.snmp.recording import read_recording


def block(*records: tuple[int, int] | tuple[int, int, int]) -> bytes:
    """(id, value) as four octets, (id, n, m) as a pair."""
    octets = b""
    for record, *values in records:
        value = bytes(values) if len(values) == 2 else values[0].to_bytes(4, "big")
        octets += bytes([record, 1, len(value)]) + value
    return octets + b"\xff"


def by_row(facts: VendorFacts) -> dict[str | None, SupplyFact]:
    return {fact.standalone: fact for fact in facts.supplies}


LASER_ID = b"MFG:Brother;CMD:PJL;MDL:HL-L9999CDW series;CLS:PRINTER;CID:Brother Laser Type1;"


def test_the_exact_life_goes_before_the_pair_before_the_panels_tens(read: Callable[..., VendorFacts]) -> None:
    maintenance = block(
        (0x81, 40), (0xA1, 9, 20), (0x6F, 3725), (0x82, 70), (0xA2, 13, 20), (0x83, 30), (0x72, 10_001), (0x84, 20)
    )
    facts = by_row(read(brother.DIALECT, {brother.DEVICE_ID: LASER_ID, brother.MAINTENANCE: maintenance}))
    levels = {index: fact.level for index, fact in facts.items()}
    assert levels == {
        "brother.6f": Percent(value=37.2, source="brother", raw_level=3725),
        "brother.70": Percent(value=65.0, source="brother", raw_level=13, raw_max=20, resolution=5.0),
        "brother.71": Percent(value=30.0, source="brother", raw_level=30, resolution=10.0),
        "brother.72": Percent(value=20.0, source="brother", raw_level=20, resolution=10.0),
    }
    assert [fact.overrides for fact in facts.values()] == [True, True, False, False]
    assert all(fact.types == ("toner", "tonerCartridge") for fact in facts.values())
    assert [fact.name for fact in facts.values()][1] == "Cyan Toner Cartridge"


@pytest.mark.parametrize(
    ("color", "life", "pair", "shown", "status"),
    [
        ("black", 0x6F, 0xA1, 0x81, 0x31),
        ("cyan", 0x70, 0xA2, 0x82, 0x32),
        ("magenta", 0x71, 0xA3, 0x83, 0x33),
        ("yellow", 0x72, 0xA4, 0x84, 0x34),
    ],
)
def test_each_color_has_records_of_its_own(
    read: Callable[..., VendorFacts], color: str, life: int, pair: int, shown: int, status: int
) -> None:
    for record in ((life, 5000), (pair, 10, 20), (shown, 50)):
        (fact,) = read(brother.DIALECT, {brother.MAINTENANCE: block(record, (status, 2))}).supplies
        assert (fact.color, getattr(fact.level, "value", None), fact.condition) == (color, 50.0, "low")
        assert fact.standalone == f"brother.{life:02x}"


@pytest.mark.parametrize(
    ("name", "life", "pages_left"),
    [
        ("Drum Unit", 0x41, 0x82),
        ("Black Drum Unit", 0x80, 0xA4),
        ("Cyan Drum Unit", 0x79, 0xA5),
        ("Magenta Drum Unit", 0x7A, 0xA6),
        ("Yellow Drum Unit", 0x7B, 0xA7),
        ("Belt Unit", 0x69, 0x88),
        ("Fuser Unit", 0x6A, 0x89),
        ("Laser Unit", 0x6B, 0x73),
        ("Paper Feeding Kit MP", 0x6C, 0x86),
        ("Paper Feeding Kit 1", 0x6D, 0x77),
    ],
)
def test_each_part_has_records_of_its_own(
    read: Callable[..., VendorFacts], name: str, life: int, pages_left: int
) -> None:
    (told,) = read(brother.DIALECT, {brother.MAINTENANCE: block((life, 7000))}).supplies
    (counted,) = read(brother.DIALECT, {brother.NEXTCARE: block((pages_left, 123))}).supplies
    assert (told.name, getattr(told.level, "value", None)) == (name, 70.0)
    assert (counted.name, counted.level, counted.standalone) == (name, pages(123), told.standalone)


def test_low_stands_beside_the_percentage(read: Callable[..., VendorFacts]) -> None:
    maintenance = block((0x6F, 4000), (0x31, 2), (0x70, 300), (0x32, 1), (0x71, 200))
    facts = read(brother.DIALECT, {brother.MAINTENANCE: maintenance}).supplies
    assert [(fact.color, fact.condition) for fact in facts] == [("black", "low"), ("cyan", "ok"), ("magenta", None)]
    assert [getattr(fact.level, "value", None) for fact in facts] == [40.0, 3.0, 2.0]


def test_a_state_without_a_level_makes_no_row(read: Callable[..., VendorFacts]) -> None:
    (fact,) = read(brother.DIALECT, {brother.MAINTENANCE: block((0x31, 2))}).supplies
    assert (fact.condition, fact.level, fact.standalone, fact.overrides) == ("low", None, None, False)


def test_parts_have_a_life_or_else_pages_left(read: Callable[..., VendorFacts]) -> None:
    maintenance = block((0x6D, 9000), (0x79, 6400), (0x69, 8100), (0x6A, 9900))
    nextcare = block((0x73, 41_000), (0xA4, 12_000), (0xA5, 7000), (0x88, 33_000), (0x86, 5))
    facts = by_row(read(brother.DIALECT, {brother.MAINTENANCE: maintenance, brother.NEXTCARE: nextcare}))
    assert {index: (fact.name, fact.color, fact.level) for index, fact in facts.items()} == {
        "brother.80": ("Black Drum Unit", "black", pages(12_000)),
        "brother.79": ("Cyan Drum Unit", "cyan", Percent(value=64.0, source="brother", raw_level=6400)),
        "brother.69": ("Belt Unit", None, Percent(value=81.0, source="brother", raw_level=8100)),
        "brother.6a": ("Fuser Unit", None, Percent(value=99.0, source="brother", raw_level=9900)),
        "brother.6b": ("Laser Unit", None, pages(41_000)),
        "brother.6c": ("Paper Feeding Kit MP", None, pages(5)),
        "brother.6d": ("Paper Feeding Kit 1", None, Percent(value=90.0, source="brother", raw_level=9000)),
    }
    assert not any(fact.overrides for fact in facts.values())


def pages(count: int) -> Quantity:
    return Quantity(value=count, unit="impressions", source="brother", raw_level=count)


def test_a_part_finds_its_standard_row_by_name(
    read: Callable[..., VendorFacts], standard: Callable[..., dict[str, object]]
) -> None:
    rows = standard((3, "Black Toner Cartridge", -2, -3), (1, "PF Kit 1", -2, -3), (1, "Laser Unit", -2, -3))
    values = {**rows, brother.MAINTENANCE: block((0x6B, 5000), (0x6D, 6000), (0x6C, 7000))}
    facts = by_row(read(brother.DIALECT, values))
    assert {index: (fact.index, fact.types) for index, fact in facts.items()} == {
        "brother.6b": ("1.3", ("other",)),
        "brother.6d": ("1.2", ("other",)),
        "brother.6c": (None, ()),
    }


@pytest.mark.parametrize(
    ("device_id", "is_ink"),
    [
        (LASER_ID, False),
        (b"MFG:Brother;MDL:DCP-J925DW;CLS:PRINTER;", True),
        (b"MFG:Brother;MDL:MFC-T920DW;", True),
        (b"MFG:Brother;MDL:HL-J6000DW;", True),
        (b"MFG:Brother;MDL:MFC-6490CW;", True),
        (b"MFG:Brother;MDL:DCP-585CW;", True),
        (b"MFG:Brother;MDL:MFC-990CW;", True),
        (b"MFG:Brother;MDL:MFC-9140CDN;", False),
        (b"MFG:Brother;MDL:DCP-9055CDN;", False),
        (b"MFG:Brother;MDL:HL-4150CDN;CID:Brother Laser Type2;", False),
        (b"MFG:Brother;MDL:HL-4150CDN;", False),
        (b"MFG:Brother;MDL:HL-5350DN;", False),
        (b"MFG:Brother;MDL:MFC-J9999;CID:Brother Laser Type1;", False),
        (b"", False),
    ],
)
def test_ink_or_laser_by_driver_class_then_family(
    read: Callable[..., VendorFacts], device_id: bytes, is_ink: bool
) -> None:
    values = {brother.DEVICE_ID: device_id, brother.MAINTENANCE: block((0x6F, 5000), (0x41, 9000))}
    facts = read(brother.DIALECT, values).supplies
    expected = [("ink", "inkCartridge")] if is_ink else [("toner", "tonerCartridge"), ("opc",)]
    assert [fact.types for fact in facts] == expected


@pytest.mark.parametrize(
    ("technology", "kind", "is_ink"), [(12, 3, False), (4, 6, True), (14, None, True), (4, None, False)]
)
def test_ink_or_laser_by_the_supplies_types_then_the_marker(
    read: Callable[..., VendorFacts], technology: int, kind: int | None, is_ink: bool
) -> None:
    values: dict[str, int | bytes] = {
        brother.MODEL: b"Brother XX-1",
        brother.MAINTENANCE: block((0x6F, 5000)),
        "1.3.6.1.2.1.43.10.2.1.2.1.1": technology,
    }
    if kind is not None:
        values |= {"1.3.6.1.2.1.43.11.1.1.5.1.1": kind, "1.3.6.1.2.1.43.11.1.1.9.1.1": -3}
    (fact,) = read(brother.DIALECT, values).supplies
    assert ("ink" in fact.types) is is_ink


def test_identity_counters_and_panel(read: Callable[..., VendorFacts]) -> None:
    facts = read(
        brother.DIALECT,
        {
            brother.DEVICE_ID: LASER_ID,
            brother.SERIAL: b"U12345A6N789012",
            brother.NODE_FIRMWARE: b"Firmware Ver.1.33",
            brother.STATUS_TEXT: b"Ready           ",
            brother.COUNTERS: block((0x00, 900), (0x01, 300), (0x02, 600), (0x06, 55), (0x16, 2000), (0x77, 1)),
        },
    )
    assert (facts.vendor, facts.model, facts.serial) == ("Brother", "HL-L9999CDW series", "U12345A6N789012")
    assert (facts.firmware, facts.console, facts.pages, facts.pages_override) == ("1.33", ("Ready",), 900, False)
    assert facts.counters == {"total": 900, "black": 300, "color": 600, "duplex": 55, "images": 2000}


def test_the_full_model_name_goes_before_the_device_id_of_an_emulation(read: Callable[..., VendorFacts]) -> None:
    values = {brother.MODEL: b"Brother HL-L9999CDW series", brother.DEVICE_ID: b"MFG:Brother;MDL:HL-1000;"}
    assert read(brother.DIALECT, values).model == "Brother HL-L9999CDW series"


def test_every_level_is_explained() -> None:
    notes = Notes()
    brother.read(Answers({brother.MAINTENANCE: block((0x6F, 2600)), brother.NEXTCARE: block((0x82, 7))}), notes)
    story = {note.subject: (note.value, note.oids) for note in notes.all()}
    assert story["supplies.black toner"] == ("26.0 %", (brother.MAINTENANCE,))
    assert story["supplies.drum unit"] == ("7 impressions", (brother.NEXTCARE,))


def test_recorded_devices_show_what_another_program_found(recordings: Path) -> None:
    kinds = {"toner": "tonerCartridge", "ink": "inkCartridge", "drum": "opc", "fuser": "fuser", "belt": "transferUnit"}
    compared = 0
    for file in sorted(recordings.glob("brother_*.expected.json")):
        expected = json.loads(file.read_text())["brother"]
        values = read_recording(file.with_name(file.name.replace(".expected.json", ".snmprec"))).values()
        facts = brother.read(Answers(values), Notes())
        for field, wanted in expected.items():
            words = field.split("_")
            if "remaining" not in words or not (kind := next((kinds[word] for word in words if word in kinds), None)):
                continue
            color = words[0] if words[0] in ("black", "cyan", "magenta", "yellow") else None
            (fact,) = [fact for fact in facts.supplies if kind in fact.types and fact.color == color]
            is_amount = isinstance(fact.level, Quantity)
            if is_amount == ("pages" in words):
                assert fact.level is not None
                assert getattr(fact.level, "value", None) == pytest.approx(wanted, abs=1), (file.name, field)
                compared += 1
    assert compared > 20
