"""Memory of `supplies monitor` on 10 and on 10,000 printers, and how long its first round takes.

Measured: a real monitor in a process of its own, on a home with a full reading of every printer, of which every one is
due within the next seconds and has printed a page; it is the first round of a day, which begins a day in every history.
Some seconds after every printer has answered the resident memory is read, now and at its highest (VmRSS and VmHWM; 1 MB
is 10^6 bytes). The round's time is that from the first answer to the last; it is far denser than the even stream that
the monitor makes of an interval.

Yardsticks: a bare interpreter (10 printers); one that holds the same devices and nothing else (10,000). The ratio says
what the program takes on top of its data. For the round, the interval.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import msgspec

from core.settings import PollingSettings
from tests.bench.agents import Agents
from tests.bench.homes import prepare_home
from tests.bench.meters import memory_of
from tests.bench.polling import PATIENT
from tests.bench.processes import ROOT, LineProcess
from tests.bench.rows import Row

NAME = "monitor-memory"
FEW, MANY, QUICK_MANY = 10, 10_000, 500
MAX_FEW, MAX_MANY = 50.0, 200.0
DUE_WITHIN, QUICK_DUE_WITHIN = timedelta(seconds=20), timedelta(seconds=2)
START = timedelta(seconds=4)
"""From the making of the home until the first printer is due: the monitor is up by then."""
ROUND_SECONDS = 90.0
"""The round is given up after this."""
SETTLE_SECONDS = 3.0
"""After the last answer, for the rows to be written; the histories, a file each, take longer."""
INTERVAL = PollingSettings().interval_seconds
_SUPPLIES = "import sys; from tui.cli import main; sys.exit(main())"
_ENDING_SECONDS = 5.0


class Watch(msgspec.Struct, frozen=True):
    """One monitor after its first round."""

    now: float
    """MB."""
    most: float
    """MB, ever."""
    round_seconds: float
    yardstick: float
    """MB of the process that it is held against."""


async def measure(*, is_quick: bool) -> Sequence[Row]:
    count, within = (QUICK_MANY, QUICK_DUE_WITHIN) if is_quick else (MANY, DUE_WITHIN)
    few, many = await asyncio.gather(
        _watch(FEW, QUICK_DUE_WITHIN, holds_devices=False), _watch(count, within, holds_devices=True)
    )
    return [
        *_rows(FEW, few, "a bare interpreter", MAX_FEW),
        *_rows(count, many, "the same devices alone", MAX_MANY),
    ]


def _rows(printers: int, seen: Watch, against: str, budget: float) -> list[Row]:
    def memory(what: str, figure: float) -> Row:
        return Row(
            bench=NAME,
            what=f"{printers:,} printers, {what}",
            figure=figure,
            unit="MB",
            yardstick=seen.yardstick,
            against=against,
            max_figure=budget,
        )

    return [
        memory("resident after a round", seen.now),
        memory("resident at most", seen.most),
        Row(
            bench=NAME,
            what=f"{printers:,} printers, the round",
            figure=seen.round_seconds,
            unit="s",
            yardstick=INTERVAL,
            against="the interval",
            max_figure=INTERVAL,
        ),
    ]


async def _watch(printers: int, within: timedelta, *, holds_devices: bool) -> Watch:
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        async with Agents(printers) as agents:
            await agents.print_a_page()
            oldest = timedelta(seconds=INTERVAL) - START
            await prepare_home(home, printers, agents.port, settings=PATIENT, age=oldest, spread=within)
            async with LineProcess("tests.bench.held", *([str(home / "fleet.json")] if holds_devices else [])) as held:
                yardstick, _ = memory_of(held.ready["pid"])
            async with _monitor(home) as process:
                seconds = await _round_seconds(agents, process)
                now, most = memory_of(process.pid)
    return Watch(now / 1e6, most / 1e6, seconds, yardstick / 1e6)


async def _round_seconds(agents: Agents, process: asyncio.subprocess.Process) -> float:
    """From the first answer to the last one; returns when the rows have had time to be written."""
    first: float | None = None
    async with asyncio.timeout(ROUND_SECONDS):
        while (answered := (await agents.counts())["agents"]) < agents.count:
            first = time.perf_counter() if first is None and answered else first
            if process.returncode is not None:
                raise RuntimeError(f"the monitor ended with status {process.returncode}; what it said stands above")
            await asyncio.sleep(0.1)
    seconds = 0.0 if first is None else time.perf_counter() - first
    await asyncio.sleep(SETTLE_SECONDS)
    return seconds


@asynccontextmanager
async def _monitor(home: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`supplies monitor` on that home, for as long as the block lasts; what it says is kept for a failure."""
    environment = {name: value for name, value in os.environ.items() if name != "SUPPLIES_HOME"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _SUPPLIES,
        "monitor",
        "--home",
        str(home),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # a Ctrl-C is for the bench, which ends this one itself
    )
    try:
        yield process
    finally:
        for insist in (process.terminate, process.kill):
            with suppress(ProcessLookupError):
                insist()
            with suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_SECONDS):
                    await process.wait()
                    break
