import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import StoreError
from core.monitor.keeper import KeeperLock
from tests.core.monitor.conftest import HandClock


def test_one_keeper_at_a_time_and_the_next_when_it_lets_go(tmp_path: Path, clock: HandClock) -> None:
    first = KeeperLock(tmp_path / "keeper.lock", "monitor", clock)
    second = KeeperLock(tmp_path / "keeper.lock", "terminal", clock)
    assert first.try_acquire()
    assert first.try_acquire(), "asking again is no harm"
    assert not second.try_acquire()
    holder = second.holder()
    assert holder is not None
    assert holder.words.startswith("monitor on ")
    assert holder.since == "2026-03-02T12:00:00Z"
    first.release()
    assert second.holder() is None
    assert second.try_acquire()
    assert second.is_held
    assert not first.is_held


def test_a_killed_keeper_leaves_the_place_to_the_next(tmp_path: Path, clock: HandClock) -> None:
    script = (
        "import sys; from pathlib import Path; from core.clock import SystemClock; "
        "from core.monitor.keeper import KeeperLock; lock = KeeperLock(Path(sys.argv[1]), 'monitor', SystemClock()); "
        "print(lock.try_acquire(), flush=True); sys.stdin.read()"
    )
    path = tmp_path / "keeper.lock"
    mine = KeeperLock(path, "terminal", clock)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert not mine.try_acquire()
        other.kill()
        other.wait()
    assert mine.try_acquire()


def test_a_damaged_lock_file_names_nobody(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "keeper.lock").write_bytes(b"\xff\x00")
    assert KeeperLock(tmp_path / "keeper.lock", "monitor", clock).holder() is None


def test_a_folder_without_room_for_a_lock_is_a_clear_error(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "keeper.lock").mkdir()
    with pytest.raises(StoreError, match="writable"):
        KeeperLock(tmp_path / "keeper.lock", "monitor", clock).try_acquire()
