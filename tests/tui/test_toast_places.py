from textual.app import App
from textual.geometry import Region
from textual.widgets import Input
from textual.widgets._toast import Toast

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.choose import Choose
from tui.screens.settings import SettingsScreen


def toasts_seen(app: App[None]) -> list[Region]:
    """Where toasts are painted on the screen in front."""
    found = app.screen._compositor.visible_widgets
    return [region for widget, (region, clip) in found.items() if isinstance(widget, Toast) and region.overlaps(clip)]


async def test_no_toast_covers_a_question() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        for key in ("m", "m", "Q", "U"):
            await pilot.press(key)
            await settle(pilot)
        assert len(toasts_seen(app)) == 4
        await pilot.press("y")
        await settle(pilot)
        assert isinstance(app.screen, Choose)
        assert toasts_seen(app) == []
        await pilot.press("escape")
        await settle(pilot)
        assert len(toasts_seen(app)) == 4


async def test_a_toast_keeps_off_the_field_of_a_setting() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        await pilot.press("slash", *"rate", "enter")
        await settle(pilot)
        app.notify("Somebody else changed something.", title="Settings taken up", markup=False)
        await settle(pilot)
        assert isinstance(app.screen, SettingsScreen)
        (low,) = toasts_seen(app)
        await pilot.press("enter")
        await settle(pilot)
        field = app.screen.query_one("#setting-field", Input)
        assert field.has_focus
        (high,) = toasts_seen(app)
        assert high.bottom < field.region.y - 3
        await pilot.press("escape")
        await settle(pilot)
        assert toasts_seen(app) == [low]
