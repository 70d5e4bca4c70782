import asyncio
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Fleet
from core.model.device import Device, Identity, Profile, Reading
from core.model.events import DeviceRead, DeviceSilent
from core.model.history import KEPT_DAYS, History
from core.model.level import Percent
from core.model.status import Counters
from core.model.supply import Supply
from core.notices import Notice, Tell
from core.store import background
from core.store.history import BATCH, MAX_PENDING_DAYS, HistoryRecorder
from core.store.history_files import Entry, HistoryFiles
from tests.core.store.conftest import unexpected

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIRST = NOON.date()
NEVER = 3600.0
"""A delay that no test waits for: only `flush` writes."""


def reading(days: float = 0, level: float = 60, pages: int | None = 1000, serial: str = "SERIAL1") -> Reading:
    at = NOON + timedelta(days=days)
    toner = Supply(index="1.1", name="Black Toner", type="toner", color="black", level=Percent(value=level, read_at=at))
    identity = Identity(is_printer=True, vendor="HP", model="M1", serial=serial)
    return Reading(read_at=at, identity=identity, supplies=(toner,), counters=Counters(pages=pages))


class Program:
    """A program that reads devices: its fleet and its recorder."""

    def __init__(self, folder: Path, tell: Tell = unexpected, delay: float = NEVER) -> None:
        self.folder = folder
        self.fleet = Fleet()
        self.history = HistoryRecorder(folder, tell, delay=delay)
        self.fleet.subscribe(self.history.record)

    def add(self, *device_ids: str) -> None:
        for number, device_id in enumerate(device_ids):
            identity = Identity(is_printer=True, vendor="HP", model="M1", serial=f"SERIAL{device_id.removeprefix('d')}")
            self.fleet.put(Device(id=device_id, address=f"10.0.{number // 250}.{number % 250}", identity=identity))

    def read(self, device_id: str = "d1", days: float = 0, **said: object) -> None:
        new = reading(days, serial=f"SERIAL{device_id.removeprefix('d')}", **said)  # type: ignore[arg-type]
        self.fleet.apply(DeviceRead(device_id=device_id, reading=new, profile=Profile()))

    async def past(self, device_id: str = "d1") -> History:
        device = self.fleet.get(device_id)
        assert device is not None
        return await self.history.read(device)

    def on_disk(self, device_id: str = "d1") -> History:
        return HistoryFiles(self.folder, unexpected).read(device_id)


def levels(history: History) -> dict[date, float | None]:
    found = {day.date: day.levels.get("1.1") for day in history.days}
    return {key: level.value if isinstance(level, Percent) else None for key, level in found.items()}


class Writes:
    """The devices that were written, in order; the write of one that is in `problems` fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.devices: list[str] = []
        self.problems: set[str] = set()
        self.tries = 0
        self.happened = asyncio.Event()
        write, loop = HistoryFiles.write, asyncio.get_running_loop()

        def watched(files: HistoryFiles, device_id: str, entry: Entry) -> date | None:
            self.tries += 1
            try:
                if device_id in self.problems:
                    raise StoreError(f"{files.path_of(device_id)}: No space left on device", "make room")
                written = write(files, device_id, entry)
                self.devices.append(device_id)
                return written
            finally:
                loop.call_soon_threadsafe(self.happened.set)

        monkeypatch.setattr(HistoryFiles, "write", watched)
        remove = HistoryFiles.remove_outdated

        def removing(files: HistoryFiles, names: list[str], reference: date) -> None:
            remove(files, names, reference)
            loop.call_soon_threadsafe(self.happened.set)

        monkeypatch.setattr(HistoryFiles, "remove_outdated", removing)

    async def until(self, is_done: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_done():
                self.happened.clear()
                await self.happened.wait()


@pytest.fixture
async def writes(monkeypatch: pytest.MonkeyPatch) -> Writes:
    return Writes(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
async def program(folder: Path) -> Program:
    program = Program(folder)
    program.add("d1", "d2")
    return program


async def test_the_first_reading_of_a_day_is_kept(program: Program, writes: Writes) -> None:
    for days, level in ((0, 60), (0.1, 55), (0.4, 50), (1, 45), (1.2, 40), (5, 20)):
        program.read(days=days, level=level, pages=1000)
    await program.history.flush()
    expected = {FIRST: 60, FIRST + timedelta(1): 45, FIRST + timedelta(5): 20}
    assert levels(program.on_disk()) == levels(await program.past()) == expected
    program.read(days=5.1, level=10)
    await program.history.flush()
    assert writes.devices == ["d1"]


async def test_a_reading_that_changed_nothing_but_times_begins_a_day_too(program: Program) -> None:
    program.read(days=0)
    program.read(days=1)
    await program.history.flush()
    assert list(levels(program.on_disk())) == [FIRST, FIRST + timedelta(1)]


async def test_what_is_not_read_makes_no_row(program: Program, folder: Path) -> None:
    """A silence, an admin's edit, and what another program read."""
    program.fleet.apply(DeviceSilent(device_id="d1", at=NOON, problem="no answer"))
    program.fleet.set_ignored("d1", is_ignored=True)
    device = program.fleet.get("d1")
    assert device is not None
    program.fleet.put(replace(device, reading=reading()))
    await program.history.flush()
    assert not folder.exists()


async def test_a_replaced_supply_is_marked(program: Program) -> None:
    for days, level in ((0, 8), (0.2, 5), (0.3, 100), (0.4, 99)):
        program.read(days=days, level=level)
    await program.history.flush()
    (event,) = program.on_disk().replacements
    assert (event.at, event.index, event.name) == (NOON + timedelta(days=0.3), "1.1", "Black Toner")
    assert [level.value for level in (event.before, event.after) if isinstance(level, Percent)] == [5.0, 99.0]
    assert levels(program.on_disk()) == {FIRST: 8}


async def test_what_is_not_written_yet_is_read_all_the_same(program: Program, folder: Path) -> None:
    program.read(level=60)
    assert levels(await program.past()) == {FIRST: 60}
    assert not folder.exists()
    await program.history.flush()
    program.read(days=1, level=50)
    assert levels(await program.past()) == {FIRST: 60, FIRST + timedelta(1): 50}
    assert levels(program.on_disk()) == {FIRST: 60}


async def test_a_program_that_starts_again_on_the_same_day_rewrites_nothing(program: Program, folder: Path) -> None:
    program.read(level=60)
    await program.history.flush()
    path = folder / "d1.json"
    before = path.stat(), path.read_bytes()
    again = Program(folder)
    again.add("d1")
    again.read(days=0.1, level=55)
    await again.history.flush()
    assert (path.stat(), path.read_bytes()) == before
    again.read(days=1, level=50)
    await again.history.flush()
    assert levels(program.on_disk()) == {FIRST: 60, FIRST + timedelta(1): 50}


async def test_two_programs_that_read_one_device_lose_no_row(program: Program, folder: Path) -> None:
    other = Program(folder)
    other.add("d1")
    for days in range(6):
        one, two = (program, other) if days % 2 else (other, program)
        one.read(days=days, level=60 - days)
        if days % 3:
            two.read(days=days + 0.1, level=59 - days)
        await asyncio.gather(one.history.flush(), two.history.flush())
    expected = {FIRST + timedelta(days): 60 - days for days in range(6)}
    found = levels(program.on_disk())
    assert found.keys() == expected.keys()
    assert all(found[key] in (expected[key], expected[key] - 1) for key in expected)


async def test_a_replacement_that_two_programs_see_is_one(program: Program, folder: Path) -> None:
    other = Program(folder)
    other.add("d1")
    for minute, level in ((0, 5), (5, 100), (10, 100)):
        program.read(days=minute / 1440, level=level)
        other.read(days=(minute + 1) / 1440, level=level)
    await program.history.flush()
    await other.history.flush()
    assert len(program.on_disk().replacements) == 1


async def test_the_history_of_a_device_outlives_it(program: Program) -> None:
    program.read(level=60)
    device = program.fleet.get("d1")
    assert device is not None
    program.fleet.remove("d1")
    await program.history.flush()
    program.fleet.put(replace(device, reading=None))
    program.read(days=0.2, level=50)
    program.read(days=1, level=40)
    await program.history.flush()
    assert levels(await program.past()) == {FIRST: 60, FIRST + timedelta(1): 40}


async def test_a_merged_device_has_the_past_of_both(program: Program) -> None:
    program.add("d3")
    for device_id, days in (("d1", 2), ("d1", 3), ("d2", 0), ("d2", 2), ("d3", 1)):
        program.read(device_id, days=days, pages=int(device_id[1]) * 1000)
    program.fleet.merge("d2", "d3")
    program.fleet.merge("d1", "d2")
    past = await program.past()
    assert [(day.device_id, day.pages) for day in past.days] == [("d2", 2000), ("d3", 3000), ("d1", 1000), ("d1", 1000)]
    program.fleet.unmerge("d1")
    assert {day.device_id for day in (await program.past()).days} == {"d1"}


async def test_a_device_has_the_past_of_the_rows_that_turned_out_to_be_it(program: Program) -> None:
    program.add("d2")
    program.read("d1", days=0)
    program.read("d2", days=1)
    program.fleet.remove("d2")
    program.fleet.put(replace(program.fleet.find("d1"), known_as=("d2",)))
    assert [day.device_id for day in (await program.past()).days] == ["d1", "d2"]


async def test_changes_are_written_without_a_flush_after_the_delay(folder: Path, writes: Writes) -> None:
    program = Program(folder, delay=0)
    program.add("d1")
    program.read()
    await writes.until(lambda: writes.devices == ["d1"])
    assert levels(program.on_disk()) == {FIRST: 60}


async def test_many_devices_whose_day_begins_at_once_are_written_a_few_at_a_time(
    folder: Path, writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []

    def pause_after(seconds: float, delay: float) -> float:
        paused.append(seconds)
        return 0.0

    monkeypatch.setattr(background, "pause_after", pause_after)
    program = Program(folder, delay=0)
    ids = [f"d{number}" for number in range(5 * BATCH)]
    program.add(*ids)
    for device_id in ids:
        program.read(device_id)
    await writes.until(lambda: len(writes.devices) == len(ids))
    await program.history.flush()
    assert writes.devices == ids
    assert len(paused) >= 4, "after each batch there is a rest"


async def test_replacements_do_not_wait_behind_ten_thousand_days(program: Program, writes: Writes) -> None:
    ids = [f"d{number}" for number in range(3, 3 + 3 * BATCH)]
    program.add(*ids)
    for device_id in ids:
        program.read(device_id)
    for minute, level in ((0, 5), (5, 100), (10, 100)):
        program.read("d2", days=minute / 1440, level=level)
    await program.history.flush()
    assert writes.devices[0] == "d2"


async def test_a_flush_with_nothing_new_writes_nothing(program: Program, folder: Path) -> None:
    await program.history.flush()
    assert not folder.exists()


async def test_a_full_disk_is_told_once_and_everything_is_written_when_there_is_room(
    folder: Path, writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.0)
    told: list[Notice] = []
    program = Program(folder, told.append, delay=0)
    ids = [f"d{number}" for number in range(40)]
    program.add(*ids)
    writes.problems = set(ids)
    for device_id in ids:
        program.read(device_id)
    await writes.until(lambda: writes.tries > 30)
    writes.problems = set()
    await writes.until(lambda: set(writes.devices) == set(ids))
    assert len(told) == 1
    assert "No space left on device" in told[0].text


async def test_one_file_that_cannot_be_written_does_not_stop_the_others(
    folder: Path, writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.0)
    told: list[Notice] = []
    program = Program(folder, told.append, delay=0)
    program.add("d1", "d2", "d3")
    (folder / "d1.json").mkdir(parents=True)
    for device_id in ("d1", "d2", "d3"):
        program.read(device_id)
    await writes.until(lambda: writes.devices == ["d2", "d3"] and writes.tries > 6)
    assert len(told) == 1
    (folder / "d1.json").rmdir()
    await writes.until(lambda: writes.devices == ["d2", "d3", "d1"])
    assert levels(program.on_disk("d1")) == {FIRST: 60}


async def test_a_flush_that_fails_raises_and_keeps_what_is_pending(program: Program, writes: Writes) -> None:
    writes.problems = {"d1"}
    program.read("d1")
    program.read("d2")
    with pytest.raises(StoreError, match="No space"):
        await program.history.flush()
    assert writes.devices == ["d2"]
    program.read("d1", days=1, level=50)
    writes.problems = set()
    await program.history.flush()
    assert levels(program.on_disk()) == {FIRST: 60, FIRST + timedelta(1): 50}


async def test_a_flush_does_not_try_thousands_of_files_on_a_full_disk(program: Program, writes: Writes) -> None:
    ids = [f"d{number}" for number in range(1000)]
    program.add(*ids)
    writes.problems = set(ids)
    for device_id in ids:
        program.read(device_id)
    with pytest.raises(StoreError):
        await program.history.flush()
    assert writes.tries < 10


async def test_days_that_could_not_be_written_for_a_week_are_given_up_and_that_is_told(
    folder: Path, writes: Writes
) -> None:
    told: list[Notice] = []
    program = Program(folder, told.append)
    program.add("d1", "d2")
    writes.problems = {"d1", "d2"}
    for days in range(MAX_PENDING_DAYS + 3):
        for device_id in ("d1", "d2"):
            program.read(device_id, days=days)
        with pytest.raises(StoreError):
            await program.history.flush()
    assert len(told) == 1
    assert "older days are lost" in told[0].text
    assert told[0].severity == "error"
    writes.problems = set()
    await program.history.flush()
    assert min(levels(program.on_disk())) == FIRST + timedelta(3)


async def test_a_cancelled_flush_loses_nothing(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    write, loop, begun, go_on = HistoryFiles.write, asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slowly(files: HistoryFiles, device_id: str, entry: Entry) -> date | None:
        loop.call_soon_threadsafe(begun.set)
        go_on.wait()
        return write(files, device_id, entry)

    monkeypatch.setattr(HistoryFiles, "write", slowly)
    program.read("d1")
    flush = loop.create_task(program.history.flush())
    await begun.wait()
    assert levels(await program.past()) == {FIRST: 60}, "what is being written is read too"
    flush.cancel()
    program.read("d1", days=1, level=50)
    program.read("d2")
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await flush
    await program.history.flush()
    assert levels(program.on_disk()) == {FIRST: 60, FIRST + timedelta(1): 50}
    assert levels(program.on_disk("d2")) == {FIRST: 60}


async def test_a_damaged_file_stops_nothing_and_is_told_on_the_event_loop(program: Program, folder: Path) -> None:
    threads: list[threading.Thread] = []
    program.read()
    await program.history.flush()
    (folder / "d1.json").write_bytes(b"junk")
    again = Program(folder, lambda text: threads.append(threading.current_thread()))
    again.add("d1")
    again.read(days=1, level=50)
    await again.history.flush()
    assert threads == [threading.main_thread()]
    assert levels(again.on_disk()) == {FIRST + timedelta(1): 50}


async def test_a_folder_that_is_no_folder_is_a_clear_error(program: Program, folder: Path) -> None:
    folder.write_text("")
    program.read()
    with pytest.raises(StoreError, match="history"):
        await program.history.flush()
    folder.unlink()
    await program.history.flush()
    assert levels(program.on_disk()) == {FIRST: 60}
    shutil.rmtree(folder)
    assert await program.past() == History()


async def test_files_nobody_read_for_too_long_go_once_their_day_has_come(folder: Path, writes: Writes) -> None:
    program = Program(folder, delay=0)
    program.add("d1", "d2")
    program.read("d2")
    for days in (0, KEPT_DAYS, KEPT_DAYS + 1):
        program.read("d1", days=days)
        await program.history.flush()
    assert (folder / "d2.json").exists(), "its day is the oldest that is kept"
    program.read("d1", days=KEPT_DAYS + 2)
    await writes.until(lambda: not (folder / "d2.json").exists())
    assert sorted(path.name for path in folder.iterdir()) == ["d1.json", "d1.previous.json", "history.lock"]


async def test_a_clock_that_is_wrong_for_a_day_removes_nothing(program: Program, folder: Path) -> None:
    program.read("d2")
    program.read("d1")
    await program.history.flush()
    program.read("d1", days=20_000)
    program.add("d9")
    program.read("d9", days=20_000)
    await program.history.flush()
    await program.history.flush()
    assert sorted(path.name for path in folder.glob("d?.json")) == ["d1.json", "d2.json", "d9.json"]
