import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Button, Input, ProgressBar, Static

from core.discovery.options import AS_SET, SweepOptions
from core.errors import CupsError, SettingsError, UsageError
from core.model.events import SweepEvent
from core.settings import DiscoverySettings, Settings, UiSettings
from tests.tui.discovery_fakes import Estimate, Queue, Sweeper
from tests.tui.fakes import FakeServices, ended, found, progress
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp
from tui.dialogs.ask_schedule import AskSchedule
from tui.dialogs.ask_text import AskText
from tui.dialogs.at_work import AtWork
from tui.dialogs.confirm import Confirm
from tui.dialogs.sweep_options import AskSweepOptions
from tui.dialogs.sweep_summary import SweepSummary
from tui.screens.details import DetailsScreen
from tui.screens.discovery import DiscoveryScreen
from tui.widgets import target_form
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing

FINDS = (
    found(5, vendor="HP", model="LaserJet", serial="PHB1234567"),
    found(9, vendor="Brother", model="HL-L6400DW", serial="E78901A2B3"),
    found(80, is_printer=False, vendor="APC", model="Smart-UPS", serial="AS1234567"),
)


def started(
    *script: SweepEvent | Exception | None, settings: Settings | None = None
) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(settings=settings)
    services.discovery.script = list(script)  # type: ignore[arg-type]
    return SuppliesApp(services, environment={}), services


def screen(app: SuppliesApp) -> DiscoveryScreen:
    assert isinstance(app.screen, DiscoveryScreen)
    return app.screen


def text(app: SuppliesApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


def finds(app: SuppliesApp) -> "Listing[object]":
    return app.screen.query_one("#finds", Listing)


def typed(app: SuppliesApp) -> Input:
    return app.screen.query_one("#targets", Input)


def tabs(app: SuppliesApp) -> str:
    return " ".join(text(app, "#find-tabs").split())


def lines(listing: "Listing[Any]") -> list[str]:
    """What a list shows, without its head."""
    return [" ".join(listing.render_line(y + 1).text.split()) for y in range(len(listing.order))]


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


async def test_own_networks_are_prefilled_and_their_cost_is_shown_before_anything_is_sent() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert app.screen.query_one("#targets", Input).value == "192.0.2.0/25, 198.51.100.0/24"
        assert text(app, "#estimate") == "254 addresses, at most 508 datagrams, 46.7 kB, 1 s"
        assert services.discovery.asked == []


async def test_the_estimate_follows_what_is_typed() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        field = app.screen.query_one("#targets", Input)
        field.value = ""
        await settle(pilot)
        assert text(app, "#estimate") == "Type networks, ranges, hosts, names or @file; → completes."
        await pilot.press(*"10.1.2.0/24 10.1.3.0/24")
        await settle(pilot)
        assert text(app, "#estimate").startswith("508 addresses")


async def test_only_what_was_typed_last_is_estimated_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    app, services = started()
    begun, finished = [], []
    is_asked, may_end = asyncio.Event(), asyncio.Event()
    estimate = services.discovery.estimate

    async def slow(texts: Sequence[str], options: SweepOptions) -> Estimate:
        begun.append(texts[0])
        is_asked.set()
        await may_end.wait()
        finished.append(texts[0])
        return await estimate(texts, options)

    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        monkeypatch.setattr(services.discovery, "estimate", slow)
        field = app.screen.query_one("#targets", Input)
        for target in ("10.1.2.0/24", "10.1.2.0/24 10.1.3.0/24"):
            is_asked.clear()
            field.value = target
            await is_asked.wait()
        may_end.set()
        await settle(pilot)
        assert begun == ["10.1.2.0/24", "10.1.2.0/24 10.1.3.0/24"]
        assert finished == ["10.1.2.0/24 10.1.3.0/24"]
        assert text(app, "#estimate").startswith("508 addresses")


async def test_keys_that_follow_each_other_make_one_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_form, "TYPING_SECONDS", 0.2)
    app, services = started()
    asked = []
    estimate = services.discovery.estimate

    async def noted(texts: Sequence[str], options: SweepOptions) -> Estimate:
        asked.append(texts[0])
        return await estimate(texts, options)

    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        monkeypatch.setattr(services.discovery, "estimate", noted)
        field = app.screen.query_one("#targets", Input)
        for target in ("1", "10", "10.1.2.0/24"):
            field.value = target
            await pilot.pause()
        await settle(pilot)
        assert asked == ["10.1.2.0/24"]


async def test_an_error_stands_beside_the_field_with_its_hint() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        app.screen.query_one("#targets", Input).value = "10.1.2.300"
        await settle(pilot)
        assert text(app, "#estimate") == "× 10.1.2.300 is no address: numbers go from 0 to 255"


async def test_finds_appear_while_the_sweep_runs_printers_apart_from_the_rest() -> None:
    app, services = started(progress(10, answered=1, printers=1), *FINDS, progress(240, answered=3, printers=2), None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        assert services.discovery.asked == ["192.0.2.0/25, 198.51.100.0/24"]
        assert list(finds(app).order) == ["198.51.100.5:161", "198.51.100.9:161"]
        assert text(app, "#figures") == "asked 240 of 508   answered 3   printers 2   2 s left"
        assert text(app, "#share") == "24% of all questions"
        assert " 24%" in app.screen.query_one(TitleBar).render().plain
        assert app.screen.query_one("#bar", ProgressBar).percentage == 240 / (2 * 508)
        assert tabs(app) == "Targets 2 Printers 2 Not printers 1 Earlier 0"
        await pilot.press("o")
        assert list(finds(app).order) == ["198.51.100.80:161"]
        services.discovery.stop()
        await settle(pilot)


async def test_a_find_gets_its_name_once_the_printer_is_read() -> None:
    app, services = started(FINDS[0], ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [row.name for row in screen(app).lists.shown_finds()] == [None]
        device = services.fleet.find("198.51.100.5")
        services.fleet.put(replace(device, identity=replace(device.identity, name="front-desk")))
        await paint(pilot)
        assert [row.name for row in screen(app).lists.shown_finds()] == ["front-desk"]


async def test_printers_never_exceed_the_devices_that_answered() -> None:
    app, services = started(progress(10, answered=1, printers=0), *FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        assert "answered 3   printers 2" in text(app, "#figures")
        services.discovery.stop()
        await settle(pilot)


async def test_the_ending_names_the_key_that_shows_the_devices() -> None:
    services = FakeServices(settings=Settings(ui=UiSettings(keys={"back": "f2"})))
    services.discovery.script = [*FINDS, ended("complete")]
    for app, key in ((started(*FINDS, ended("complete"))[0], "q"), (SuppliesApp(services, environment={}), "f2")):
        async with app.run_test() as pilot:
            await pilot.press("d")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert text(app, "#figures").splitlines()[-1] == f"{key} shows all devices"
            await pilot.press(key)
            await settle(pilot)
            assert app.current_mode == "devices"


async def test_stop_works_at_once_by_either_key() -> None:
    for key in ("s", "escape"):
        app, services = started(*FINDS, None)
        async with app.run_test() as pilot:
            await pilot.press("d")
            await settle(pilot)
            await pilot.press("enter")
            await services.discovery.held.wait()
            await paint(pilot)
            await pilot.press(key)
            await settle(pilot)
            assert app.current_mode == "discovery"
            assert text(app, "#figures").startswith("■ Stopped by you: what was found stays\n300 of 508 addresses in")
            assert len(finds(app).order) == 2


async def test_the_other_endings_are_told_apart() -> None:
    for reason, words in (("complete", "● Complete:"), ("limit", "! Time limit reached:")):
        app, _ = started(*FINDS, ended(reason))
        async with app.run_test() as pilot:
            await pilot.press("d")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert text(app, "#figures").startswith(words)
            assert finds(app).has_focus
            assert not app.sweep.is_running


async def test_the_button_starts_and_stops() -> None:
    app, services = started(*FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        # A pressed button takes no other press for as long as it looks pressed.
        app.screen.query_one("#run", Button).active_effect_duration = 0
        await pilot.click("#run")
        await services.discovery.held.wait()
        await paint(pilot)
        assert str(app.screen.query_one("#run", Button).label) == "Stop"
        await pilot.click("#run")
        await settle(pilot)
        assert str(app.screen.query_one("#run", Button).label) == "Run"
        assert app.sweep.ended is not None


async def test_a_double_click_starts_and_does_not_stop_at_once() -> None:
    app, services = started(*FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        app.screen.query_one("#run", Button).active_effect_duration = 3_600
        await pilot.click("#run", times=2)
        await services.discovery.held.wait()
        await pilot.click("#run")
        await paint(pilot)
        assert app.sweep.is_running
        assert str(app.screen.query_one("#run", Button).label) == "Stop"


async def test_the_address_of_a_find_is_copied() -> None:
    app, _ = started(*FINDS, ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("j", "y")
        await settle(pilot)
        assert app.clipboard == "198.51.100.9"


async def test_a_find_is_dropped_and_kept_again() -> None:
    app, services = started(*FINDS, ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("j", "space")
        await paint(pilot)
        dropped = [device.address for device in services.fleet.devices() if device.is_ignored]
        assert dropped == ["198.51.100.9"]
        assert finds(app).render_line(2).text.strip().startswith("× dropped")
        await pilot.press("space")
        await paint(pilot)
        assert not any(device.is_ignored for device in services.fleet.devices())
        assert finds(app).render_line(2).text.strip().startswith("● kept")


async def test_the_sweep_goes_on_behind_the_devices_and_is_seen_there() -> None:
    app, services = started(progress(127, answered=3, printers=2), *FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        await pilot.press("q")
        await paint(pilot)
        assert app.current_mode == "devices"
        assert app.screen.query_one(TitleBar).render().plain.count("► sweep 13%, 2 found")
        await pilot.press("d")
        await paint(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert app.sweep.ended is not None
        assert "►" not in app.screen.query_one(TitleBar).render().plain


async def test_an_end_that_came_behind_another_screen_is_shown_on_return() -> None:
    app, services = started(*FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        await pilot.press("q")
        services.discovery.stop()
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        assert text(app, "#figures").startswith("■ Stopped by you")
        assert not app.screen.query_one("#targets").disabled


async def test_a_second_sweep_waits_for_the_first() -> None:
    app, services = started(*FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        app.start_sweep(["203.0.113.0/24"])
        assert services.discovery.asked == ["192.0.2.0/25, 198.51.100.0/24"]
        services.discovery.stop()
        await settle(pilot)


async def test_a_sweep_that_cannot_start_is_a_toast_and_may_be_tried_again() -> None:
    app, services = started(UsageError("[b]no such name", "check the spelling"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [(toast.title, toast.message) for toast in app._notifications] == [
            ("[b]no such name", "check the spelling")
        ]
        services.discovery.script = [ended("complete")]
        await pilot.press("r")
        await settle(pilot)
        assert text(app, "#figures").startswith("● Complete")


async def test_a_find_opens_its_details() -> None:
    app, _ = started(*FINDS, ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DetailsScreen)
        await pilot.press("q")
        await settle(pilot)
        assert app.current_mode == "discovery"


async def test_the_program_can_begin_with_a_sweep() -> None:
    services = FakeServices()
    services.discovery.script = [*FINDS, ended("complete")]
    app = SuppliesApp(services, environment={}, discover_at_start=True)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.current_mode == "discovery"
        assert services.discovery.asked == ["192.0.2.0/25", "198.51.100.0/24"]
        assert len(finds(app).order) == 2


# The targets


async def test_what_is_offered_is_put_into_the_field_and_taken_out_again() -> None:
    app, services = started(settings=Settings(discovery=DiscoverySettings(targets=("192.0.2.0/25", "lp7:1161"))))
    services.discovery.records = [swept(50, "10.1.0.0/22"), swept(5, "10.2.0.5-40, lp7:1161")]
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        networks = app.screen.query_one("#networks", Listing)
        assert lines(networks) == [
            "[x] 192.0.2.0/25 eth0, 126 addresses",
            "[x] 198.51.100.0/24 wlan0, 254 addresses",
            "[ ] lp7:1161 from the settings",
            "[ ] 10.2.0.5-40 swept 5 h ago",
            "[ ] 10.1.0.0/22 swept 2 d ago, 14 printers",
        ]
        await pilot.press("escape")
        assert networks.has_focus
        await pilot.press("space", "j", "j", "enter")
        await settle(pilot)
        assert typed(app).value == "198.51.100.0/24, lp7:1161"
        assert [line[:3] for line in lines(networks)] == ["[ ]", "[x]", "[x]", "[ ]", "[ ]"]
        assert text(app, "#estimate").startswith("254 addresses")
        assert networks.cursor_key == "lp7:1161"
        await pilot.press("r")
        await settle(pilot)
        assert services.discovery.asked == ["198.51.100.0/24, lp7:1161"]


async def test_what_is_typed_is_completed_from_what_is_offered() -> None:
    app, services = started()
    services.discovery.records = [swept(50, "10.1.0.0/22")]
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = ""
        await pilot.press(*"198", "right", *", 10.", "right")
        await settle(pilot)
        assert typed(app).value == "198.51.100.0/24, 10.1.0.0/22"
        assert services.discovery.asked == []


@pytest.mark.parametrize("key", ["escape", "down"])
async def test_the_field_is_left_for_the_list_and_entered_again(key: str) -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert typed(app).has_focus
        await pilot.press(key)
        assert app.screen.query_one("#networks").has_focus
        await pilot.press("t")
        assert typed(app).has_focus
        await pilot.press(key, "escape")
        await settle(pilot)
        assert app.current_mode == "devices"


async def test_without_targets_run_leads_to_the_field() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = " "
        await pilot.press("escape", "r")
        await settle(pilot)
        assert typed(app).has_focus
        assert services.discovery.asked == []


async def test_a_run_waits_for_the_cost_of_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    app, services = started(ended("complete"))
    may_end = asyncio.Event()
    estimate = services.discovery.estimate

    async def slow(texts: Sequence[str], options: SweepOptions) -> Estimate:
        await may_end.wait()
        return await estimate(texts, options)

    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        monkeypatch.setattr(services.discovery, "estimate", slow)
        typed(app).value = "10.1.2.0/24"
        await pilot.press("enter")
        await pilot.pause()
        assert services.discovery.asked == []
        may_end.set()
        await settle(pilot)
        assert services.discovery.asked == ["10.1.2.0/24"]


async def test_what_is_wrong_is_told_when_it_is_to_be_run() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = "10.1.2.300"
        await pilot.press("enter")
        await settle(pilot)
        assert toasts(app) == [("10.1.2.300 is no address", "numbers go from 0 to 255")]
        assert services.discovery.asked == []
        typed(app).value = "10.1.2.0/24"
        await settle(pilot)
        assert services.discovery.asked == [], "what was wanted was something else"


async def test_what_would_ask_nobody_is_not_run_and_says_why_at_the_field() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = "excluded"
        await pilot.press("enter")
        await settle(pilot)
        assert text(app, "#estimate") == "× all 254 addresses are in discovery.exclude: name others"
        assert toasts(app) == [("all 254 addresses are in discovery.exclude", "name others")]
        assert services.discovery.asked == []


async def test_an_empty_field_that_is_to_be_run_says_so() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = ""
        await pilot.press("enter")
        await settle(pilot)
        assert text(app, "#estimate").startswith("× no targets to sweep: name networks")
        typed(app).value = "10.1.2.0/24"
        await settle(pilot)
        assert text(app, "#estimate").startswith("254 addresses")
        assert services.discovery.asked == []


async def test_very_many_addresses_are_asked_for_once() -> None:
    app, services = started(ended("limit"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = "10.0.0.0/8"
        await settle(pilot)
        assert text(app, "#estimate").endswith(" h 38 min, but it ends after 5 min")
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await settle(pilot)
        assert services.discovery.asked == []
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert services.discovery.asked == ["10.0.0.0/8"]
        assert services.discovery.options.allow_large


async def test_targets_become_the_default() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        typed(app).value = "10.1.2.0/24 lp7"
        await pilot.press("escape", "m")
        await settle(pilot)
        assert services.kept == [("discovery", "targets", ["10.1.2.0/24", "lp7"])]
        assert toasts(app) == [("Every sweep begins with these targets", "10.1.2.0/24, lp7")]
        typed(app).value = "10.1.2.300"
        await pilot.press("m")
        typed(app).value = ""
        await pilot.press("m")
        await settle(pilot)
        assert services.kept[1:] == [("discovery", "targets", [])]
        assert [title for title, _ in toasts(app)[1:]] == ["Not kept", "Every sweep begins with these targets"]


async def test_settings_that_cannot_be_kept_are_told() -> None:
    app, services = started()
    services.setting_problem = SettingsError("settings.toml: Read-only file system", "the folder must be writable")
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "m")
        await settle(pilot)
        assert ("settings.toml: Read-only file system", "the folder must be writable") in toasts(app)


# Options and schedule


async def test_options_count_for_this_sweep_and_are_seen_in_the_estimate() -> None:
    app, services = started(ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "O")
        await settle(pilot)
        assert isinstance(app.screen, AskSweepOptions)
        await pilot.press(*"lab", "tab", *"99999")
        assert text(app, "#complaint") == "UDP port: a whole number from 1 to 65,535 is wanted"
        await pilot.press("enter")
        assert isinstance(app.screen, AskSweepOptions)
        await pilot.press("ctrl+u", *"1161", "tab", *"20", "tab", *"10", "enter")
        await settle(pilot)
        said = "25 s, but it ends after 10 s; community l···, port 1161, 20 a second, at most 10 s"
        assert text(app, "#estimate").endswith(said)
        await pilot.press("r")
        await settle(pilot)
        options = SweepOptions(communities=("lab",), port=1161, rate=20, limit_seconds=10.0)
        assert services.discovery.options == options
        await pilot.press("O")
        await settle(pilot)
        assert app.screen.query_one("#option-port", Input).value == "1161"
        await pilot.press("escape")
        await settle(pilot)
        assert screen(app).form.options == options
        await pilot.press("O")
        await settle(pilot)
        await pilot.click("#clear")
        await settle(pilot)
        assert screen(app).form.options == AS_SET
        assert services.kept == []


async def test_the_schedule_is_set_and_seen() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert text(app, "#next-sweep") == "no sweep by schedule"
        await pilot.press("escape", "S")
        await settle(pilot)
        assert isinstance(app.screen, AskSchedule)
        await pilot.press("j", "tab", "ctrl+u", *"3:00")
        assert "03:00" in text(app, "#complaint")
        await pilot.press("enter")
        assert isinstance(app.screen, AskSchedule)
        services.scheduler.moment = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
        await pilot.press("ctrl+u", *"04:30", "enter")
        await settle(pilot)
        assert ("discovery", "schedule", "daily") in services.kept
        assert ("discovery", "schedule_at", "04:30") in services.kept
        local = datetime(2026, 3, 5, 4, 30, tzinfo=UTC).astimezone()
        assert text(app, "#next-sweep") == f"next sweep tomorrow {local:%H:%M} (daily)"


async def test_who_else_sweeps_is_said() -> None:
    app, services = started()
    services.discovery.other = Sweeper("the schedule on srv1, process 4711")
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        assert text(app, "#next-sweep").startswith("► the schedule on srv1, process 4711 is sweeping")


async def test_a_scheduled_sweep_is_shown_and_the_form_stays_open_beside_it() -> None:
    app, services = started(progress(10, answered=3, printers=2), *FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape")

        async def by_schedule() -> None:
            async for _ in services.discovery.run(["192.0.2.0/24"], started_by="schedule"):
                pass

        scheduled = asyncio.create_task(by_schedule())
        await services.discovery.held.wait()
        await paint(pilot)
        assert text(app, "#figures").startswith("by schedule   asked 10 of 508")
        assert len(finds(app).order) == 2
        assert "► sweep 1%, 2 found" in app.screen.query_one(TitleBar).render().plain
        assert not typed(app).disabled
        assert str(app.screen.query_one("#run", Button).label) == "Run"
        await pilot.press("s")
        await scheduled
        await settle(pilot)
        assert text(app, "#figures").startswith("■ Stopped by you")


async def test_a_scheduled_sweep_does_not_disturb_who_types() -> None:
    app, services = started(*FINDS, None)
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)

        async def by_schedule() -> None:
            async for _ in services.discovery.run(["192.0.2.0/24"], started_by="schedule"):
                pass

        scheduled = asyncio.create_task(by_schedule())
        await services.discovery.held.wait()
        await paint(pilot)
        assert typed(app).has_focus
        assert app.screen.query_one("#networks").display
        services.discovery.stop()
        await scheduled
        await settle(pilot)


# The lists


async def test_the_lists_are_gone_through_by_the_keys_of_views() -> None:
    app, services = started(*FINDS, ended("complete"))
    services.discovery.records = [swept(5, "10.1.0.0/22")]
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        seen = []
        for key in ("v", "v", "v", "v", "V", "o", "o", "h", "h"):
            await pilot.press(key)
            seen.append(screen(app).lists.view)
        assert seen == [
            "others", "earlier", "networks", "printers", "networks", "others", "printers", "earlier", "printers",
        ]  # fmt: skip
        assert finds(app).has_focus


async def test_empty_lists_say_what_belongs_there() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "v")
        assert text(app, "#no-finds") == "What a sweep finds appears here."
        await pilot.press("h")
        assert text(app, "#no-finds") == "No sweep was run yet."
        await pilot.press("r")
        await settle(pilot)
        assert text(app, "#no-finds") == "No printer was found."


async def test_all_finds_are_dropped_and_kept_again() -> None:
    app, services = started(*FINDS, ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("minus")
        await settle(pilot)
        assert [line.split()[1] for line in lines(finds(app))] == ["dropped", "dropped"]
        assert sum(device.is_ignored for device in services.fleet.devices()) == 2, "others are in another list"
        assert toasts(app)[-1] == ("2 finds dropped", "+ keeps them all, space one of them.")
        await pilot.press("space", "plus")
        await settle(pilot)
        assert not any(device.is_ignored for device in services.fleet.devices())
        assert toasts(app)[-1] == ("1 find kept", "- drops them all, space one of them.")


async def test_a_list_is_filtered_by_the_words_of_its_rows() -> None:
    app, services = started(*FINDS, None)
    services.discovery.records = [swept(50, "10.1.0.0/22"), swept(5, "lp7", started_by="schedule")]
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        await pilot.press("slash", *"brother kept", "enter")
        assert list(finds(app).order) == ["198.51.100.9:161"]
        assert finds(app).has_focus
        assert tabs(app).startswith("Targets 4 Printers 2"), "all of them are counted"
        await pilot.press("escape")
        assert len(finds(app).order) == 2
        assert app.sweep.is_running, "Escape clears the filter before it stops anything"
        await pilot.press("slash", *"nothing")
        assert text(app, "#no-finds") == "Nothing matches “nothing”."
        await pilot.press("escape", "h", "slash", *"schedule")
        assert len(app.screen.query_one("#earlier", Listing).order) == 1
        await pilot.press("enter", "v")
        assert len(app.screen.query_one("#networks", Listing).order) == 4, "another list is shown as a whole"
        await pilot.press("slash", "enter")
        assert not screen(app).lists.is_filtered
        await pilot.press("escape")
        await settle(pilot)
        assert app.sweep.ended is not None


async def test_finds_that_nobody_knew_are_marked() -> None:
    app, services = started(FINDS[0], FINDS[1], ended("complete"))
    services.fleet.apply(FINDS[0])
    device = services.fleet.find("198.51.100.5")
    services.fleet.put(replace(device, added_at=datetime(2026, 1, 1, tzinfo=UTC)))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert [line.split()[-1] for line in lines(finds(app))] == ["known", "new"]


# Earlier sweeps


async def test_earlier_sweeps_are_listed_summarized_and_run_again() -> None:
    app, services = started(ended("complete"))
    services.fleet.apply(FINDS[0])
    known = services.fleet.find("198.51.100.5").id
    services.discovery.records = [
        swept(
            50,
            "10.1.0.0/22",
            new=1,
            new_ids=(known,),
            gone=3,
            gone_ids=("gone",),
            rate=50,
            problem="no route",
            unsent=2,
        ),
        swept(5, "lp7", started_by="schedule", reason="limit", gone=None),
    ]
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "h")
        await settle(pilot)
        earlier = app.screen.query_one("#earlier", Listing)
        when = datetime(2026, 3, 4, 7, 0, tzinfo=UTC).astimezone()
        assert lines(earlier)[0] == f"{when:%H:%M} lp7 schedule ! time limit 14 – ? 5 s 52.5 kB"
        assert lines(earlier)[1].endswith("10.1.0.0/22 terminal ● complete 14 +1 -3 5 s 52.5 kB")
        await pilot.press("j", "enter")
        await settle(pilot)
        assert isinstance(app.screen, SweepSummary)
        said = " ".join(app.screen.query_one(Facts).render().plain.split())
        assert "Options 50 a second" in said
        assert "New 198.51.100.5" in said
        assert "Gone 3: asked, and did not answer" in said
        assert "Problem 2 datagrams could not be sent: no route" in said
        await pilot.press("escape")
        await settle(pilot)
        assert services.discovery.asked == []
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("r")
        await settle(pilot)
        assert services.discovery.asked == ["10.1.0.0/22"]
        assert services.discovery.options == SweepOptions(rate=50)
        assert typed(app).value == "10.1.0.0/22"
        assert tabs(app).endswith("Earlier 3")


async def test_nothing_is_run_again_beside_a_running_sweep() -> None:
    app, services = started(*FINDS, None)
    services.discovery.records = [swept(50, "10.1.0.0/22")]
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        await pilot.press("h", "enter")
        await pilot.pause()
        await pilot.press("r")
        await paint(pilot)
        assert toasts(app)[-1][0] == "A sweep is running"
        services.discovery.stop()
        await settle(pilot)


# By hand


async def test_hosts_are_added_by_name_and_shown_among_the_finds() -> None:
    app, services = started()
    services.discovery.hosts = {"lp7:1161": FINDS[0], "10.3.0.9": FINDS[2]}
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "a")
        await settle(pilot)
        assert isinstance(app.screen, AskText)
        await pilot.press(*"10.300.0.1")
        assert text(app, "#complaint").startswith("'10.300.0.1' is no IPv4 address")
        await pilot.press("enter")
        assert isinstance(app.screen, AskText)
        await pilot.press("ctrl+u", *"lp7:1161 10.3.0.9, lp8", "enter")
        await settle(pilot)
        assert toasts(app) == [
            ("1 printer added, 1 other device", "198.51.100.5  HP  LaserJet\n198.51.100.80  APC  Smart-UPS"),
            ("1 host could not be added", "lp8 does not answer SNMP (is it switched on?)"),
        ]
        assert app.screen.query_one("#answer", Input).value == "lp8"
        assert text(app, ".dialog-text") == "1 printer added, 1 other device. These are left."
        assert text(app, "#complaint") == "lp8 does not answer SNMP: is it switched on?"
        await pilot.press("ctrl+u", *"lp7:1161", "enter")
        await settle(pilot)
        assert toasts(app)[2:] == [
            ("Nothing was added", " "),
            ("1 device in the list already", "198.51.100.5  HP  LaserJet"),
        ]
        assert screen(app).lists.view == "printers"
        assert list(finds(app).order) == ["198.51.100.5:161"]


async def test_nobody_who_answers_is_said() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "a")
        await settle(pilot)
        await pilot.press(*"lp1 lp2 lp3 lp4 lp5 lp6", "enter")
        await settle(pilot)
        assert [title for title, _ in toasts(app)] == ["Nothing was added", "6 hosts could not be added"]
        assert toasts(app)[1][1].endswith("\nand 2 more")
        field = app.screen.query_one("#answer", Input)
        assert (field.value, field.has_focus) == ("lp1 lp2 lp3 lp4 lp5 lp6", True)
        assert text(app, "#complaint") == "lp1 does not answer SNMP: is it switched on?; and 5 more"
        await pilot.press("escape")
        assert screen(app).lists.view == "networks"


async def test_the_queues_of_cups_are_imported() -> None:
    app, services = started()
    services.discovery.hosts = {"lp7": FINDS[0]}
    services.discovery.queues = {None: [Queue("office", host="lp7"), Queue("desk", skipped="has no network address")]}
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "i")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert toasts(app) == [
            ("1 printer added", "198.51.100.5  HP  LaserJet"),
            ("1 queue without a network printer", "desk: has no network address"),
        ]


async def test_the_queues_of_another_server_are_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "print1")
    app, services = started()
    services.discovery.queues = {"print1.example.net": CupsError("no CUPS server at print1", "check that CUPS runs")}
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "i")
        await settle(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert app.screen.query_one("#answer", Input).value == "print1"
        await pilot.press("end", *".example.net", "enter")
        await settle(pilot)
        assert toasts(app) == []
        assert app.screen.query_one("#answer", Input).value == "print1.example.net"
        assert text(app, "#complaint") == "no CUPS server at print1: check that CUPS runs"
        await pilot.press("escape")
        assert isinstance(app.screen, DiscoveryScreen)


async def test_the_cups_of_this_machine_that_is_not_there_is_told() -> None:
    app, services = started()
    services.discovery.queues = {None: CupsError("no CUPS server at localhost", "check that CUPS runs")}
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "i")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert toasts(app) == [("no CUPS server at localhost", "check that CUPS runs")]


async def test_the_hosts_in_a_file_are_imported() -> None:
    app, services = started()
    services.discovery.hosts = {"lp7": FINDS[0]}
    services.discovery.files = {"printers.txt": ["lp7"]}
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("escape", "i")
        await settle(pilot)
        await pilot.press("G", "enter")
        await settle(pilot)
        await pilot.press(*"printer.txt", "enter")
        await settle(pilot)
        field = app.screen.query_one("#answer", Input)
        assert (field.value, field.has_focus) == ("printer.txt", True)
        refused = "printer.txt: No such file or directory: name a file of targets that you may read"
        assert text(app, "#complaint") == refused
        assert toasts(app) == []
        await pilot.press(*["left"] * len(".txt"), "s", "enter")
        await settle(pilot)
        assert [title for title, _ in toasts(app)] == ["1 printer added"]


async def test_a_file_named_among_the_hosts_that_is_not_there_is_told_where_it_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, services = started()

    async def refusing(hosts: Sequence[str], *, on_progress: Any = None, community: str | None = None) -> Any:
        raise UsageError("nowhere.txt: No such file or directory", "name a file of targets that you may read")

    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        monkeypatch.setattr(services.discovery, "add_hosts", refusing)
        await pilot.press("escape", "a")
        await settle(pilot)
        await pilot.press(*"lp7 @nowhere.txt", "enter")
        await settle(pilot)
        assert app.screen.query_one("#answer", Input).value == "lp7 @nowhere.txt"
        assert text(app, "#complaint").startswith("nowhere.txt: No such file or directory")


@pytest.mark.parametrize(
    ("so_far", "shown", "told"),
    [
        (
            (3, 40, 2),
            "asked 3 of 40, 2 answered",
            ("Stopped: 3 of 40 asked, 2 answered", "Those that were not asked were not added."),
        ),
        ((8, 8, 0), "asked 8 of 8, 0 answered", ("Stopped: 8 of 8 asked, 0 answered", "All of them were asked.")),
        (None, "asking", ("Stopped", "Nobody was asked yet.")),
    ],
)
async def test_an_addition_that_takes_long_says_how_far_it_is_and_when_it_is_stopped(
    so_far: tuple[int, int, int] | None, shown: str, told: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, services = started()

    async def slow(hosts: Sequence[str], *, on_progress: Any = None, community: str | None = None) -> Any:
        if so_far is not None:
            on_progress(*so_far)
        await asyncio.Event().wait()

    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        monkeypatch.setattr(services.discovery, "add_hosts", slow)
        await pilot.press("escape", "a")
        await settle(pilot)
        await pilot.press(*"lp7", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AtWork)
        assert shown in text(app, "#how-far")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, DiscoveryScreen)
        assert toasts(app) == [told]
        assert screen(app).lists.view == ("printers" if so_far == (3, 40, 2) else "networks")
