import gc
import weakref
from collections.abc import Iterator

import pytest

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.tidy_app import IDLE_SECONDS, MANY_CLOSED


@pytest.fixture(autouse=True)
def without_automatic_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


async def left_of_closed_screens(closed: int, idle_seconds: float) -> int:
    """Open the details so often, look whether memory is to be freed, and count closed screens and their lines."""
    services = FakeServices(typical())
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        watched: list[weakref.ref[object]] = []
        for _ in range(closed):
            await pilot.press("enter")
            await settle(pilot)
            assert len(app.screen_stack) == 2
            watched.append(weakref.ref(app.screen))
            watched.extend(weakref.ref(one._styles_cache) for one in app.screen.query("*"))
            await pilot.press("escape")
            await settle(pilot)
            assert len(app.screen_stack) == 1
        services.clock.go_on(seconds=idle_seconds)
        app.tidy()
        return sum(reference() is not None for reference in watched)


async def test_closed_screens_are_freed_with_their_lines_while_nobody_types() -> None:
    assert await left_of_closed_screens(MANY_CLOSED, IDLE_SECONDS) == 0


async def test_nothing_is_freed_while_somebody_types() -> None:
    assert await left_of_closed_screens(MANY_CLOSED, 0.0) > MANY_CLOSED


async def test_nothing_is_freed_for_few_screens() -> None:
    assert await left_of_closed_screens(MANY_CLOSED - 1, IDLE_SECONDS) >= MANY_CLOSED
