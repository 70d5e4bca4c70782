import fcntl
import os
import threading
from pathlib import Path

import pytest

from core.errors import StoreError
from core.store.lock import WriteLock


class Pauses:
    """Counts the waits between tries instead of waiting."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


def test_a_lock_that_another_program_holds_is_given_up_after_five_seconds(tmp_path: Path, pauses: Pauses) -> None:
    other, ours = (WriteLock(tmp_path / "fleet.lock", tmp_path / "fleet.json", pauses) for _ in range(2))
    with (
        other.held(),
        pytest.raises(StoreError, match=rf"\(process {os.getpid()}\) is writing .*fleet\.json for 5 s"),
        ours.held(),
    ):
        pass
    assert sum(pauses.seconds) == pytest.approx(5.0)
    with ours.held():
        pass


def test_a_lock_that_comes_free_is_taken(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "fleet.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    tries: list[float] = []

    def release(seconds: float) -> None:
        tries.append(seconds)
        if len(tries) == 3:
            os.close(handle)

    with WriteLock(tmp_path / "fleet.lock", tmp_path / "fleet.json", release).held():
        assert len(tries) == 3


def test_the_holder_may_take_it_again_and_keeps_it_until_the_outermost_end(tmp_path: Path, pauses: Pauses) -> None:
    other, ours = (WriteLock(tmp_path / "fleet.lock", tmp_path / "fleet.json", pauses) for _ in range(2))
    with ours.held():
        with ours.held():
            pass
        with pytest.raises(StoreError), other.held():
            pass
    with other.held():
        pass


def test_two_threads_of_one_program_hold_it_one_after_the_other(tmp_path: Path) -> None:
    ours = WriteLock(tmp_path / "fleet.lock", tmp_path / "fleet.json")
    order: list[str] = []
    wants = threading.Event()

    def second() -> None:
        wants.set()
        with ours.held():
            order.append("second")

    thread = threading.Thread(target=second)
    with ours.held():
        thread.start()
        wants.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_disk_without_locks_is_a_clear_error(tmp_path: Path, pauses: Pauses, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("core.store.lock.fcntl.flock", refuse)
    with (
        pytest.raises(StoreError, match="No locks available"),
        WriteLock(tmp_path / "l", tmp_path / "f", pauses).held(),
    ):
        pass
    assert pauses.seconds == []
