from dataclasses import replace as replace_fields
from datetime import timedelta

from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess
from core.alerts.thresholds import DeviceThresholds
from core.model.device import Device
from core.model.level import Percent
from core.model.status import AlertRow
from core.settings import PollingSettings
from tests.tui.fakes import NOW
from tests.tui.histories import TODAY, replacement
from tests.tui.printers import detailed, printer, supply, toners
from tui.device_facts import Around
from tui.device_text import MOST_REPLACED, device_text, table_lines
from tui.page_rates import PageRate

AROUND = Around(now=NOW, polling=PollingSettings(), rates=(PageRate(30, 143),))


def lines(device: Device, **more: object) -> list[str]:
    return device_text(device, assess(device, Thresholds()), AROUND, **more)  # type: ignore[arg-type]


def test_labels_are_aligned_and_everything_is_there() -> None:
    text = lines(detailed())
    assert text[0] == "device          accounts-2"
    assert "state           Cyan Toner Cartridge Low (12%); Waste Toner Box Nearly Full" in text
    assert "pages a day     about 143 over 30 days" in text
    assert "covers          all closed" in text
    head = next(line for line in text if line.startswith("SUPPLY"))
    assert " ".join(head.split()) == "SUPPLY NAME COLOR LEVEL STATE PART SERIAL AGE SOURCE"
    cyan = next(line for line in text if "Cyan Toner" in line and line.startswith("1.2"))
    assert " ".join(cyan.split()).endswith("cyan 12% low TN-242C - 3 min printer-mib")
    assert "TRAY  NAME                STATE        LEVEL" in text
    assert "ALERT  SEVERITY  ABOUT     TEXT" in text
    assert "1.5    warning   supply 2  Cyan low" in text


def test_alert_rows_are_told_in_words_with_what_they_are_about_and_whom_they_need() -> None:
    rows = (
        AlertRow(
            index="1.1", severity="critical", group="input", group_index=2, code="jam", text="E13-2", training="trained"
        ),
        AlertRow(index="1.2", severity="warning", group="generalPrinter", code="other", text="Call for service"),
    )
    text = lines(printer(1, "a", "HP", "M1", toners(50), alerts=rows))
    start = text.index("ALERT  SEVERITY  ABOUT         TEXT")
    assert text[start + 1 :] == [
        "1.1    critical  input tray 2  Paper jam (printer says: E13-2), needs trained staff",
        "1.2    warning   printer       Call for service",
    ]
    assert "state           Input tray 2: Paper jam (printer says: E13-2)" in text


def test_a_silent_printer_is_called_unreachable_before_its_last_warnings() -> None:
    silent = printer(1, "a", "HP", "M1", toners(3), silent_hours=2)
    assert "state           unreachable; Black Toner Cartridge Near Empty (3%)" in lines(silent)


def test_a_level_just_above_a_limit_of_the_device_does_not_look_to_be_at_it() -> None:
    device = printer(1, "a", "HP", "M1", toners(30.4))
    around = replace_fields(AROUND, thresholds=Thresholds(devices={device.id: DeviceThresholds(low=30)}))
    text = device_text(device, assess(device, around.thresholds), around)
    assert any(line.startswith("1.1") and "30.4%" in line for line in text)


def test_what_was_replaced_and_what_was_noted_come_last() -> None:
    device = replace(detailed(), notes="Key at the desk\ncall Ms. Lee", given_name="Front desk")
    cyan = toners(1, 2, 3, 4)[1]
    events = [replacement(device, cyan, TODAY - timedelta(days=ago), 4) for ago in (40, 30, 20, 10, 5, 1)]
    text = lines(device, replaced=events)
    start = text.index("REPLACED")
    assert text[start + 1] == "2026-03-03: Cyan Toner Cartridge, from 4% to 100%, serial number C0303"
    assert text[start + MOST_REPLACED + 1 :] == ["", "NOTES", "Key at the desk", "call Ms. Lee"]


def test_last_levels_and_turned_ones_are_said() -> None:
    one = replace(
        supply(1, "Ink", "unknown"), last_level=Percent(value=45, read_at=NOW - timedelta(hours=3)), is_turned=True
    )
    text = "\n".join(lines(printer(1, "a", "HP", "M1", (one,))))
    assert "not known, was 45% 3 h ago, turned" in text


def test_a_device_that_was_never_read_has_no_tables() -> None:
    text = lines(printer(1, "a", "HP", "M1", None))
    assert "status          not read yet" in text
    assert not any(line.startswith("SUPPLY") for line in text)


def test_what_devices_say_is_one_safe_line_each() -> None:
    assert table_lines(("A", "B"), [("x\x1b[31m\ny", "z")]) == ["A        B", "x[31m y  z"]


def test_columns_are_aligned_by_the_cells_of_a_terminal() -> None:
    assert table_lines(("A", "B"), [("二階", "1"), ("abcde", "2")]) == ["A      B", "二階   1", "abcde  2"]
