import asyncio
import time

import pytest
from textual.command import Hit
from textual.screen import Screen
from textual.widgets import Input

from core.errors import SettingsError
from core.fleet import Fleet
from core.model.device import Device
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical, worst
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_lines import AskLines
from tui.dialogs.ask_schedule import AskSchedule
from tui.dialogs.choose import Choose
from tui.palette import (
    MOST_DEVICES,
    CommandProvider,
    DeviceProvider,
    ElsewhereProvider,
    HouseProvider,
    ThemeChooser,
    ThemeProvider,
    ViewProvider,
)
from tui.screens.details import DetailsScreen
from tui.themes import THEMES


def started(*devices: Device) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(devices)
    return SuppliesApp(services, environment={}), services


async def hits(app: SuppliesApp, provider_class: type[HouseProvider], query: str) -> list[Hit]:
    provider = provider_class(app.screen)
    await provider.startup()
    found = [hit async for hit in provider.search(query) if isinstance(hit, Hit)]
    return sorted(found, key=lambda hit: -hit.score)


async def titles(app: SuppliesApp, provider_class: type[HouseProvider], query: str) -> list[str]:
    return [str(hit.text) for hit in await hits(app, provider_class, query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("accounts", "Go to accounts-2"),
        ("192.0.2.12", "Go to reception"),
        ("sn0000015", "Go to lab"),
        ("imageprograf", "Go to studio"),
        ("basement", "Go to copy-shop"),
        ("epson annex", "Go to 192.0.2.20"),
        ("brdrm", "Go to board-room"),
    ],
)
async def test_a_device_is_found_by_whatever_is_known_of_it(query: str, first: str) -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert (await titles(app, DeviceProvider, query))[0] == first


async def test_the_palette_goes_to_the_device_that_is_chosen() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"p3145")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)
        assert app.screen.device_id == "d000000000f"


@pytest.mark.parametrize(("words", "shown"), [("p3145", "d000000000f"), ("sales-a3", "d000000000d")])
async def test_a_device_takes_the_place_of_what_is_open_above_the_list(words: str, shown: str) -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        _, details, supply = app.screen_stack
        assert isinstance(details, DetailsScreen)
        assert details.device_id == "d000000000d"
        await pilot.press("ctrl+p", *words)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)
        assert app.screen.device_id == shown
        assert len(app.screen_stack) == 2
        assert (app.screen is details) == (shown == details.device_id)
        assert not supply.is_attached


async def test_no_cursor_blinks() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("slash", "ctrl+p"):
            await pilot.press(key)
            await settle(pilot)
            assert [field for field in app.screen.query(Input) if field.cursor_blink] == []


async def test_what_devices_say_is_no_markup() -> None:
    app, _ = started(*worst())
    async with app.run_test() as pilot:
        await settle(pilot)
        found = (await hits(app, DeviceProvider, "building"))[0]
        assert found.text == "Go to [red]printer[/red]-with-a-name-that-never-ends-in-building-7"
        assert "[@click=quit]bizhub" in str(found.help)
        await pilot.press("ctrl+p", *"building")
        await settle(pilot)


async def slowest_step(provider: DeviceProvider, query: str) -> tuple[float, int]:
    """The longest time that one key would wait, in seconds of this thread, and how many devices are offered."""
    search = asyncio.ensure_future(collect(provider, query))
    slowest = 0.0
    while not search.done():
        began = time.thread_time()
        await asyncio.sleep(0)
        slowest = max(slowest, time.thread_time() - began)
    return slowest, search.result()


async def collect(provider: DeviceProvider, query: str) -> int:
    return len([hit async for hit in provider.search(query)])


async def test_among_ten_thousand_devices_no_step_takes_long_and_few_are_offered() -> None:
    many = [printer(number, f"printer-{number}", "HP", "LaserJet", toners(50)) for number in range(10_000)]
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        services.fleet = Fleet(many)
        provider = DeviceProvider(app.screen)
        await provider.startup()
        for query in ("p", "printer-9999", "zzzz", "e" * 12):
            steps = [await slowest_step(provider, query) for _ in range(3)]
            assert min(seconds for seconds, _ in steps) < 0.02
            assert steps[0][1] <= MOST_DEVICES


async def test_views_are_offered_from_every_other_screen() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert await titles(app, ViewProvider, "low") == []
        await pilot.press("a")
        await settle(pilot)
        assert await titles(app, ViewProvider, "view low") == ["View: Low Status"]
        await pilot.press("ctrl+p", *"view: unre")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "devices"


async def test_a_theme_that_is_chosen_is_used_and_kept() -> None:
    app, services = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert (await titles(app, ThemeProvider, "nord"))[0] == "Theme: nord"
        await pilot.press("ctrl+p", *"color vision")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.theme == "supplies-colorblind"
        assert services.kept == [("ui", "theme", "supplies-colorblind")]


async def test_the_key_of_the_themes_offers_the_own_ones_at_once() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        offered = [str(hit.text) async for hit in ThemeChooser(app.screen).discover()]
        assert offered == [f"Theme: {theme.name}" for theme in THEMES]
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.theme == "supplies-light"


async def test_a_setting_that_cannot_be_kept_is_told_and_the_theme_is_used_anyway() -> None:
    services = FakeServices(typical(), Settings(ui=UiSettings()))
    services.setting_problem = SettingsError("settings.toml cannot be written", "make the folder writable")
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.choose_theme("supplies-light")
        await pilot.pause()
        await pilot.pause()
        assert app.theme == "supplies-light"
        assert app.session_log.entries[0].title == "settings.toml cannot be written"


async def test_a_command_is_offered_once_and_by_the_words_of_its_help() -> None:
    app, _ = started(printer(1, "a", "HP", "M1", toners(50)))
    async with app.run_test() as pilot:
        await settle(pilot)
        offers = [command.id for command, _ in CommandProvider(app.screen).offers()]
        assert len(offers) == len(set(offers))
        assert "Picture" in await titles(app, CommandProvider, "svg")
        assert (await titles(app, CommandProvider, "poll"))[0] == "Poll"


async def test_what_was_run_last_from_the_palette_comes_first() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        provider = CommandProvider(app.screen)
        before = [str(hit.prompt) async for hit in provider.discover()]
        await pilot.press("ctrl+p", *"sort", "enter")
        await settle(pilot)
        await pilot.press("ctrl+p", *"colu", "enter")
        await settle(pilot)
        await pilot.press("escape")
        assert app.recent_commands[:2] == ["choose_columns", "sort"]
        after = [str(hit.prompt) async for hit in CommandProvider(app.screen).discover()]
        assert after[:2] == ["Columns", "Sort"]
        assert sorted(after) == sorted(before)


@pytest.mark.parametrize(
    ("query", "title", "screen"),
    [
        ("schedule", "Discovery: Schedule", AskSchedule),
        ("import", "Discovery: Import", Choose),
        ("credentials", "Device: Credentials", Choose),
        ("notes", "Device: Notes", AskLines),
    ],
)
async def test_what_works_elsewhere_is_offered_and_goes_there(
    query: str, title: str, screen: type[Screen[object]]
) -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        found = await hits(app, ElsewhereProvider, query)
        assert str(found[0].text) == title
        await pilot.press("ctrl+p", *query, "enter")
        await settle(pilot)
        assert isinstance(app.screen, screen)


async def test_what_works_here_is_not_offered_as_elsewhere_and_comes_first() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "Devices: Poll" not in await titles(app, ElsewhereProvider, "poll")
        assert "Alerts: Poll" not in await titles(app, ElsewhereProvider, "poll")


async def test_what_cannot_be_done_there_now_is_told() -> None:
    app, _ = started(*typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"device: next", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)
        assert "There is nothing to do it with now." in [toast.message for toast in app._notifications]
