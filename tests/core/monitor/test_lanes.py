import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.monitor.lanes import Lane, Lanes


async def turns(count: int = 20) -> None:
    """Let everybody who can go on go on."""
    for _ in range(count):
        await asyncio.sleep(0)


def free(lanes: Lanes) -> tuple[int, int]:
    """Free places in the fast and in the slow lane."""
    return lanes._fast._free, lanes._slow._free


def on_the_move() -> int:
    """How many reads want to change over."""
    return sum(task.get_name() == "to-the-slow-lane" for task in asyncio.all_tasks())


class Hours:
    """Makes the running loop believe that time has passed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._more = 0.0
        time = asyncio.get_running_loop().time
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: time() + self._more)

    async def pass_by(self, seconds: float) -> None:
        self._more += seconds
        await turns()


class Reads:
    """Reads that hold their places until they are told to end."""

    def __init__(self, lanes: Lanes) -> None:
        self.lanes = lanes
        self.begun: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.ends: dict[str, asyncio.Event] = {}

    def start(self, name: str, *, is_slow: bool = False) -> None:
        self.ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._read(name, is_slow=is_slow))

    async def _read(self, name: str, *, is_slow: bool) -> None:
        async with self.lanes.place(is_slow=is_slow):
            self.begun.append(name)
            await self.ends[name].wait()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await self.tasks[name]
        await turns()


@asynccontextmanager
async def reads(lanes: Lanes, *, seconds: float = 10) -> AsyncIterator[Reads]:
    """Reads that are all over at the end, whatever happened; every place is free again then.

    Args:
        lanes: where they take their places.
        seconds: how long it may take.
    """
    before = free(lanes)
    holding = Reads(lanes)
    async with asyncio.timeout(seconds):
        try:
            yield holding
        finally:
            for task in holding.tasks.values():
                task.cancel()
            await asyncio.gather(*holding.tasks.values(), return_exceptions=True)
            await turns()
    assert free(lanes) == before


# One lane


async def test_places_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    lane, got = Lane(2), []

    async def take(name: int) -> None:
        await lane.take()
        got.append(name)

    tasks = [asyncio.create_task(take(name)) for name in range(6)]
    await turns()
    assert got == [0, 1]
    for expected in ([0, 1, 2], [0, 1, 2, 3]):
        lane.give_back()
        await turns()
        assert got == expected
    lane.give_back()
    lane.give_back()
    await asyncio.gather(*tasks)
    assert got == [0, 1, 2, 3, 4, 5]


async def test_who_stops_waiting_is_passed_over() -> None:
    lane = Lane(1)
    await lane.take()
    waiting = [asyncio.create_task(lane.take()) for _ in range(3)]
    await turns()
    waiting[0].cancel()
    waiting[1].cancel()
    await turns()
    lane.give_back()
    await turns()
    assert [task.cancelled() for task in waiting] == [True, True, False]
    assert waiting[2].done()


async def test_a_place_given_in_the_moment_of_a_cancellation_goes_to_the_next() -> None:
    lane = Lane(1)
    await lane.take()
    first, second = asyncio.create_task(lane.take()), asyncio.create_task(lane.take())
    await turns()
    lane.give_back()
    first.cancel()
    await turns()
    assert first.cancelled()
    assert second.done()
    assert not second.cancelled()
    lane.give_back()
    assert lane._free == 1


# Two lanes


async def test_a_thousand_printers_known_to_be_silent_never_delay_a_healthy_one() -> None:
    async with reads(Lanes(2, 8)) as holding:
        for number in range(1000):
            holding.start(f"dead {number}", is_slow=True)
        await turns()
        assert len(holding.begun) == 8
        for number in range(100):
            holding.start(f"healthy {number}")
            await turns(3)
            assert holding.begun[-1] == f"healthy {number}"
            await holding.end(f"healthy {number}")


async def test_a_thousand_printers_that_fall_silent_move_over_and_let_the_healthy_ones_in() -> None:
    async with reads(Lanes(16, 1000, fast_seconds=0.0)) as holding:
        for number in range(1000):
            holding.start(f"dead {number}")
        for number in range(100):
            holding.start(f"healthy {number}")
            holding.ends[f"healthy {number}"].set()
        await asyncio.gather(*(task for name, task in holding.tasks.items() if name.startswith("healthy")))
        await turns()
        assert all(not task.done() for name, task in holding.tasks.items() if name.startswith("dead"))
        assert free(holding.lanes) == (16, 0)


async def test_a_read_that_lasts_holds_one_place_and_gives_back_the_one_it_moved_to() -> None:
    async with reads(Lanes(1, 1, fast_seconds=0.0)) as holding:
        holding.start("long")
        await turns()
        assert free(holding.lanes) == (1, 0)
        holding.start("silent", is_slow=True)
        await turns()
        assert holding.begun == ["long"]
        await holding.end("long")
        assert holding.begun == ["long", "silent"]
        assert free(holding.lanes) == (1, 0)


async def test_each_read_has_its_own_time_in_the_fast_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(monkeypatch)
    async with reads(Lanes(3, 3, fast_seconds=3.0), seconds=7200) as holding:
        holding.start("first")
        await turns()
        await hours.pass_by(2)
        holding.start("second")
        await turns()
        assert free(holding.lanes) == (1, 3)
        await hours.pass_by(1.5)
        assert free(holding.lanes) == (2, 2), "the first has moved"
        await hours.pass_by(2)
        assert free(holding.lanes) == (3, 1), "so has the second"
        await hours.pass_by(3600)
        holding.start("third")
        await turns()
        await hours.pass_by(2.5)
        assert free(holding.lanes) == (2, 1)
        await hours.pass_by(1)
        assert free(holding.lanes) == (3, 0)


async def test_a_silent_one_is_where_it_belongs_and_moves_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(monkeypatch)
    async with reads(Lanes(1, 1, fast_seconds=3.0), seconds=7200) as holding:
        holding.start("silent", is_slow=True)
        await turns()
        await hours.pass_by(10)
        assert (free(holding.lanes), on_the_move()) == ((1, 0), 0)


async def test_what_is_over_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(monkeypatch)
    async with reads(Lanes(2, 2, fast_seconds=3.0), seconds=7200) as holding:
        for number in range(100):
            holding.start(f"{number}")
            await turns(3)
            await holding.end(f"{number}")
        assert not holding.lanes._fast_since
        await hours.pass_by(10)
        assert (free(holding.lanes), on_the_move()) == ((2, 2), 0)


async def test_a_quick_read_never_leaves_the_fast_lane() -> None:
    async with reads(Lanes(1, 1, fast_seconds=60.0)) as holding:
        holding.start("quick")
        await turns()
        assert free(holding.lanes) == (0, 1)
        holding.start("next")
        await turns()
        assert holding.begun == ["quick"]
        await holding.end("quick")
        assert holding.begun == ["quick", "next"]


async def test_no_more_are_asked_than_there_are_places() -> None:
    async with reads(Lanes(2, 3, fast_seconds=0.0)) as holding:
        for number in range(20):
            holding.start(f"{number}", is_slow=number % 3 == 0)
        for ended in range(20):
            await turns()
            assert len(holding.begun) == min(20, ended + 5)
            await holding.end(holding.begun[ended])


async def test_while_the_slow_lane_is_full_a_read_that_lasts_keeps_its_fast_place() -> None:
    async with reads(Lanes(1, 1, fast_seconds=0.0)) as holding:
        holding.start("silent", is_slow=True)
        await turns()
        holding.start("long")
        await turns()
        holding.start("healthy")
        await turns()
        assert holding.begun == ["silent", "long"]
        await holding.end("silent")
        assert holding.begun == ["silent", "long", "healthy"]


# Places come back


@pytest.mark.parametrize("is_slow", [True, False])
@pytest.mark.parametrize("fast_seconds", [0.0, 60.0])
async def test_an_error_gives_the_place_back_in_whichever_lane_it_is(is_slow: bool, fast_seconds: float) -> None:
    lanes = Lanes(1, 1, fast_seconds=fast_seconds)

    async def fail_after(steps: int) -> None:
        async with lanes.place(is_slow=is_slow):
            await turns(steps)
            raise ZeroDivisionError

    for steps in range(8):
        with pytest.raises(ZeroDivisionError):
            await fail_after(steps)
        await turns()
        assert free(lanes) == (1, 1), steps


MOMENTS = range(9)


@pytest.mark.parametrize("is_slow", [True, False])
@pytest.mark.parametrize("fast_seconds", [0.0, 60.0])
async def test_a_cancellation_at_any_moment_gives_every_place_back(is_slow: bool, fast_seconds: float) -> None:
    """Before a place was given, in the moment it is, before, in and after the change to the slow lane."""
    for ended_at in MOMENTS:
        for cancelled_at in MOMENTS:
            lanes = Lanes(1, 1, fast_seconds=fast_seconds)
            async with reads(lanes) as holding:
                holding.start("fast")
                holding.start("slow", is_slow=True)
                await turns(2)
                holding.start("cancelled", is_slow=is_slow)
                for moment in MOMENTS:
                    if moment == ended_at:
                        holding.ends["fast"].set()
                        holding.ends["slow"].set()
                    if moment == cancelled_at:
                        holding.tasks["cancelled"].cancel()
                    await asyncio.sleep(0)
                await turns()
                assert free(lanes) == (1, 1), (ended_at, cancelled_at)


async def test_a_read_thatends_while_it_waits_to_move_leaves_the_queue() -> None:
    async with reads(Lanes(1, 1, fast_seconds=0.0)) as holding:
        holding.start("silent", is_slow=True)
        await turns()
        holding.start("long")
        await turns()
        assert on_the_move() == 1
        await holding.end("long")
        assert (free(holding.lanes), on_the_move()) == ((1, 0), 0)
        holding.start("next", is_slow=True)
        await holding.end("silent")
        assert holding.begun == ["silent", "long", "next"]


async def test_a_lane_that_grows_lets_those_go_on_who_wait() -> None:
    lanes = Lanes(1, 1)
    reads = Reads(lanes)
    for name in "abc":
        reads.start(name)
    await turns()
    assert reads.begun == ["a"]
    lanes.resize(2, 1)
    await turns()
    assert reads.begun == ["a", "b"]
    lanes.resize(4, 1)
    await turns()
    assert reads.begun == ["a", "b", "c"]
    for name in "abc":
        await reads.end(name)
    assert free(lanes) == (4, 1)


async def test_a_lane_that_shrinks_takes_places_back_as_they_are_given_back() -> None:
    lanes = Lanes(3, 1)
    reads = Reads(lanes)
    for name in "abcd":
        reads.start(name)
    await turns()
    lanes.resize(1, 1)
    for name in "ab":
        await reads.end(name)
        assert reads.begun == ["a", "b", "c"], "two places too many"
    await reads.end("c")
    assert reads.begun == ["a", "b", "c", "d"]
    await reads.end("d")
    assert free(lanes) == (1, 1)
