from textual.widgets import Static

from core.model.device import Device
from tests.tui.fakes import FakeServices
from tests.tui.printers import detailed, printer, toners, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


def lines(app: SuppliesApp, selector: str) -> list[str]:
    listing = app.screen.query_one(selector, Listing)
    return [" ".join(listing.render_line(y).text.split()) for y in range(len(listing.order) + 1)]


def facts(app: SuppliesApp, selector: str) -> list[str]:
    drawn = app.screen.query_one(selector, Facts).render().plain
    return [" ".join(line.split()) for line in drawn.split("\n")]


async def test_every_supply_tells_level_part_source_and_age() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        drawn = lines(app, "#supplies")
        assert drawn[0] == "Supply Gauge Level Part Serial Source Age"
        assert drawn[2].endswith("12%, Low TN-242C – printer-mib 3 min")
        assert drawn[5].endswith("71% DR-243 D1-0093 printer-mib 3 min")
        assert drawn[6].endswith("some left – – printer-mib 3 min")
        assert drawn[8].endswith("8% free, Nearly Full WT-220CL – printer-mib 3 min")


async def test_columns_that_no_supply_fills_are_left_out() -> None:
    one = printer(1, "a", "HP", "M1", (toners(50)[0].__class__(index="1.1", name="Ink", level=toners(50)[0].level),))
    app, _ = started(one)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert lines(app, "#supplies")[0] == "Supply Gauge Level Source Age"


async def test_state_status_trays_alerts_and_identity_are_told() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(90, 60)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        state = str(app.screen.query_one("#state", Static).content).split("\n")
        assert state == ["▼ Low", "  Cyan Toner Cartridge Low (12%)", "  Waste Toner Box Nearly Full"]
        assert "Panel Cyan low / Order supplies" in facts(app, "#status")
        assert "Pages 48,213 impressions" in facts(app, "#status")
        assert "Duplex 17,500" in facts(app, "#status")
        assert "Covers all closed" in facts(app, "#status")
        assert "Read 3 min ago" in facts(app, "#status")
        assert lines(app, "#trays")[1:3] == [
            "Multi-purpose tray manual feed – –",
            "Tray 2 filled 120 of 250 sheets A4 plain",
        ]
        assert lines(app, "#alerts")[1] == "warning Cyan low markerSupplies"
        assert "Address 192.0.2.41:161" in facts(app, "#identity")
        assert "Protocol SNMPv2c, bulk, 20 objects a request, 2 s" in facts(app, "#identity")


async def test_a_silent_printer_keeps_its_last_levels_and_says_since_when() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", toners(50), silent_hours=2.5, minutes=153))
    async with app.run_test(size=(90, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert str(app.screen.query_one("#state", Static).content) == "○ Unreachable"
        assert facts(app, "#status")[:2] == ["Problem no answer in 2 s", "Silent for 2 h"]
        assert "50%" in lines(app, "#supplies")[1]
        assert app.screen.query_one("#supplies").has_class("-stale")


async def test_what_was_never_read_says_so() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", None))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert facts(app, "#status") == ["Status not read yet"]
        assert not app.screen.query_one("#supplies").display


async def test_changes_appear_and_a_removed_device_says_so() -> None:
    app, services = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        services.fleet.put(printer(1, "a", "HP", "M1", toners(3)))
        await paint(pilot)
        assert "3%, Near Empty" in lines(app, "#supplies")[1]
        services.fleet.remove("d0000000001")
        await paint(pilot)
        assert "no longer in the list" in str(app.screen.query_one("#state", Static).content)


async def test_polling_and_ignoring_work_here_too() -> None:
    app, services = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("p", "i")
        await settle(pilot)
        assert services.poller.asked == ["d0000000001"]
        assert app.screen.query_one(TitleBar).render().plain.rstrip().endswith("a (ignored)")
        await pilot.press("i")
        await paint(pilot)
        assert app.screen.query_one(TitleBar).render().plain.rstrip().endswith("  a")


async def test_the_page_scrolls_with_the_keys_of_every_list() -> None:
    app, _ = started(worst()[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        page = app.screen.query_one("#details")
        offsets = []
        for key in ("j", "G", "k", "g", "pagedown", "ctrl+u"):
            await pilot.press(key)
            await pilot.pause()
            offsets.append(round(page.scroll_y))
        last = page.max_scroll_y
        assert offsets == [1, last, last - 1, 0, page.size.height, 0]


async def test_text_of_a_device_is_never_markup() -> None:
    app, _ = started(worst()[0])
    async with app.run_test(size=(300, 80)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "[red]printer[/red]-with" in app.screen.query_one(TitleBar).render().plain
        assert "[bold]Supply[/] 10" in lines(app, "#supplies")[5]
        assert any("[@click=quit]bizhub" in line for line in facts(app, "#identity"))
