from collections.abc import Callable

import pytest

from core.printer.vendors import fujifilm, xcmi, xerox
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]


def counts(table: dict[str, tuple[int, str | None]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for suffix, (number, name) in table.items():
        values[f"{xcmi.LIFE_COUNTS}.{suffix}"] = number
        if name is not None:
            values[f"{xcmi.LIFE_NAMES}.{suffix}"] = name.encode()
    return values


def test_names_decide_what_a_counter_counts(read: Read) -> None:
    facts = read(
        xerox.DIALECT,
        counts(
            {
                "1": (70, "Color Impressions"),
                "33": (300, "Black Impressions"),
                "34": (370, "Total Impressions"),
                "40": (200, "Black Printed Impressions"),
                "41": (60, "Color Printed Impressions"),
                "42": (100, "Black Copied Impressions"),
                "50": (33, "2 Sided Sheets"),
                "51": (4, "Something Else"),
            }
        ),
    )
    assert facts.counters == {"color": 70, "black": 300, "total": 370, "print": 260, "copy": 100, "duplex": 33}
    assert facts.pages == 370


def test_numbers_decide_only_where_nothing_has_a_name(read: Read) -> None:
    numbered: dict[str, tuple[int, str | None]] = {
        "1": (370, None),
        "33": (70, None),
        "34": (300, None),
        "99": (5, None),
    }
    assert read(xerox.DIALECT, counts(numbered)).counters == {"total": 370, "color": 70, "black": 300}
    assert read(xerox.DIALECT, counts(numbered | {"99": (5, "Something")})).counters == {}


def test_identity(read: Read) -> None:
    values = {xcmi.SERIAL: b"ABC123456", xcmi.DEVICE_ID: b"MFG:Xerox; MDL:AltaLink Z9;SN:X1"}
    facts = read(xerox.DIALECT, values)
    assert (facts.model, facts.serial) == ("AltaLink Z9", "ABC123456")
    assert read(xerox.DIALECT, {xcmi.DEVICE_ID: b"MFG:Xerox;SN:X1"}).serial == "X1"


def test_fujifilm_takes_identity_only(read: Read) -> None:
    values = {xcmi.SERIAL: b"ABC123456", xcmi.DEVICE_ID: b"MDL:Apeos 9", f"{xcmi.LIFE_COUNTS}.1": 5}
    assert read(fujifilm.DIALECT, values) == VendorFacts(model="Apeos 9", serial="ABC123456")
    assert read(fujifilm.DIALECT, {xcmi.DEVICE_ID: b"MDL:Apeos 9;SN:X1"}).serial == "X1"


@pytest.mark.parametrize(
    ("described", "numbered", "expected"),
    [
        pytest.param("Black Toner", "006R09999", {"1.1": "006R09999"}, id="same description"),
        pytest.param("Toner noir", "PN 013R09998", {"1.2": "013R09998"}, id="the standard row names the number"),
        pytest.param("Cyan Toner", "006R09997", {}, id="no such row"),
        pytest.param("Black Toner", "unknown", {}, id="no number"),
    ],
)
def test_part_numbers_go_only_to_the_row_they_surely_belong_to(
    read: Read, standard: Callable[..., dict[str, object]], described: str, numbered: str, expected: dict[str, str]
) -> None:
    values = standard((3, "Black Toner", 100, 5), (9, "Drum, PN 013R09998;SN1", 100, 5))
    values |= {f"{xcmi.SUPPLIES}.5.1.7": described.encode(), f"{xcmi.SUPPLIES}.6.1.7": numbered.encode()}
    assert {fact.index: fact.part_number for fact in read(xerox.DIALECT, values).supplies} == expected


def test_of_two_private_rows_for_one_standard_row_the_first_joins(
    read: Read, standard: Callable[..., dict[str, object]]
) -> None:
    values = standard((3, "Black Toner", 100, 5))
    for number, part in ((7, b"006R09991"), (8, b"006R09992")):
        values |= {f"{xcmi.SUPPLIES}.5.1.{number}": b"Black Toner", f"{xcmi.SUPPLIES}.6.1.{number}": part}
    assert [fact.part_number for fact in read(xerox.DIALECT, values).supplies] == ["006R09991"]
