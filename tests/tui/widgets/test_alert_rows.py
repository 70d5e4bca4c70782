from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from core.alerts.rules import assess
from core.alerts.thresholds import Thresholds
from core.model.device import Device, Quarantine
from core.model.status import AlertRow as PrinterAlert
from core.model.status import Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, quarantined, toners, waste
from tui.widgets.alert_rows import AlertRow, alert_columns, alert_rows, pick_alerts

LIMITS = Thresholds()


def rows_of(
    device: Device, known: Mapping[str, datetime | None] | None = None, seen_at: datetime | None = None
) -> tuple[AlertRow, ...]:
    return alert_rows(device, assess(device, LIMITS), NOW, known or {}, seen_at)


def told(device: Device) -> list[tuple[str, str]]:
    return [(row.mark.word, row.warning) for row in rows_of(device)]


def test_each_warning_is_a_line_the_most_urgent_first() -> None:
    jam = PrinterAlert(
        index="1.7", severity="critical", group="mediaPath", code="jam", text="Paper jam in the duplex unit"
    )
    device = printer(1, "a", "HP", "M1", (*toners(12, 50, 4, 0), waste(8)), alerts=(jam,), location="Attic")
    assert told(device) == [
        ("Empty", "Yellow Toner Cartridge Empty"),
        ("Needs Attention", "Paper jam in the duplex unit"),
        ("Near Empty", "Magenta Toner Cartridge Near Empty (4%)"),
        ("Low", "Black Toner Cartridge Low (12%)"),
        ("Nearly Full", "Waste Toner Box Nearly Full"),
    ]
    assert {row.place for row in rows_of(device)} == {"Attic"}


def test_what_a_printer_says_without_naming_a_supply_has_the_state_of_a_supply() -> None:
    device = printer(1, "a", "HP", "M1", toners(50, 50, 50, 50), status=Status(errors=("lowToner", "doorOpen")))
    assert told(device) == [
        ("Needs Attention", "Door open"),
        ("Low", "The printer reports that toner or ink is low"),
    ]


def test_a_silent_printer_says_since_when_and_keeps_its_last_warnings() -> None:
    rows = rows_of(printer(1, "a", "HP", "M1", toners(12), silent_hours=2.5))
    assert [(row.warning, row.is_stale) for row in rows] == [
        ("Unreachable: no answer in 2 s", False),
        ("Black Toner Cartridge Low (12%)", True),
    ]
    assert rows[0].since == NOW - timedelta(hours=2.5)


def test_a_quarantine_is_told_until_it_is_over() -> None:
    device = printer(1, "a", "HP", "M1", toners(50))
    hour = timedelta(hours=1)
    held = Quarantine(since=NOW, until=NOW + hour, reason="it restarted right after being asked")
    assert told(replace(device, quarantine=held)) == [
        ("Needs Attention", "Left alone until 13:00: it restarted right after being asked")
    ]
    assert told(replace(device, quarantine=replace(held, until=NOW - hour))) == []


@pytest.mark.parametrize(
    "device",
    [
        printer(1, "a", "HP", "M1", toners(50, "some", "unknown", "unlimited")),
        printer(1, "a", "HP", "M1", None),
        printer(1, "ups", "APC", "UPS", is_printer=False, silent_hours=3),
        replace(printer(1, "a", "HP", "M1", toners(0)), is_ignored=True),
    ],
    ids=["all is well", "not read yet", "no printer", "ignored"],
)
def test_nothing_is_made_up(device: Device) -> None:
    assert rows_of(device) == ()


def test_a_warning_that_was_there_first_has_no_beginning_and_a_later_one_has() -> None:
    before = rows_of(printer(1, "a", "HP", "M1", toners(12, 50, 50, 50)))
    assert [row.since for row in before] == [None]
    known = {row.key: row.since for row in before}
    after = rows_of(printer(1, "a", "HP", "M1", toners(11, 50, 4, 50)), known, NOW - timedelta(minutes=3))
    assert [(row.warning, row.since) for row in after] == [
        ("Magenta Toner Cartridge Near Empty (4%)", NOW - timedelta(minutes=3)),
        ("Black Toner Cartridge Low (11%)", None),
    ]


@pytest.mark.parametrize(
    ("words", "found"), [("", 2), ("LOW", 1), ("attic black", 1), ("192.0.2.1 unreachable", 1), ("cellar", 0)]
)
def test_words_are_looked_for_in_everything_shown(words: str, found: int) -> None:
    rows = rows_of(printer(1, "a", "HP", "M1", toners(12), silent_hours=2.5, location="Attic"))
    assert len(pick_alerts(rows, words)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("loc:attic", 2),
        ("location:attic l:att", 2),
        ("loc:", 2),
        ("name:lp1", 2),
        ("name:attic", 0),
        ("addr:192.0.2.1", 2),
        ("model:hp", 2),
        ("laserjet", 2),
        ("serial:0000001", 2),
        ("note:4711", 2),
        ("alert:low", 1),
        ("alert:black loc:attic", 1),
        ("alert:unreachable", 1),
        ("loc:low", 0),
        ("bogus:low", 0),
    ],
)
def test_a_word_may_be_asked_of_one_field_of_the_device_or_of_its_own_warning(words: str, found: int) -> None:
    device = printer(1, "lp1", "HP", "LaserJet", toners(12), silent_hours=2.5, location="Attic")
    rows = rows_of(replace(device, notes="Call 4711"))
    assert len(pick_alerts(rows, words)) == found


def test_a_quarantine_is_found_by_the_word_that_the_devices_list_has_for_it() -> None:
    rows = rows_of(quarantined(printer(1, "a", "HP", "M1", toners(12)), hours=2))
    assert pick_alerts(rows, "alert:quarantined") == [row.key for row in rows if row.key.endswith("/quarantine")] != []


@pytest.mark.parametrize(("width", "words"), [(16, "2026-03-03 06:00"), (5, "03-03")])
def test_an_earlier_day_is_named_as_the_column_allows(width: int, words: str) -> None:
    (row, *_) = rows_of(printer(1, "a", "HP", "M1", silent_hours=30))
    since = alert_columns(lambda: NOW)[-1]
    assert since.draw(row, width).plain == words


def test_every_column_is_drawn() -> None:
    (row,) = rows_of(printer(1, "a", "HP", "M1", toners(12)))
    drawn = [column.draw(row, 40).plain for column in alert_columns(lambda: NOW)]
    assert drawn == ["▼ Low", "a", "Black Toner Cartridge Low (12%)", "–", "–"]
