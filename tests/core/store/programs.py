"""Programs for the tests of durability, each run in a process of its own: `python programs.py NAME HOME ...`.

What they have to say goes to standard output, a line each, written at once.
"""

import asyncio
import os
import resource
import signal
import sys
from pathlib import Path

from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Fleet
from core.model.device import Device
from core.store.fleet_store import FleetStore

PADDING = "x" * 2000
"""Makes a row as large as a real one."""


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def open_fleet(home: Path) -> tuple[FleetStore, Fleet]:
    """A program's store and fleet; every notice is said."""
    store = FleetStore(home / "fleet.json", lambda text: say(f"notice {text}"), delay=3600)
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


def nursery(home: Path) -> None:
    """For every name on standard input fork a process that acknowledges, until it ends or is killed."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            asyncio.run(acknowledge(home, line.strip()))
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
    kept = {device.id for device in FleetStore(home / "fleet.json", say).load()}
    say("intact" if kept == {f"d{n}" for n in range(number)} and number > 5 else f"lost: {number} {sorted(kept)}")
    say(f"files {' '.join(names_in(home))}")
    fleet.remove(f"d{number}")
    for n in range(number - 3, number):
        fleet.remove(f"d{n}")
    await store.flush()
    say(f"after {len(FleetStore(home / 'fleet.json', say).load()) == number - 3}")


async def read_only(home: Path) -> None:
    """Load, then try to write."""
    store, fleet = open_fleet(home)
    say(f"loaded {len(fleet)}")
    fleet.put(Device(id="new", address="10.0.0.1"))
    try:
        await store.flush()
    except StoreError as error:
        say(f"error {error.title}")
    say(f"still {len(FleetStore(home / 'fleet.json', say).load())}")


def main() -> None:
    name, home, *rest = sys.argv[1:]
    if name == "nursery":
        nursery(Path(home))
    elif name == "crowd":
        asyncio.run(crowd(Path(home), *rest))
    elif name == "fill":
        asyncio.run(fill(Path(home), *map(int, rest)))
    else:
        asyncio.run(read_only(Path(home)))


if __name__ == "__main__":
    main()
