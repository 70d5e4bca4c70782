from textual.widgets import Static

from core.model.device import Device
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.screens.alerts import PROMISE, AlertsScreen
from tui.widgets.listing import Listing


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


def lines(app: SuppliesApp) -> list[str]:
    listing = app.screen.query_one("#warnings", Listing)
    return [" ".join(listing.render_line(y).text.split()) for y in range(1, len(listing.order) + 1)]


def summary(app: SuppliesApp) -> str:
    return " ".join(str(app.screen.query_one(".summary", Static).content).split())


async def test_warnings_stand_in_lines_with_their_counts_above() -> None:
    app, _ = started(*typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, AlertsScreen)
        assert lines(app)[0].startswith("× Empty sales-a3 Yellow Toner Cartridge Empty Sales –")
        assert summary(app).startswith("7 printers need something × 1 Empty ■ 2 Needs Attention ! 1 Near Empty")
        assert str(app.screen.query_one("#promise", Static).content) == PROMISE


async def test_without_warnings_it_says_so() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert summary(app) == "No warnings"
        assert "no printer has a warning" in str(app.screen.query_one(".nothing", Static).content)


async def test_a_warning_that_appears_tells_since_when_also_while_another_screen_is_shown() -> None:
    app, services = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test(size=(94, 24)) as pilot:
        await settle(pilot)
        services.fleet.put(printer(1, "a", "HP", "M1", toners(3), minutes=1))
        await paint(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert lines(app) == ["! Near Empty a Black Toner Cartridge Near Empty (3%) 11:59"]
        services.fleet.put(printer(1, "a", "HP", "M1", toners(80)))
        await paint(pilot)
        assert not app.screen.query_one("#warnings").display


async def test_enter_opens_the_printer_p_asks_it_and_y_copies_its_address() -> None:
    app, services = started(printer(1, "a", "HP", "M1", toners(3)))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("y", "p")
        await settle(pilot)
        assert app.clipboard == "192.0.2.1"
        assert services.poller.asked == ["d0000000001"]
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.SCOPE == "details"  # type: ignore[attr-defined]
        await pilot.press("q")
        await settle(pilot)
        assert app.screen.SCOPE == "alerts"  # type: ignore[attr-defined]


async def test_the_filter_and_the_way_back() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("slash", *"sales")
        await settle(pilot)
        assert {line.split()[2] for line in lines(app)} == {"sales-a3"}
        assert summary(app).endswith("match")
        await pilot.press("escape")
        await settle(pilot)
        assert len(lines(app)) > 2
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "devices"


async def test_what_matches_nothing_says_so_and_keeps_the_words() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("slash", *"xyz", "enter")
        await settle(pilot)
        assert str(app.screen.query_one(".nothing", Static).content) == "Nothing matches “xyz”."
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query_one("#warnings").display


async def test_the_filter_knows_the_fields_of_the_devices() -> None:
    app, _ = started(*typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("slash", *"loc:sales", "enter")
        await settle(pilot)
        assert {line.split()[2] for line in lines(app)} == {"sales-a3"}


async def test_a_field_that_is_unknown_does_not_look_as_if_nobody_needed_anything() -> None:
    app, _ = started(*typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("slash", *"bogus:x", "enter")
        await settle(pilot)
        said = "Nothing matches “bogus:x”: no field bogus, but name, model, loc, addr, serial, alert, note."
        assert str(app.screen.query_one(".nothing", Static).content) == said
