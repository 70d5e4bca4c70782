from collections.abc import Callable

import pytest

from core.model.level import Percent, Quantity, Some
from core.printer.vendors import pantum
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]
SUPPLIES = "1.3.6.1.2.1.43.11.1.1"


def short(**columns: int | bytes) -> dict[str, object]:
    return {f"{SUPPLIES}.{column[1:]}.1": value for column, value in columns.items()}


@pytest.mark.parametrize(
    ("columns", "level", "overrides"),
    [
        ({"c8": 1600, "c9": 400}, Percent(value=25.0, source="pantum", raw_level=400, raw_max=1600), True),
        ({"c8": -2, "c9": -3}, Some(source="pantum", raw_level=-3, raw_max=-2), False),
        ({"c7": 19, "c9": 40}, Percent(value=40.0, source="pantum", raw_level=40), True),
        ({"c7": 7, "c9": 40}, Quantity(value=40, source="pantum", raw_level=40), False),
    ],
)
def test_a_row_without_a_second_index_is_read(
    read: Read, columns: dict[str, int], level: object, overrides: bool
) -> None:
    (fact,) = read(pantum.DIALECT, short(c5=3, c6=b"Toner", **columns)).supplies
    assert (fact.types, fact.color, fact.level, fact.overrides) == (("toner",), "black", level, overrides)
    assert (fact.name, fact.standalone) == ("Toner", "pantum.1")


def test_a_proper_table_is_left_to_the_standard_reader(read: Read) -> None:
    assert read(pantum.DIALECT, short(c5=3, c9=40) | {f"{SUPPLIES}.9.1.1": 40}).supplies == ()
    assert read(pantum.DIALECT, short(c5=3, c6=b"Toner")).supplies == ()


def test_identity_and_counters_with_and_without_a_trailing_zero(read: Read) -> None:
    root = "1.3.6.1.4.1.40093"
    values = {f"{root}.6.1.2.0": b"CK1", f"{root}.1.1.1.1": b"1.2", f"{root}.1.1.3.9.0": 5, f"{root}.1.1.3.12": 70}
    facts = read(pantum.DIALECT, values)
    assert (facts.serial, facts.firmware, facts.counters) == ("CK1", "1.2", {"copy": 5, "print": 70})
