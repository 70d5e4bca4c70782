"""Waiting for a program that is being driven, without sleeping."""

import asyncio

import pytest
from textual.pilot import Pilot

from tui.app import ENDLESS_GROUPS, SuppliesApp

PATIENCE_SECONDS = 60.0
"""Longer than any finite worker takes on a busy machine: a test that waits in vain says for whom."""


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every finite worker has ended and what it told is painted."""
    await pilot.pause()
    finite = [worker for worker in pilot.app.workers if worker.group not in ENDLESS_GROUPS and not worker.is_finished]
    if finite:
        waits = {asyncio.create_task(worker.wait()): worker for worker in finite}
        ended, late = await asyncio.wait(waits, timeout=PATIENCE_SECONDS)
        for wait in ended:
            wait.result()
        if late:
            pytest.fail(f"still at work: {', '.join(repr(waits[wait]) for wait in late)}")
    await paint(pilot)


async def paint(pilot: Pilot[None]) -> None:
    """Publish what the bridge holds back, and paint it."""
    app = pilot.app
    assert isinstance(app, SuppliesApp)
    await pilot.pause()
    app.bridge.publish()
    await pilot.pause()
