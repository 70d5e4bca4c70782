import pytest

from core.fleet import Change
from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.bridge import LOCAL_SECONDS, SSH_SECONDS


@pytest.mark.parametrize(
    ("environment", "seconds"), [({}, LOCAL_SECONDS), ({"SSH_CONNECTION": "192.0.2.1"}, SSH_SECONDS)]
)
def test_repaints_are_fewer_over_ssh(environment: dict[str, str], seconds: float) -> None:
    app = SuppliesApp(FakeServices(), environment=environment)
    assert app.bridge.interval == seconds


def test_nothing_moves_by_itself_over_ssh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    assert SuppliesApp(FakeServices(), environment={"SSH_CONNECTION": "192.0.2.1"}).animation_level == "none"


async def test_many_changes_become_one_signal() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.bridge.publish()  # the rest after the start is over
        app.bridge.interval = 3600  # the test tells when the next one is
        heard: list[frozenset[str]] = []
        app.bridge.fleet_changed.subscribe(app.screen, heard.append)
        app.bridge.hear_fleet((Change("a", None, None),))
        await pilot.pause()
        assert heard == [{"a"}]
        for device_id in ("b", "c", "b"):
            app.bridge.hear_fleet((Change(device_id, None, None),))
        await pilot.pause()
        assert heard == [{"a"}]
        app.bridge.publish()
        await pilot.pause()
        assert heard == [{"a"}, {"b", "c"}]


async def test_after_a_quiet_time_the_first_change_is_told_at_once() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        app.bridge.publish()  # the rest after the start is over
        heard: list[None] = []
        app.bridge.sweep_changed.subscribe(app.screen, heard.append)
        app.bridge.mark_sweep()
        await pilot.pause()
        app.bridge.publish()  # the rest is over, nothing is new
        app.bridge.mark_sweep()
        await pilot.pause()
        assert heard == [None, None]


async def test_the_core_is_left_alone_after_the_end() -> None:
    services = FakeServices()
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        assert services.listeners
    assert services.listeners == []
    assert services.fleet._subscribers == []
