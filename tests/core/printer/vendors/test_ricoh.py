from collections.abc import Callable

import pytest

from core.model.level import Percent, Some
from core.printer.vendors import ricoh
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]


def toners(*rows: tuple[str, int]) -> dict[str, object]:
    values: dict[str, object] = {}
    for number, (description, level) in enumerate(rows, 1):
        values[f"{ricoh.TONERS}.2.{number}"] = description.encode()
        values[f"{ricoh.TONERS}.5.{number}"] = level
    return values


@pytest.mark.parametrize(
    ("raw", "level", "condition"),
    [
        (60, Percent(value=60.0, source="ricoh", raw_level=60, resolution=10.0), None),
        (47, Percent(value=47.0, source="ricoh", raw_level=47), None),
        (0, Percent(value=0.0, source="ricoh", raw_level=0, resolution=10.0), "empty"),
        (-100, Some(source="ricoh", raw_level=-100), "low"),
        (-3, Some(source="ricoh", raw_level=-3), None),
    ],
)
def test_codes_stay_codes_and_levels_state_their_step(
    read: Read, raw: int, level: Percent | Some, condition: str | None
) -> None:
    (fact,) = read(ricoh.DIALECT, toners(("Cyan Toner", raw))).supplies
    assert (fact.color, fact.level, fact.condition) == ("cyan", level, condition)


@pytest.mark.parametrize("raw", [-2, -1, -50, 101, 2**70])
def test_other_numbers_say_nothing(read: Read, raw: int) -> None:
    assert read(ricoh.DIALECT, toners(("Cyan Toner", raw))).supplies == ()


@pytest.mark.parametrize(
    ("description", "level", "overrides"),
    [("Toner Cyan", 0, True), ("Toner Zyan", 0, True), ("Cyan Toner", 30, False), ("Cyan Toner", -3, False)],
)
def test_only_a_standard_zero_is_overridden(
    read: Read, standard: Callable[..., dict[str, object]], description: str, level: int, overrides: bool
) -> None:
    table = standard((3, "Black Toner", 100, 50), (3, description, 100, level), (4, "Waste Toner", 100, 100))
    facts = read(ricoh.DIALECT, table | toners(("Black Toner", 50), ("Cyan Toner", 20))).supplies
    assert [(fact.color, fact.overrides, fact.standalone) for fact in facts] == [
        ("black", False, None), ("cyan", overrides, None),
    ]  # fmt: skip


def test_rows_without_a_standard_table_stand_alone_once_a_color(read: Read) -> None:
    facts = read(ricoh.DIALECT, toners(("Toner", 30), ("Toner", 40), ("Waste Toner", 50))).supplies
    assert [(fact.color, fact.name, fact.standalone) for fact in facts] == [(None, "Toner", "ricoh.1")]


def test_counters_by_type_and_total(read: Read) -> None:
    values: dict[str, object] = {f"{ricoh.TOTALS}.1.0": 1000, ricoh.SERIAL: b"W000111", ricoh.MODEL: b"MP C1"}
    table = ((10, 999), (201, 100), (401, 200), (203, 30), (403, 40), (402, 1), (870, 5), (871, 6), (201, 1), (888, 9))
    for number, (kind, value) in enumerate(table, 1):
        values |= {f"{ricoh.COUNTERS}.2.{number}": kind, f"{ricoh.COUNTERS}.9.{number}": value}
    facts = read(ricoh.DIALECT, values)
    assert facts.counters == {"total": 1000, "black": 300, "color": 71, "scan": 11}
    assert (facts.pages, facts.serial, facts.model) == (1000, "W000111", "MP C1")
