import random
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.model.device import Device
from core.model.status import Counters, Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, quarantined, toners, typical, waste
from tui.widgets.device_columns import device_columns
from tui.widgets.device_rows import DeviceRow, make_row
from tui.widgets.device_sorts import SORTS, SortedRows

DAY = timedelta(days=1)


def row_of(device: Device) -> DeviceRow:
    return make_row(device, Thresholds(), NOW)


def sorted_rows(*devices: Device) -> SortedRows:
    rows = SortedRows()
    rows.update({device.id: row_of(device) for device in devices})
    return rows


def names(rows: SortedRows) -> list[str]:
    return [rows.rows[device_id].name for device_id in rows.order()]


def counted(number: int, name: str, pages: int | None) -> Device:
    device = printer(number, name, "HP", "M1", toners(50))
    assert device.reading is not None
    return replace(device, reading=replace(device.reading, counters=Counters(pages=pages)))


def test_every_column_can_be_sorted_by() -> None:
    assert list(SORTS) == [column_id for column_id in device_columns(lambda: NOW) if column_id in SORTS]
    assert set(SORTS) == set(device_columns(lambda: NOW))


@pytest.mark.parametrize(
    ("column", "devices", "order"),
    [
        (
            "alerts",
            [
                printer(1, "ok", "HP", "M1", toners(50)),
                printer(2, "low", "HP", "M1", toners(12)),
                printer(3, "gone", "HP", "M1", toners(50), silent_hours=1),
                printer(4, "empty", "HP", "M1", toners(0)),
                printer(5, "jam", "HP", "M1", toners(50), status=Status(errors=("jammed",))),
            ],
            "empty jam low gone ok",
        ),
        (
            "device",
            [printer(1, "p10", "HP", "M1"), printer(2, "P9", "HP", "M1"), printer(3, "a", "HP", "M1")],
            "a P9 p10",
        ),
        (
            "model",
            [printer(1, "a", "HP", "M10"), printer(2, "b", "HP", "M9"), printer(3, "c", "Brother", "HL")],
            "c b a",
        ),
        (
            "supplies",
            [
                printer(1, "some", "HP", "M1", toners("some")),
                printer(2, "third", "HP", "M1", toners(90, 30, 50, 40)),
                printer(3, "waste", "HP", "M1", (*toners(60), waste(1))),
                printer(4, "tenth", "HP", "M1", toners(10, "unknown", 50, 40)),
            ],
            "tenth third waste some",
        ),
        (
            "location",
            [
                printer(1, "a", "HP", "M1", location="Hall 10"),
                printer(2, "b", "HP", "M1", location=None),
                printer(3, "c", "HP", "M1", location="hall 9"),
            ],
            "c a b",
        ),
        (
            "age",
            [
                printer(1, "old", "HP", "M1", toners(1), minutes=9),
                printer(2, "never", "HP", "M1", None),
                printer(3, "new", "HP", "M1", toners(1), minutes=1),
            ],
            "new old never",
        ),
        ("address", [printer(10, "a", "HP", "M1"), printer(9, "b", "HP", "M1")], "b a"),
        ("serial", [printer(10, "a", "HP", "M1"), printer(9, "b", "HP", "M1")], "b a"),
        ("pages", [counted(1, "few", 9), counted(2, "many", 100), counted(3, "untold", None)], "many few untold"),
        ("vendor", [printer(1, "a", "Xerox", "M1"), printer(2, "b", "HP", "M1")], "b a"),
        (
            "status",
            [
                printer(1, "a", "HP", "M1", toners(1), status=Status(printer="printing")),
                printer(2, "b", "HP", "M1", toners(1), status=Status(printer="idle", asleep=True)),
                printer(3, "c", "HP", "M1", toners(1), silent_hours=1),
                printer(4, "d", "HP", "M1", None),
                quarantined(printer(5, "e", "HP", "M1", toners(1)), hours=2),
                quarantined(printer(6, "f", "HP", "M1", toners(1), status=Status(printer="idle")), hours=-1),
            ],
            "b f a e c d",
        ),
        ("managed", [printer(1, "a", "HP", "M1"), printer(2, "b", "HP", "M1", is_managed_elsewhere=True)], "b a"),
        ("notes", [printer(1, "a", "HP", "M1"), printer(2, "b", "HP", "M1", notes="call first")], "b a"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_each_column_has_its_order_and_what_is_not_known_goes_last(
    column: str, devices: list[Device], order: str
) -> None:
    rows = sorted_rows(*devices)
    rows.use(column, is_reversed=False)
    assert names(rows) == order.split()


def test_the_other_way_round_what_is_alike_stays_by_name_and_the_unknown_last() -> None:
    rows = sorted_rows(
        printer(1, "b", "HP", "M1", location="X"),
        printer(2, "a", "HP", "M1", location="X"),
        printer(3, "c", "HP", "M1", location="Y"),
        printer(4, "d", "HP", "M1"),
    )
    rows.use("location", is_reversed=True)
    assert names(rows) == ["c", "a", "b", "d"]
    rows.use("location", is_reversed=False)
    assert names(rows) == ["a", "b", "c", "d"]


def test_an_order_stays_the_same_object_until_a_row_moves() -> None:
    a, b = printer(1, "a", "HP", "M1", toners(50)), printer(2, "b", "HP", "M1", toners(50))
    rows = sorted_rows(a, b)
    order = rows.order()
    rows.update({b.id: row_of(replace(b, notes="new words"))})
    assert rows.order() is order
    assert rows.rows[b.id].device.notes == "new words"
    rows.update({b.id: row_of(printer(2, "b", "HP", "M1", toners(0)))})
    assert names(rows) == ["b", "a"]
    rows.update({b.id: row_of(printer(2, "0", "HP", "M1", toners(50)))})
    assert names(rows) == ["0", "a"]
    rows.update({b.id: None, "d99": None})
    assert names(rows) == ["a"]


@pytest.mark.parametrize("column", SORTS)
def test_after_any_changes_the_order_is_that_of_a_new_list(column: str) -> None:
    dice = random.Random(column)
    devices = {device.id: device for device in typical()}
    kept = sorted_rows(*devices.values())
    for _ in range(60):
        kept.use(dice.choice([column, column, *SORTS]), is_reversed=dice.random() < 0.5)
        kept.order()
        changes: dict[str, Any] = {}
        for device_id in dice.sample(list(devices), 3):
            if dice.random() < 0.2:
                changes[device_id] = None
            else:
                place = dice.choice(["Hall 1", "Hall 2", None])
                device = replace(devices[device_id], given_location=place, given_name=dice.choice(["x1", "x2", None]))
                changes[device_id] = row_of(device)
        kept.update(changes)
    anew = SortedRows()
    anew.update(kept.rows)
    for rows in (kept, anew):
        rows.use(column, is_reversed=False)
    assert kept.order() == anew.order()
