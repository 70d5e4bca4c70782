"""The plain list against the devices screen: the same printers in the same words."""

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess
from core.model.device import Device
from core.model.status import Status
from core.model.supply import Supply
from tests.tui.fakes import NOW
from tests.tui.printers import held_up, printer, quarantined, studio_inks, supply, toners, typical, waste, worst
from tui.cli.device_lines import DEVICE_HEADS, device_cells, in_order, supplies_line
from tui.marks import DEVICE_MARKS, OTHER_DEVICE
from tui.widgets.device_rows import age_text, alert_forms, make_row
from tui.widgets.device_sorts import SortedRows

ASLEEP = Status(printer="idle", asleep=True)
KINDS = {
    "fine": printer(1, "a", "HP", "M1", toners(50)),
    "low": printer(1, "a", "HP", "M1", toners(50, 12, 3, 90)),
    "silent": printer(1, "a", "HP", "M1", toners(12), silent_hours=2, minutes=153),
    "silent since just now": printer(1, "a", "HP", "M1", toners(12), silent_hours=0),
    "left alone": quarantined(printer(1, "a", "HP", "M1", toners(12)), hours=2),
    "left alone and silent": quarantined(printer(1, "a", "HP", "M1", toners(50), silent_hours=3), hours=20),
    "left alone until a while ago": quarantined(printer(1, "a", "HP", "M1", toners(50)), hours=-1),
    "asleep": printer(1, "a", "HP", "M1", toners(50), status=ASLEEP),
    "asleep and low": printer(1, "a", "HP", "M1", toners(12), status=ASLEEP),
    "never read": printer(1, "a", "HP", "M1", None),
    "no printer": printer(1, "a", "APC", "UPS", is_printer=False, minutes=5),
    "without supplies": printer(1, "a", "Zebra", "ZT411", ()),
    "answered a sweep since": replace(printer(1, "a", "HP", "M1", toners(50), minutes=90), last_seen=NOW),
}


@pytest.mark.parametrize("device", KINDS.values(), ids=KINDS)
def test_the_plain_list_tells_the_state_the_words_and_the_age_of_the_screen(device: Device) -> None:
    row = make_row(device, Thresholds(), NOW)
    cells = dict(zip(DEVICE_HEADS, device_cells(device, Thresholds(), NOW), strict=True))
    assert cells["ALERTS"] == alert_forms(row, NOW)[0]
    assert cells["AGE"] == age_text(row, NOW).replace("–", "-")
    assert (cells["DEVICE"], cells["MODEL"], cells["LOCATION"]) == (row.name, row.model, row.location or "-")
    shown = next((mark for state, mark in DEVICE_MARKS.items() if state == cells["STATE"]), OTHER_DEVICE)
    assert shown is row.mark


@pytest.mark.parametrize("device", [*typical(), *held_up(), *worst()], ids=lambda device: device.id)
def test_so_it_does_of_every_printer_of_the_screens_tests(device: Device) -> None:
    test_the_plain_list_tells_the_state_the_words_and_the_age_of_the_screen(device)


def test_the_order_is_that_of_the_screen_with_what_is_no_printer_last() -> None:
    devices = [*typical(), *held_up(), *worst()]
    rows = SortedRows()
    rows.update({device.id: make_row(device, Thresholds(), NOW) for device in devices})
    order = [device.id for device in in_order(devices, Thresholds())]
    assert order == list(rows.order())
    assert not next(device for device in devices if device.id == order[-1]).identity.is_printer


DRUM = supply(5, "Black Imaging Drum", 3, type="opc", color="black")
FUSER = supply(6, "Fuser", 80, type="fuser")


@pytest.mark.parametrize(
    ("supplies", "line"),
    [
        ((), ""),
        (toners("some"), "black some left"),
        (toners(62, 12, 90, 75), "cyan 12% (low), black 62%, magenta 90%, yellow 75%"),
        (
            (*toners(62, 55, 90, 75), DRUM, FUSER, waste(35)),
            "Drum K 3% (near empty), black 62%, cyan 55%, magenta 90% +3",
        ),
        (
            (*toners(2, 3, 0, 4), DRUM, FUSER, waste(4)),
            (
                "magenta 0% (empty), black 2% (near empty), cyan 3% (near empty), yellow 4% (near empty), "
                "Drum K 3% (near empty), Waste 4% free (nearly full) +1"
            ),
        ),
        ((waste(35), *toners("unknown")), "black not known, Waste 35% free"),
        (studio_inks()[:5], "cyan 73%, magenta 64%, yellow 55%, photo black 91% +1"),
    ],
)
def test_what_needs_something_is_never_left_to_the_count(supplies: tuple[Supply, ...], line: str) -> None:
    device = printer(1, "a", "HP", "M1", supplies)
    assert supplies_line(device, assess(device, Thresholds())) == line
