import pytest

from core.model.level import Unknown
from core.model.supply import Supply
from core.printer.supply_names import made_up_name, name_rows


def _supply(index: str, name: str, color: str | None = None, kind: str = "toner") -> Supply:
    return Supply(index=index, name=name, color=color, type=kind, level=Unknown())


@pytest.mark.parametrize(
    ("kind", "color", "name"),
    [
        ("toner", "cyan", "Cyan Toner"),
        ("inkCartridge", "photo black", "Photo black Ink Cartridge"),
        ("wasteToner", None, "Waste Toner Box"),
        ("unknown", "cyan", "Supply 7"),
        ("other", None, "Supply 7"),
    ],
)
def test_a_row_without_a_description_is_named_by_what_it_is(kind: str, color: str | None, name: str) -> None:
    assert made_up_name(kind, color, "1.7") == name
    assert name_rows([_supply("1.7", "", color, kind)])[0].name == name


def test_rows_of_one_name_are_told_apart_by_color() -> None:
    rows = [
        _supply("1.1", "Toner Cartridge", "black"),
        _supply("1.2", "Toner Cartridge", "cyan"),
        _supply("1.3", "Fuser"),
    ]
    assert [row.name for row in name_rows(rows)] == ["Black Toner Cartridge", "Cyan Toner Cartridge", "Fuser"]


def test_a_name_of_its_own_is_left_alone() -> None:
    assert name_rows([_supply("1.1", "Toner Cartridge", "black")])[0].name == "Toner Cartridge"
