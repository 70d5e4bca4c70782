from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds, assess
from core.model.device import Device
from core.model.status import Status
from tests.tui.fakes import NOW
from tests.tui.printers import printer, toners
from tui.widgets.device_views import VIEWS, views_change_at, views_of


def old(device: Device) -> Device:
    return replace(device, added_at=NOW - timedelta(days=30))


def new(device: Device, **age: float) -> Device:
    return replace(device, added_at=NOW - timedelta(**age))


@pytest.mark.parametrize(
    ("device", "views"),
    [
        (old(printer(1, "a", "HP", "M1", toners(50))), ("all",)),
        (old(printer(1, "a", "HP", "M1", toners(0))), ("all", "low")),
        (old(printer(1, "a", "HP", "M1", toners(0), silent_hours=1)), ("all", "low", "unreachable")),
        (old(printer(1, "a", "HP", "M1", toners(0), status=Status(errors=("doorOpen",)))), ("all", "low")),
        (new(printer(1, "a", "HP", "M1", toners(50)), days=6.9), ("all", "recent")),
        (new(printer(1, "a", "HP", "M1", toners(50)), days=7), ("all",)),
        (replace(printer(1, "a", "HP", "M1", toners(50)), added_at=None), ("all",)),
        (new(printer(1, "a", "APC", "UPS", is_printer=False), days=1), ("others",)),
        (new(printer(1, "a", "HP", "M1", toners(0), is_ignored=True), days=1), ("ignored",)),
    ],
)
def test_a_device_belongs_to_its_views(device: Device, views: tuple[str, ...]) -> None:
    assert views_of(device, assess(device, Thresholds()), NOW) == views
    assert set(views) <= set(VIEWS)


def test_a_printer_stays_recent_for_a_week() -> None:
    device = new(printer(1, "a", "HP", "M1", toners(50)), days=2)
    end = views_change_at(device, NOW)
    assert end == NOW + timedelta(days=5)
    assert "recent" in views_of(device, assess(device, Thresholds()), end - timedelta(seconds=1))
    assert "recent" not in views_of(device, assess(device, Thresholds()), end)
    assert views_change_at(device, end) is None
    assert views_change_at(replace(device, is_ignored=True), NOW) is None
