from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, Static

from core.errors import SnmpError
from core.model.device import Device
from core.model.events import DeviceRead
from tests.tui.fakes import NOW, FakeServices
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.screens.details import DetailsScreen
from tui.screens.devices import DevicesScreen


def started(devices: list[Device]) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


def screen(app: SuppliesApp) -> DevicesScreen:
    assert isinstance(app.screen, DevicesScreen)
    return app.screen


def names(app: SuppliesApp) -> list[str]:
    shown = screen(app)
    return [shown._rows[key].name for key in shown.listing.order]


def views(app: SuppliesApp) -> list[str]:
    return str(app.screen.query_one("#views", Static).content).replace("  ", "|").strip(" |").split("|")


def toasts(app: SuppliesApp) -> list[str]:
    return [f"{toast.title}: {toast.message}" for toast in app._notifications]


async def test_what_was_stored_is_shown_at_the_start_the_most_urgent_first() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app)[:3] == ["sales-a3", "copy-shop", "lab"]
        assert views(app) == ["All 11", "Low 5", "Unreachable 1", "Not printers 1", "Ignored 0"]


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


async def test_a_removed_device_goes() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        services.fleet.remove("d000000000d")
        await paint(pilot)
        assert "sales-a3" not in names(app)


async def test_the_filter_matches_while_it_is_typed() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"canon")
        await settle(pilot)
        assert names(app) == ["studio"]
        assert views(app)[-1] == "1 match"
        await pilot.press("enter", "j")
        assert names(app) == ["studio"]
        assert not isinstance(app.screen.focused, Input)
        await pilot.press("escape")
        await settle(pilot)
        assert len(names(app)) == 11
        assert not app.screen.query_one("#filter-words").display


async def test_a_filter_without_matches_says_so_and_esc_leaves_it() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"[b]zz")
        await settle(pilot)
        assert "Nothing matches “[b]zz”." in str(app.screen.query_one("#nothing", Static).content)
        await pilot.press("escape", "j")
        assert screen(app).listing.has_focus
        assert screen(app).listing.cursor_place == 1


async def test_letters_that_are_typed_are_no_commands() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"pidvq")
        await settle(pilot)
        assert app.screen.query_one("#filter-words", Input).value == "pidvq"
        assert services.poller.asked == []
        assert app.is_running


async def test_views_show_their_part_of_the_fleet() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        seen = []
        for _ in range(5):
            await pilot.press("v")
            seen.append(names(app))
        assert [len(view) for view in seen] == [5, 1, 1, 0, 11]
        assert seen[1:3] == [["board-room"], ["ups-rack-1"]]
        await pilot.press("V")
        assert "No device is ignored." in str(app.screen.query_one("#nothing", Static).content)


async def test_sorting_goes_through_the_columns() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        firsts = []
        for _ in range(4):
            await pilot.press("s")
            firsts.append(names(app)[0])
        assert firsts == ["192.0.2.20", "reception", "studio", "sales-a3"]


async def test_an_ignored_device_goes_at_once_and_undo_brings_it_back() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("i")
        await paint(pilot)
        assert names(app)[0] == "copy-shop"
        assert services.fleet.get("d000000000d").is_ignored  # type: ignore[union-attr]
        assert screen(app).listing.cursor_place == 0
        await pilot.press("u")
        await paint(pilot)
        assert names(app)[0] == "sales-a3"
        await pilot.press("u")
        assert toasts(app)[-1].endswith("Nothing was ignored since the start.")


async def test_the_same_key_takes_an_ignored_device_back() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50), is_ignored=True)])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("V", "i")
        await paint(pilot)
        assert not services.fleet.get("d0000000001").is_ignored  # type: ignore[union-attr]


async def test_polling_asks_the_device_and_its_answer_appears() -> None:
    device = printer(1, "a", "HP", "M1", toners(50), minutes=9)
    app, services = started([device])
    assert device.reading is not None
    assert device.profile is not None
    reading = replace(device.reading, supplies=toners(3), read_at=NOW)
    services.poller.answers[device.id] = DeviceRead(device_id=device.id, reading=reading, profile=device.profile)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        row = screen(app)._rows[device.id]
        assert (row.alerts, row.age) == ("Black Toner Cartridge Near Empty (3%)", "now")
        assert app.asking == set()
        assert toasts(app) == []


async def test_a_silent_device_is_told_and_marked_once_it_counts_as_unreachable() -> None:
    app, _ = started([printer(1, "a", "HP", "M1", toners(50))])
    async with app.run_test() as pilot:
        await settle(pilot)
        words = []
        for _ in range(3):
            await pilot.press("p")
            await settle(pilot)
            words.append(screen(app)._rows["d0000000001"].alerts)
        assert words == ["OK", "OK", "Unreachable"]
        silent, gone = "a: no answer: it is silent", "a: no answer: no answer in 2 s"
        assert toasts(app) == [silent, silent, gone]


async def test_an_error_while_polling_is_a_toast_with_its_hint() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50))])
    services.poller.answers["d0000000001"] = SnmpError("[b]wrong key", "check the password")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert toasts(app) == ["[b]wrong key: check the password"]
        assert app.asking == set()


async def test_ages_go_on_by_themselves() -> None:
    app, services = started([printer(1, "a", "HP", "M1", toners(50), minutes=3)])
    async with app.run_test() as pilot:
        await settle(pilot)
        services.clock.go_on(minutes=2)
        screen(app)._grow_older()
        assert screen(app)._rows["d0000000001"].age == "5 min"


async def test_an_empty_fleet_leads_to_discovery_in_one_key() -> None:
    for key in ("d", "enter"):
        app, _ = started([])
        async with app.run_test() as pilot:
            await settle(pilot)
            assert app.screen.query_one("#welcome").display
            await pilot.press(key)
            await settle(pilot)
            assert app.current_mode == "discovery"


async def test_the_welcome_goes_with_the_first_device() -> None:
    app, services = started([])
    async with app.run_test() as pilot:
        await settle(pilot)
        services.fleet.put(printer(1, "a", "HP", "M1", None))
        await paint(pilot)
        assert not app.screen.query_one("#welcome").display
        assert screen(app).listing.has_focus


async def test_commands_without_an_object_are_not_offered() -> None:
    app, _ = started([])
    async with app.run_test() as pilot:
        await settle(pilot)
        offered = {active.binding.id for active in app.screen.active_bindings.values()}
        assert {"discover", "leave", "show_help"} <= offered
        assert not offered & {"poll", "ignore", "filter", "sort"}


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


async def test_q_leaves_the_program() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert app._exit
