import gc
import weakref

import pytest
from textual.screen import Screen

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp


@pytest.mark.parametrize("keys", ["comma q", "ctrl+l q", "enter q", "question_mark escape", "c escape"])
async def test_a_screen_that_was_left_is_forgotten(keys: str) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        opening, leaving = keys.split()
        left: list[weakref.ref[Screen[object]]] = []
        for _ in range(3):
            await pilot.press(opening)
            await settle(pilot)
            assert len(app.screen_stack) == 2
            left.append(weakref.ref(app.screen))
            await pilot.press(leaving)
            await settle(pilot)
        followed = [
            *app.bridge.fleet_changed._subscriptions,
            *app.bridge.sweep_changed._subscriptions,
            *app.bridge.frame_changed._subscriptions,
            *app.told._subscriptions,
            *app.settings_follower.changed._subscriptions,
        ]
        assert all(node.is_attached for node in followed)
        if opening != "enter":  # asyncio holds the details' cancelled timer until it would have been due
            del followed
            gc.collect()
            assert left[0]() is None
