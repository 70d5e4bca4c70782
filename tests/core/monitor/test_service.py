import asyncio
from pathlib import Path

import pytest

from core.monitor.keeper import KeeperLock
from core.monitor.service import Monitor
from core.notices import Notice
from tests.core.monitor.conftest import HandClock


class Rounds:
    """Work of the keeper that only says that it runs."""

    def __init__(self) -> None:
        self.started, self.ended = asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        self.started.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()


@pytest.fixture(autouse=True)
def watch_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.monitor.service.WATCH_SECONDS", 0.01)


class Watched:
    """A monitor with what it did."""

    def __init__(self, path: Path, program: str, clock: HandClock) -> None:
        self.rounds, self.schedule = Rounds(), Rounds()
        self.heard: list[Notice] = []
        self.refreshed = asyncio.Event()
        self.keeper = KeeperLock(path, program, clock)
        self.monitor = Monitor(
            poller=self.rounds,
            scheduler=self.schedule,
            keeper=self.keeper,
            refresh=self._refresh,
            notify=self.heard.append,
        )
        self.task = asyncio.create_task(self.monitor.run())

    async def _refresh(self) -> None:
        self.refreshed.set()

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def test_the_first_polls_the_second_watches_and_takes_over(tmp_path: Path, clock: HandClock) -> None:
    async with asyncio.timeout(10):
        first = Watched(tmp_path / "keeper.lock", "monitor", clock)
        await first.rounds.started.wait()
        second = Watched(tmp_path / "keeper.lock", "terminal", clock)
        await second.refreshed.wait()
        assert not second.rounds.started.is_set()
        assert first.schedule.started.is_set()
        assert not second.schedule.started.is_set()
        assert str(second.monitor.keeper_words).startswith("monitor on ")
        assert first.monitor.keeper_words is None
        assert [notice.text.split(" on ")[0] for notice in second.heard] == ["monitor"], "told once"
        await first.end()
        assert first.rounds.ended.is_set()
        assert first.schedule.ended.is_set()
        await second.rounds.started.wait()
        await second.schedule.started.wait()
        assert "this one does now" in second.heard[-1].text
        assert {notice.severity for notice in second.heard} == {"information"}
        await second.end()
        assert second.rounds.ended.is_set()


@pytest.mark.parametrize("work", ["rounds", "schedule"])
async def test_an_error_of_the_work_is_not_swallowed(tmp_path: Path, clock: HandClock, work: str) -> None:
    watched = Watched(tmp_path / "keeper.lock", "monitor", clock)

    async def broken() -> None:
        raise ZeroDivisionError

    getattr(watched, work).run = broken
    async with asyncio.timeout(10):
        with pytest.raises(ZeroDivisionError):
            await watched.task
    assert not watched.keeper.is_held
