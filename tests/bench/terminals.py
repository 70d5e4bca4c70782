"""The terminal program and a bare Textual app, each in a real pseudo-terminal: started, typed at, timed."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from tests.bench.meters import cpu_seconds
from tests.bench.processes import ROOT
from tests.tui.pty.keys import key_bytes
from tests.tui.pty.program import Program, environment
from tests.tui.pty.terminal import Terminal

QUIET = 0.05
"""Seconds: a repaint is over when nothing has come for so long, three of Textual's frames."""
IDLE = 0.3
"""A program that takes no CPU for so long has come to rest."""
LATEST = 20.0
"""What one key may take before the bench is given up."""
NAME = re.compile(rb"p\d{5}-")
"""How the names of the agents begin (`tests.fleet.many.own_name`)."""
_BARE = """\
sys.path.insert(0, sys.argv.pop(1))
from tests.bench.bare_app import main
main()
"""
REMOTE = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


def supplies(
    home: Path,
    *,
    columns: int = 80,
    lines: int = 24,
    is_modern: bool = False,
    more: Mapping[str, str] | None = None,
) -> Program:
    """The program on that home."""
    return Program(home, columns=columns, lines=lines, is_modern=is_modern, more=more)


def bare_app(folder: Path, rows: Sequence[str], *, columns: int = 80, lines: int = 24) -> Terminal:
    """A Textual app that shows those rows and nothing else."""
    file = folder / "rows.txt"
    file.write_text("\n".join(rows), encoding="utf-8")
    return Terminal(_BARE, [str(ROOT), str(file)], environment(folder), columns=columns, lines=lines)


def wait_for_first_row(terminal: Terminal) -> float:
    """Draw until a printer's name has been written.

    Returns:
        When that was, by `time.perf_counter`.

    Raises:
        RuntimeError: the program has ended.
        TimeoutError: it takes longer than `LATEST`.
    """
    end = time.perf_counter() + LATEST
    while not NAME.search(terminal.raw):
        terminal.pump(0.1)
        if terminal.has_ended:
            raise RuntimeError(f"the program has ended:\n{terminal.screen.text}")
        if time.perf_counter() > end:
            raise TimeoutError("no row is on the screen")
    return time.perf_counter()


class Repaint(msgspec.Struct, frozen=True):
    """What followed one key."""

    seconds: float
    """From writing the key to the last byte."""
    bytes: int


def press(
    terminal: Terminal, key: str, is_effect: Callable[[], bool] = lambda: True, *, quiet: float = QUIET
) -> Repaint:
    """Type a key and wait for the end of what it repaints: the last byte before a quiet time.

    Nothing is taken off the time, the terminal's own parts (the pseudo-terminal, this process) included. A quiet time
    before the key's effect is on the screen does not count as the end.

    Args:
        terminal: with nothing under way.
        key: as Textual names it.
        is_effect: whether the emulator's screen shows what the key does.
        quiet: for how long nothing must come.

    Raises:
        TimeoutError: the effect does not show.
    """
    before = len(terminal.raw)
    started = last = time.perf_counter()
    terminal.send(key_bytes(key))
    held: list[bytes] = []
    while True:
        data = terminal.read(quiet)
        if data:
            last = time.perf_counter()
            held.append(data)
            continue
        terminal.screen.feed(b"".join(held))  # drawn while nothing is measured
        held.clear()
        if len(terminal.raw) > before and is_effect():
            return Repaint(last - started, len(terminal.raw) - before)
        if terminal.has_ended or time.perf_counter() - started > LATEST:
            raise TimeoutError(f"{key!r} does nothing:\n{terminal.screen.text}")


def wait_until_idle(terminal: Terminal) -> None:
    """Draw until the program takes no more CPU: what a start leaves for later is done.

    Raises:
        TimeoutError: it goes on taking CPU.
    """
    end = time.perf_counter() + LATEST
    taken = -1.0
    while taken != (taken := cpu_seconds(terminal.pid)):
        if time.perf_counter() > end:
            raise TimeoutError("the program does not come to rest")
        draw_for(terminal, IDLE)


def draw_for(terminal: Terminal, seconds: float) -> None:
    """Draw what comes within that time."""
    end = time.perf_counter() + seconds
    while not terminal.has_ended and (left := end - time.perf_counter()) > 0:
        terminal.pump(left)


def text_changes(terminal: Terminal) -> Callable[[], bool]:
    """Whether the screen's text is another one from now on."""
    before = terminal.screen.text
    return lambda: terminal.screen.text != before


def cursor_moves(program: Program) -> Callable[[], bool]:
    """Whether the cursor's line is another one from now on."""
    before = program.cursor_line
    return lambda: program.cursor_line not in ("", before)


def visible_rows(program: Program) -> list[str]:
    """The lines of the screen with a printer in them."""
    return [line for line in program.screen.lines if NAME.search(line.encode())]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below that share of them (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]
