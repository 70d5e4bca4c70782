import asyncio
from collections.abc import Callable

import pytest

from core.errors import StoreError
from core.notices import Notice
from core.store import background
from core.store.background import BackgroundWriter, pause_after


@pytest.mark.parametrize(("seconds", "pause"), [(0.0, 1.0), (0.1, 1.0), (0.5, 4.5)])
def test_what_takes_long_is_written_less_often(seconds: float, pause: float) -> None:
    assert pause_after(seconds, 1.0) == pytest.approx(pause)


class Store:
    """A store with so many batches pending; `problems` come first."""

    def __init__(self, *problems: str, batches: int = 1, reason: Callable[[StoreError], str] = str) -> None:
        self.problems = list(problems)
        self.batches = batches
        self.told: list[Notice] = []
        self.done = asyncio.Event()
        self.writer = BackgroundWriter(
            self.write, lambda: self.batches > 0, self.told.append, delay=0, name="test", reason=reason
        )

    async def write(self) -> None:
        self.writer.rest()
        if self.problems:
            raise StoreError(self.problems.pop(0))
        self.batches -= 1
        if self.batches == 0:
            self.done.set()

    async def written(self) -> None:
        self.writer.wake()
        async with asyncio.timeout(10):
            await self.done.wait()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "RETRY_SECONDS", 0.0)


async def test_batches_are_written_one_after_the_other_until_nothing_is_pending() -> None:
    store = Store(batches=5)
    await store.written()
    assert (store.batches, store.told) == (0, [])


async def test_a_problem_is_told_once_whatever_comes_between() -> None:
    store = Store("disk full", "read-only", "disk full", "read-only")
    await store.written()
    assert store.told == [Notice("disk full", "error"), Notice("read-only", "error")]


async def test_what_makes_two_problems_one_is_the_stores_own_choice() -> None:
    store = Store("a: disk full", "b: disk full", reason=lambda error: error.title[3:])
    await store.written()
    assert store.told == [Notice("a: disk full", "error")]


async def test_a_problem_that_comes_again_after_all_was_well_is_told_again() -> None:
    store = Store("disk full")
    await store.written()
    store.writer.all_is_well()
    store.problems, store.batches = ["disk full"], 1
    store.done.clear()
    await store.written()
    assert store.told == [Notice("disk full", "error")] * 2


async def test_what_a_thread_says_is_told_on_the_event_loop_when_it_is_done() -> None:
    store = Store()
    restored = Notice("restored", "warning")
    await store.writer.in_thread(lambda: store.writer.hear(restored))
    assert store.told == [restored]
