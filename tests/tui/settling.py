"""Waiting for a program that is being driven, without sleeping."""

from textual.pilot import Pilot

from tui.app import ENDLESS_GROUPS, SuppliesApp


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every finite worker has ended and what it told is painted."""
    await pilot.pause()
    app = pilot.app
    finite = [worker for worker in app.workers if worker.group not in ENDLESS_GROUPS and not worker.is_finished]
    if finite:
        await app.workers.wait_for_complete(finite)
    await paint(pilot)


async def paint(pilot: Pilot[None]) -> None:
    """Publish what the bridge holds back, and paint it."""
    app = pilot.app
    assert isinstance(app, SuppliesApp)
    await pilot.pause()
    app.bridge.publish()
    await pilot.pause()
