import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size

from core.errors import UsageError
from tests.tui.drawn import drawn
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical, worst
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.calm_app import BUG_SECONDS, CalmApp
from tui.calm_driver import CalmDriver, RemoteDriver
from tui.screens.log import LogScreen
from tui.widgets.frame import TitleBar


async def test_a_picture_is_saved_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    (picture,) = tmp_path.glob("supplies-*.svg")
    assert picture.read_text().startswith("<svg")


async def test_a_picture_that_cannot_be_saved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.setattr("tui.app.Path.cwd", lambda: gone)
    gone.rmdir()
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (told,) = app._notifications
        assert "No such file or directory" in told.title
        assert told.severity == "error"


@pytest.fixture
def _bearing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for the admin: a few bugs do not end the program."""
    monkeypatch.setattr(CalmApp, "BUGS_BORNE", 2)


def fail(*_: object) -> None:
    raise ZeroDivisionError("[b]bug")


def bugs(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(entry.title, entry.text) for entry in app.session_log.entries if "internal error" in entry.title]


TOLD = (
    "internal error: ZeroDivisionError",
    "the program goes on; please report it with the end of /var/lib/supplies/supplies.log",
)


def in_a_handler(app: SuppliesApp, patch: pytest.MonkeyPatch) -> None:
    app.screen.call_later(fail)


def in_an_action(app: SuppliesApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SuppliesApp, "action_picture", fail)
    app.simulate_key("ctrl+s")


def in_a_timer(app: SuppliesApp, patch: pytest.MonkeyPatch) -> None:
    app.set_timer(0.001, fail)


def in_what_follows_the_fleet(app: SuppliesApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(type(app.screen), "paint_devices", fail)
    app.bridge.mark_devices(typical()[0].id)


@pytest.mark.usefixtures("_bearing")
@pytest.mark.parametrize("happen", [in_a_handler, in_an_action, in_a_timer, in_what_follows_the_fleet])
async def test_the_program_outlives_a_bug_with_one_line_and_logs_the_traceback(
    happen: Callable[[SuppliesApp, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        with caplog.at_level(logging.ERROR), monkeypatch.context() as patch:
            happen(app, patch)
            for _ in range(20):
                await pilot.pause()
                if bugs(app):
                    break
        assert bugs(app) == [TOLD]
        assert "Traceback" in caplog.text
        await pilot.press("ctrl+l")  # the screen and the program still answer
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
    assert app.crash is None


@pytest.mark.usefixtures("_bearing")
async def test_a_bug_that_comes_again_and_again_ends_it() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (it comes out of the block's end)
        async with app.run_test() as pilot:
            await settle(pilot)
            for _ in range(3):
                app.screen.call_later(fail)
            await settle(pilot)
    assert app.session_log.entries[0].times == 2


@pytest.mark.usefixtures("_bearing")
async def test_bugs_of_another_minute_do_not_count() -> None:
    services = FakeServices(typical())
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for _ in range(4):
            app.screen.call_later(fail)
            await settle(pilot)
            services.clock.go_on(seconds=BUG_SECONDS / 2 + 1)
        assert app.is_running


@pytest.mark.usefixtures("_bearing")
async def test_a_program_that_cannot_start_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SuppliesApp, "on_mount", fail)
    app = SuppliesApp(FakeServices(typical()), environment={})
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            pass


@pytest.mark.usefixtures("_bearing")
async def test_a_screen_that_cannot_be_made_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LogScreen, "on_mount", fail)
    app = SuppliesApp(FakeServices(typical()), environment={})
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (it comes out of the block's end)
        async with app.run_test() as pilot:
            await settle(pilot)
            await pilot.press("ctrl+l")
            await settle(pilot)


async def test_a_bug_prints_no_traceback_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (it comes out of the block's end)
        async with app.run_test() as pilot:
            await settle(pilot)
            app.call_later(fail)
            await settle(pilot)
    assert isinstance(app.crash, ZeroDivisionError)
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err


async def test_what_was_told_is_kept_as_it_was_told() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.tell_error(UsageError("no such target"))
        app.screen.notify("hello")
        told = [(entry.severity, entry.title, entry.text) for entry in app.session_log.entries]
        assert told == [("information", "", "hello"), ("error", "no such target", "")]


@pytest.mark.parametrize(
    ("environment", "has_color"), [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)]
)
async def test_without_colors_nothing_drawn_has_one(environment: dict[str, str], *, has_color: bool) -> None:
    app = SuppliesApp(FakeServices(typical()), environment=environment)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        styles = [style for line in drawn(app) for _, style in line]
        colors = {color for style in styles for color in (style.color, style.bgcolor) if color and not color.is_default}
        assert bool(colors) == has_color


async def test_glyphs_that_cannot_be_shown_are_replaced_everywhere() -> None:
    app = SuppliesApp(FakeServices(worst()), environment={"LANG": "C"})
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        for key in ("question_mark", "escape", "enter"):
            text = "\n".join("".join(part for part, _ in line) for line in drawn(app))
            assert text.isascii()
            await pilot.press(key)
            await settle(pilot)


async def test_over_ssh_it_is_drawn_at_the_last_of_many_sizes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.paced_app.REST_SECONDS", 0.02)
    app = SuppliesApp(FakeServices(typical()), environment={"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        drawn_at = set()
        monkeypatch.setattr(TitleBar, "on_resize", lambda self: drawn_at.add(self.size.width), raising=False)
        for width in range(81, 100):
            app.post_message(Resize(Size(width, 30), Size(width, 30)))
        while app.screen.size.width != 99:
            await pilot.pause()
        await settle(pilot)
        assert 97 in drawn_at  # the bar has a blank at each side
        assert len(drawn_at) <= 2


@pytest.mark.parametrize(
    ("environment", "driver"), [({}, CalmDriver), ({"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}, RemoteDriver)]
)
def test_over_ssh_the_mouse_tells_less(environment: dict[str, str], driver: type) -> None:
    app = SuppliesApp(FakeServices(), environment=environment)
    assert app.driver_class is driver
