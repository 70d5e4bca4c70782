import asyncio
from collections.abc import Sequence

import pytest
from textual.widgets import Button, Input, ProgressBar, Static

from core.errors import UsageError
from core.model.events import SweepEvent
from core.settings import Settings, UiSettings
from tests.tui.fakes import Estimate, FakeServices, ended, found, progress
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.screens import discovery as discovery_screen
from tui.screens.details import DetailsScreen
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing

FINDS = (
    found(5, vendor="HP", model="LaserJet", serial="PHB1234567"),
    found(9, vendor="Brother", model="HL-L6400DW", serial="E78901A2B3"),
    found(80, is_printer=False, vendor="APC", model="Smart-UPS", serial="AS1234567"),
)


def started(*script: SweepEvent | Exception | None) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices()
    services.discovery.script = list(script)  # type: ignore[arg-type]
    return SuppliesApp(services, environment={}), services


def text(app: SuppliesApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


def finds(app: SuppliesApp) -> "Listing[object]":
    return app.screen.query_one("#finds", Listing)


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
        assert text(app, "#estimate") == "Type networks, ranges, hosts, names or @file."
        await pilot.press(*"10.1.2.0/24 10.1.3.0/24")
        await settle(pilot)
        assert text(app, "#estimate").startswith("508 addresses")


async def test_only_what_was_typed_last_is_estimated_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    app, services = started()
    begun, finished = [], []
    is_asked, may_end = asyncio.Event(), asyncio.Event()
    estimate = services.discovery.estimate

    async def slow(texts: Sequence[str]) -> Estimate:
        begun.append(texts[0])
        is_asked.set()
        await may_end.wait()
        finished.append(texts[0])
        return await estimate(texts)

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
    monkeypatch.setattr(discovery_screen, "TYPING_SECONDS", 0.2)
    app, services = started()
    asked = []
    estimate = services.discovery.estimate

    async def noted(texts: Sequence[str]) -> Estimate:
        asked.append(texts[0])
        return await estimate(texts)

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
        assert app.screen.query_one("#bar", ProgressBar).percentage == 240 / (2 * 508)
        assert text(app, "#find-tabs").split("  ") == [" Printers 2", " Not printers 1 "]
        await pilot.press("o")
        assert list(finds(app).order) == ["198.51.100.80:161"]
        services.discovery.stop()
        await settle(pilot)


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
            assert text(app, "#figures").startswith("■ Stopped by you: what was found stays\n300 of 508 addresses")
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
        await pilot.click("#run")
        await services.discovery.held.wait()
        await paint(pilot)
        assert str(app.screen.query_one("#run", Button).label) == "Stop"
        await pilot.click("#run")
        await settle(pilot)
        assert str(app.screen.query_one("#run", Button).label) == "Run"
        assert app.sweep.ended is not None


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
        assert app.screen.query_one(TitleBar).render().plain.endswith("► sweep 13%, 2 found")
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


async def test_targets_are_edited_again_with_one_key() -> None:
    app, _ = started(*FINDS, ended("complete"))
    async with app.run_test() as pilot:
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("t")
        assert app.screen.query_one("#targets").has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "devices"


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
