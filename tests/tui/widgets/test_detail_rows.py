from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.content import Content

from core.alerts.rules import Thresholds, assess
from core.model.device import Device
from core.model.level import Percent, Some, Unknown
from core.model.status import AlertRow, Tray
from core.model.supply import Supply
from tests.tui.fakes import NOW
from tests.tui.printers import detailed, printer, supply, toners, waste
from tui.device_facts import Told
from tui.widgets.columns import Column, set_in_cell, share_width
from tui.widgets.detail_rows import (
    ALERT_COLUMNS,
    ROOMY,
    SUPPLY_COLUMNS,
    TRAY_COLUMNS,
    SupplyRow,
    as_facts,
    supply_columns,
    supply_rows,
)

UNKNOWN = replace(
    supply(1, "Black Toner", "unknown", type="toner"),
    last_level=Percent(value=45.0, read_at=NOW - timedelta(hours=3)),
)


def row(one: Supply, **device: float) -> SupplyRow:
    known = printer(1, "a", "HP", "M1", (one,), **device)  # type: ignore[arg-type]
    return supply_rows(known, assess(known, Thresholds()), Thresholds(), NOW)[one.index]


def cell(columns: tuple[Column[SupplyRow], ...], name: str, one: SupplyRow, width: int) -> str:
    return next(column for column in columns if column.id == name).draw(one, width).plain


@pytest.mark.parametrize(
    ("one", "width", "words"),
    [
        (toners(62)[0], 20, "62%"),
        (toners(12)[0], 20, "12%, Low"),
        (toners(20.4)[0], 20, "20.4%"),
        (toners(5.2)[0], 20, "5.2%, Low"),
        (UNKNOWN, 30, "not known, was 45% 3 h ago"),
        (UNKNOWN, 20, "? was 45% 3 h ago"),
        (UNKNOWN, 12, "not known"),
        (waste(8), 24, "8% free, Nearly Full"),
        (replace(waste(60), is_turned=True), 24, "60% free, turned"),
        (replace(waste(60), is_turned=True), 10, "60% free"),
        (
            replace(toners(50)[0], level=Unknown(implausible="level 150 above capacity 100")),
            24,
            "not known, implausible",
        ),
    ],
)
def test_the_level_says_as_much_as_fits(one: Supply, width: int, words: str) -> None:
    assert cell(SUPPLY_COLUMNS, "level", row(one), width) == words


def test_the_age_is_that_of_the_level() -> None:
    old = replace(toners(50)[0], level=Percent(value=50.0, read_at=NOW - timedelta(hours=5)))
    assert row(old).age == "5 h"
    assert row(toners(50)[0], minutes=7).age == "7 min"


def test_the_bar_of_a_silent_printer_has_no_color() -> None:
    silent = row(toners(50)[0], silent_hours=2)
    bar = next(column for column in SUPPLY_COLUMNS if column.id == "gauge").draw(silent, 8)
    assert {str(span.style) for span in bar.spans} == {"$muted"}


def test_a_device_that_was_never_read_has_no_rows() -> None:
    never = printer(1, "a", "HP", "M1", None)
    assert supply_rows(never, assess(never, Thresholds()), Thresholds(), NOW) == {}


def test_columns_that_no_supply_fills_are_left_out() -> None:
    bare = row(supply(1, "Ink", 50))
    assert [column.id for column in supply_columns([bare])] == ["mark", "supply", "gauge", "level", "source", "age"]
    full = row(supply(1, "Ink", 50, part_number="P1", serial="S1"))
    other = row(replace(full.supply, level=Some(source="brother")))
    assert [column.id for column in supply_columns([full, other])] == [column.id for column in SUPPLY_COLUMNS]


def test_a_source_that_is_the_same_in_every_line_waits_for_room() -> None:
    bare = row(supply(1, "Ink", 50))
    columns = supply_columns([bare, bare])
    assert "source" not in [column.id for column, _ in share_width(columns, ROOMY - 1)]
    assert "source" in [column.id for column, _ in share_width(columns, ROOMY)]


def test_names_have_the_room_that_short_levels_leave() -> None:
    drums = [row(supply(number, f"Drum Cartridge (R{number})", 50, part_number="P1")) for number in range(1, 5)]
    widths = {column.id: width for column, width in share_width(supply_columns(drums), 55)}
    assert "age" in widths
    assert widths["supply"] >= len("Drum Cartridge (R1)")
    assert {column.draw(drums[0], widths[column.id]).plain for column in SUPPLY_COLUMNS if column.id == "level"} == {
        "50%"
    }


def test_long_levels_keep_their_room_and_nothing_exceeds_the_narrowest_list() -> None:
    rows = [row(replace(UNKNOWN, name="A very long name of a toner cartridge for a printer"))]
    shares = share_width(supply_columns(rows), 55)
    assert sum(width for _, width in shares) + len(shares) - 1 <= 55
    assert "age" in [column.id for column, _ in shares]
    assert {column.id: width for column, width in shares}["level"] >= 20


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [
        ("Drum Cartridge (R1)", 19, "Drum Cartridge (R1)"),
        ("Drum Cartridge (R1)", 16, "Drum Cartri…(R1)"),
        ("Drum Cartridge (R1)", 13, "Drum Car…(R1)"),
        ("Drum (of the printer at the left)", 20, "Drum (of the printe…"),
        ("Black Toner Cartridge", 10, "Black Ton…"),
        ("二階会議室ドラム (R2)", 14, "二階会議…(R2)"),
    ],
)
def test_a_name_that_is_cut_keeps_the_bracket_at_its_end(name: str, width: int, shown: str) -> None:
    column = next(column for column in SUPPLY_COLUMNS if column.id == "supply")
    drawn = set_in_cell(column.draw(row(supply(1, name, 50)), width), width).plain
    assert drawn.rstrip() == shown


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (54, ["mark", "supply", "gauge", "level"]),
        (57, ["mark", "supply", "gauge", "level", "age"]),
        (75, ["mark", "supply", "gauge", "level", "source", "age"]),
        (77, ["mark", "supply", "gauge", "level", "part", "source", "age"]),
        (130, ["mark", "supply", "gauge", "level", "part", "serial", "source", "age"]),
    ],
)
def test_a_narrow_list_drops_what_matters_least(width: int, shown: list[str]) -> None:
    assert [column.id for column, _ in share_width(SUPPLY_COLUMNS, width)] == shown


def test_trays_and_alert_rows_speak_words() -> None:
    tray = Tray(index="1.1", name="Tray 2", unit="sheets", max=250, level=120, state="ok", media="A4")
    assert [column.draw(tray, 40).plain for column in TRAY_COLUMNS] == ["Tray 2", "filled", "120 of 250 sheets", "A4"]
    assert TRAY_COLUMNS[2].draw(tray, 16).plain == "120 of 250"
    manual = Tray(index="1.2", name="MP tray", manual=True, state="empty")
    assert [column.draw(manual, 40).plain for column in TRAY_COLUMNS] == ["MP tray", "manual feed", "–", "–"]
    alert = AlertRow(index="1.1", severity="critical", group="mediaPath", code="jam", text="Paper jam")
    assert [column.draw(alert, 40).plain for column in ALERT_COLUMNS] == ["× critical", "Paper jam", "paper path"]


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (52, "Paper jam (printer says: E13-2), needs trained staff"),
        (51, "Paper jam (printer says: E13-2)"),
        (31, "Paper jam (printer says: E13-2)"),
        (30, "Paper jam"),
        (5, "Paper jam"),
    ],
)
def test_an_alert_row_says_what_its_number_means_and_whom_it_needs(width: int, said: str) -> None:
    alert = AlertRow(
        index="1.1", severity="critical", group="input", group_index=2, code="jam", text="E13-2", training="trained"
    )
    assert [column.draw(alert, width).plain for column in ALERT_COLUMNS] == ["× critical", said, "input tray 2"]


def test_trouble_has_a_color_and_the_rest_has_none() -> None:
    quiet, trouble, silent = as_facts(
        [Told("Status", "idle"), Told("Problem", "jam", is_trouble=True), Told("Panel", None, is_trouble=True)]
    )
    assert quiet == ("Status", "idle")
    assert isinstance(trouble[1], Content)
    assert (trouble[1].plain, str(trouble[1].spans[0].style)) == ("jam", "$state-low")
    assert silent == ("Panel", None)


def test_a_detailed_printer_has_a_row_for_each_supply() -> None:
    device: Device = detailed()
    rows = supply_rows(device, assess(device, Thresholds()), Thresholds(), NOW)
    assert list(rows) == [f"1.{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9)]
