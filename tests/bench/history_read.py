"""Reading 400 days of one printer's history, and writing a day of a thousand printers.

Measured: `HistoryRecorder.read`, from the call to the days in memory, on a file with a row for each day that is kept,
every level and the page count different every day; and `HistoryRecorder.flush` after the first reading of a day of
1,000 printers, for one of them. Wall time, CPU of all threads, and the longest time that the event loop did not get its
turn. DESIGN.md sets no budget.

Yardstick: reading that file and `json.loads`; for writing, a new file of one small row for each printer, synced, and
nothing else: what a file for each printer costs anybody.
"""

import asyncio
import json
import os
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median

import msgspec
from msgspec.structs import replace

from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceRead
from core.model.history import KEPT_DAYS, day_of
from core.model.level import Percent
from core.store.history import HistoryRecorder
from core.store.history_days import full_row
from core.store.history_files import Entry, HistoryFiles
from tests.bench.homes import prepare_home
from tests.bench.meters import Cost, cost_of
from tests.bench.rows import Row

NAME = "history-read"
ROUNDS = 15
PRINTERS, QUICK_PRINTERS = 1000, 50


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers = QUICK_PRINTERS if is_quick else PRINTERS
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        devices = await prepare_home(Path(folder) / "home", printers, 161)
        return [
            *await _reading(devices[0], Path(folder) / "history"),
            *await _writing(devices, Path(folder) / "written", Path(folder) / "bare"),
        ]


async def _reading(device: Device, folder: Path) -> list[Row]:
    files = HistoryFiles(folder, print)
    files.write(device.id, Entry(_days(device)))
    path = files.path_of(device.id)
    recorder = HistoryRecorder(folder)
    if len((await recorder.read(device)).days) < KEPT_DAYS:
        raise RuntimeError("days are missing in the history")
    taken, bare = [], []
    for _ in range(ROUNDS):
        taken.append(await cost_of(lambda: recorder.read(device)))
        bare.append(await cost_of(lambda: asyncio.to_thread(lambda: json.loads(path.read_bytes()))))
    size = Row(bench=NAME, what=f"{KEPT_DAYS} days on disk", figure=path.stat().st_size, unit="B")
    return [*_rows(f"{KEPT_DAYS} days read", taken, bare, "json.loads of the file"), size]


def _days(device: Device) -> dict[str, msgspec.Raw]:
    """A printer that is used every day, its cartridges replaced when they are empty."""
    reading = device.reading
    assert reading is not None
    days = {}
    for number in range(KEPT_DAYS + 1):
        supplies = tuple(
            replace(supply, level=Percent(value=float(100 - (number * step) % 101)))
            for step, supply in enumerate(reading.supplies, 1)
        )
        counters = replace(reading.counters, pages=(reading.counters.pages or 0) + 97 * number)
        at = reading.read_at - timedelta(days=KEPT_DAYS - number)
        day = day_of(device.id, replace(reading, read_at=at, supplies=supplies, counters=counters))
        days[day.date.isoformat()] = full_row(day)
    return days


async def _writing(devices: Sequence[Device], folder: Path, bare_folder: Path) -> list[Row]:
    recorder = HistoryRecorder(folder, delay=3600)  # nothing is written but by the flush
    fleet = Fleet(devices)
    fleet.subscribe(recorder.record)
    for device in devices:
        assert device.reading is not None
        assert device.profile is not None
        reading = replace(device.reading, read_at=device.reading.read_at + timedelta(seconds=60))
        fleet.apply(DeviceRead(device_id=device.id, reading=reading, profile=device.profile))
    row = _days(devices[0]).popitem()[1]
    bare_folder.mkdir()
    taken = await cost_of(recorder.flush)
    bare = await cost_of(lambda: asyncio.to_thread(_write_bare, bare_folder, row, len(devices)))
    if len(list(folder.glob("d*.json"))) < len(devices):
        raise RuntimeError("histories are missing on disk")
    each = [Cost(cost.wall / len(devices), cost.cpu / len(devices), cost.lag) for cost in (taken, bare)]
    return _rows(f"a day of a printer of {len(devices):,} written", each[:1], each[1:], "a small file, synced")


def _write_bare(folder: Path, row: msgspec.Raw, count: int) -> None:
    for number in range(count):
        with (folder / f"{number}.json").open("wb") as file:
            file.write(row)
            file.flush()
            os.fsync(file.fileno())


def _rows(what: str, taken: Sequence[Cost], bare: Sequence[Cost], against: str) -> list[Row]:
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
