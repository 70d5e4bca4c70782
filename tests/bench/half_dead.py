"""Half of the printers are dead: `python -m tests.bench.half_dead`. The other half keep their interval.

600 agents, every second of them dead, known to the program as printers that answered a while ago; a short interval, the
time-outs as they are set by default, the machine's own clock. The poller runs as in the monitor. Measured: for every
printer that answers, the longest time without a reading of it, from the end of the first round on.

Yardstick: the interval. The budget is an interval and the two looks at the clock that a poll may come late by.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from core.fleet import Change
from core.monitor.poller import TICK_SECONDS
from core.monitor.schedule import start_spread
from core.services import Services
from tests.bench.agents import Agents
from tests.bench.homes import prepare_home
from tests.bench.rows import Row
from tests.bench.scenario import run_scenario

NAME = "half-dead"
PRINTERS, QUICK_PRINTERS = 600, 60
INTERVAL, QUICK_INTERVAL = 5.0, 2.0
INTERVALS, QUICK_INTERVALS = 10, 4
"""How long it is watched, once every printer had its turn."""
DEAD_EVERY = 2


class Readings:
    """When each printer was read."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        """By the device's id, in seconds of the monotonic clock."""

    def hear(self, changes: tuple[Change, ...]) -> None:
        """A subscriber of the fleet."""
        for change in changes:
            before, after = change.before, change.after
            if before is not None and after is not None and after.reading is not before.reading:
                self.times.setdefault(change.device_id, []).append(time.monotonic())

    def longest_gap(self, device_id: str, since: float, until: float) -> float:
        """The longest time without a reading of a printer within that time; seconds."""
        read_at = (at for at in self.times.get(device_id, ()) if since < at < until)
        return max(later - earlier for earlier, later in pairwise([since, *read_at, until]))


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, interval, intervals = (
        (QUICK_PRINTERS, QUICK_INTERVAL, QUICK_INTERVALS) if is_quick else (PRINTERS, INTERVAL, INTERVALS)
    )
    readings = Readings()
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        async with Agents(printers, dead_every=DEAD_EVERY) as agents:
            settings = f"[polling]\ninterval_seconds = {interval}\n"
            devices = await prepare_home(home, printers, agents.port, settings=settings)
            async with Services.opened(home) as services:
                services.fleet.subscribe(readings.hear)
                polling = asyncio.create_task(services.poller.run())
                try:
                    await asyncio.sleep(start_spread(printers) + interval)
                    since = time.monotonic()
                    await asyncio.sleep(intervals * interval)
                    until = time.monotonic()
                finally:
                    polling.cancel()
                    await asyncio.gather(polling, return_exceptions=True)
    living = [device.id for number, device in enumerate(devices) if number % DEAD_EVERY]
    gaps = [readings.longest_gap(device_id, since, until) for device_id in living]
    return _rows(gaps, f"{printers} printers, {printers - len(living)} of them dead", interval)


def _rows(gaps: Sequence[float], where: str, interval: float) -> list[Row]:
    """The longest gap of each living printer as rows."""

    def row(what: str, figure: float) -> Row:
        return Row(
            bench=NAME,
            what=what,
            figure=figure,
            unit="s",
            yardstick=interval,
            against="the interval",
            max_figure=interval + 2 * TICK_SECONDS,
        )

    return [
        row(f"{where}: longest time without a reading, median", median(gaps)),
        row("the same, 95th percentile", quantiles(gaps, n=20)[-1]),
        row("the same, worst", max(gaps)),
    ]


if __name__ == "__main__":
    sys.exit(run_scenario("tests.bench.half_dead", measure))
