from msgspec.structs import replace

from core.alerts.rules import assess
from core.alerts.thresholds import Thresholds
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical
from tui.alert_view import AlertView


async def test_every_device_is_looked_at_and_printers_are_counted_once() -> None:
    services = FakeServices(typical())
    view = AlertView(services)
    assert (view.is_complete, view.printers) == (False, 0)
    await view.read_all()
    troubled = {"low", "near_empty", "empty", "attention", "unreachable"}
    states = [assess(device, services.settings.thresholds).state for device in typical()]
    assert view.is_complete
    assert view.printers == sum(state in troubled for state in states)
    urgencies = [row.order[0] for row in view.in_order]
    assert urgencies == sorted(urgencies)
    assert view.row(view.in_order[0].key) is view.in_order[0]
    assert view.row("gone/1.1") is None


async def test_warnings_come_and_go_with_what_changes() -> None:
    services = FakeServices([printer(1, "a", "HP", "M1", toners(50)), printer(2, "b", "HP", "M1", toners(3))])
    view = AlertView(services)
    await view.read_all()
    assert [row.name for row in view.in_order] == ["b"]
    services.fleet.put(printer(1, "a", "HP", "M1", toners(0), minutes=1))
    services.fleet.remove("d0000000002")
    view.renew(["d0000000001", "d0000000002"])
    assert [(row.name, row.since is not None) for row in view.in_order] == [("a", True)]
    services.fleet.put(printer(1, "a", "HP", "M1", toners(100)))
    view.renew(["d0000000001"])
    assert view.printers == 0


async def test_a_warning_that_other_thresholds_bring_has_no_beginning() -> None:
    services = FakeServices([printer(1, "a", "HP", "M1", toners(50))])
    view = AlertView(services)
    await view.read_all()
    services.settings = replace(services.settings, thresholds=Thresholds(low=60))
    view.renew(["d0000000001"])
    assert [(row.warning, row.since) for row in view.in_order] == [("Black Toner Cartridge Low (50%)", None)]


async def test_rows_stay_the_same_objects_while_nothing_changes() -> None:
    services = FakeServices([printer(1, "a", "HP", "M1", toners(3))])
    view = AlertView(services)
    await view.read_all()
    before = view.in_order
    view.renew(["d0000000001"])
    assert view.in_order[0] is before[0]


async def test_the_first_reading_of_a_new_printer_tells_no_beginning() -> None:
    services = FakeServices([printer(1, "a", "HP", "M1", None)])
    view = AlertView(services)
    await view.read_all()
    services.fleet.put(printer(1, "a", "HP", "M1", toners(3)))
    view.renew(["d0000000001"])
    assert [row.since for row in view.in_order] == [None]
