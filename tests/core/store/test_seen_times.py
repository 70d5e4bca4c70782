from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Fleet
from core.model.device import Device, Identity, Profile, Reading
from core.model.events import DeviceRead
from core.notices import Notice
from core.store.seen_times import AT_ONCE, SeenTimes
from tests.core.printer.test_update import LATER, NOON


def read_device(number: int = 1) -> Device:
    identity = Identity(is_printer=True, serial=f"SERIAL{number}")
    return Device(
        id=f"d{number}",
        address=f"10.0.{number // 250}.{number % 250}",
        identity=identity,
        reading=Reading(read_at=NOON, identity=identity),
        last_seen=NOON,
    )


def poll(fleet: Fleet, device_id: str) -> None:
    """A poll of a device that did nothing."""
    device = fleet.get(device_id)
    assert device is not None
    assert device.reading is not None
    reading = replace(device.reading, read_at=LATER)
    fleet.apply(DeviceRead(device_id=device_id, reading=reading, profile=Profile()))


def program(path: Path, *devices: Device) -> tuple[Fleet, SeenTimes, list[Notice]]:
    told: list[Notice] = []
    times = SeenTimes(path / "seen.json", told.append)
    fleet = Fleet(times.load(devices))
    fleet.subscribe(times.remember)
    return fleet, times, told


def seen(fleet: Fleet, device_id: str) -> tuple[object, object]:
    device = fleet.get(device_id)
    assert device is not None
    assert device.reading is not None
    return device.last_seen, device.reading.read_at


async def test_a_program_that_only_watches_sees_quiet_printers_stay_young(tmp_path: Path) -> None:
    keeper, times, _ = program(tmp_path, read_device())
    watcher, others, _ = program(tmp_path, read_device())
    poll(keeper, "d1")
    await times.flush()
    await others.refresh(watcher)
    assert seen(watcher, "d1") == (LATER, LATER)


async def test_a_later_start_knows_the_times_too(tmp_path: Path) -> None:
    fleet, times, _ = program(tmp_path, read_device())
    poll(fleet, "d1")
    await times.flush()
    again, _, _ = program(tmp_path, read_device())
    assert seen(again, "d1") == (LATER, LATER)


async def test_times_are_taken_in_a_few_hundred_at_once(tmp_path: Path) -> None:
    devices = [read_device(number) for number in range(AT_ONCE + 5)]
    keeper, times, _ = program(tmp_path, *devices)
    watcher, others, _ = program(tmp_path, *devices)
    for device in devices:
        poll(keeper, device.id)
    await times.flush()
    await others.refresh(watcher)
    young = sum(seen(watcher, device.id) == (LATER, LATER) for device in devices)
    assert young == AT_ONCE
    await others.refresh(watcher)
    assert all(seen(watcher, device.id) == (LATER, LATER) for device in devices)


@pytest.mark.parametrize(
    "change",
    [
        lambda device: replace(device, silent_since=NOON, misses=1),
        lambda device: replace(device, reading=replace(device.reading, read_at=LATER + timedelta(minutes=1))),
        lambda device: replace(device, reading=None),
    ],
    ids=["silent", "read later", "never read"],
)
async def test_what_is_known_better_stays(tmp_path: Path, change: Callable[[Device], Device]) -> None:
    keeper, times, _ = program(tmp_path, read_device())
    poll(keeper, "d1")
    await times.flush()
    better = change(read_device())
    watcher, others, _ = program(tmp_path, better)
    await others.refresh(watcher)
    assert watcher.get("d1") == better


async def test_a_removed_device_leaves_no_times_behind(tmp_path: Path) -> None:
    fleet, times, _ = program(tmp_path, read_device())
    poll(fleet, "d1")
    await times.flush()
    fleet.remove("d1")
    await times.flush()
    again, _, _ = program(tmp_path, read_device())
    assert seen(again, "d1") == (NOON, NOON)


@pytest.mark.parametrize(
    "junk", [b"", b"\0\0\0", b'{"seen": {"d1": [1e300, 9223372036854775807]}}', b'{"seen": {"d1": 7}}']
)
async def test_junk_is_no_time_and_stops_nothing(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "seen.json").write_bytes(junk)
    fleet, times, _ = program(tmp_path, read_device())
    assert seen(fleet, "d1") == (NOON, NOON)
    poll(fleet, "d1")
    await times.flush()
    again, _, _ = program(tmp_path, read_device())
    assert seen(again, "d1") == (LATER, LATER)


async def test_a_folder_that_cannot_be_written_is_told_and_tried_again(tmp_path: Path) -> None:
    fleet, times, _ = program(tmp_path, read_device())
    poll(fleet, "d1")
    (tmp_path / "seen.tmp").mkdir()
    with pytest.raises(StoreError):
        await times.flush()
    (tmp_path / "seen.tmp").rmdir()
    await times.flush()
    again, _, _ = program(tmp_path, read_device())
    assert seen(again, "d1") == (LATER, LATER)
