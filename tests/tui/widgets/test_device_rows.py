from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.model.device import Device
from core.model.status import Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, quarantined, supply, toners, waste
from tui.widgets.device_rows import (
    DeviceRow,
    age_text,
    alert_forms,
    is_outdated,
    make_row,
    status_forms,
)

ASLEEP = Status(printer="idle", asleep=True)


def row_of(device: Device, **more: bool) -> DeviceRow:
    return make_row(device, Thresholds(), NOW, **more)


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
            ("Waste Toner Box About to Be Full", "Waste About to Be Full", "About to Be Full"),
        ),
        (
            printer(1, "a", "HP", "M1", (supply(1, "Drum Cartridge (Black)", 9, type="opc", color="black"),)),
            ("Drum Cartridge (Black) Low (9%)", "Drum K Low (9%)", "Drum K Low"),
        ),
        (printer(1, "a", "HP", "M1", toners(50), status=Status(errors=("jammed",))), ("Paper jam",) * 3),
        (
            printer(1, "a", "HP", "M1", toners(12), silent_hours=2),
            (
                "Unreachable for 2 h; Black Toner Cartridge Low (12%)",
                "Unreachable for 2 h",
                "Unreachable for 2 h",
                "Unreachable 2 h",
                "Unreachable",
            ),
        ),
        (printer(1, "a", "HP", "M1", None, silent_hours=0), ("Unreachable",) * 5),
        (printer(1, "a", "HP", "M1", None), ("Not read yet",)),
        (printer(1, "a", "APC", "UPS", is_printer=False), ("Not a printer",)),
        (printer(1, "a", "HP", "M1", toners(50), status=ASLEEP), ("OK, asleep", "OK")),
        (
            printer(1, "a", "HP", "M1", toners(12), status=ASLEEP),
            (
                "Black Toner Cartridge Low (12%); asleep",
                "Black Toner Cartridge Low (12%)",
                "Black Low (12%)",
                "Black Low",
            ),
        ),
        (
            quarantined(printer(1, "a", "HP", "M1", toners(12)), hours=2),
            (
                "Quarantined until 14:00; Black Toner Cartridge Low (12%)",
                "Quarantined until 14:00",
                "Quarantined until 14:00",
                "Quarantined 14:00",
                "Quarantined",
            ),
        ),
        (
            quarantined(printer(1, "a", "HP", "M1", toners(50), silent_hours=3), hours=20),
            (
                "Quarantined until 2026-03-05 08:00 and unreachable for 3 h",
                "Quarantined until 2026-03-05 08:00 and unreachable for 3 h",
                "Quarantined until 2026-03-05 08:00",
                "Quarantined 2026-03-05 08:00",
                "Quarantined",
            ),
        ),
        (quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=-1), ("OK",)),
    ],
)
def test_the_alerts_speak_plainly_and_briefly_where_it_is_narrow(device: Device, forms: tuple[str, ...]) -> None:
    assert alert_forms(row_of(device), NOW) == forms


def test_a_brief_warning_is_about_the_supply_with_that_whole_name() -> None:
    supplies = (
        supply(1, "Toner", 50, type="toner", color="black"),
        supply(2, "Toner Two", 10, type="toner", color="cyan"),
    )
    assert alert_forms(row_of(printer(1, "a", "HP", "M1", supplies)), NOW)[1] == "Cyan Low (10%)"


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
    assert age_text(row_of(device), NOW) == age
    assert age_text(row_of(device, is_asked=True), NOW) == "asking"


@pytest.mark.parametrize(
    ("device", "forms"),
    [
        (printer(1, "a", "HP", "M1", toners(5)), ("idle",)),
        (printer(1, "a", "HP", "M1", toners(5), status=Status(printer="printing")), ("printing",)),
        (printer(1, "a", "HP", "M1", toners(5), status=Status(printer="warmup")), ("warming up",)),
        (printer(1, "a", "HP", "M1", toners(5), status=Status()), ("not known",)),
        (printer(1, "a", "HP", "M1", toners(5), status=ASLEEP), ("asleep",)),
        (printer(1, "a", "HP", "M1", toners(5), silent_hours=1, status=ASLEEP), ("unreachable",)),
        (
            quarantined(printer(1, "a", "HP", "M1", toners(5), silent_hours=1), hours=2),
            ("quarantined until 14:00", "quarantined"),
        ),
        (printer(1, "a", "HP", "M1", None), ("not read yet",)),
        (printer(1, "a", "APC", "UPS", is_printer=False), ("–",)),
    ],
)
def test_the_status_is_a_word(device: Device, forms: tuple[str, ...]) -> None:
    assert status_forms(row_of(device), NOW) == forms


def test_the_admins_words_go_before_the_devices_own() -> None:
    device = printer(7, "lp7", "HP", "M1", location="Hall 3")
    assert (row_of(device).name, row_of(device).location) == ("lp7", "Hall 3")
    given = replace(device, given_name="Front desk", given_location="Hall 4")
    assert (row_of(given).name, row_of(given).location) == ("Front desk", "Hall 4")
    assert row_of(printer(7, None, "HP", "M1")).name == "192.0.2.7"


@pytest.mark.parametrize(
    ("device", "ends"),
    [
        (printer(1, "a", "HP", "M1", toners(50), minutes=3), timedelta(days=5)),
        (quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=2), timedelta(hours=2)),
        (quarantined(printer(1, "a", "HP", "M1", toners(50)), days=6), timedelta(days=5)),
        (quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=-1), timedelta(days=5)),
    ],
)
def test_a_row_is_outdated_when_time_alone_makes_another(device: Device, ends: timedelta) -> None:
    row = row_of(device)
    assert not is_outdated(row, NOW + ends - timedelta(seconds=1))
    assert is_outdated(row, NOW + ends)
    assert not is_outdated(make_row(device, Thresholds(), NOW + timedelta(days=9)), NOW + timedelta(days=99))
