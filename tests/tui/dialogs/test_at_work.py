import asyncio

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from core.errors import SnmpTimeout
from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.at_work import AtWork, Tell


def started() -> tuple[SuppliesApp, FakeServices]:
    services = FakeServices()
    return SuppliesApp(services, environment={}), services


def how_far(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#how-far", Static).content)


def toasts(app: SuppliesApp) -> list[tuple[str, str]]:
    return [(toast.title, toast.message) for toast in app._notifications]


async def test_the_work_tells_how_far_it_is_and_how_long_it_has_taken() -> None:
    app, services = started()
    go_on, results = asyncio.Event(), list[int | None]()

    async def work(tell: Tell) -> int:
        tell("20 objects")
        await go_on.wait()
        return 30

    async with app.run_test() as pilot:
        await settle(pilot)
        dialog = AtWork("Record", "Asking lp1.", work)
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.pause()
        assert how_far(pilot) == "► 20 objects   just begun"
        services.clock.go_on(seconds=12)
        dialog._show()
        assert how_far(pilot) == "► 20 objects   12 s"
        go_on.set()
        await settle(pilot)
        assert results == [30]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_work_is_stopped_at_once_by_either_key(key: str) -> None:
    app, _ = started()
    stopped, results = asyncio.Event(), list[int | None]()

    async def work(_tell: Tell) -> int:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return 1

    async with app.run_test() as pilot:
        await settle(pilot)
        words: list[str] = []
        app.push_screen(AtWork("Record", "Asking lp1.", work, stopped=lambda: words.append("stopped")), results.append)
        await pilot.pause()
        assert words == []
        await pilot.press(key)
        await settle(pilot)
        assert results == [None]
        assert words == ["stopped"]
        assert stopped.is_set()


async def test_an_error_is_a_toast_with_its_hint_and_a_bug_ends_the_work_too() -> None:
    app, _ = started()
    results: list[int | None] = []

    async def silent(_tell: Tell) -> int:
        raise SnmpTimeout("lp1 does not answer", "is it on?")

    async def broken(_tell: Tell) -> int:
        raise ZeroDivisionError("bug")

    async with app.run_test() as pilot:
        await settle(pilot)
        app.push_screen(AtWork("Record", "Asking lp1.", silent), results.append)
        await settle(pilot)
        assert toasts(app)[-1] == ("lp1 does not answer", "is it on?")
        app.push_screen(AtWork("Record", "Asking lp1.", broken), results.append)
        await pilot.pause()
        await pilot.pause()
        await settle(pilot)
        assert results == [None, None]
        assert toasts(app)[-1][0] == "internal error: ZeroDivisionError"
