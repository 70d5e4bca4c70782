from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static

from core.errors import StoreError
from core.model.device import Device
from core.model.level import Percent, Unknown
from tests.tui.cuts import CHARACTERS, SUPPLY, cut_off, drawn_lines, endless_device
from tests.tui.fakes import NOW, FakeServices
from tests.tui.histories import past_of
from tests.tui.printers import detailed, printer, supply, toners, typical, waste, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.commands import commands_of
from tui.screens.details import DetailsScreen
from tui.widgets.facts import Facts
from tui.widgets.flow import Flow
from tui.widgets.frame import TitleBar
from tui.widgets.level_plot import LevelPlot
from tui.widgets.listing import Listing
from tui.widgets.section import Section


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


async def opened(pilot: Pilot[None], *keys: str) -> DetailsScreen:
    """The details of the first device, after these keys."""
    await settle(pilot)
    for key in ("enter", *keys):
        await pilot.press(key)
        await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, DetailsScreen)
    return screen


def lines(app: SuppliesApp, selector: str) -> list[str]:
    listing = app.screen.query_one(selector, Listing)
    drawn = [" ".join(listing.render_line(y).text.split()) for y in range(listing.size.height)]
    return [line for line in drawn if line]


def facts(app: SuppliesApp, selector: str) -> list[str]:
    drawn = app.screen.query_one(selector, Facts).render().plain
    return [" ".join(line.split()) for line in drawn.split("\n")]


def words(app: SuppliesApp, selector: str) -> list[str]:
    return str(app.screen.query_one(selector, Static).content).split("\n")


# What is told


async def test_every_supply_tells_level_part_source_and_age() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(139, 40)) as pilot:
        await opened(pilot)
        drawn = lines(app, "#supplies")
        assert drawn[0] == "Supply Gauge Level Part Serial Source Age"
        assert drawn[2].endswith("12%, Low TN-242C – printer-mib 3 min")
        assert drawn[5].endswith("71% DR-243 D1-0093 printer-mib 3 min")
        assert drawn[6].endswith("some left – – printer-mib 3 min")
        assert drawn[8].endswith("8% free, Nearly Full WT-220CL – printer-mib 3 min")


async def test_a_level_that_is_not_known_keeps_the_last_one_and_a_turned_one_is_marked() -> None:
    last = Percent(value=45.0, read_at=NOW - timedelta(hours=3))
    supplies = (
        replace(supply(1, "Black Toner", "unknown", type="toner"), last_level=last),
        replace(supply(2, "Cyan Toner", 1, type="toner"), level=Unknown(implausible="level 150 above capacity 100")),
        replace(waste(60), is_turned=True),
    )
    app, _ = started(printer(1, "a", "HP", "M1", supplies))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        drawn = lines(app, "#supplies")
        assert "not known, was 45% 3 h ago" in drawn[1]
        assert "not known, implausible" in drawn[2]
        assert "60% free, turned" in drawn[3]


async def test_state_status_trays_alerts_and_identity_are_told() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(90, 80)) as pilot:
        await opened(pilot)
        assert words(app, "#state") == ["▼ Low", "  Cyan Toner Cartridge Low (12%)", "  Waste Toner Box Nearly Full"]
        assert "Panel Cyan low / Order supplies" in facts(app, "#status")
        assert "Pages 48,213 impressions" in facts(app, "#status")
        assert "Duplex 17,500" in facts(app, "#status")
        assert "Covers all closed" in facts(app, "#status")
        assert "Read 3 min ago" in facts(app, "#status")
        assert lines(app, "#trays")[:2] == [
            "Multi-purpose tray manual feed – –",
            "Tray 2 filled 120 of 250 sheets A4 plain",
        ]
        assert lines(app, "#alerts") == ["! warning Cyan low supply 2"]
        assert "Model Color LaserJet MFP M479fdw" in facts(app, "#identity")
        assert "Address 192.0.2.41:161" in facts(app, "#connection")
        assert "Protocol SNMPv2c, bulk, 20 objects a request, 2 s" in facts(app, "#connection")
        assert "Credentials community public" in facts(app, "#connection")
        assert not app.screen.query_one("#notes-part").display


async def test_the_admins_words_are_shown() -> None:
    app, _ = started(replace(detailed(), given_name="Front desk", notes="Key at the desk\ncall Ms. Lee"))
    async with app.run_test(size=(90, 80)) as pilot:
        await opened(pilot)
        assert "Front desk" in app.screen.query_one(TitleBar).render().plain
        assert facts(app, "#identity")[:2] == ["Name Front desk", "Calls itself accounts-2"]
        assert words(app, "#notes") == ["Key at the desk", "call Ms. Lee"]


async def test_a_silent_printer_keeps_its_last_levels_and_says_since_when() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", toners(50), silent_hours=2.5, minutes=153))
    async with app.run_test(size=(90, 40)) as pilot:
        await opened(pilot)
        assert words(app, "#state") == ["○ Unreachable"]
        assert facts(app, "#status")[:2] == [
            "Problem no answer in 2 s",
            "Unreachable since 09:30 (2 h); what is shown is the last that is known",
        ]
        assert "50%" in lines(app, "#supplies")[1]
        assert app.screen.query_one("#supplies").has_class("-stale")


async def test_what_was_never_read_says_so_and_has_neither_supplies_nor_a_past() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", None))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert facts(app, "#status") == ["Status not read yet"]
        assert not screen.query_one("#supplies-part").display
        assert not screen.query_one("#history-part").display
        assert screen.focused is screen.query_one("#status-part")


async def test_changes_appear_and_a_removed_device_says_so() -> None:
    app, services = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test() as pilot:
        await opened(pilot)
        services.fleet.put(printer(1, "a", "HP", "M1", toners(3)))
        await paint(pilot)
        assert "3%, Near Empty" in lines(app, "#supplies")[1]
        services.fleet.remove("d0000000001")
        await paint(pilot)
        assert "no longer in the list" in words(app, "#state")[0]
        assert not app.screen.query_one("#parts").display


async def test_text_of_a_device_is_never_markup() -> None:
    app, _ = started(worst()[0])
    async with app.run_test(size=(300, 80)) as pilot:
        await opened(pilot)
        assert "[red]printer[/red]-with" in app.screen.query_one(TitleBar).render().plain
        assert "[bold]Supply[/] 10" in lines(app, "#supplies")[5]
        assert any("[@click=quit]bizhub" in line for line in facts(app, "#identity"))


# Its past


def title(app: SuppliesApp) -> str:
    return str(app.screen.query_one("#history-part .section-title", Static).content)


def plotted(app: SuppliesApp) -> str:
    return app.screen.query_one(LevelPlot).render().plain


async def test_the_past_is_plotted_with_its_legend_and_the_pages_a_day() -> None:
    device = detailed()
    app, services = started(device)
    services.history.known[device.id] = past_of(device, 60)
    async with app.run_test(size=(100, 60)) as pilot:
        await opened(pilot)
        assert title(app) == "Levels, 30 days"
        assert set("KCMY") <= set(plotted(app))
        assert "C Cyan Toner Cartridge" in app.screen.query_one(Flow).render().plain
        assert words(app, "#past-words") == [
            "Readings on 22 of the last 30 days; days without one stay blank.",
            "Pages a day: about 140 over 30 days, about 140 over 90 days.",
        ]
        assert lines(app, "#replaced")[1] == "2026-03-02 Waste Toner Box 6% → 100% –"
        assert "Pages a day about 140 over 30 days, about 140 over 90 days" in facts(app, "#status")


async def test_plus_and_minus_change_the_days() -> None:
    device = detailed()
    app, services = started(device)
    services.history.known[device.id] = past_of(device, 60)
    async with app.run_test() as pilot:
        await opened(pilot)
        seen = []
        for key in ("+", "+", "+", "-", "-", "-"):
            await pilot.press(key)
            await settle(pilot)
            seen.append(title(app))
        assert seen == [f"Levels, {days} days" for days in (90, 400, 400, 90, 30, 30)]


async def test_less_than_two_days_are_said_in_words() -> None:
    device = detailed()
    app, services = started(device)
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert words(app, "#past-words") == ["There is no day of history so far; a plot needs two."]
        services.history.known[device.id] = past_of(device, 1)
        screen.read_past()
        await settle(pilot)
        assert words(app, "#past-words") == ["There is one day of history so far, since 4 Mar; a plot needs two."]
        assert not screen.query_one(LevelPlot).display


async def test_a_history_that_cannot_be_read_is_said_where_it_would_be() -> None:
    device = detailed()
    app, services = started(device)
    services.history.known[device.id] = StoreError("history/d1.json: damaged", "see the log")
    async with app.run_test() as pilot:
        await opened(pilot)
        assert words(app, "#past-words") == ["history/d1.json: damaged (see the log)"]


async def test_the_past_is_read_again_while_the_device_goes_on_telling_but_not_at_every_change() -> None:
    device = detailed()
    app, services = started(device)
    async with app.run_test() as pilot:
        await opened(pilot)
        services.fleet.put(replace(device, problem="x"))
        await settle(pilot)
        assert services.history.asked == [device.id]
        services.clock.go_on(minutes=2)
        services.fleet.put(device)
        await settle(pilot)
        assert services.history.asked == [device.id] * 2


# Moving


async def test_the_supplies_have_the_keys_of_every_list_and_the_page_goes_on_at_their_ends() -> None:
    app, _ = started(worst()[0])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        page, supplies = screen.query_one("#details"), screen.query_one("#supplies", Listing)
        assert screen.focused is supplies
        await pilot.press("j", "j", "k")
        assert supplies.cursor_place == 1
        await pilot.press("G")
        await pilot.pause()
        last = len(supplies.order) - 1
        cursor = supplies.region.y + 1 + last
        assert supplies.cursor_place == last
        assert page.region.y <= cursor < page.region.bottom
        before = page.scroll_y
        await pilot.press("j")
        await pilot.pause()
        assert (supplies.cursor_place, page.scroll_y) == (last, before + 1)
        await pilot.press("g")
        await pilot.pause()
        assert supplies.cursor_place == 0
        assert supplies.region.y >= page.region.y


async def test_tab_goes_from_part_to_part_and_the_page_scrolls_with_its_keys() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        page, seen = screen.query_one("#details"), []
        for _ in range(6):
            await pilot.press("tab")
            await pilot.pause()
            assert isinstance(screen.focused, Section)
            seen.append(screen.focused.id)
            assert page.region.contains_point((1, screen.focused.region.y))
        assert seen == [
            "history-part",
            "status-part",
            "alerts-part",
            "trays-part",
            "identity-part",
            "connection-part",
        ]
        offsets = []
        for key in ("g", "j", "G", "k", "g", "pagedown", "ctrl+u"):
            await pilot.press(key)
            await pilot.pause()
            offsets.append(round(page.scroll_y))
        last = page.max_scroll_y
        assert offsets == [0, 1, last, last - 1, 0, page.size.height, 0]


@pytest.mark.parametrize("part", ["history-part", "status-part"])
async def test_another_size_of_the_terminal_keeps_the_place(part: str) -> None:
    app, services = started(worst()[0])
    services.history.known[worst()[0].id] = past_of(worst()[0], 60)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        page, section = screen.query_one("#details"), screen.query_one(f"#{part}")
        page.scroll_to(y=section.region.y - page.region.y + page.scroll_y, animate=False)
        await pilot.pause()
        for size in ((60, 16), (120, 20), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            is_at_end = page.scroll_y == page.max_scroll_y
            assert section.region.y == page.region.y or (is_at_end and size != (80, 24)), size


async def test_a_wide_terminal_has_the_facts_beside_the_levels() -> None:
    app, _ = started(detailed())
    async with app.run_test(size=(139, 40)) as pilot:
        screen = await opened(pilot)
        left, right = screen.query_one("#levels-part"), screen.query_one("#facts-part")
        assert right.region.y >= left.region.bottom
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        assert (right.region.y, right.region.x) == (left.region.y, left.region.right)


async def test_brackets_go_to_the_other_devices_in_the_order_of_the_list() -> None:
    app, services = started(*typical())
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        order = [key for key in app.screen.query_one("#devices", Listing).order if services.fleet.get(key)]
        screen = await opened(pilot)
        assert screen.device_id == order[0]
        assert f"1 of {len(order)}" in screen.query_one(TitleBar).render().plain
        seen = []
        for key in ("]", "]", "[", "[", "["):
            await pilot.press(key)
            await settle(pilot)
            seen.append(screen.device_id)
        assert seen == [order[1], order[2], order[1], order[0], order[-1]]
        services.fleet.remove(order[0])
        await pilot.press("]")
        await settle(pilot)
        assert screen.device_id == order[1]
        await pilot.press("q")
        await settle(pilot)
        assert app.screen.query_one("#devices", Listing).cursor_key == order[1], "the list is where one was"


def test_the_help_promises_that_brackets_go_round() -> None:
    said = {command.id: command.help for command in commands_of("details", "supply")}
    for kind in ("device", "supply"):
        assert "behind the last comes the first" in said[f"next_{kind}"]
        assert "before the first comes the last" in said[f"previous_{kind}"]


async def test_a_device_opened_from_nowhere_has_no_neighbours() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(DetailsScreen(typical()[0].id))
        await settle(pilot)
        assert not app.screen.check_action("next_device", ())
        assert " of " not in app.screen.query_one(TitleBar).render().plain


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40), (300, 80)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_size_shows_every_field_whole_or_with_an_ellipsis(size: tuple[int, int]) -> None:
    device = endless_device()
    app, services = started(device)
    services.history.known[device.id] = past_of(device, 60)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, "tab", "G")
        page = screen.query_one("#details")
        assert page.scroll_y == page.max_scroll_y
        seen = set()
        for widget in screen.query("TitleBar, Static, Facts, Flow, Listing"):
            drawn = drawn_lines(widget)
            # A list has a line for each of its rows.
            for lines in ([line] for line in drawn) if isinstance(widget, Listing) else [drawn]:
                assert cut_off(lines, CHARACTERS.values()) == [], lines
            seen |= set("".join(drawn))
        without_room = {SUPPLY["part"], SUPPLY["supply serial"]} if size[0] < 300 else set()
        assert set(CHARACTERS.values()) - seen <= without_room


async def test_a_low_terminal_shows_every_part_to_its_end() -> None:
    for device in worst():
        app, services = started(replace(device, notes="x" * 500))
        services.history.known[device.id] = past_of(device, 60)
        async with app.run_test(size=(60, 16)) as pilot:
            screen = await opened(pilot, "tab", "G")
            page = screen.query_one("#details")
            assert page.scroll_y == page.max_scroll_y
