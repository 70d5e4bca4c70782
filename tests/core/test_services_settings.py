"""Settings that change while the program runs are in force everywhere."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.model.device import Device
from core.notices import Notice
from core.services import Services
from core.settings import set_value
from core.settings.writing import set_at


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    async with Services.opened(tmp_path) as services:
        yield services


async def test_what_is_set_here_is_in_force_in_every_room(services: Services) -> None:
    for key, value in (("timeout_seconds", 7), ("retries", 0), ("unreachable_after", 9), ("interval_seconds", 40)):
        await services.set_setting("polling", key, value)
    await services.set_setting("discovery", "communities", ["lab"])
    await services.set_setting("discovery", "targets", ["10.1.0.0/30"])
    assert services.settings.polling.interval_seconds == 40
    assert services.fleet.unreachable_after == 9
    patience = services.reader.patience_for(Device(id="d1", address="127.0.0.1"))
    assert (patience.timeout, patience.retries) == (7, 0)
    assert services.credentials.communities == ("lab",)
    assert services.discovery.default_targets() == ("10.1.0.0/30",)


async def test_what_another_program_sets_is_taken_up_by_the_monitor_within_seconds(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.monitor.service.WATCH_SECONDS", 0.01)
    told: list[Notice] = []
    services.subscribe_notices(told.append)
    changed = asyncio.Event()
    services.live_settings.subscribe(lambda _: changed.set())
    watching = asyncio.create_task(services.monitor.run())
    file = services.paths.settings_file
    await asyncio.to_thread(set_at, file, ("snmpv3", "roof", "username"), "reader")
    async with asyncio.timeout(10):
        await changed.wait()
    assert "v3:roof" in services.credentials.references
    assert told == [Notice("settings taken up from settings.toml: snmpv3", "information")]
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def test_a_community_that_is_added_keeps_what_another_program_added(services: Services) -> None:
    set_value(services.paths.settings_file, "discovery", "communities", ["public", "roof"])
    await services.add_community("lab")
    assert services.credentials.communities == ("public", "roof", "lab")
    assert services.settings.discovery.communities == ("public", "roof", "lab")


async def test_a_community_that_cannot_be_kept_is_used_all_the_same(services: Services) -> None:
    services.paths.settings_file.write_text("[discovery\n")
    await services.add_community("lab")
    assert services.credentials.communities == ("public", "lab")
