"""Bytes that a terminal over SSH gets in a round in which ten of a thousand printers change.

Measured: every byte that real programs write to pseudo-terminals of 80 x 24 and 140 x 40, with SSH_CONNECTION set, in
one polling interval in which every printer answers and ten of them have less of a supply than before, five of these in
view at either size. Two programs poll for themselves; two more watch what one of these writes. A round in which nothing
changes is measured before, and before that a round that takes what a start and a change of size leave for later.

The terminals know synchronized output, which tells one painting from the next. Yardstick: the largest of these after a
change of size, which paints the whole screen.
"""

import asyncio
import re
import select
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import msgspec

from tests.bench.agents import Agents
from tests.bench.homes import prepare_home
from tests.bench.rows import Row
from tests.bench.terminals import REMOTE, supplies, visible_rows, wait_for_first_row
from tests.tui.pty.emulator import SYNCHRONIZED
from tests.tui.pty.keys import title_of
from tests.tui.pty.program import Program
from tests.tui.pty.terminal import Terminal

NAME = "tui-bytes"
PRINTERS, QUICK_PRINTERS = 1000, 100
INTERVAL, QUICK_INTERVAL = 4.0, 2.0
"""Seconds of a round: the bytes do not depend on it, as long as it is several publications long."""
MAX_BYTES = 4000
CHANGED = 5
"""Printers in view that change; as many out of view do."""
SIZES = ((80, 24), (140, 40))
START_SECONDS = 2.0
"""From the making of the homes until all programs poll or watch."""
WATCH_SECONDS = 3.0
"""After a round, for those that watch: the rows are written, then read."""
_PAINTING = b"\x1b[?%dh" % SYNCHRONIZED
_NUMBER = re.compile(r"\bp(\d{5})-")


class Watched(msgspec.Struct):
    """One program, and what it wrote."""

    what: str
    program: Program
    repaint: int = 0
    """Bytes of a whole screen."""
    still: int = 0
    """Bytes of a round in which nothing changes."""
    changed: int = 0


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, interval = (QUICK_PRINTERS, QUICK_INTERVAL) if is_quick else (PRINTERS, INTERVAL)
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder, ExitStack() as stack:
        async with Agents(printers, has_names=True) as agents:
            homes = [await _home(Path(folder) / f"{columns}", printers, agents.port, interval) for columns, _ in SIZES]
            polling = [_start(stack, home, size, "polls") for home, size in zip(homes, SIZES, strict=True)]
            watching = [_start(stack, homes[0], size, "watches") for size in SIZES]
            everyone = [*polling, *watching]
            for one in everyone:
                one.repaint = _repaint_bytes(one.program)
            numbers = _choose(everyone, printers)
            await agents.drain(numbers)
            await _read_all(everyone, interval + START_SECONDS + WATCH_SECONDS)
            if (await agents.counts())["agents"] < printers:
                raise RuntimeError("not every printer was polled within an interval")
            for one, count in zip(everyone, await _read_all(everyone, interval), strict=True):
                one.still = count
            before = [visible_rows(one.program) for one in everyone]
            await agents.drain(numbers)
            for one, count in zip(everyone, await _read_all(everyone, interval + WATCH_SECONDS), strict=True):
                one.changed = count
            if any(visible_rows(one.program) == rows for one, rows in zip(everyone, before, strict=True)):
                raise RuntimeError("the changes were not shown")
    return [row for one in everyone for row in _rows(one, printers)]


def _rows(one: Watched, printers: int) -> list[Row]:
    def row(what: str, count: int, max_figure: float | None) -> Row:
        return Row(
            bench=NAME,
            what=f"{one.what}, {what}",
            figure=count,
            unit="B",
            yardstick=one.repaint,
            against="the whole screen",
            max_figure=max_figure,
        )

    return [
        row(f"{2 * CHANGED} of {printers:,} change", one.changed, MAX_BYTES),
        row("none changes", one.still, None),
    ]


async def _home(home: Path, printers: int, port: int, interval: float) -> Path:
    """A home of which everything is due within the next interval."""
    settings = f"[polling]\ninterval_seconds = {interval:g}\ntimeout_seconds = 20\nretries = 0\n"
    seconds = timedelta(seconds=interval)
    await prepare_home(home, printers, port, settings=settings, age=seconds, spread=seconds, has_names=True)
    return home


def _start(stack: ExitStack, home: Path, size: tuple[int, int], verb: str) -> Watched:
    columns, lines = size
    program = stack.enter_context(supplies(home, columns=columns, lines=lines, is_modern=True, more=REMOTE))
    wait_for_first_row(program)
    return Watched(f"{columns} x {lines}, {verb}", program)


def _repaint_bytes(program: Program) -> int:
    """Of the whole screen at the size that it has."""
    columns, lines = program.screen.columns, len(program.screen.lines)
    program.resize(columns, lines - 1)
    wait_for_frame(program)
    before = len(program.raw)
    program.resize(columns, lines)
    wait_for_frame(program)
    return max(map(len, bytes(program.raw[before:]).split(_PAINTING)))


def wait_for_frame(program: Program) -> None:
    """Until the key line is the last line again, and a while longer."""
    program.wait_until(lambda: title_of("show_help") in program.screen.lines[-1], "the key line")
    program.settle(0.3)


def _choose(everyone: Sequence[Watched], printers: int) -> list[int]:
    """The numbers of printers that every program shows, and of as many that none shows."""
    seen = [{int(found[1]) for found in _NUMBER.finditer(one.program.screen.text)} for one in everyone]
    shown, hidden = set.intersection(*seen), set(range(printers)) - set[int]().union(*seen)
    if len(shown) < CHANGED or len(hidden) < CHANGED:
        raise RuntimeError("too few printers are in view, or too many")
    return [*sorted(shown)[:CHANGED], *sorted(hidden)[-CHANGED:]]


async def _read_all(everyone: Sequence[Watched], seconds: float) -> list[int]:
    """Draw what all of them write for so long.

    Returns:
        How many bytes each wrote.
    """
    terminals: list[Terminal] = [one.program for one in everyone]
    before = [len(terminal.raw) for terminal in terminals]
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal.file for terminal in terminals], [], [], left)
        for terminal in terminals:
            if terminal.file in ready:
                terminal.pump(0)
            if terminal.has_ended:
                raise RuntimeError(f"the program has ended:\n{terminal.screen.text}")
        await asyncio.sleep(0)
    return [len(terminal.raw) - count for terminal, count in zip(terminals, before, strict=True)]
