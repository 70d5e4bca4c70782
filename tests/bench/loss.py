"""A lossy network: `python -m tests.bench.loss`. Nobody is called unreachable who answered one of the last M polls.

40 agents, of whose datagrams 30 % get lost, questions and answers alike (seeded). The program's own poller asks them
when its schedule says so, on a clock that is moved by hand an interval at a time: 200 rounds. The time-outs are real,
therefore scaled down from seconds to hundredths of them, the long first one after silence too.

After every poll the fleet's word is compared with what the last M polls of that device gave
(`polling.unreachable_after`): unreachable with an answer among them is wrong, and so is not unreachable without one. At
the end it is counted whose answers' loss was taken for want of room (`Profile.max_objects` fell); no budget says how
many may be.
"""

import asyncio
import sys
import tempfile
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from core.clock import SystemClock
from core.model.device import Device, Profile
from core.services import Services
from tests.bench.agents import Agents
from tests.bench.homes import prepare_home
from tests.bench.rows import Row
from tests.bench.scenario import run_scenario

NAME = "loss"
LOSS, SEED = 0.3, 20
PRINTERS, QUICK_PRINTERS = 40, 10
ROUNDS, QUICK_ROUNDS = 200, 10
INTERVAL = 60.0
TIMEOUT, WAKE_TIMEOUT = 0.03, 0.06
SETTINGS = f"[polling]\ntimeout_seconds = {TIMEOUT}\nretries = 2\ninterval_seconds = {INTERVAL}\n"


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self._start = SystemClock().now()
        self.seconds = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


class Tally:
    """What the polls gave, and where the fleet's word did not fit."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.patience = services.settings.polling.unreachable_after
        self.last: dict[str, deque[bool]] = {}
        self.polls = self.missed = self.called = self.wrongly_gone = self.wrongly_here = 0

    async def poll(self, device_id: str) -> None:
        """One poll, noted and compared."""
        before = self.services.fleet.get(device_id)
        has_answered = await self.services.poller.poll_now(device_id)
        after = self.services.fleet.get(device_id)
        assert before is not None
        assert after is not None
        last = self.last.setdefault(device_id, deque(maxlen=self.patience))
        last.append(has_answered)
        is_gone = after.unreachable_since is not None
        self.polls += 1
        self.missed += not has_answered
        self.called += is_gone and before.unreachable_since is None
        self.wrongly_gone += is_gone and (any(last) or len(last) < self.patience)
        self.wrongly_here += not is_gone and not any(last) and len(last) == self.patience


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, rounds = (QUICK_PRINTERS, QUICK_ROUNDS) if is_quick else (PRINTERS, ROUNDS)
    clock = HandClock()
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder, ExitStack() as patches:
        patches.enter_context(patch("core.monitor.schedule.WAKE_SECONDS", WAKE_TIMEOUT))
        home = Path(folder) / "home"
        async with Agents(printers, loss=LOSS, seed=SEED) as agents:
            await prepare_home(home, printers, agents.port, settings=SETTINGS)
            async with Services.opened(home, clock=clock) as services:
                tally = Tally(services)
                services.poller.begin()
                for _ in range(rounds):
                    clock.seconds += INTERVAL
                    await asyncio.gather(*(tally.poll(device_id) for device_id in services.poller.due()))
                shrunk = sum(_room(device) < Profile().max_objects for device in services.fleet.devices())
            counts = await agents.counts()
    datagrams = counts["requests"] + counts["answers"]
    return [
        *_rows(tally, f"{printers} printers, {rounds} rounds, {counts['lost'] / datagrams:.0%} lost"),
        Row(bench=NAME, what="taken for devices with little room in a question", figure=shrunk, unit="printers"),
    ]


def _room(device: Device) -> int:
    return (device.profile or Profile()).max_objects


def _rows(tally: Tally, where: str) -> list[Row]:
    def row(what: str, figure: float, **limits: float) -> Row:
        return Row(bench=NAME, what=what, figure=figure, unit="polls", **limits)  # type: ignore[arg-type]

    patience = tally.patience
    return [
        row(f"{where}: polls", tally.polls),
        row("of them without an answer", tally.missed),
        row("of them that made a printer unreachable", tally.called),
        row(f"unreachable after an answer in the last {patience}", tally.wrongly_gone, max_figure=0),
        row(f"reachable after {patience} without an answer", tally.wrongly_here, max_figure=0),
    ]


if __name__ == "__main__":
    sys.exit(run_scenario("tests.bench.loss", measure))
