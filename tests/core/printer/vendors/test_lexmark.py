from collections.abc import Callable

import pytest

from core.model.level import Percent
from core.printer.vendors import dell, lexmark, lexmark_mps
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]
COLUMNS = {
    "type": 3,
    "color": 4,
    "description": 5,
    "serial": 6,
    "part": 7,
    "class": 8,
    "status": 12,
    "max": 14,
    "level": 16,
}


def supply(number: int, **columns: int | str) -> dict[str, object]:
    return {
        f"{lexmark_mps.SUPPLIES}.{COLUMNS[name]}.1.{number}": value.encode() if isinstance(value, str) else value
        for name, value in columns.items()
    }


TONER: dict[str, int | str] = {
    "type": 6, "color": "cyan", "description": "Cyan Toner", "serial": "CAB1", "part": "99C0H20", "class": 2,
    "status": 4, "max": 2000, "level": 300,
}  # fmt: skip
WASTE: dict[str, int | str] = {
    "type": 10,
    "color": "none",
    "description": "Waste Box",
    "part": "99C0W00",
    "class": 1,
    "max": 900,
    "level": 30,
}


def test_a_supply_brings_part_number_serial_level_and_verdict(read: Read) -> None:
    (fact,) = read(lexmark.DIALECT, supply(3, **TONER)).supplies
    assert (fact.types, fact.color, fact.part_number, fact.serial) == (
        ("toner", "tonerCartridge"), "cyan", "99C0H20", "CAB1",
    )  # fmt: skip
    assert fact.level == Percent(value=15.0, source="lexmark", raw_level=300, raw_max=2000)
    assert (fact.condition, fact.overrides, fact.standalone) == ("low", False, "lexmark.1.3")


def test_a_box_that_fills_gets_no_level(read: Read) -> None:
    (fact,) = read(lexmark.DIALECT, supply(4, **WASTE)).supplies
    assert (fact.types, fact.color, fact.level, fact.part_number, fact.standalone) == (
        ("wasteToner",), None, None, "99C0W00", None,
    )  # fmt: skip


def test_the_description_joins_where_only_one_row_has_it(
    read: Read, standard: Callable[..., dict[str, object]]
) -> None:
    table = standard((3, "Black Toner", 100, 50), (3, "Cyan  Toner", 100, 40), (9, "Unit", 1, 1), (9, "Unit", 1, 1))
    values = table | supply(1, **TONER) | supply(2, type=7, description="Unit", part="99U", level=1, max=2)
    facts = read(lexmark.DIALECT, values).supplies
    assert [(fact.index, fact.standalone) for fact in facts] == [("1.2", None), (None, None)]


def test_a_type_that_no_standard_row_can_have_joins_by_description_only(read: Read) -> None:
    assert read(lexmark.DIALECT, supply(1, type=5, description="Printhead", max=10, level=5)).supplies == ()


def counts(*rows: tuple[int, int, int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for number, (kind, unit, value) in enumerate(rows, 1):
        for column, cell in ((2, kind), (3, unit), (4, value)):
            values[f"{lexmark_mps.COUNTS}.{column}.1.{number}"] = cell
    return values


@pytest.mark.parametrize(
    ("rows", "pages", "counters"),
    [
        (((2, 4, 900), (3, 4, 600), (4, 4, 300)), 900, {"total": 900, "black": 600, "color": 300}),
        (((16, 5, 50), (16, 4, 80), (16, 5, 51), (16, 4, 99)), None, {"print": 80}),
        (((80, 4, 905), (2, 4, 900), (32, 5, 10), (48, 5, 3)), 905, {"total": 900, "copy": 10, "fax": 3}),
        (((2, 4, -5), (777, 4, 1)), None, {}),
    ],
)
def test_counts_by_type_prefer_sides(
    read: Read, rows: tuple[tuple[int, int, int], ...], pages: int | None, counters: dict[str, int]
) -> None:
    facts = read(lexmark.DIALECT, counts(*rows))
    assert (facts.pages, facts.counters) == (pages, counters)


def test_the_older_ids_stand_in(read: Read) -> None:
    older = {lexmark.PRODUCT: b"Lexmark T999", lexmark.SERIAL: b"99AABB", lexmark.FIRMWARE: b"LR.XX.P1"}
    facts = read(lexmark.DIALECT, older)
    assert (facts.model, facts.serial, facts.firmware) == ("Lexmark T999", "99AABB", "LR.XX.P1")
    newer = read(lexmark.DIALECT, older | {lexmark_mps.MODEL: b"Lexmark CX9", lexmark_mps.SERIAL: b"77"})
    assert (newer.model, newer.serial) == ("Lexmark CX9", "77")


def test_dell_reads_the_same_tables_under_its_own_name(read: Read) -> None:
    facts = read(dell.DIALECT, supply(3, **TONER) | {dell.DEVICE_ID: b"MFG:Dell;MDL:B9999dn;SN:ABCD1"})
    assert (facts.vendor, facts.model, facts.serial) == ("Dell", "B9999dn", "ABCD1")
    both = {dell.PRODUCT: b"B9999dn", lexmark_mps.MODEL: b"Lexmark MS9"}
    assert read(dell.DIALECT, both).model == "B9999dn"
    (fact,) = facts.supplies
    assert fact.level is not None
    assert (fact.standalone, fact.level.source) == ("dell.1.3", "dell")
