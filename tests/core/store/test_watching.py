"""Two programs on one home: each has its own store and its own fleet."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.fleet import Change, Fleet
from core.model.device import Device, Identity, Reading
from core.notices import Notice
from core.store.fleet_store import FleetStore
from core.store.storage import DurableStorage, Generation
from core.store.tables import Database
from tests.core.store.conftest import unexpected

Make = Callable[..., Device]

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Program:
    """One program: what it knows, what it has to say, and what its fleet was told."""

    def __init__(self, path: Path) -> None:
        self.notices: list[Notice] = []
        self.store = FleetStore(path, self.notices.append, delay=3600)
        self.fleet = Fleet(self.store.load())
        self.changes: list[Change] = []
        self.fleet.subscribe(self.store.remember)
        self.fleet.subscribe(self.changes.extend)

    def set(self, device_id: str = "d1", **fields: object) -> None:
        device = self.fleet.get(device_id)
        assert device is not None
        self.fleet.put(replace(device, **fields))

    async def refresh(self) -> bool:
        return await self.store.refresh(self.fleet)

    def get(self, device_id: str = "d1") -> Device:
        device = self.fleet.get(device_id)
        assert device is not None
        return device


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fleet.json"


@pytest.fixture
async def two(path: Path, device: Make) -> tuple[Program, Program]:
    """Two programs that know d1 and d2."""
    first = Program(path)
    first.fleet.put(device(1))
    first.fleet.put(device(2))
    await first.store.flush()
    first.changes.clear()
    return first, Program(path)


def on_disk(path: Path) -> dict[str, Device]:
    return {device.id: device for device in FleetStore(path, unexpected).load()}


def generation(path: Path) -> Generation | None:
    return DurableStorage(path).generation_on_disk()


def lose(path: Path, loss: str) -> None:
    """What happens to files: "damaged", "missing", or "all missing", the generation before it too."""
    if loss == "damaged":
        path.write_bytes(b"junk")
    else:
        path.unlink()
    if loss == "all missing":
        path.with_suffix(".previous.json").unlink()


def become(path: Path, content: bytes) -> bytes:
    """Give the file another content; returns what it had."""
    before = path.read_bytes()
    path.write_bytes(content)
    return before


async def agree(one: Program, other: Program, path: Path) -> None:
    """Let both write and read until nothing moves; then they and the disk say the same."""
    for program in (one, other, one, other):
        await program.store.flush()
        await program.refresh()
    assert {device.id: device for device in one.fleet.devices()} == on_disk(path)
    assert {device.id: device for device in other.fleet.devices()} == on_disk(path)
    assert not await one.refresh()
    assert not await other.refresh()


async def test_edits_of_different_fields_of_one_device_both_survive(two: tuple[Program, Program], path: Path) -> None:
    one, other = two
    one.set(is_ignored=True)
    other.set(is_managed_elsewhere=True)
    await one.store.flush()
    await other.store.flush()
    disk = on_disk(path)["d1"]
    assert (disk.is_ignored, disk.is_managed_elsewhere) == (True, True)
    await agree(one, other, path)


async def test_edits_of_one_field_end_with_the_last_written_for_both(two: tuple[Program, Program], path: Path) -> None:
    one, other = two
    one.set(problem="first")
    other.set(problem="second")
    await one.store.flush()
    await other.store.flush()
    await agree(one, other, path)
    assert one.get().problem == "second"


async def test_a_device_that_one_removed_stays_removed_though_the_other_polls_it(
    two: tuple[Program, Program], path: Path
) -> None:
    one, other = two
    one.fleet.remove("d1")
    await one.store.flush()
    for number in range(3):
        other.set(problem=f"poll {number}")
        await other.store.flush()
    assert set(on_disk(path)) == {"d2"}
    assert await other.refresh()
    assert other.fleet.get("d1") is None
    await agree(one, other, path)


async def test_a_poll_that_is_pending_does_not_bring_a_removed_device_back(
    two: tuple[Program, Program], path: Path
) -> None:
    one, other = two
    one.fleet.remove("d1")
    await one.store.flush()
    other.set(problem="poll")
    assert await other.refresh()
    await agree(one, other, path)
    assert set(on_disk(path)) == {"d2"}


async def test_a_device_that_one_removed_is_not_brought_back_by_what_the_other_wrote(
    two: tuple[Program, Program], path: Path
) -> None:
    one, other = two
    other.set(problem="poll")
    await other.store.flush()
    one.fleet.remove("d1")
    assert not await one.refresh()
    await agree(one, other, path)
    assert set(on_disk(path)) == {"d2"}


async def test_a_removal_taken_in_is_not_carried_out_again_on_a_device_that_came_back(
    two: tuple[Program, Program], path: Path, device: Make
) -> None:
    one, other = two
    one.fleet.remove("d1")
    await one.store.flush()
    assert await other.refresh()
    one.fleet.put(device(1))
    await one.store.flush()
    await other.store.flush()
    assert set(on_disk(path)) == {"d1", "d2"}
    await agree(one, other, path)


async def test_a_device_that_was_added_anew_here_outlives_its_removal_elsewhere(
    two: tuple[Program, Program], path: Path, device: Make
) -> None:
    one, other = two
    one.fleet.remove("d1")
    await one.store.flush()
    other.fleet.remove("d1")
    other.fleet.put(device(1, problem="new"))
    assert not await other.refresh()
    assert other.get("d1").problem == "new"
    await agree(one, other, path)
    assert on_disk(path)["d1"].problem == "new"


async def test_what_another_program_wrote_comes_into_the_fleet_and_is_not_written_back(
    two: tuple[Program, Program], path: Path, device: Make
) -> None:
    one, other = two
    one.set(problem="paper jam")
    one.fleet.put(device(3))
    one.fleet.remove("d2")
    await one.store.flush()
    written = generation(path)
    assert await other.refresh()
    assert set(other.fleet.devices()) == set(one.fleet.devices())
    assert [change.device_id for change in other.changes] == ["d1", "d3", "d2"]
    await other.store.flush()
    assert generation(path) == written
    assert not await other.refresh()


async def test_ones_own_writes_are_no_news(two: tuple[Program, Program]) -> None:
    one, _ = two
    for number in range(3):
        one.set(problem=f"x{number}")
        await one.store.flush()
        assert not await one.refresh()
    assert len(one.changes) == 3


async def test_news_written_just_before_ones_own_batch_is_still_news(two: tuple[Program, Program]) -> None:
    one, other = two
    one.set("d2", problem="elsewhere")
    await one.store.flush()
    other.set("d1", problem="here")
    await other.store.flush()
    assert await other.refresh()
    assert (other.get("d1").problem, other.get("d2").problem) == ("here", "elsewhere")


async def test_an_edit_that_is_pending_outlives_the_news(two: tuple[Program, Program], path: Path) -> None:
    one, other = two
    one.set(is_ignored=True, problem="theirs")
    await one.store.flush()
    other.set(problem="ours")
    assert await other.refresh()
    assert (other.get().is_ignored, other.get().problem) == (True, "ours")
    await agree(one, other, path)
    assert on_disk(path)["d1"].problem == "ours"


async def test_two_programs_that_find_one_device_make_one_of_it(
    two: tuple[Program, Program], path: Path, device: Make
) -> None:
    one, other = two
    one.fleet.put(device(5, is_ignored=True, added_at=NOON))
    other.fleet.put(device(5, credentials="v3:admin", added_at=NOON + timedelta(seconds=1)))
    await one.store.flush()
    await other.store.flush()
    await agree(one, other, path)
    assert one.get("d5") == device(5, is_ignored=True, credentials="v3:admin", added_at=NOON)


async def test_times_that_were_not_worth_a_write_are_not_moved_back_by_news(
    two: tuple[Program, Program], path: Path
) -> None:
    one, other = two
    reading = Reading(read_at=NOON, identity=Identity())
    one.set(last_seen=NOON, reading=reading)
    await one.store.flush()
    await other.refresh()
    later = NOON + timedelta(hours=2)
    one.set(last_seen=later, reading=replace(reading, read_at=later))
    written = generation(path)
    await one.store.flush()
    assert generation(path) == written
    other.set(is_ignored=True)
    await other.store.flush()
    assert await one.refresh()
    assert one.get().is_ignored
    assert one.get().last_seen == later
    assert one.get().reading == replace(reading, read_at=later)


async def test_a_change_that_a_subscriber_makes_of_news_is_written(two: tuple[Program, Program], path: Path) -> None:
    one, other = two

    def answer(changes: tuple[Change, ...]) -> None:
        for change in changes:
            if change.after is not None and change.after.problem == "ping":
                other.fleet.put(replace(change.after, problem="pong"))

    other.fleet.subscribe(answer)
    one.set(problem="ping")
    await one.store.flush()
    await other.refresh()
    await agree(one, other, path)
    assert on_disk(path)["d1"].problem == "pong"


@pytest.mark.parametrize("loss", ["damaged", "missing", "all missing"])
async def test_a_file_that_was_lost_is_made_whole_again_by_who_knows_better(
    two: tuple[Program, Program], path: Path, device: Make, loss: str
) -> None:
    one, other = two
    one.set("d2", problem="known to one")
    one.fleet.put(device(3))
    await one.store.flush()
    lose(path, loss)
    known = set(one.fleet.devices())
    assert not await one.refresh()
    await one.store.flush()
    assert set(one.fleet.devices()) == known
    assert set(on_disk(path).values()) == known
    assert len(one.notices) == (0 if loss == "all missing" else 1)
    await agree(one, other, path)
    assert set(other.fleet.devices()) == known


@pytest.mark.parametrize("loss", ["damaged", "missing", "all missing"])
async def test_what_is_flushed_onto_a_lost_file_is_there_and_the_rest_comes_back(
    two: tuple[Program, Program], path: Path, device: Make, loss: str
) -> None:
    one, _ = two
    one.fleet.put(device(3))
    await one.store.flush()
    lose(path, loss)
    one.set("d3", problem="x")
    one.set("d1", problem="y")
    await one.store.flush()
    assert on_disk(path)["d3"] == device(3, problem="x")
    assert on_disk(path)["d1"] == device(1, problem="y")
    await one.refresh()
    await one.store.flush()
    assert set(on_disk(path).values()) == set(one.fleet.devices()) == {device(1, problem="y"), device(2), one.get("d3")}


async def test_a_file_that_cannot_be_read_is_told_once_until_it_can(two: tuple[Program, Program], path: Path) -> None:
    one, other = two
    whole = become(path, b'{"meta": {"schema": {"version": 99}}}')
    for _ in range(3):
        assert not await one.refresh()
    assert len(one.notices) == 1
    assert "newer version" in one.notices[0].text
    assert len(one.fleet) == 2
    become(path, whole)
    other.set(problem="x")
    await other.store.flush()
    assert await one.refresh()
    assert len(one.notices) == 1


async def test_a_row_that_another_program_damaged_is_told_once_and_what_is_known_stays(
    two: tuple[Program, Program], path: Path
) -> None:
    one, other = two
    Database(path).apply("devices", {"d1": {"id": 7}})
    assert not await one.refresh()
    assert len(one.notices) == 1
    assert one.get().address == "10.0.0.1"
    other.set("d2", problem="x")
    await other.store.flush()
    assert await one.refresh()
    assert len(one.notices) == 1
    one.set("d1", problem="y")
    await one.store.flush()
    assert on_disk(path)["d1"] == one.get()


async def test_many_changes_come_in_slices_and_an_edit_in_between_survives(path: Path, device: Make) -> None:
    one, other = Program(path), Program(path)
    for number in range(100):
        one.fleet.put(device(number))
    await one.store.flush()
    await other.refresh()
    for number in range(100):
        one.set(f"d{number}", problem="theirs")
    await one.store.flush()

    def edit_the_last(changes: tuple[Change, ...]) -> None:
        if changes[0].device_id == "d0":
            other.set("d99", is_ignored=True)

    other.fleet.subscribe(edit_the_last)
    await other.refresh()
    assert other.get("d99") == device(99, problem="theirs", is_ignored=True)
    await agree(one, other, path)
