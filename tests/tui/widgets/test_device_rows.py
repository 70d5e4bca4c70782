from datetime import timedelta

import pytest

from core.alerts.rules import Thresholds
from core.model.device import Device
from core.model.status import Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, supply, toners, typical, waste
from tui.widgets.device_rows import DEVICE_COLUMNS, DeviceRow, in_order, is_outdated, make_row, natural, pick


def row_of(device: Device, **more: bool) -> DeviceRow:
    return make_row(device, Thresholds(), NOW, **more)


def cell(row: DeviceRow, column_id: str, width: int = 40) -> str:
    return next(column for column in DEVICE_COLUMNS if column.id == column_id).draw(row, width).plain


@pytest.mark.parametrize(
    ("device", "forms"),
    [
        (printer(1, "a", "HP", "M1", toners(50, 50, 50, 50)), ("OK",)),
        (
            printer(1, "a", "HP", "M1", toners(50, 12, 50, 50)),
            ("Cyan Toner Cartridge Low (12%)", "Cyan Low (12%)", "Cyan Low"),
        ),
        (
            printer(1, "a", "HP", "M1", toners(50, 12, 3, 4)),
            (
                "Magenta Toner Cartridge Near Empty (3%), open details for 2 more",
                "Magenta Near Empty (3%) +2",
                "Magenta Near Empty +2",
            ),
        ),
        (
            printer(1, "a", "HP", "M1", (waste(1),)),
            ("Waste Toner Box About to Be Full", "Waste About to Be Full"),
        ),
        (
            printer(1, "a", "HP", "M1", (supply(1, "Drum Cartridge (Black)", 9, type="opc", color="black"),)),
            ("Drum Cartridge (Black) Low (9%)", "Drum K Low (9%)", "Drum K Low"),
        ),
        (printer(1, "a", "HP", "M1", toners(50), status=Status(errors=("jammed",))), ("Paper jam",)),
        (
            printer(1, "a", "HP", "M1", toners(12), silent_hours=2),
            ("Unreachable for 2 h; Black Toner Cartridge Low (12%)", "Unreachable for 2 h", "Unreachable 2 h"),
        ),
        (printer(1, "a", "HP", "M1", None, silent_hours=0), ("Unreachable",)),
        (printer(1, "a", "HP", "M1", None), ("Not read yet",)),
        (printer(1, "a", "APC", "UPS", is_printer=False), ("Not a printer",)),
    ],
)
def test_the_alerts_column_speaks_plainly_and_briefly_where_it_is_narrow(
    device: Device, forms: tuple[str, ...]
) -> None:
    row = row_of(device)
    assert tuple(cell(row, "alerts", len(form)) for form in forms) == forms
    assert cell(row, "alerts", 1) == forms[-1]


def test_a_brief_warning_is_about_the_supply_with_that_whole_name() -> None:
    supplies = (
        supply(1, "Toner", 50, type="toner", color="black"),
        supply(2, "Toner Two", 10, type="toner", color="cyan"),
    )
    assert cell(row_of(printer(1, "a", "HP", "M1", supplies)), "alerts", 14) == "Cyan Low (10%)"


@pytest.mark.parametrize(
    ("device", "age"),
    [
        (printer(1, "a", "HP", "M1", toners(5), minutes=0.5), "now"),
        (printer(1, "a", "HP", "M1", toners(5), minutes=153), "2 h"),
        (printer(1, "a", "HP", "M1", None), "–"),
        (printer(1, "a", "APC", "UPS", is_printer=False, minutes=5), "5 min"),
    ],
)
def test_the_age_is_that_of_the_reading(device: Device, age: str) -> None:
    assert row_of(device).age == age
    assert row_of(device, is_asked=True).age == "asking"


def test_a_device_without_a_name_goes_by_its_address() -> None:
    assert row_of(printer(7, None, "HP", "M1")).name == "192.0.2.7"


@pytest.mark.parametrize(
    ("device", "views"),
    [
        (printer(1, "a", "HP", "M1", toners(50)), ("all",)),
        (printer(1, "a", "HP", "M1", toners(0)), ("all", "low")),
        (printer(1, "a", "HP", "M1", toners(0), silent_hours=1), ("all", "low", "unreachable")),
        (printer(1, "a", "HP", "M1", toners(0), status=Status(errors=("doorOpen",))), ("all", "low")),
        (printer(1, "a", "APC", "UPS", is_printer=False), ("others",)),
        (printer(1, "a", "HP", "M1", toners(0), is_ignored=True), ("ignored",)),
    ],
)
def test_a_device_belongs_to_its_views(device: Device, views: tuple[str, ...]) -> None:
    assert row_of(device).views == views


def arranged(words: str = "", view: str = "all", sort: str = "alerts") -> list[str]:
    rows = {device.id: row_of(device) for device in typical()}
    return [rows[key].name for key in pick(in_order(rows.values(), sort), view, words)]


def test_the_most_urgent_come_first() -> None:
    assert arranged()[:5] == ["sales-a3", "copy-shop", "lab", "accounts-2", "hr"]
    assert arranged()[-1] == "reception"


def test_every_word_of_the_filter_must_match_somewhere() -> None:
    assert arranged("LASERJET") == ["accounts-2"]
    assert arranged("kyocera laboratory") == ["lab"]
    assert arranged("sn0000017 unreachable") == ["board-room"]
    assert arranged("kyocera hr") == []


def test_names_are_sorted_as_people_count() -> None:
    assert sorted(["p10", "P9", "p1", "10.1.2.10", "10.1.2.9"], key=natural) == [
        "10.1.2.9",
        "10.1.2.10",
        "p1",
        "P9",
        "p10",
    ]
    assert arranged(sort="device")[:3] == ["192.0.2.20", "accounts-2", "board-room"]


def test_the_newest_reading_comes_first_by_age() -> None:
    assert arranged(sort="age")[:2] == ["studio", "lab"]
    assert arranged(sort="age")[-1] == "new-one"


@pytest.mark.parametrize(
    ("device", "later", "outdated"),
    [
        (printer(1, "a", "HP", "M1", toners(50), minutes=3), 30, False),
        (printer(1, "a", "HP", "M1", toners(50), minutes=3), 60, True),
        (printer(1, "a", "HP", "M1", None, silent_hours=0), 59, False),
        (printer(1, "a", "HP", "M1", None, silent_hours=0), 60, True),
    ],
)
def test_a_row_is_outdated_when_its_words_are(device: Device, later: int, outdated: bool) -> None:
    assert is_outdated(row_of(device), NOW + timedelta(seconds=later)) is outdated


def test_text_of_a_device_is_never_markup() -> None:
    row = row_of(printer(1, "[red]name[/red]", "[b]", "[/]"))
    assert cell(row, "device") == "[red]name[/red]"
    assert cell(row, "model") == "[b] [/]"
