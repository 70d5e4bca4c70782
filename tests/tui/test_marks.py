from typing import get_args

import pytest
from rich.cells import cell_len

from core.model.severity import DeviceState, SupplyState
from tests.tui.printers import supply
from tui.marks import DEVICE_MARKS, OTHER_DEVICE, RECEPTACLE_MARKS, SUPPLY_MARKS, Mark, supply_label
from tui.themes import STATE_NAMES

ALL_MARKS = [*DEVICE_MARKS.values(), *SUPPLY_MARKS.values(), *RECEPTACLE_MARKS.values(), OTHER_DEVICE]


def test_every_state_has_a_mark() -> None:
    assert set(DEVICE_MARKS) == set(get_args(DeviceState))
    assert set(SUPPLY_MARKS) == set(RECEPTACLE_MARKS) == set(get_args(SupplyState))


@pytest.mark.parametrize("mark", ALL_MARKS)
def test_a_mark_is_one_cell_with_a_word_and_a_color_of_the_themes(mark: Mark) -> None:
    assert cell_len(mark.glyph) == 1
    assert mark.word
    assert mark.name in STATE_NAMES


@pytest.mark.parametrize("marks", [DEVICE_MARKS, SUPPLY_MARKS, RECEPTACLE_MARKS])
def test_states_are_told_apart_without_color(marks: dict[str, Mark]) -> None:
    assert len({mark.glyph for mark in marks.values()}) == len(marks)
    assert len({mark.word for mark in marks.values()}) == len(marks)


def test_a_glyph_means_the_same_everywhere() -> None:
    colors: dict[str, set[str]] = {}
    for mark in ALL_MARKS:
        colors.setdefault(mark.glyph, set()).add(mark.name)
    assert {glyph: names for glyph, names in colors.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("type_", "color", "label"),
    [
        ("toner", "black", "K"),
        ("inkCartridge", "photo black", "PK"),
        ("inkCartridge", "light cyan", "LC"),
        ("inkCartridge", "gray", "Gy"),
        ("ink", "orange", "Or"),
        ("tonerCartridge", None, "Toner"),
        ("opc", "cyan", "Drum C"),
        ("fuser", None, "Fuser"),
        ("wasteToner", "black", "Waste"),
        ("covers", None, "Perfect"),
    ],
)
def test_a_supply_is_named_in_a_few_cells(type_: str, color: str | None, label: str) -> None:
    one = supply(1, "Perfect binding cover", 50, type=type_, color=color, receptacle=type_ == "wasteToner")
    assert supply_label(one) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [("Transfer Roller", "Roller"), ("Belt Unit", "Belt"), ("Transfer Kit", "Transfer"), ("Intermediate belt", "Belt")],
)
def test_a_transfer_unit_is_called_as_its_printer_calls_it(name: str, label: str) -> None:
    assert supply_label(supply(1, name, 50, type="transferUnit")) == label
