import pytest
from textual.widgets import Static

from core.settings import DiscoverySettings, Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.screens.devices import DevicesScreen
from tui.screens.tour import TourScreen


def welcome(app: SuppliesApp) -> str:
    return str(app.screen.query_one("#welcome-words", Static).content)


async def test_the_very_first_start_is_a_tour_with_the_own_networks() -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        words = welcome(app)
        assert "1 d     Discover" in words
        assert "4 ?     Get help" in words
        assert "192.0.2.0/25       eth0, 126 addresses" in words
        assert "UDP 161" in words
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "discovery"


async def test_later_an_empty_list_is_short() -> None:
    services = FakeServices()
    services.is_first_start = False
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        assert welcome(app).startswith("No printers in the list.")


async def test_targets_of_the_settings_go_before_the_own_networks_and_remapped_keys_are_named() -> None:
    settings = Settings(
        discovery=DiscoverySettings(targets=("10.1.0.0/22",), port=1161), ui=UiSettings(keys={"discover": "f9"})
    )
    app = SuppliesApp(FakeServices((), settings), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        assert "10.1.0.0/22        from the settings" in welcome(app)
        assert "192.0.2.0/25" not in welcome(app)
        assert "1 f9    Discover" in welcome(app)
        assert "UDP 1161" in welcome(app)


@pytest.mark.parametrize("size", [(60, 16), (60, 20), (80, 24)])
async def test_it_is_one_screen_or_scrolls(size: tuple[int, int]) -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        panel = app.screen.query_one("#welcome")
        assert panel.region.bottom <= size[1] - 1
        assert (panel.max_scroll_y == 0) == (size[1] >= 20)


async def test_the_tour_is_there_later_too() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+g", "ctrl+g")
        await settle(pilot)
        assert isinstance(app.screen, TourScreen)
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)
