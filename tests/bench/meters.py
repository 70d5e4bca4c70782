"""What is read off: CPU of this process, the event loop's lag, CPU and memory of another process."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import msgspec

LAG_PROBE_SECONDS = 0.001

Work = Callable[[], Awaitable[object]]


async def cpu_of(work: Work) -> float:
    """CPU seconds that the work costs this process, all its threads and the kernel's part together."""
    started = time.process_time()
    await work()
    return time.process_time() - started


async def interleaved(rounds: int, *works: Work, before: Work | None = None) -> tuple[float, ...]:
    """The median CPU seconds of each piece of work.

    One round runs each of them once after the other, so that whatever else the machine does hits all of them alike.

    Args:
        rounds: how many; the first one, which fills caches, comes on top and does not count.
        works: what is measured.
        before: run before each piece of work, not measured.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, costs in zip(works, taken, strict=True):
            if before is not None:
                await before()
            cost = await cpu_of(work)
            if number > 0:
                costs.append(cost)
    return tuple(median(costs) for costs in taken)


class Lag:
    """The longest time that the event loop did not get its turn."""

    def __init__(self) -> None:
        self.seconds = 0.0


@asynccontextmanager
async def loop_lag() -> AsyncIterator[Lag]:
    """Watch the event loop's lag for as long as the block lasts."""
    lag = Lag()

    async def watch() -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(LAG_PROBE_SECONDS)
            lag.seconds = max(lag.seconds, time.perf_counter() - asked - LAG_PROBE_SECONDS)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(2 * LAG_PROBE_SECONDS)
    lag.seconds = 0.0
    try:
        yield lag
        await asyncio.sleep(2 * LAG_PROBE_SECONDS)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


class Cost(msgspec.Struct, frozen=True):
    """Of one piece of work; seconds."""

    wall: float
    cpu: float
    """Of this process with all its threads."""
    lag: float
    """The longest time that the event loop did not get its turn meanwhile."""


async def cost_of(work: Work) -> Cost:
    """What the work costs that is done beside the event loop."""
    async with loop_lag() as lag:
        wall, cpu = time.perf_counter(), time.process_time()
        await work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Cost(wall, cpu, lag.seconds)


def cpu_seconds(pid: int) -> float:
    """CPU seconds that a process has taken so far, the kernel's part included (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> tuple[int, int]:
    """Bytes a process holds in memory now, and the most it ever held (VmRSS and VmHWM of proc(5))."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    now, most = (int(fields[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
    return now, most
