from textual.widgets import Static

from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.screens.orders import OrdersScreen


async def test_it_says_that_there_are_none_and_names_the_key_to_what_is_low() -> None:
    services = FakeServices(typical(), Settings(ui=UiSettings(keys={"alerts": "w"})))
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, OrdersScreen)
        words = str(app.screen.query_one("#no-orders", Static).content)
        assert words.startswith("No orders\n")
        assert "Press w for what is low" in words
        await pilot.press("q")
        await settle(pilot)
        assert app.current_mode == "devices"


async def test_every_mode_is_reached_from_every_other_one() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for key, mode in (("f4", "orders"), ("f3", "alerts"), ("f5", "discovery"), ("f4", "orders"), ("f2", "devices")):
            await pilot.press(key)
            await settle(pilot)
            assert app.current_mode == mode
