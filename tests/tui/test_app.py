import asyncio
import logging

import pytest
from textual.color import Color
from textual.widgets import Static

from core.model.events import SweepStarted
from core.notices import Notice, NoticeSeverity
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import NOW, progress, swept
from tui.app import ENDLESS_GROUPS, SuppliesApp
from tui.dialogs.confirm import Confirm
from tui.themes import ANSI_THEME, DEFAULT_THEME, THEMES
from tui.widgets.frame import TitleBar


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
        assert Color.parse(app.theme_variables["supply-cyan"])


async def test_a_theme_that_does_not_exist_falls_back_with_a_message() -> None:
    app, _ = started(theme="supplies-drak")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == DEFAULT_THEME
        assert toasts(app) == [("no theme 'supplies-drak'", "ui.theme: did you mean supplies-dark?")]


async def test_keys_are_remapped_by_the_settings() -> None:
    app, _ = started(keys={"discover": "f5,w"})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("d")
        assert app.current_mode == "devices"
        await pilot.press("w")
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
        await asyncio.to_thread(services.listeners[0], Notice("the key store does not answer [b]", "warning"))
        await settle(pilot)
        assert toasts(app) == [("", "the key store does not answer [b]")]


@pytest.mark.parametrize("severity", ["information", "warning", "error"])
async def test_notices_of_the_core_keep_their_severity_in_toasts_and_in_the_log(severity: NoticeSeverity) -> None:
    app, services = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        services.listeners[0](Notice("settings taken up from settings.toml: ui.sort", severity))
        await settle(pilot)
        assert [toast.severity for toast in app._notifications] == [severity]
        assert [entry.severity for entry in app.session_log.entries] == [severity]


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
        (told,) = app.session_log.entries
        assert told.title == "internal error: ZeroDivisionError"
        assert told.text.startswith("reading by hand failed; please report it with the end of /var/lib")
        assert "ZeroDivisionError" in caplog.text
        assert app.asking == set()


@pytest.mark.parametrize("environment", [{"TERM": "linux"}, {"TERM": "screen"}, {"NO_COLOR": "1"}])
async def test_a_terminal_with_few_colors_begins_with_its_own(environment: dict[str, str]) -> None:
    app = SuppliesApp(FakeServices(typical()), environment=environment)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.theme == ANSI_THEME
        assert app.services.settings.ui.theme == DEFAULT_THEME


async def test_a_theme_that_is_chosen_stays_whatever_the_terminal() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={"TERM": "linux"})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.choose_theme("supplies-light")
        await settle(pilot)
        await settle(pilot)
        assert app.theme == app.services.settings.ui.theme == "supplies-light"


async def test_who_polls_is_looked_up_again_and_again() -> None:
    app, services = started()
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        bar = app.screen.query_one(TitleBar)
        assert bar.render().plain.rstrip().endswith("this terminal polls")
        services.poller.is_keeping, services.poller.keeper_words = False, "monitor on srv1 (pid 4711)"
        app._look_for_keeper()
        await paint(pilot)
        assert bar.render().plain.rstrip().endswith("watched by monitor on srv1 (pid 4711)")


@pytest.mark.parametrize(("mode", "key"), [("devices", "f2"), ("alerts", "a"), ("discovery", "d")])
async def test_the_way_to_a_mode_leads_to_its_first_screen_from_a_device_opened_there(mode: str, key: str) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.go_to(mode)
        await settle(pilot)
        app.open_device("d0000000015")
        await settle(pilot)
        assert len(app.screen_stack) == 2
        await pilot.press(key)
        await settle(pilot)
        assert app.current_mode == mode
        assert len(app.screen_stack) == 1


async def test_a_question_is_closed_by_going_elsewhere() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("D")
        await settle(pilot)
        assert app.screen.is_modal
        app.go_to("alerts")
        await settle(pilot)
        app.go_to("devices")
        await settle(pilot)
        assert not app.screen.is_modal


async def test_the_way_to_where_one_is_already_is_not_offered() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        ways = ("devices", "alerts", "orders", "discover")
        assert [app.check_action(way, ()) for way in ways] == [False, True, True, True]
        await pilot.press("enter")
        await settle(pilot)
        assert app.check_action("devices", ())


async def test_the_program_can_be_left_from_anywhere_even_while_typing() -> None:
    app, _ = started()
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lab", "ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def test_who_leaves_in_the_middle_of_a_sweep_is_asked_once() -> None:
    app, services = started()
    services.discovery.script = [progress(483, answered=0, printers=0), None]
    async with app.run_test() as pilot:
        await settle(pilot)
        app.start_sweep(["192.0.2.0/24"])
        await services.discovery.held.wait()
        await paint(pilot)
        for keys, is_left in ((("q", "n"), False), (("q", "escape"), False), (("q", "y"), True)):
            await pilot.press(keys[0])
            await paint(pilot)
            assert isinstance(app.screen, Confirm)
            said = str(app.screen.query_one(".dialog-text", Static).content)
            assert said == "A sweep is running: 483 of 508 addresses asked. What was found stays."
            await pilot.press(keys[1])
            await pilot.pause()
            assert app._exit == is_left
        services.discovery.stop()


async def test_a_sweep_by_schedule_and_one_that_is_over_keep_nobody() -> None:
    for started_by in ("schedule", "terminal"):
        app, _ = started()
        async with app.run_test() as pilot:
            await settle(pilot)
            app.sweep.hear(SweepStarted(targets=(), started_by=started_by, at=NOW))
            if started_by == "terminal":
                app.sweep.hear(swept(0))
            await pilot.press("q")
            await pilot.pause()
            assert app._exit


async def test_ctrl_q_ends_a_sweep_without_asking() -> None:
    app, services = started()
    services.discovery.script = [None]
    async with app.run_test() as pilot:
        await settle(pilot)
        app.start_sweep(["192.0.2.0/24"])
        await services.discovery.held.wait()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


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
