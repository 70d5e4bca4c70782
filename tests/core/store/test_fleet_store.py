import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Change, Fleet
from core.model.device import Device, Profile, Reading
from core.model.events import DeviceFound, DeviceRead
from core.notices import Notice, Tell
from core.store import background
from core.store.edits import Edit
from core.store.fleet_file import FleetFile
from core.store.fleet_store import FleetStore
from core.store.tables import Database
from tests.core.store.conftest import unexpected

Found = Callable[..., DeviceFound]
Make = Callable[..., Device]

NEVER = 3600.0
"""A delay that no test waits for: only `flush` writes."""


class Writes:
    """The batches that were written, by their sizes; fails as long as there are problems."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.problems: list[str] = []
        self.happened = asyncio.Event()

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write, loop = FleetFile.write, asyncio.get_running_loop()

        def watched(file: FleetFile, edits: dict[str, Edit]) -> None:
            try:
                if self.problems:
                    raise StoreError(self.problems.pop(0))
                write(file, edits)
                self.sizes.append(len(edits))
            finally:
                loop.call_soon_threadsafe(self.happened.set)

        monkeypatch.setattr(FleetFile, "write", watched)


@pytest.fixture
async def writes(monkeypatch: pytest.MonkeyPatch) -> Writes:
    writes = Writes()
    writes.install(monkeypatch)
    return writes


@pytest.fixture
def fleet() -> Fleet:
    return Fleet()


def kept(path: Path, fleet: Fleet, tell: Tell = unexpected, delay: float = NEVER) -> FleetStore:
    """A store that remembers what happens to the fleet."""
    store = FleetStore(path, tell, delay=delay)
    store.load()
    fleet.subscribe(store.remember)
    return store


def loaded(path: Path) -> tuple[Device, ...]:
    return FleetStore(path, unexpected).load()


async def test_the_fleet_comes_back_exactly_as_it_was(
    tmp_path: Path, fleet: Fleet, found: Found, reading: Reading
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB1111", minute=1))
    first, second = fleet.devices()
    fleet.apply(DeviceRead(device_id=first.id, reading=reading, profile=Profile(version="1")))
    fleet.merge(first.id, second.id)
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == fleet.devices()
    fleet.unmerge(first.id)
    await store.flush()
    assert {device.id: device for device in loaded(tmp_path / "fleet.json")} == {
        first.id: fleet.get(first.id),
        second.id: second,
    }


async def test_removed_devices_leave_the_disk(tmp_path: Path, fleet: Fleet, device: Make) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    await store.flush()
    fleet.remove("d1")
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == ()


async def test_a_device_that_was_removed_and_added_again_is_as_it_was_added(
    tmp_path: Path, fleet: Fleet, device: Make
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device(is_ignored=True))
    await store.flush()
    fleet.remove("d1")
    fleet.put(device())
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (device(),)


async def test_damaged_rows_are_told_in_one_line_and_the_others_load(
    tmp_path: Path, fleet: Fleet, device: Make
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    await store.flush()
    rows = {f"bad{number}": {"id": number} for number in range(5)}
    Database(tmp_path / "fleet.json").apply("devices", rows)
    told: list[Notice] = []
    assert FleetStore(tmp_path / "fleet.json", told.append).load() == fleet.devices()
    assert len(told) == 1
    assert "bad0" in told[0].text
    assert told[0].severity == "error"
    assert "and 2 more" in told[0].text


@pytest.mark.parametrize("row", ["7", "[]", "null", '"text"', '{"id": "d2", "address": 5}'])
async def test_a_row_that_is_no_device_is_told_and_a_device_found_again_takes_its_place(
    tmp_path: Path, fleet: Fleet, device: Make, row: str
) -> None:
    (tmp_path / "fleet.json").write_text(f'{{"devices": {{"d1": {row}}}}}')
    told: list[Notice] = []
    store = kept(tmp_path / "fleet.json", fleet, told.append)
    assert len(told) == 1
    assert await store.refresh(fleet) is False
    fleet.put(device())
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (device(),)
    assert len(told) == 1


async def test_changes_spread_over_time_are_written_together(
    tmp_path: Path, fleet: Fleet, device: Make, writes: Writes
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    for number in range(200):
        fleet.put(device(number))
        await store.refresh(fleet)  # lets the event loop turn
    assert writes.sizes == []
    await store.flush()
    assert writes.sizes == [200]


async def test_what_changed_is_written_without_a_flush_after_the_delay(
    tmp_path: Path, fleet: Fleet, device: Make, writes: Writes
) -> None:
    kept(tmp_path / "fleet.json", fleet, delay=0)
    fleet.put(device())
    await writes.happened.wait()
    assert loaded(tmp_path / "fleet.json") == (device(),)


async def test_a_flush_with_nothing_new_writes_nothing(
    tmp_path: Path, fleet: Fleet, device: Make, writes: Writes
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    fleet.remove("d1")
    await store.flush()
    assert writes.sizes == []


async def test_times_alone_are_not_written_but_go_along_with_news(
    tmp_path: Path, fleet: Fleet, found: Found, writes: Writes
) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    await store.flush()
    (device,) = fleet.devices()
    assert device.last_seen is not None
    fleet.put(replace(device, last_seen=device.last_seen + timedelta(minutes=5)))
    await store.flush()
    assert writes.sizes == [1]
    later = replace(fleet.devices()[0], problem="door open", last_seen=device.last_seen + timedelta(minutes=10))
    fleet.put(later)
    fleet.put(latest := replace(later, last_seen=device.last_seen + timedelta(minutes=15)))
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (latest,)


def test_changes_made_without_an_event_loop_wait_for_the_flush(tmp_path: Path, fleet: Fleet, device: Make) -> None:
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    asyncio.run(store.flush())
    assert loaded(tmp_path / "fleet.json") == (device(),)


async def test_a_write_that_fails_is_told_once_and_tried_again(
    tmp_path: Path, fleet: Fleet, device: Make, writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.0)
    writes.problems = ["disk full"] * 3
    told: list[Notice] = []
    kept(tmp_path / "fleet.json", fleet, told.append, delay=0)
    fleet.put(device())
    async with asyncio.timeout(10):
        while not writes.sizes:
            writes.happened.clear()
            await writes.happened.wait()
    assert told == [Notice("disk full", "error")]
    assert loaded(tmp_path / "fleet.json") == (device(),)


async def test_a_flush_that_fails_raises_tells_nothing_and_keeps_what_is_pending(
    tmp_path: Path, fleet: Fleet, device: Make, writes: Writes
) -> None:
    writes.problems = ["disk full"]
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    with pytest.raises(StoreError, match="disk full"):
        await store.flush()
    fleet.put(device(problem="x"))
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (device(problem="x"),)


async def test_a_background_write_that_fails_under_a_flush_is_raised_and_not_told(
    tmp_path: Path, fleet: Fleet, device: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, begun, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def fail(file: FleetFile, edits: dict[str, Edit]) -> None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        raise StoreError("disk full")

    monkeypatch.setattr(FleetFile, "write", fail)
    told: list[Notice] = []
    store = kept(tmp_path / "fleet.json", fleet, told.append, delay=0)
    fleet.put(device())
    await begun.wait()
    flush = loop.create_task(store.flush())
    loop.call_soon(go_on.set)
    with pytest.raises(StoreError, match="disk full"):
        await flush
    assert told == []


async def test_a_cancelled_flush_loses_nothing(
    tmp_path: Path, fleet: Fleet, device: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, loop, begun, go_on = FleetFile.write, asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slowly(file: FleetFile, edits: dict[str, Edit]) -> None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        write(file, edits)

    monkeypatch.setattr(FleetFile, "write", slowly)
    store = kept(tmp_path / "fleet.json", fleet)
    fleet.put(device())
    flush = loop.create_task(store.flush())
    await begun.wait()
    flush.cancel()
    fleet.put(device(2))
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await flush
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (device(), device(2))


async def test_notices_come_on_the_event_loop(tmp_path: Path, fleet: Fleet, device: Make) -> None:
    threads: list[threading.Thread] = []
    store = kept(tmp_path / "fleet.json", fleet, lambda text: threads.append(threading.current_thread()))
    for problem in ("a", "b"):
        fleet.put(device(problem=problem))
        await store.flush()
    (tmp_path / "fleet.json").write_bytes(b"junk")
    fleet.put(device(problem="c"))
    await store.flush()
    assert threads == [threading.main_thread()]


async def test_a_change_is_remembered_whoever_tells_it(tmp_path: Path, device: Make) -> None:
    store = FleetStore(tmp_path / "fleet.json", unexpected, delay=NEVER)
    store.remember((Change("d1", None, device()), Change("d2", None, device(2))))
    await store.flush()
    store.remember((Change("d1", device(), None),))
    await store.flush()
    assert loaded(tmp_path / "fleet.json") == (device(2),)
