from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from core.model.device import Quarantine
from core.model.status import Status
from tests.tui.cuts import CHARACTERS, cut_off, endless_device
from tests.tui.devices_screen import at, line, names, nothing, screen, selected, started, toasts
from tests.tui.fakes import NOW
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tui.screens.details import DetailsScreen
from tui.screens.device_list import UNWATCHED_SECONDS
from tui.widgets.device_columns import device_columns
from tui.widgets.device_rows import age_text, alert_forms


async def test_what_was_stored_is_shown_at_the_start_the_most_urgent_first() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app)[:3] == ["sales-a3", "copy-shop", "lab"]
        assert line(app) == "All 11  Low 5  New 11  No answer 1  Others 1  Ignored 0"


async def test_changes_of_the_fleet_appear_and_the_cursor_stays_on_its_row() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press(*["j"] * 10)
        held = screen(app).listing.cursor_key
        services.fleet.put(printer(50, "zz-new", "HP", "M1", toners(0)))
        services.fleet.put(printer(12, "reception", "Brother", "HL-L6400DW", toners(0)))
        await paint(pilot)
        assert names(app)[:3] == ["reception", "sales-a3", "zz-new"]
        assert screen(app).listing.cursor_key == held == "d000000000c"
        assert screen(app).listing.cursor_place == 0


async def test_the_cursor_stays_while_a_thousand_devices_change_around_it() -> None:
    devices = [printer(number, f"p{number}", "HP", "M1", toners(50)) for number in range(1, 1001)]
    app, services = started(devices)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("G", "k", "k")
        held, top = at(app), round(screen(app).listing.scroll_y)
        for number in range(1, 500):
            services.fleet.put(printer(number, f"p{number}", "HP", "M1", toners(number % 100)))
        await paint(pilot)
        assert at(app) == held
        assert screen(app).listing.cursor_place - round(screen(app).listing.scroll_y) == 997 - top


async def test_a_list_that_nobody_touches_stays_at_the_most_urgent_ones() -> None:
    devices = [printer(number, f"p{number}", "HP", "M1", toners(number * 2 % 97)) for number in range(1, 60)]
    app, services = started([*devices, printer(60, "worst", "HP", "M1", toners(0))])

    async def help_the_first(pilot: Pilot[None]) -> str:
        first = screen(app).listing.cursor_key
        assert first is not None
        device = services.fleet.get(first)
        assert device is not None
        services.fleet.put(printer(int(device.address.rpartition(".")[2]), "helped", "HP", "M1", toners(99)))
        await paint(pilot)
        return first

    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app)[0] == "worst"
        helped = await help_the_first(pilot)  # nothing was typed since the start
        assert (screen(app).listing.cursor_place, round(screen(app).listing.scroll_y)) == (0, 0)
        assert screen(app).listing.cursor_key != helped
        await pilot.press("j", "k")
        services.clock.go_on(seconds=UNWATCHED_SECONDS - 1)
        helped = await help_the_first(pilot)
        assert screen(app).listing.cursor_key == helped  # somebody may be about to do something with it
        assert screen(app).listing.cursor_place > 0
        await pilot.press("g")
        services.clock.go_on(seconds=UNWATCHED_SECONDS)
        await help_the_first(pilot)
        assert (screen(app).listing.cursor_place, round(screen(app).listing.scroll_y)) == (0, 0)
        await pilot.press("j")
        held = screen(app).listing.cursor_key
        services.clock.go_on(minutes=10)
        services.fleet.put(printer(7, "new-worst", "HP", "M1", toners(0)))
        await paint(pilot)
        assert (screen(app).listing.cursor_key, screen(app).listing.cursor_place) == (held, 2)  # put there by hand


async def test_a_removed_device_goes() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space")
        services.fleet.remove("d000000000d")
        await paint(pilot)
        assert "sales-a3" not in names(app)
        assert selected(app) == []


async def test_ages_go_on_by_themselves() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50), minutes=3)])
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "3 min" in screen(app).listing.render_line(1).text
        services.clock.go_on(minutes=2)
        screen(app).grow_older()
        assert "5 min" in screen(app).listing.render_line(1).text


async def test_what_time_ends_is_over_without_a_poll() -> None:
    quarantine = Quarantine(since=NOW, until=NOW + timedelta(hours=2), reason="it restarted")
    app, services = started([replace(printer(1, "a", "HP", "M1", toners(50)), quarantine=quarantine)])
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Quarantined" in screen(app).listing.render_line(1).text
        services.clock.go_on(days=6)
        screen(app).grow_older()
        await pilot.press("3")
        assert names(app) == []
        assert nothing(app) == "No printer was added in the last 7 days."
        await pilot.press("1")
        assert "OK" in screen(app).listing.render_line(1).text


@pytest.mark.parametrize("size", [(60, 16), (140, 40)])
async def test_a_sleeping_printer_says_so(size: tuple[int, int]) -> None:
    asleep = Status(printer="idle", asleep=True)
    app, _ = started([printer(1, "a", "HP", "M1", toners(50), status=asleep)])
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "OK, asleep" in screen(app).listing.render_line(1).text


async def test_the_age_says_that_a_device_is_asked() -> None:
    app, _ = started([printer(1, "a", "HP", "M1", toners(50))])
    async with app.run_test() as pilot:
        await settle(pilot)
        app.asking.add("d0000000001")
        app.bridge.mark_devices("d0000000001")
        await paint(pilot)
        row = screen(app).rows["d0000000001"]
        assert age_text(row, NOW) == "asking"
        assert alert_forms(row, NOW) == ("OK",)


async def test_an_empty_fleet_leads_to_discovery_in_one_key() -> None:
    for key in ("d", "enter"):
        app, _ = started([])
        async with app.run_test() as pilot:
            await settle(pilot)
            assert app.screen.query_one("#welcome").display
            await pilot.press(key)
            await settle(pilot)
            assert app.current_mode == "discovery"


async def test_the_welcome_goes_with_the_first_device_and_comes_back_with_none() -> None:
    app, services = started([])
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert not screen(app).side.region
        services.fleet.put(printer(1, "a", "HP", "M1", None))
        await paint(pilot)
        assert not app.screen.query_one("#welcome").display
        assert screen(app).listing.has_focus
        assert screen(app).side.region
        services.fleet.remove("d0000000001")
        await paint(pilot)
        assert app.screen.query_one("#welcome").display
        assert not screen(app).side.region


async def test_commands_without_an_object_are_not_offered() -> None:
    app, _ = started([])
    async with app.run_test() as pilot:
        await settle(pilot)
        offered = {active.binding.id for active in app.screen.active_bindings.values() if active.enabled}
        assert {"discover", "leave", "show_help"} <= offered
        assert not offered & {"poll", "ignore", "filter", "sort", "select", "export", "choose_columns", "view_low"}


async def test_enter_opens_the_details_and_changes_meanwhile_are_painted_on_return() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)
        services.fleet.put(printer(50, "aa-new", "HP", "M1", toners(0)))
        await paint(pilot)
        await pilot.press("q")
        await settle(pilot)
        assert names(app)[0] == "aa-new"


async def resized(pilot: Pilot[None], width: int, height: int) -> None:
    await pilot.resize_terminal(width, height)
    await pilot.pause()
    await pilot.pause()


async def test_a_small_terminal_gets_a_notice_and_loses_nothing() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j")
        for size in ((59, 24), (80, 15)):
            await resized(pilot, *size)
            assert app.screen.query_one("SizeNotice").display
        await resized(pilot, 60, 16)
        assert not app.screen.query_one("SizeNotice").display
        assert screen(app).listing.cursor_place == 3
        assert screen(app).listing.has_focus


async def test_resizing_keeps_cursor_selection_and_filter() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("space", "slash", *"a", "enter", "j", "j")
        held = (at(app), selected(app), names(app))
        for size in ((60, 16), (300, 80), (100, 24), (80, 24)):
            await resized(pilot, *size)
            assert (at(app), selected(app), names(app)) == held
            assert screen(app).listing.has_focus


async def test_the_focus_comes_back_when_the_side_bar_goes() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        assert screen(app).side.views.has_focus
        await resized(pilot, 99, 24)
        assert screen(app).listing.has_focus
        assert line(app).startswith("All 11")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40), (300, 80)])
async def test_nothing_that_is_listed_is_cut_without_an_ellipsis(size: tuple[int, int]) -> None:
    ids = list(device_columns(lambda: NOW))
    app, services = started([replace(endless_device(), unreachable_since=None)], columns=tuple(ids))
    listed = {"device": "name", "model": "vendor", "vendor": "vendor", "location": "location", "serial": "serial"}
    listed |= {"notes": "notes", "alerts": "alert"}
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        listing = screen(app).listing
        for column_id in ("device", *ids):
            if column_id != "device":  # then with but a few columns, so that each of them has room
                await services.set_setting("ui", "columns", tuple(dict.fromkeys(("device", column_id))))
                await settle(pilot)
            drawn = listing.render_line(1).text
            assert cut_off([drawn], CHARACTERS.values()) == [], drawn
            shown = [CHARACTERS[listed[shown]] for shown in listing.shown_columns() if shown in listed]
            assert shown
            assert [character for character in shown if character not in drawn] == []


async def test_q_leaves_the_program() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert app._exit
        assert toasts(app) == []
