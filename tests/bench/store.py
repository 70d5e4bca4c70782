"""Writing changed rows of a fleet of 10,000: time, CPU, and how long the screens stand still meanwhile.

Measured: `FleetStore.flush` after a page was printed on 1, 200 and all of the printers, from the changes in memory to
the synced file: wall time, CPU of all threads, and the longest time that the event loop did not get its turn.

Yardstick: the same document written by the standard library's json and synced once, whatever the batch; DESIGN.md sets
no budget. Below 1 is the gain of rows that stay raw JSON; a batch of 1 shows what the whole file costs every write.
"""

import asyncio
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from msgspec.structs import replace

from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceRead
from core.paths import find_paths
from core.store.fleet_store import FleetStore
from tests.bench.homes import prepare_home
from tests.bench.meters import Cost, cost_of
from tests.bench.rows import Row

NAME = "store"
PRINTERS, QUICK_PRINTERS = 10_000, 1000
BATCHES = (1, 200)
"""And all of them."""
ROUNDS, QUICK_ROUNDS = 3, 1


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, rounds = (QUICK_PRINTERS, QUICK_ROUNDS) if is_quick else (PRINTERS, ROUNDS)
    batches = (*BATCHES, printers)
    costs: dict[int, list[Cost]] = {batch: [] for batch in batches}
    bare: list[Cost] = []
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        await prepare_home(home, printers, 161)
        path = find_paths(home).fleet_file
        store = FleetStore(path, delay=3600)  # nothing is written but by the flush
        fleet = Fleet(store.load())
        fleet.subscribe(store.remember)
        document = json.loads(path.read_bytes())
        for _ in range(rounds):
            for batch, taken in costs.items():
                _print_pages(fleet, batch)
                taken.append(await cost_of(store.flush))
            bare.append(await cost_of(lambda: asyncio.to_thread(_dump, document, Path(folder) / "bare.json")))
    return [row for batch, taken in costs.items() for row in _rows(batch, printers, taken, bare)]


def _print_pages(fleet: Fleet, count: int) -> None:
    """Let that many printers be read again, each with a page more on its counter."""
    for device in fleet.devices()[:count]:
        fleet.apply(_read_again(device))


def _read_again(device: Device) -> DeviceRead:
    reading, profile = device.reading, device.profile
    assert reading is not None
    assert profile is not None
    counters = replace(reading.counters, pages=(reading.counters.pages or 0) + 1)
    return DeviceRead(device_id=device.id, reading=replace(reading, counters=counters), profile=profile)


def _dump(document: dict[str, Any], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(document))
        file.flush()
        os.fsync(file.fileno())


def _rows(batch: int, printers: int, taken: Sequence[Cost], bare: Sequence[Cost]) -> list[Row]:
    what = f"{batch:,} of {printers:,} rows changed"
    against = "json.dumps + fsync"
    return [
        Row(
            bench=NAME,
            what=f"{what}, {words}",
            figure=median(getattr(cost, field) for cost in taken) * 1000,
            unit="ms",
            yardstick=median(getattr(cost, field) for cost in bare) * 1000,
            against=against,
        )
        for field, words in (("wall", "wall"), ("cpu", "CPU"), ("lag", "longest lag"))
    ]
