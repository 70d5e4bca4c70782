from collections.abc import Callable

import pytest

from core.model.level import Percent
from core.printer.vendors import oki
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]


def toners(*rows: tuple[str, str, str, str]) -> dict[str, object]:
    return {
        f"{oki.TONERS}.{column}.{number}": cell.encode()
        for number, row in enumerate(rows, 1)
        for column, cell in zip((2, 3, 4, 5), row, strict=True)
        if cell
    }


@pytest.mark.parametrize(
    ("row", "level"),
    [
        (("Black Toner", "1500", "5000", "sheets"), Percent(value=30.0, source="oki", raw_level=1500, raw_max=5000)),
        (("Black Toner", "45 %", "", "%"), Percent(value=45.0, source="oki", raw_level=45)),
        (("Black Toner", "45", "0", "Percent"), Percent(value=45.0, source="oki", raw_level=45)),
        (("Black Toner", "45", "", "sheets"), None),
        (("Black Toner", "none", "100", "%"), None),
        (("Black Toner", "145", "", "%"), None),
    ],
)
def test_numbers_come_as_text(read: Read, row: tuple[str, str, str, str], level: Percent | None) -> None:
    facts = read(oki.DIALECT, toners(row)).supplies
    assert [fact.level for fact in facts] == ([level] if level else [])


def test_rows_that_cannot_be_told_apart_join_nothing(read: Read, standard: Callable[..., dict[str, object]]) -> None:
    rows = toners(
        ("Toner Cartridge", "10", "100", ""), ("Cyan Toner", "20", "100", ""), ("Cyan Toner", "30", "100", "")
    )
    facts = read(oki.DIALECT, rows | standard((3, "Toner", 100, 5))).supplies
    assert [(fact.color, fact.standalone) for fact in facts] == [("cyan", None)]
    assert [fact.standalone for fact in read(oki.DIALECT, rows).supplies] == ["oki.1", "oki.2"]


def test_identity(read: Read) -> None:
    facts = read(oki.DIALECT, {oki.MODEL: b"C999", oki.SERIAL: b"AK1"})
    assert (facts.model, facts.serial) == ("C999", "AK1")
