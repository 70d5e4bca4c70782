"""Commands of several scopes, in those where no other test presses them."""

import asyncio
from typing import Any

from textual.screen import Screen
from textual.widgets import Input, Static

from tests.tui.fakes import FakeServices, found
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp
from tui.dialogs.choose import Choose
from tui.screens.devices import DevicesScreen
from tui.screens.discovery import DiscoveryScreen
from tui.screens.help import HelpScreen
from tui.screens.supply import SupplyScreen
from tui.widgets.facts import Facts
from tui.widgets.listing import Listing
from tui.widgets.page import Page
from tui.widgets.supply_head import SupplyHead


def shows(app: SuppliesApp, screen: type[Screen[Any]]) -> bool:
    return isinstance(app.screen, screen)


async def test_words_are_looked_for_in_the_help_and_escape_shows_everything_again() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)

        def explained() -> list[str]:
            return [fact[0] for facts in app.screen.query(Facts) if facts.display for fact in facts._facts]

        await pilot.press("question_mark")
        await settle(pilot)
        everything, field = explained(), app.screen.query_one(".filter", Input)
        assert not field.display
        await pilot.press("slash", *"quarantine")
        await settle(pilot)
        assert field.has_focus
        assert explained() == []
        assert str(app.screen.query_one("#no-help", Static).content) == "No key does “quarantine”."
        field.value = "svg"
        await settle(pilot)
        assert explained() == ["^s"]
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one(Page).has_focus
        assert explained() == ["^s"], "the words stay"
        await pilot.press("escape")
        await settle(pilot)
        assert explained() == everything
        assert not field.display
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, DevicesScreen)


async def test_a_filter_of_the_discovery_is_cleared_before_the_screen_is_left() -> None:
    services = FakeServices([])
    services.discovery.records = [swept(3, "10.1.0.0/22"), swept(5, "lp7")]
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f5", "escape", "h")
        await settle(pilot)
        listing = app.screen.query_one("#earlier", Listing)
        assert len(listing.order) == 2
        await pilot.press("slash", *"lp7", "enter")
        await settle(pilot)
        assert len(listing.order) == 1
        assert listing.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert len(listing.order) == 2
        assert listing.has_focus
        assert shows(app, DiscoveryScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert shows(app, DevicesScreen)


async def test_a_filter_of_the_finds_is_cleared_before_the_sweep_is_stopped() -> None:
    services = FakeServices([])
    services.discovery.script = [found(5, vendor="HP"), found(9, vendor="Brother"), None]
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f5")
        await settle(pilot)
        await pilot.press("enter")
        await services.discovery.held.wait()
        await paint(pilot)
        listing = app.screen.query_one("#finds", Listing)
        await pilot.press("slash", *"brother", "escape")
        await paint(pilot)
        assert len(listing.order) == 2
        assert services.discovery.is_running
        await pilot.press("escape")
        await settle(pilot)
        assert not services.discovery.is_running


async def test_a_question_explains_its_keys_and_goes_on_being_asked() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("question_mark", "f1"):
            await pilot.press("f6")
            await settle(pilot)
            question = app.screen
            assert shows(app, Choose)
            await pilot.press(key)
            await settle(pilot)
            assert shows(app, HelpScreen)
            titles = [str(title.content) for title in app.screen.query(".help-title").results(Static)]
            assert titles[:3] == ["In a question without a field", "At a choice", "In every list"]
            await pilot.press("escape")
            await settle(pilot)
            assert app.screen is question
            await pilot.press("escape")
            await settle(pilot)
            assert shows(app, DevicesScreen)


async def test_the_answer_is_not_waited_for_any_longer_at_a_supply() -> None:
    services = FakeServices([printer(1, "lp1", "HP", "M1", toners(50))])
    services.poller.gate = asyncio.Event()
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.screen
        assert shows(app, SupplyScreen)
        assert not screen.check_action("stop_asking", ())
        await pilot.press("p")
        await paint(pilot)
        assert services.poller.asked == ["d0000000001"]
        assert "asking the printer now" in screen.query_one(SupplyHead).render().plain
        await pilot.press("escape")
        await paint(pilot)
        assert app.screen is screen, "nothing is left while something is under way"
        assert app.asking == set()
        assert "asking" not in screen.query_one(SupplyHead).render().plain
        services.poller.gate.set()
        await settle(pilot)
        assert list(app._notifications) == [], "nobody waits for it any more"
