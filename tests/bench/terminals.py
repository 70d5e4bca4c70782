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
EFFECT_QUIET = 0.12
"""The same where only the painting with the effect counts: what is typed into the filter is shown before that."""
BETWEEN_PAINTINGS = 0.008
"""Seconds between two pieces of one painting at most; half of a frame."""
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


def press(terminal: Terminal, key: str, is_effect: Callable[[], bool] = lambda: True, *, quiet: float = QUIET) -> float:
    """Type a key and wait for the end of what it repaints: the last byte before a quiet time.

    Nothing is taken off the time, the terminal's own parts (the pseudo-terminal, this process) included. A quiet time
    before the key's effect is on the screen does not count as the end.

    Args:
        terminal: with nothing under way.
        key: as Textual names it.
        is_effect: whether the emulator's screen shows what the key does.
        quiet: for how long nothing must come.

    Returns:
        Seconds from writing the key to the last byte.

    Raises:
        TimeoutError: the effect does not show.
    """
    return _press(terminal, key, is_effect, quiet)[-1].end


def press_for_effect(
    terminal: Terminal, key: str, is_effect: Callable[[], bool], *, quiet: float = EFFECT_QUIET
) -> float:
    """The same until the end of the painting that shows the key's effect, whatever is painted behind it.

    For a program that paints by itself, too.
    """
    paintings = _press(terminal, key, is_effect, quiet)
    return next(painting.end for painting in paintings if painting.shows_effect)


class _Painting(msgspec.Struct):
    """Bytes that came without a frame's time between them."""

    data: bytes
    end: float
    """Seconds from the key to its last byte."""
    shows_effect: bool = False


def _press(terminal: Terminal, key: str, is_effect: Callable[[], bool], quiet: float) -> list[_Painting]:
    before = len(terminal.raw)
    started = time.perf_counter()
    terminal.send(key_bytes(key))
    paintings: list[_Painting] = []
    drawn = 0
    while True:
        data = terminal.read(quiet)
        if data:
            now = time.perf_counter() - started
            if paintings and len(paintings) > drawn and now - paintings[-1].end < BETWEEN_PAINTINGS:
                paintings[-1].data += data
                paintings[-1].end = now
            else:
                paintings.append(_Painting(data, now))
            continue
        for painting in paintings[drawn:]:  # drawn while nothing is measured
            terminal.screen.feed(painting.data)
            painting.shows_effect = is_effect()
        drawn = len(paintings)
        if len(terminal.raw) > before and paintings and paintings[-1].shows_effect:
            return paintings
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


def marks(program: Program, word: str) -> Callable[[], bool]:
    """Whether every word that stands out in the rows is this one, and one does; none may where the word is empty."""

    def are_marked() -> bool:
        found = program.screen.underlined()
        return set(found) == {word} if word else not found

    return are_marked


def visible_rows(program: Program) -> list[str]:
    """The lines of the screen with a printer in them."""
    return [line for line in program.screen.lines if NAME.search(line.encode())]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not below that share of them (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 100) * len(ordered) // 100) - 1)]
