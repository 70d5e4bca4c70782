import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.admin_edits import AdminEdit
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.fleet import Change, Fleet
from core.model.device import Device, Identity, Quarantine
from core.monitor.poller import Poller
from core.monitor.reader import Reader
from core.monitor.schedule import next_slot
from core.printer.oids import PRT_SERIAL, SYS_UPTIME
from core.settings import PollingSettings
from core.snmp.recording import TIME_TICKS, Record, Recording
from tests.core.monitor.conftest import HandClock

HP, OKI = "127.84.1.1", "127.84.1.2"
INTERVAL = 60.0
NewPoller = Callable[..., Poller]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The silent are waited for a moment only, and the rounds look at once who is due."""
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 0.1)
    monkeypatch.setattr("core.monitor.poller.TICK_SECONDS", 0.001)


@pytest.fixture
def polling() -> PollingSettings:
    return PollingSettings(timeout_seconds=0.2, retries=1, interval_seconds=INTERVAL)


async def found(reader: Reader, agent: Agent) -> Fleet:
    fleet = Fleet()
    for address in agent.devices:
        fleet.apply(await reader.find(address, agent.port))
    return fleet


@pytest.fixture
async def fleet(reader: Reader, site: Agent) -> Fleet:
    site.devices[OKI].versions = frozenset({"2c"})
    return await found(reader, site)


@pytest.fixture
def new_poller(reader: Reader, clock: HandClock, polling: PollingSettings) -> NewPoller:
    async def look_up(name: str) -> list[str]:
        if name != "oki.example.net":
            raise OSError("no such name")
        return [OKI]

    def make(fleet: Fleet, **settings: int) -> Poller:
        return Poller(reader=reader, fleet=fleet, clock=clock, polling=replace(polling, **settings), look_up=look_up)

    return make


@pytest.fixture
def poller(new_poller: NewPoller, fleet: Fleet) -> Poller:
    return new_poller(fleet)


class Reads:
    """Which device was read at which second of the hand clock."""

    def __init__(self, fleet: Fleet, clock: HandClock) -> None:
        self.all: list[tuple[str, float]] = []
        self._clock = clock
        self._news = asyncio.Event()
        fleet.subscribe(self._hear)

    def _hear(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            before = None if change.before is None else change.before.reading
            after = None if change.after is None else change.after.reading
            if after is not None and after is not before:
                self.all.append((change.device_id, self._clock.seconds))
                self._news.set()

    async def wait_for(self, *device_ids: str) -> None:
        """Until each of them was read at the present moment."""
        while not {(device_id, self._clock.seconds) for device_id in device_ids} <= set(self.all):
            self._news.clear()
            await self._news.wait()
        await asyncio.sleep(0)  # the read that told it is over then

    def times(self, device_id: str) -> list[float]:
        return [when for who, when in self.all if who == device_id]


@asynccontextmanager
async def rounds(poller: Poller) -> AsyncIterator[None]:
    """The rounds, begun; at the end nobody is asked any more."""
    task = asyncio.create_task(poller.run())
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, *poller._reading.values(), return_exceptions=True)
            await asyncio.sleep(0)
    assert task.cancelled()
    assert not poller._reading
    assert list(poller.due()) == []


def quarantine(clock: HandClock, seconds: float) -> Quarantine:
    return Quarantine(since=clock.now(), until=clock.now() + timedelta(seconds=seconds), reason="it restarted")


# Asked by hand


async def test_a_round_brings_every_reading_into_the_fleet(poller: Poller, fleet: Fleet) -> None:
    assert await poller.poll_all(fleet.devices()) == 2
    assert all(device.reading is not None for device in fleet.devices())


async def test_a_round_over_nobody_is_over(poller: Poller) -> None:
    assert await poller.poll_all(()) == 0


async def test_a_device_is_silent_at_first_and_unreachable_when_it_missed_three_polls(
    poller: Poller, fleet: Fleet, site: Agent, clock: HandClock
) -> None:
    await poller.poll_all(fleet.devices())
    site.devices[HP].is_asleep = True
    clock.seconds = 60
    assert await poller.poll_all(fleet.devices()) == 1
    silent = fleet.find(HP)
    assert (silent.silent_since, silent.misses, silent.unreachable_since) == (clock.now(), 1, None)
    assert silent.problem is None
    for second in (120, 180):
        clock.seconds = second
        assert not await poller.poll_now(silent.id)
    gone = fleet.find(HP)
    assert gone.unreachable_since == gone.silent_since == silent.silent_since
    assert gone.reading == silent.reading
    assert gone.reading is not None
    assert HP in str(gone.problem)
    site.devices[HP].is_asleep = False
    assert await poller.poll_now(gone.id)
    back = fleet.find(HP)
    assert (back.silent_since, back.misses, back.unreachable_since, back.problem) == (None, 0, None, None)


async def test_two_who_ask_for_one_device_share_one_read(poller: Poller, fleet: Fleet, site: Agent) -> None:
    device = fleet.devices()[0]
    changes: list[object] = []
    fleet.subscribe(changes.append)
    assert all(await asyncio.gather(poller.poll_now(device.id), poller.poll_now(device.id)))
    assert len(changes) == 1


async def test_a_device_that_is_gone_is_no_error(poller: Poller) -> None:
    assert await poller.poll_now("dgone") is False


async def test_a_bug_in_one_reading_stands_at_its_device_and_ends_no_round(
    poller: Poller, fleet: Fleet, reader: Reader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = fleet.devices()[0]
    read = reader.poll_device

    async def sometimes(device: Device) -> object:
        if device.id == broken.id:
            raise ValueError("a bug")
        return await read(device)

    monkeypatch.setattr(reader, "poll_device", sometimes)
    with caplog.at_level(logging.ERROR):
        assert await poller.poll_all(fleet.devices()) == 1
    assert fleet.devices()[0].problem == "internal error: ValueError (see the log file)"
    assert "a bug" in caplog.text


async def test_a_silent_printer_added_by_name_is_found_where_the_name_points_now(poller: Poller, fleet: Fleet) -> None:
    oki = fleet.find(OKI)
    away = replace(oki, address="127.84.1.77", host="oki.example.net", silent_since=oki.last_seen, misses=1)
    fleet.put(away)
    assert await poller.poll_now(oki.id)
    assert (fleet.find(oki.id).address, fleet.find(oki.id).silent_since) == (OKI, None)


# Who is due


async def test_the_rounds_leave_an_address_alone_that_another_device_took_until_it_is_free_again(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    first, second = fleet.devices()
    away = first.last_seen
    fleet.put(replace(first, address=second.address, silent_since=away, unreachable_since=away))
    assert fleet.is_displaced(fleet.devices()[0])
    assert [device.id for device in poller.watched()] == [second.id]
    poller.begin()
    clock.seconds = 1
    assert list(poller.due()) == [second.id]
    fleet.put(replace(second, address="127.84.1.9"))
    clock.seconds = INTERVAL
    assert list(poller.due()) == [], "it was looked at a second ago"
    clock.seconds = 1 + INTERVAL
    assert list(poller.due()) == [first.id]


async def test_a_printer_that_is_read_under_a_row_it_had_not_yet_been_known_by_is_asked_again_in_time(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    known = next(device for device in fleet.devices() if device.address == OKI)
    half = replace(known, id="dhalf", identity=Identity(is_printer=True), added_at=clock.now() + timedelta(1))
    fleet.put(replace(known, address="127.84.1.9", silent_since=clock.now(), unreachable_since=clock.now()))
    fleet.put(half)
    poller.begin()
    clock.seconds += 1
    assert known.id in list(poller.due())
    assert await poller.poll_now("dhalf")
    device = fleet.get(known.id)
    assert device is not None
    assert (device.address, device.silent_since, fleet.get("dhalf")) == (OKI, None, None)
    clock.seconds += INTERVAL
    assert known.id in list(poller.due())


async def test_a_reading_from_the_future_is_no_reason_to_wait(poller: Poller, fleet: Fleet, clock: HandClock) -> None:
    await poller.poll_all(fleet.devices())
    clock.seconds -= 365 * 86_400
    poller.begin()
    clock.seconds += 1
    assert len(list(poller.due())) == 2


async def test_a_quarantined_printer_is_left_alone_until_its_time_is_over(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    first, second = fleet.devices()
    fleet.put(replace(first, quarantine=quarantine(clock, 3600)))
    poller.begin()
    clock.seconds = 3599.9
    assert [device.id for device in poller.watched()] == [second.id]
    assert list(poller.due()) == [second.id]
    clock.seconds = 3600
    assert [device.id for device in poller.watched()] == [first.id, second.id]
    assert list(poller.due()) == [first.id]
    assert await poller.poll_now(first.id)


async def test_a_printer_quarantined_while_it_was_on_the_agenda_is_not_asked_either(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    first, second = fleet.devices()
    poller.begin()
    fleet.put(replace(first, quarantine=quarantine(clock, 3600)))
    clock.seconds = 1
    assert list(poller.due()) == [second.id]
    clock.seconds = 3600
    assert list(poller.due()) == [first.id]


async def test_a_printer_that_restarts_at_every_poll_is_asked_no_more_for_an_hour(
    poller: Poller, fleet: Fleet, site: Agent, clock: HandClock
) -> None:
    def is_up(seconds: float) -> None:
        up = Record(tuple(map(int, SYS_UPTIME.split("."))), TIME_TICKS, int(seconds * 100))
        site.devices[HP].recording = Recording([*site.devices[HP].recording, up])

    hp = fleet.find(HP).id
    poller.begin()
    for second, uptime, restarts in ((0, 1e6, 0), (100, 90, 1), (180, 70, 2)):
        clock.seconds = second
        is_up(uptime)
        assert await poller.poll_now(hp)
        assert fleet.find(hp).restarts == restarts
    known = fleet.find(hp).quarantine
    assert known is not None
    assert known.until == clock.now() + timedelta(hours=1)
    clock.seconds = 180 + 3599
    assert hp not in list(poller.due())
    clock.seconds = 180 + 3600
    assert hp in list(poller.due())


# The rounds


async def test_the_rounds_read_what_was_never_read_and_leave_the_ignored_alone(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    ignored, watched = fleet.devices()
    fleet.set_ignored(ignored.id, is_ignored=True)
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await reads.wait_for(watched.id)
        clock.seconds = next_slot(watched.id, 1, INTERVAL)
        await reads.wait_for(watched.id)
    assert reads.times(watched.id) == [1, clock.seconds]
    assert reads.times(ignored.id) == []


async def test_a_printer_ignored_and_taken_back_while_the_rounds_run_is_left_out_as_long(
    poller: Poller, fleet: Fleet, clock: HandClock
) -> None:
    first, second = fleet.devices()
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await reads.wait_for(first.id, second.id)
        fleet.set_ignored(first.id, is_ignored=True)
        for _ in range(2):
            clock.seconds = next_slot(second.id, clock.seconds, INTERVAL)
            await reads.wait_for(second.id)
        assert reads.times(first.id) == [1]
        fleet.set_ignored(first.id, is_ignored=False)
        await reads.wait_for(first.id)


async def test_a_device_added_while_the_rounds_run_is_taken_up(
    poller: Poller, fleet: Fleet, reader: Reader, site: Agent, clock: HandClock
) -> None:
    hp, oki = fleet.devices()
    fleet.remove(oki.id)
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await reads.wait_for(hp.id)
        fleet.apply(await reader.find(OKI, site.port))
        await reads.wait_for(fleet.find(OKI).id)
        assert reads.times(hp.id) == [1]


async def test_a_changed_interval_counts_from_now_on(poller: Poller, fleet: Fleet, clock: HandClock) -> None:
    first, second = fleet.devices()
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await reads.wait_for(first.id, second.id)
        fleet.edit(first.id, AdminEdit(interval_seconds=3600.0))
        for _ in range(3):
            clock.seconds = next_slot(second.id, clock.seconds, INTERVAL)
            await reads.wait_for(second.id)
        assert reads.times(first.id) == [1]
        fleet.edit(first.id, AdminEdit(interval_seconds=10.0))
        await reads.wait_for(first.id)
        for _ in range(3):
            clock.seconds = next_slot(first.id, clock.seconds, 10.0)
            await reads.wait_for(first.id)
        last = clock.seconds
        fleet.edit(first.id, AdminEdit(interval_seconds=None))
        clock.seconds = next_slot(second.id, last, INTERVAL)
        await reads.wait_for(second.id)
        assert reads.times(first.id)[-1] == last
        clock.seconds = last + INTERVAL
        await reads.wait_for(first.id)


async def test_an_interval_changed_while_the_device_is_read_counts_when_the_read_is_over(
    poller: Poller, fleet: Fleet, reader: Reader, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = fleet.devices()[0]
    asked, answer = asyncio.Event(), asyncio.Event()
    poll_device = reader.poll_device

    async def slowly(device: Device) -> object:
        asked.set()
        await answer.wait()
        return await poll_device(device)

    monkeypatch.setattr(reader, "poll_device", slowly)
    fleet.set_ignored(fleet.devices()[1].id, is_ignored=True)
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await asked.wait()
        fleet.edit(device.id, AdminEdit(interval_seconds=10.0))
        answer.set()
        await reads.wait_for(device.id)
        clock.seconds = next_slot(device.id, 1, 10.0)
        await reads.wait_for(device.id)


async def test_a_released_printer_is_asked_again(poller: Poller, fleet: Fleet, clock: HandClock) -> None:
    first, second = fleet.devices()
    fleet.put(replace(first, quarantine=quarantine(clock, 86_400), restarts=2))
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 1
        await reads.wait_for(second.id)
        fleet.release(first.id)
        await reads.wait_for(first.id)
    assert (fleet.find(first.id).quarantine, fleet.find(first.id).restarts) == (None, 0)


async def test_a_silent_printer_is_asked_again_within_a_minute(
    new_poller: NewPoller, fleet: Fleet, site: Agent, clock: HandClock
) -> None:
    hp, oki = fleet.find(HP), fleet.find(OKI)
    poller = new_poller(fleet, interval_seconds=3600)
    poller.begin()
    site.devices[HP].is_asleep = True
    for device in (hp, oki):
        await poller.poll_now(device.id)
    clock.seconds = 59
    assert list(poller.due()) == []
    clock.seconds = 60
    assert list(poller.due()) == [hp.id]


# Many


@pytest.fixture
async def street(simulated: Callable[[str], SimulatedDevice]) -> AsyncIterator[Agent]:
    """Eight printers of one kind."""

    def numbered(number: int) -> SimulatedDevice:
        recorded = simulated("kyocera_ecosys_p3155dn").recording
        serial = recorded.values()[f"{PRT_SERIAL}.1"]
        own = f"R4B09{number:05}".encode()
        return SimulatedDevice(
            Recording(replace(record, value=own) if record.value == serial else record for record in recorded)
        )

    async with Agent({f"127.84.2.{number}": numbered(number) for number in range(1, 9)}) as agent:
        yield agent


async def test_the_dead_take_no_slot_from_the_others(
    new_poller: NewPoller, reader: Reader, street: Agent, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the street is dead, each of them holds its place all the time, and one printer is asked at once."""
    fleet = await found(reader, street)
    dead = {device.id for device in fleet.devices()[::2]}
    healthy = [device.id for device in fleet.devices() if device.id not in dead]
    poller = new_poller(fleet, concurrency=1, interval_seconds=300)
    assert await poller.poll_all(fleet.devices()) == 8
    for device_id in dead:
        street.devices[fleet.find(device_id).address].is_asleep = True
    assert await poller.poll_all(fleet.devices()) == 4
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 3600.0)
    reads = Reads(fleet, clock)
    async with rounds(poller):
        clock.seconds = 300
        await reads.wait_for(*healthy)
        due = sorted((next_slot(device_id, 300, 300), device_id) for device_id in healthy)
        for turn in range(6):
            for slot, device_id in due:
                clock.seconds = slot + turn * 300
                await reads.wait_for(device_id)
        assert dead <= set(poller._reading), "they hold their places"
    assert reads.all[4:] == [(device_id, slot + turn * 300) for turn in range(6) for slot, device_id in due]


async def test_a_round_over_more_than_may_be_asked_at_once_counts_who_answered(
    new_poller: NewPoller, reader: Reader, street: Agent
) -> None:
    fleet = await found(reader, street)
    asleep = ["127.84.2.1", "127.84.2.8"]
    for address in asleep:
        street.devices[address].is_asleep = True
    poller = new_poller(fleet, concurrency=1)
    assert await poller.poll_all(fleet.devices()) == 6
    assert [device.address for device in fleet.devices() if device.silent_since is not None] == asleep


async def test_another_interval_counts_at_once(
    new_poller: NewPoller, fleet: Fleet, clock: HandClock, polling: PollingSettings
) -> None:
    poller = new_poller(fleet, interval_seconds=3600)
    for device in fleet.devices():
        assert await poller.poll_now(device.id)
    poller.begin()
    clock.seconds += 100
    assert list(poller.due()) == []
    poller.use(replace(polling, interval_seconds=60))
    clock.seconds += 1
    assert sorted(poller.due()) == sorted(device.id for device in fleet.devices())
    poller.use(replace(polling, interval_seconds=60, concurrency=1))
    assert list(poller.due()) == [], "the same interval is no reason to ask anybody again"


async def test_fewer_or_more_at_the_same_time_counts_at_once(poller: Poller, polling: PollingSettings) -> None:
    poller.use(replace(polling, concurrency=2))
    assert (poller._lanes._fast._free, poller._lanes._slow._free) == (2, 8)
    poller.use(replace(polling, concurrency=20), sockets=50)
    assert (poller._lanes._fast._free, poller._lanes._slow._free) == (10, 40)
