import asyncio

import pytest
from msgspec.structs import replace

from core.demo.agent import Agent
from core.fleet import Fleet
from core.model.device import Device
from core.monitor.poller import Poller
from core.monitor.reader import Reader
from core.settings import PollingSettings
from tests.core.monitor.conftest import HandClock


@pytest.fixture
async def fleet(reader: Reader, site: Agent) -> Fleet:
    fleet = Fleet()
    for address in site.devices:
        fleet.apply(await reader.find(address, site.port))
    return fleet


@pytest.fixture
def poller(reader: Reader, fleet: Fleet, clock: HandClock, polling: PollingSettings) -> Poller:
    async def look_up(name: str) -> list[str]:
        if name != "oki.example.net":
            raise OSError("no such name")
        return ["127.84.1.2"]

    often = replace(polling, interval_seconds=60)
    return Poller(reader=reader, fleet=fleet, clock=clock, polling=often, look_up=look_up)


async def test_a_round_brings_every_reading_into_the_fleet(poller: Poller, fleet: Fleet) -> None:
    assert await poller.poll_all(fleet.devices()) == 2
    assert all(device.reading is not None for device in fleet.devices())


async def test_a_silent_device_keeps_its_reading_and_says_what_is_wrong(
    poller: Poller, fleet: Fleet, site: Agent
) -> None:
    await poller.poll_all(fleet.devices())
    site.devices["127.84.1.1"].is_asleep = True
    assert await poller.poll_all(fleet.devices()) == 1
    silent = fleet.find("127.84.1.1")
    assert silent.reading is not None
    assert silent.unreachable_since is not None
    assert "127.84.1.1" in str(silent.problem)
    site.devices["127.84.1.1"].is_asleep = False
    assert await poller.poll_now(silent.id)
    assert fleet.find("127.84.1.1").unreachable_since is None


async def test_two_who_ask_for_one_device_share_one_read(poller: Poller, fleet: Fleet, site: Agent) -> None:
    device = fleet.devices()[0]
    changes: list[object] = []
    fleet.subscribe(changes.append)
    assert all(await asyncio.gather(poller.poll_now(device.id), poller.poll_now(device.id)))
    assert len(changes) == 1


async def test_a_device_that_is_gone_is_no_error(poller: Poller) -> None:
    assert await poller.poll_now("dgone") is False


async def test_the_rounds_read_what_was_never_read_and_leave_the_ignored_alone(poller: Poller, fleet: Fleet) -> None:
    ignored, watched = fleet.devices()
    fleet.set_ignored(ignored.id, is_ignored=True)
    done = asyncio.Event()
    fleet.subscribe(lambda changes: done.set())
    rounds = asyncio.create_task(poller.run())
    try:
        async with asyncio.timeout(10):
            await done.wait()
    finally:
        rounds.cancel()
        await asyncio.gather(rounds, return_exceptions=True)
    assert (fleet.devices()[0].reading, fleet.get(watched.id) != watched) == (None, True)


async def test_a_bug_in_one_reading_stands_at_its_device_and_ends_no_round(
    poller: Poller, fleet: Fleet, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = fleet.devices()[0]
    read = reader.poll_device

    async def sometimes(device: Device) -> object:
        if device.id == broken.id:
            raise ValueError("a bug")
        return await read(device)

    monkeypatch.setattr(reader, "poll_device", sometimes)
    assert await poller.poll_all(fleet.devices()) == 1
    assert fleet.devices()[0].problem == "internal error: ValueError (see the log file)"


async def test_a_silent_printer_added_by_name_is_found_where_the_name_points_now(poller: Poller, fleet: Fleet) -> None:
    oki = fleet.find("127.84.1.2")
    away = replace(oki, address="127.84.1.77", host="oki.example.net", unreachable_since=oki.last_seen)
    fleet.put(away)
    assert await poller.poll_now(oki.id)
    assert fleet.find(oki.id).address == "127.84.1.2"
    assert fleet.find(oki.id).unreachable_since is None


async def test_the_rounds_leave_an_address_alone_that_another_device_took(
    poller: Poller, fleet: Fleet, reader: Reader
) -> None:
    first, second = fleet.devices()
    fleet.put(replace(first, address=second.address, port=second.port, unreachable_since=first.last_seen))
    assert fleet.is_displaced(fleet.devices()[0])
    assert [device.id for device in poller.due_devices()] == [second.id]


async def test_a_reading_from_the_future_waits_no_longer_than_an_interval(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    await poller.poll_all(fleet.devices())
    clock.seconds -= 365 * 86_400
    assert poller.due_devices() == []
    clock.seconds += 61
    assert len(poller.due_devices()) == 2
