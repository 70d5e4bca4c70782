"""Programs for the tests of durability, each run in a process of its own: `python programs.py NAME HOME ...`.

What they have to say goes to standard output, a line each, written at once.
"""

import asyncio
import os
import resource
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Fleet
from core.model.device import Device, Identity, Profile, Reading
from core.model.events import DeviceRead
from core.model.level import Percent
from core.model.status import Counters
from core.model.supply import Supply
from core.model.sweep import SweepRecord
from core.notices import Notice
from core.store.fleet_store import FleetStore
from core.store.history import HistoryRecorder
from core.store.sweep_log import SweepLog

PADDING = "x" * 2000
"""Makes a row as large as a real one."""


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def say_notice(notice: Notice) -> None:
    """What a store has to tell."""
    say(f"notice {notice.text}")


def open_fleet(home: Path) -> tuple[FleetStore, Fleet]:
    """A program's store and fleet; every notice is said."""
    store = FleetStore(home / "fleet.json", say_notice, delay=3600)
    fleet = Fleet(store.load())
    fleet.subscribe(store.remember)
    return store, fleet


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


async def acknowledge(home: Path, name: str) -> None:
    """Add a device and edit another over and over; a line says what is on disk for sure."""
    store, fleet = open_fleet(home)
    for number in range(200):
        fleet.put(Device(id=f"{name}-{number}", address="10.0.0.1", problem=PADDING))
        fleet.put(replace(fleet.get("shared") or Device(id="shared", address="10.0.0.2"), problem=f"{name}-{number}"))
        await store.flush()
        say(f"ack {name}-{number}")


def reading_of(day: int, level: float = 50.0) -> Reading:
    """What a printer says so many days after the first."""
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC) + timedelta(days=day)
    toner = Supply(index="1.1", name="Black Toner", type="toner", color="black", level=Percent(value=level))
    return Reading(read_at=at, identity=Identity(is_printer=True), supplies=(toner,), counters=Counters(pages=day))


def open_history(home: Path) -> tuple[HistoryRecorder, Fleet]:
    """A program's recorder and fleet; every notice is said."""
    history = HistoryRecorder(home / "history", say_notice, delay=3600)
    fleet = Fleet([Device(id=f"d{number}", address=f"10.0.0.{number}") for number in (1, 2)])
    fleet.subscribe(history.record)
    return history, fleet


async def record(home: Path, name: str) -> None:
    """Read two printers on one day after another, from the day that the name says; a line says what is on disk."""
    history, fleet = open_history(home)
    for day in range(int(name), int(name) + 30):
        for device_id in ("d1", "d2"):
            fleet.apply(DeviceRead(device_id=device_id, reading=reading_of(day), profile=Profile()))
        await history.flush()
        say(f"ack {day}")


async def record_with_others(home: Path, name: str) -> None:
    """With others at the same time: read the same printer on the same days and on days of its own."""
    history, fleet = open_history(home)
    say("ready")
    sys.stdin.readline()
    for day in range(40):
        if day % 4 in (0, int(name)):
            level = 5.0 if day < 20 else 100.0
            fleet.apply(DeviceRead(device_id="d1", reading=reading_of(day, level), profile=Profile()))
            await history.flush()
    say("done")


async def sweep_with_others(home: Path, name: str) -> None:
    """With others at the same time: record sweeps of its own."""
    log = SweepLog(home / "sweeps.json", say_notice, delay=3600)
    say("ready")
    sys.stdin.readline()
    for number in range(25):
        at = datetime(2026, 3, 2, 12, number, tzinfo=UTC)
        log.remember(
            SweepRecord(
                id=f"{name}-{number:02}",
                started_at=at,
                started_by="terminal",
                targets=("10.1.0.0/24",),
                reason="complete",
            )
        )
        await log.flush()
    say("done")


WORK = {"fleet": acknowledge, "history": record}


def die_in_a_sync(left: int) -> None:
    """Be killed in the middle of a write: before the sync that comes after so many others."""
    sync = os.fsync

    def dying(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        sync(handle)

    os.fsync = dying  # type: ignore[assignment]


def nursery(home: Path, work: str) -> None:
    """For every name on standard input fork a process that does that work, until it ends or is killed.

    A number behind the name: after how many syncs the process is killed by itself.
    """
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            name, _, syncs = line.strip().partition(" ")
            if syncs:
                die_in_a_sync(int(syncs))
            asyncio.run(WORK[work](home, name))
            os._exit(0)
        say(f"child {child}")
        os.waitpid(child, 0)
        say("ended")


async def crowd(home: Path, name: str) -> None:
    """With others at the same time: add devices of its own, and edit one field of a device that all share."""
    store, fleet = open_fleet(home)
    say("ready")
    sys.stdin.readline()
    for number in range(25):
        fleet.put(Device(id=f"{name}-{number}", address="10.0.0.1"))
        await store.flush()
        await store.refresh(fleet)
    say("done")


async def fill(home: Path, limit: int = 0) -> None:
    """Write ever more until the disk is full (or a file may not grow); then say what is left."""
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    store, fleet = open_fleet(home)
    number = 0
    try:
        while number < 1000:
            fleet.put(Device(id=f"d{number}", address="10.0.0.1", problem=PADDING))
            await store.flush()
            number += 1
    except StoreError as error:
        say(f"error {error.title}")
    kept = {device.id for device in FleetStore(home / "fleet.json", say_notice).load()}
    say("intact" if kept == {f"d{n}" for n in range(number)} and number > 5 else f"lost: {number} {sorted(kept)}")
    say(f"files {' '.join(names_in(home))}")
    fleet.remove(f"d{number}")
    for n in range(number - 3, number):
        fleet.remove(f"d{n}")
    await store.flush()
    say(f"after {len(FleetStore(home / 'fleet.json', say_notice).load()) == number - 3}")


async def read_only(home: Path) -> None:
    """Load, then try to write."""
    store, fleet = open_fleet(home)
    say(f"loaded {len(fleet)}")
    fleet.put(Device(id="new", address="10.0.0.1"))
    try:
        await store.flush()
    except StoreError as error:
        say(f"error {error.title}")
    say(f"still {len(FleetStore(home / 'fleet.json', say_notice).load())}")


def main() -> None:
    name, home, *rest = sys.argv[1:]
    if name == "nursery":
        nursery(Path(home), *rest)
    elif name == "crowd":
        asyncio.run(crowd(Path(home), *rest))
    elif name == "record-with-others":
        asyncio.run(record_with_others(Path(home), *rest))
    elif name == "sweep-with-others":
        asyncio.run(sweep_with_others(Path(home), *rest))
    elif name == "fill":
        asyncio.run(fill(Path(home), *map(int, rest)))
    else:
        asyncio.run(read_only(Path(home)))


if __name__ == "__main__":
    main()
