import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.discovery import turn as turn_module
from core.discovery.turn import Turn
from core.errors import StoreError, UsageError
from core.model.sweep import StartedBy


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_module, "GIVE_WAY_SECONDS", 0.01)
    monkeypatch.setattr(turn_module, "PATIENCE_SECONDS", 0.1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "sweep.lock"


@pytest.mark.parametrize("first", ["terminal", "command line"])
@pytest.mark.parametrize("second", ["terminal", "command line", "schedule"])
async def test_a_sweep_by_hand_is_never_disturbed(path: Path, first: StartedBy, second: StartedBy) -> None:
    mine, other = Turn(path), Turn(path)
    async with mine.taken(first):
        with pytest.raises(UsageError, match=f"running already.*the {first} on .*, process {os.getpid()}"):
            async with other.taken(second):
                pass
        assert not mine.is_wanted
    async with other.taken(second):
        assert other.sweeper() is not None


async def test_who_sweeps_is_known_everywhere_and_only_while_it_does(path: Path) -> None:
    mine, other = Turn(path), Turn(path)
    assert other.sweeper() is None
    async with mine.taken("schedule"):
        for asked in (mine, other):
            sweeper = asked.sweeper()
            assert sweeper is not None
            assert (sweeper.started_by, sweeper.pid) == ("schedule", os.getpid())
    assert mine.sweeper() is None
    assert other.sweeper() is None


@pytest.mark.parametrize("is_same_program", [True, False])
async def test_a_scheduled_sweep_is_asked_to_give_way(path: Path, *, is_same_program: bool) -> None:
    scheduled = Turn(path)
    hand = scheduled if is_same_program else Turn(path)

    async def sweep_until_wanted() -> None:
        async with scheduled.taken("schedule"):
            has_begun.set()
            while not scheduled.is_wanted:  # noqa: ASYNC110  (it looks, as a sweep does)
                await asyncio.sleep(0)

    has_begun = asyncio.Event()
    task = asyncio.create_task(sweep_until_wanted())
    await has_begun.wait()
    async with hand.taken("terminal"):
        assert task.done()
        assert not hand.is_wanted
        sweeper = hand.sweeper()
        assert sweeper is not None
        assert sweeper.started_by == "terminal"
    await task


async def test_one_that_does_not_give_way_is_not_waited_for_without_end(path: Path) -> None:
    async with Turn(path).taken("schedule"):
        with pytest.raises(UsageError, match="the schedule on"):
            async with Turn(path).taken("terminal"):
                pass


async def test_two_scheduled_ones_do_not_push_each_other(path: Path) -> None:
    mine = Turn(path)
    async with mine.taken("schedule"):
        with pytest.raises(UsageError):
            async with Turn(path).taken("schedule"):
                pass
        assert not mine.is_wanted


async def test_a_killed_sweeper_leaves_the_turn_to_the_next(path: Path) -> None:
    script = (
        "import asyncio, sys; from pathlib import Path; from core.discovery.turn import Turn\n"
        "async def main():\n"
        "    async with Turn(Path(sys.argv[1])).taken('schedule'):\n"
        "        print('taken', flush=True)\n"
        "        await asyncio.to_thread(sys.stdin.read)\n"
        "asyncio.run(main())"
    )

    def kill_one() -> None:
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "taken\n"
            sweeper = Turn(path).sweeper()
            assert sweeper is not None
            assert sweeper.pid == other.pid
            other.kill()

    await asyncio.to_thread(kill_one)
    assert Turn(path).sweeper() is None
    async with Turn(path).taken("schedule"):
        pass


async def test_a_folder_without_room_for_a_lock_is_a_clear_error(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="writable"):
        async with Turn(path).taken("terminal"):
            pass
    assert Turn(path).sweeper() is None


async def test_a_sweep_that_fails_ends_its_turn(path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        async with Turn(path).taken("terminal"):
            raise ZeroDivisionError
    async with Turn(path).taken("schedule"):
        pass
