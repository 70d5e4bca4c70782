from collections.abc import Callable

import pytest

from core.model.level import Percent
from core.printer.vendors import samsung
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]


def toners(*rows: tuple[str | int, str, int]) -> dict[str, object]:
    """(color, description, level) of each row."""
    values: dict[str, object] = {}
    for number, (color, description, level) in enumerate(rows, 1):
        values[f"{samsung.TONERS}.4.{number}"] = color.encode() if isinstance(color, str) else color
        values[f"{samsung.TONERS}.5.{number}"] = description.encode()
        values[f"{samsung.TONERS}.6.{number}"] = level
    return values


def jobs(*rows: tuple[int, int, int, int]) -> dict[str, object]:
    """(job type, size, color, value) of each row."""
    values: dict[str, object] = {}
    for number, row in enumerate(rows, 1):
        for column, cell in zip((2, 3, 6, 7), row, strict=True):
            values[f"{samsung.JOBS}.{column}.1.{number}"] = cell
    return values


def test_toners_by_color(read: Read) -> None:
    values = toners(("Black", "Black Toner", 81), (2, "Cyan Toner", 7), ("Cyan", "again", 9), ("Yellow", "", 101))
    facts = read(samsung.DIALECT, values).supplies
    assert [(fact.color, fact.level, fact.name, fact.standalone) for fact in facts] == [
        ("black", Percent(value=81.0, source="samsung", raw_level=81), "Black Toner", "samsung.1"),
        ("cyan", Percent(value=7.0, source="samsung", raw_level=7), "Cyan Toner", "samsung.2"),
    ]


@pytest.mark.parametrize(("level", "expected"), [(44, [44.0]), (0, [0.0]), (255, []), (-1, [])])
def test_the_only_toner(read: Read, level: int, expected: list[float]) -> None:
    facts = read(samsung.DIALECT, {samsung.TONER_LEFT: level}).supplies
    assert [getattr(fact.level, "value", None) for fact in facts] == expected
    assert all(fact.color is None and fact.standalone == "samsung.toner" for fact in facts)


def test_no_row_of_its_own_beside_standard_rows(read: Read, standard: Callable[..., dict[str, object]]) -> None:
    (fact,) = read(samsung.DIALECT, standard((3, "Black Toner", 100, 5)) | {samsung.TONER_LEFT: 44}).supplies
    assert fact.standalone is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ((1, 5, 3, 500), (1, 3, 3, 20), (2, 5, 3, 40), (6, 5, 3, 7), (5, 5, 3, 90)),
            {"print": 520, "copy": 40, "scan": 90, "black": 567},
        ),
        (((1, 5, 1, 30), (1, 5, 2, 3), (1, 5, 3, 10)), {"print": 43, "color": 33, "black": 10}),
        (((1, 1, 3, 100), (1, 2, 3, 5), (1, 5, 3, 105)), {"print": 105, "black": 105}),
        (((1, 1, 3, 100), (1, 2, 3, 5), (1, 5, 3, 0)), {"print": 105, "black": 105}),
        (((99, 5, 3, 1), (3, 5, 3, 8), (4, 5, 3, 9)), {"fax": 8, "black": 8}),
    ],
)
def test_jobs_add_up_without_counting_a_page_twice(
    read: Read, rows: tuple[tuple[int, int, int, int], ...], expected: dict[str, int]
) -> None:
    assert read(samsung.DIALECT, jobs(*rows)).counters == expected


def test_identity(read: Read) -> None:
    facts = read(samsung.DIALECT, {samsung.MODEL: b"SL-X999", samsung.OLD_SERIAL: b"Z9", samsung.FIRMWARE: b"V1"})
    assert (facts.model, facts.serial, facts.firmware) == ("SL-X999", "Z9", "V1")
    assert read(samsung.DIALECT, {samsung.OLD_SERIAL: b"Z9", samsung.SERIAL: b"Z8 "}).serial == "Z8"
