import asyncio
import logging

import pytest

from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import ENDLESS_GROUPS, SuppliesApp
from tui.themes import DEFAULT_THEME, THEMES


def started(**ui: object) -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices(typical(), Settings(ui=UiSettings(**ui)))  # type: ignore[arg-type]
    return SuppliesApp(services, environment={}), services


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


@pytest.mark.parametrize("theme", [*(theme.name for theme in THEMES), "nord", "textual-light"])
async def test_the_theme_of_the_settings_is_used_and_every_color_is_known_to_it(theme: str) -> None:
    app, _ = started(theme=theme)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == theme
        assert toasts(app) == []
        assert app.theme_variables["supply-cyan"].startswith("#")


async def test_a_theme_that_does_not_exist_falls_back_with_a_message() -> None:
    app, _ = started(theme="supplies-drak")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == DEFAULT_THEME
        assert toasts(app) == [("no theme 'supplies-drak'", "ui.theme: did you mean supplies-dark?")]


async def test_keys_are_remapped_by_the_settings() -> None:
    app, _ = started(keys={"discover": "f5,x"})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("d")
        assert app.current_mode == "devices"
        await pilot.press("x")
        await settle(pilot)
        assert app.current_mode == "discovery"


async def test_a_remapping_that_means_nothing_is_told_and_the_usual_keys_stay() -> None:
    app, _ = started(keys={"discover": "x,"})
    async with app.run_test() as pilot:
        await settle(pilot)
        assert toasts(app) == [
            ("no key for 'discover'", "ui.keys: name keys such as f5 or ctrl+r, with commas between")
        ]
        await pilot.press("d")
        await settle(pilot)
        assert app.current_mode == "discovery"


async def test_notices_of_the_core_become_toasts_also_from_other_threads() -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await asyncio.to_thread(services.listeners[0], "the key store does not answer [b]")
        await settle(pilot)
        assert toasts(app) == [("", "the key store does not answer [b]")]


async def test_the_rounds_of_polling_run_as_an_endless_worker() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        assert [worker.group for worker in app.workers] == list(ENDLESS_GROUPS)


async def test_a_bug_in_a_worker_is_told_and_logged_and_the_program_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    app, services = started()

    async def fail(device_id: str) -> bool:
        raise ZeroDivisionError("[b]bug")

    services.poller.poll_now = fail  # type: ignore[method-assign]
    async with app.run_test() as pilot:
        await settle(pilot)
        with caplog.at_level(logging.ERROR):
            await pilot.press("p")
            await pilot.pause()
            await pilot.pause()
        assert app.is_running
        assert toasts(app)[0] == ("one reading failed", "[b]bug")
        assert "ZeroDivisionError" in caplog.text
        assert app.asking == set()


def test_screens_load_when_they_are_first_shown() -> None:
    import subprocess
    import sys

    run = subprocess.run(
        [sys.executable, "-c", "import sys, tui.app; print('\\n'.join(m for m in sys.modules if 'tui.screens' in m))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []
