import pytest

from core.alerts.thresholds import Thresholds
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp


async def test_only_what_is_different_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    services = FakeServices(typical(), Settings())
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        monkeypatch.setattr(app, "take_up_theme", lambda: done.append("theme"))
        monkeypatch.setattr(app, "take_up_keys", lambda: done.append("keys"))
        monkeypatch.setattr(app.bridge, "mark_devices", lambda *ids: done.append(f"{len(ids)} devices"))
        monkeypatch.setattr("tui.settings_follower.use_mouse", lambda _, is_on: done.append(f"mouse {is_on}"))
        app.settings_follower.changed.subscribe(app.screen, lambda _: done.append("told"))

        async def after(settings: Settings) -> list[str]:
            done.clear()
            services.live_settings.take_up(settings)
            await pilot.pause()
            return list(done)

        assert await after(Settings()) == []
        assert await after(Settings(ui=UiSettings(theme="supplies-light"))) == ["theme", "told"]
        assert await after(Settings(ui=UiSettings(theme="supplies-light", mouse=False))) == ["mouse False", "told"]
        assert await after(Settings(ui=UiSettings(theme="supplies-light", keys={"poll": "f9"}))) == [
            "keys",
            "mouse True",
            "told",
        ]
        low = await after(
            Settings(ui=UiSettings(theme="supplies-light", keys={"poll": "f9"}), thresholds=Thresholds(low=6))
        )
        assert low[-1] == "told"
        assert 0 < int(low[0].split(" ")[0]) < len(typical())
