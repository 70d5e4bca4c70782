import csv
import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.errors import UsageError
from core.export import COLUMNS, encode, format_of
from core.model.device import Device
from core.model.status import Counters, Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, quarantined, toners, typical, waste


def table(*devices: Device, columns: tuple[str, ...] = COLUMNS) -> list[list[str]]:
    return list(csv.reader(io.StringIO(encode(devices, "csv", columns, Thresholds(), NOW), newline="")))


def cell(device: Device, column_id: str) -> str:
    (_, (_, text)) = table(device, columns=(column_id,))
    return text


def named(text: str) -> Device:
    return replace(printer(1, "a", "HP", "M1"), given_name=text)


def full() -> Device:
    device = printer(7, "lp7", "HP", "M1", (*toners(12), waste("some")), location="Hall 3", is_managed_elsewhere=True)
    assert device.reading is not None
    reading = replace(device.reading, counters=Counters(pages=48213))
    return replace(device, reading=reading, notes="Call 4711,\nbefore opening")


def test_a_table_has_every_column_with_a_title() -> None:
    titles, row = table(full())
    assert dict(zip(titles, row, strict=True)) == {
        "ID": "d0000000007",
        "State": "low",
        "Device": "lp7",
        "Model": "HP M1",
        "Make": "HP",
        "Serial number": "SN0000007",
        "Address": "192.0.2.7",
        "Location": "Hall 3",
        "Supplies": "Black Toner Cartridge: 12%; Waste Toner Box: some space left",
        "Alerts": "Black Toner Cartridge Low (12%)",
        "Status": "idle",
        "Pages": "48213",
        "Read at": "2026-03-04T11:57:00Z",
        "Managed elsewhere": "yes",
        "Notes": "Call 4711, before opening",
    }


def test_the_id_comes_first_and_once_and_the_order_is_that_of_the_columns() -> None:
    assert table(full(), columns=("age", "device"))[0] == ["ID", "Read at", "Device"]
    assert table(full(), columns=("device", "id"))[0] == ["ID", "Device"]


def test_what_is_not_known_is_empty() -> None:
    _, row = table(replace(printer(7, None, "", "", None), is_managed_elsewhere=False))
    assert "" in row
    assert "None" not in row
    assert cell(printer(7, "a", "HP", "M1", toners("unknown")), "supplies") == "Black Toner Cartridge: not known"


@pytest.mark.parametrize(
    ("device", "status"),
    [
        (printer(1, "a", "HP", "M1", toners(1), status=Status(printer="idle", asleep=True)), "asleep"),
        (printer(1, "a", "HP", "M1", toners(1), silent_hours=1), "unreachable"),
        (printer(1, "a", "HP", "M1", None), ""),
        (quarantined(printer(1, "a", "HP", "M1", toners(1), silent_hours=1), hours=2), "quarantined"),
        (quarantined(printer(1, "a", "HP", "M1", toners(1)), hours=-1), "idle"),
    ],
)
def test_the_status_is_told_in_a_word(device: Device, status: str) -> None:
    assert cell(device, "status") == status


@pytest.mark.parametrize(
    ("device", "alerts"),
    [
        (printer(1, "a", "HP", "M1", toners(50)), "OK"),
        (
            printer(1, "a", "HP", "M1", toners(50, 12, 3, 90)),
            "Magenta Toner Cartridge Near Empty (3%); Cyan Toner Cartridge Low (12%)",
        ),
        (
            printer(1, "a", "HP", "M1", toners(50, 12, 3, 90), silent_hours=2),
            (
                "Unreachable since 2026-03-04T10:00:00Z; "
                "Magenta Toner Cartridge Near Empty (3%); Cyan Toner Cartridge Low (12%)"
            ),
        ),
        (
            quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=2),
            "Quarantined until 2026-03-04T14:00:00Z",
        ),
        (quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=-2), "OK"),
        (printer(1, "a", "HP", "M1", toners(50), status=Status(asleep=True)), "OK; asleep"),
        (
            printer(1, "a", "HP", "M1", toners(12), status=Status(asleep=True)),
            "Black Toner Cartridge Low (12%); asleep",
        ),
        (printer(1, "a", "HP", "M1", None), "Not read yet"),
        (printer(1, "a", "APC", "UPS", is_printer=False), "Not a printer"),
    ],
)
def test_the_alerts_are_all_that_a_list_tells_with_times_that_last(device: Device, alerts: str) -> None:
    assert cell(device, "alerts") == alerts


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'=1"),
        ("\rx", "'x"),
        ("\n=1", "'=1"),
        (" =1", "'=1"),
        ("a=1", "a=1"),
        ("Hall 3", "Hall 3"),
        ('say "x", y', 'say "x", y'),
        ("a\x1b[31mb\x00", "a[31mb"),
        ("東京", "東京"),
    ],
)
def test_no_cell_is_a_formula_or_has_control_characters(text: str, written: str) -> None:
    assert cell(named(text), "device") == written


def test_lines_end_as_the_rfc_says() -> None:
    text = encode(typical(), "csv", ("device",), Thresholds(), NOW)
    assert text.count("\r\n") == text.count("\n") == len(typical()) + 1


def test_json_has_the_objects_of_the_command_line() -> None:
    objects = json.loads(encode(typical(), "json", (), Thresholds(), NOW))
    assert [one["id"] for one in objects] == [device.id for device in typical()]
    assert objects[0]["state"] == "low"
    assert objects[0]["supplies"][1]["level"]["percent"] == 12
    assert objects[0]["supplies"][1]["state"] == "low"


@pytest.mark.parametrize(("name", "format_"), [("a.csv", "csv"), ("A.CSV", "csv"), ("x/a.b.json", "json")])
def test_the_ending_decides(name: str, format_: str) -> None:
    assert format_of(Path(name)) == format_


@pytest.mark.parametrize("name", ["", "a", "a.txt", "csv", ".csv", "a.csv.gz"])
def test_another_ending_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.csv or \.json"):
        format_of(Path(name))
