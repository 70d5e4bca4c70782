from collections.abc import Callable

import pytest

from core.model.level import Percent, Quantity
from core.printer.vendors import hp
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]
Standard = Callable[..., dict[str, object]]
PML = b"\x01\x15"


def consumables(*rows: tuple[str | None, str | None]) -> dict[str, object]:
    """(part number, serial) of each private row."""
    values: dict[str, object] = {}
    for number, (part, serial) in enumerate(rows, 1):
        if part is not None:
            values[f"{hp.CONSUMABLES}.56.{number}.0"] = PML + part.encode()
        if serial is not None:
            values[f"{hp.CONSUMABLES}.3.{number}.0"] = PML + serial.encode()
    return values


def joined(facts: VendorFacts) -> dict[str | None, tuple[str | None, str | None]]:
    return {fact.index: (fact.part_number, fact.serial) for fact in facts.supplies}


def test_identity_and_engine_counters(read: Read) -> None:
    engine = "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2"
    facts = read(
        hp.DIALECT,
        {
            hp.DEVICE_ID: b"MFG:Hewlett-Packard;MDL:HP LaserJet M900 series;DES:Hewlett-Packard LaserJet M901dn;",
            hp.MODEL: PML + b"HP LaserJet M9\n30 31",
            hp.SERIAL: PML + b"ZZA1B23456",
            hp.FIRMWARE: PML + b"20240131",
            f"{engine}.5.0": 1000,
            f"{engine}.6.0": 600,
            f"{engine}.7.0": 400,
            f"{engine}.22.0": 90,
        },
    )
    assert (facts.model, facts.serial, facts.firmware) == ("HP LaserJet M901dn", "ZZA1B23456", "20240131")
    assert facts.counters == {"total": 1000, "black": 600, "color": 400, "duplex": 90}
    assert facts.pages == 1000


@pytest.mark.parametrize(
    ("device_id", "model", "expected"),
    [
        (b"MFG:HP;MDL:HP LaserJet M900;", PML + b"HP LaserJet M901dn", "HP LaserJet M900"),
        (b"MFG:HP;", PML + b"HP LaserJet M901dn", "HP LaserJet M901dn"),
        (None, PML + b"HP LaserJet M9\n41 42", "HP LaserJet M9"),
        (None, None, None),
    ],
)
def test_the_model_comes_from_the_device_id_first(
    read: Read, device_id: bytes | None, model: bytes | None, expected: str | None
) -> None:
    values = {oid: value for oid, value in ((hp.DEVICE_ID, device_id), (hp.MODEL, model)) if value is not None}
    assert read(hp.DIALECT, values).model == expected


def test_rows_join_by_the_part_number_that_the_description_names(read: Read, standard: Standard) -> None:
    rows = standard((3, "Cyan Cartridge HP CF999A", 100, 50), (3, "Black Cartridge HP CF990A", 100, 60))
    facts = read(hp.DIALECT, rows | consumables(("CF990A", "111-AAA"), ("CF999A", "222-BBB")))
    assert joined(facts) == {"1.2": ("CF990A", "111-AAA"), "1.1": ("CF999A", "222-BBB")}


def test_order_joins_where_every_known_pair_agrees_with_it(read: Read, standard: Standard) -> None:
    rows = standard((1, "Transfer Kit", 100, 40), (3, "Black Cartridge HP CF990A", 100, 60), (15, "Fuser Kit", 100, 50))
    facts = read(hp.DIALECT, rows | consumables((None, "333-CCC"), ("CF990A", "111-AAA"), ("C1N99A", "222-BBB")))
    assert joined(facts) == {"1.1": (None, "333-CCC"), "1.2": ("CF990A", "111-AAA"), "1.3": ("C1N99A", "222-BBB")}


@pytest.mark.parametrize(
    ("rows", "private"),
    [
        pytest.param([(3, "Black Cartridge", 100, 60)], [("CF990A", "111-AAA")], id="nothing is known by part number"),
        pytest.param(
            [(3, "Black Cartridge", 100, 60), (3, "Cyan Cartridge", 100, 60)],
            [("CF990A", "111-AAA")],
            id="counts",
        ),
        pytest.param(
            [(3, "Part 1 HP CF990A", 100, 60), (3, "Part 2 HP CF990A", 100, 60)], [("CF990A", "1-A")], id="two rows fit"
        ),
    ],
)
def test_nothing_joins_by_guessing(
    read: Read, standard: Standard, rows: list[tuple[int, str, int, int]], private: list[tuple[str, str]]
) -> None:
    assert read(hp.DIALECT, standard(*rows) | consumables(*private)).supplies == ()


def test_pages_left_go_to_the_joined_row(read: Read, standard: Standard) -> None:
    values = standard((3, "Black Cartridge HP CF990A", -2, -3)) | consumables(("CF990A", None))
    values |= {f"{hp.USAGE_LEFT}.1.1.0": 4200, f"{hp.USAGE_LEFT}.2.1.0": 2}
    (fact,) = read(hp.DIALECT, values).supplies
    assert fact.level == Quantity(value=4200, unit="impressions", source="hp", raw_level=4200)
    assert not fact.overrides


@pytest.mark.parametrize("unit", [3, 7, None])
def test_what_is_not_counted_in_pages_is_no_level(read: Read, standard: Standard, unit: int | None) -> None:
    values = standard((3, "Black Cartridge HP CF990A", -2, -3)) | consumables(("CF990A", None))
    values |= {f"{hp.USAGE_LEFT}.1.1.0": 4200} | ({f"{hp.USAGE_LEFT}.2.1.0": unit} if unit is not None else {})
    (fact,) = read(hp.DIALECT, values).supplies
    assert fact.level is None


def test_of_two_private_rows_for_one_standard_row_the_first_joins(read: Read, standard: Standard) -> None:
    values = standard((3, "Black Cartridge HP CF990A", 100, 60)) | consumables(("CF990A", "111-A"), ("CF990A", "222-B"))
    assert [fact.serial for fact in read(hp.DIALECT, values).supplies] == ["111-A"]


def test_a_maintenance_kit_is_joined_or_a_row_of_its_own(read: Read, standard: Standard) -> None:
    kit = {hp.KIT_LEFT: 45_000, hp.KIT_INTERVAL: 225_000}
    (alone,) = read(hp.DIALECT, kit).supplies
    (fitted,) = read(hp.DIALECT, kit | standard((1, "Maintenance Kit HP 110V-Q9421A", 100, 20))).supplies
    assert alone.level == Percent(value=20.0, source="hp", raw_level=45_000, raw_max=225_000)
    assert (alone.index, alone.standalone, fitted.index) == (None, "hp.maintenance-kit", "1.1")
    assert read(hp.DIALECT, {hp.KIT_LEFT: 5, hp.KIT_INTERVAL: 0}).supplies == ()


@pytest.mark.parametrize("serial", [PML + b"A B C", b"\x01\x15", b"??", 17, "1.2.3"])
def test_a_damaged_serial_is_no_serial(read: Read, serial: object) -> None:
    assert read(hp.DIALECT, {hp.SERIAL: serial}).serial is None
