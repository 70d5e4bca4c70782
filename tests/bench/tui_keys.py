"""Key to paint with 10,000 printers: the cursor, pages, views, sorting, and the filter as it is typed.

Measured: wall time from writing a key to the pseudo-terminal of a real program to the last byte of what it repaints,
which is over when nothing has come for 50 ms (these not counted). In the filter, where a letter is shown before the
list follows, and while printers are polled, whose news are painted at any time, it is the last byte of the painting
that shows the key's effect. The 95th percentile over each kind of key and over all of them; once while nothing is
polled, once while the printers are polled at the default interval (some 35 a second). The first key after the start,
and Esc, for which every program must wait, stand below; DESIGN.md has no budget for them.

Yardstick: the same in a Textual app that shows as many rows that stand still: for the cursor two lines, for all other
keys the whole list. The ratio says what ten thousand printers cost beside what Textual takes for any screen.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import chain, islice, repeat
from pathlib import Path

import msgspec

from core.settings import PollingSettings
from tests.bench.agents import Agents
from tests.bench.homes import prepare_home
from tests.bench.polling import PATIENT
from tests.bench.rows import Row
from tests.bench.terminals import (
    bare_app,
    cursor_moves,
    draw_for,
    marks,
    percentile,
    press,
    press_for_effect,
    supplies,
    text_changes,
    visible_rows,
    wait_for_first_row,
    wait_until_idle,
)
from tests.tui.pty.keys import first_key
from tests.tui.pty.program import Program
from tests.tui.pty.terminal import Terminal

NAME = "tui-keys"
PRINTERS, QUICK_PRINTERS = 10_000, 300
MAX_MILLISECONDS = 50.0
SHARE = 0.95
INTERVAL = timedelta(seconds=PollingSettings().interval_seconds)
FRESH = timedelta(seconds=5)
"""Age of readings of which none is due for minutes."""
WORDS = "p00003-n-hall"
"""Typed into the filter, then taken back letter by letter; the name of a printer whose row is short enough for it."""
START_SECONDS = 1.5
"""After the first row, where the program never comes to rest."""
COUNTS = {"cursor": 24, "page": 12, "view": 12, "sort": 8, "filter": 26}
"""Kind -> keys of it while nothing is polled."""
QUICK_COUNTS = {"cursor": 12, "page": 6, "view": 6, "sort": 4, "filter": 12}
"""The same while the printers are polled, and for --quick."""

Times = dict[str, list[float]]
"""Kind -> milliseconds."""


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, counts = (QUICK_PRINTERS, QUICK_COUNTS) if is_quick else (PRINTERS, COUNTS)
    async with Agents(printers, has_names=True) as agents:
        with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
            quiet, polled = Path(folder) / "quiet", Path(folder) / "polled"
            await prepare_home(quiet, printers, agents.port, settings=PATIENT, age=FRESH, has_names=True)
            at_rest = measure_keys(quiet, counts, wait_until_idle, is_busy=False)
            bare = measure_bare(Path(folder), at_rest.rows, counts)
            # Due from now on, one after the other, over one interval.
            await prepare_home(
                polled, printers, agents.port, settings=PATIENT, age=INTERVAL, spread=INTERVAL, has_names=True
            )
            await agents.print_a_page()
            while_polled = measure_keys(
                polled, QUICK_COUNTS, lambda program: draw_for(program, START_SECONDS), is_busy=True
            )
            if (await agents.counts())["agents"] == 0:
                raise RuntimeError("nothing was polled")
    when = f"{printers:,} printers"
    others = {"the first key after the start": at_rest.first, "Esc, which clears the filter": at_rest.escape}
    return [
        *_rows(when, at_rest.times, bare),
        *_rows("while polled", while_polled.times, bare),
        *(Row(bench=NAME, what=f"{when}, {what}", figure=taken, unit="ms") for what, taken in others.items()),
    ]


def _rows(when: str, times: Times, bare: Times) -> list[Row]:
    def row(what: str, taken: Sequence[float], yardstick: Sequence[float]) -> Row:
        return Row(
            bench=NAME,
            what=f"{when}, {what}",
            figure=percentile(taken, SHARE),
            unit="ms",
            yardstick=percentile(yardstick, SHARE),
            against="a bare Textual app",
            max_figure=MAX_MILLISECONDS,
        )

    every = row("all keys", list(chain(*times.values())), list(chain(*bare.values())))
    return [row(kind, taken, bare[kind]) for kind, taken in times.items()] + [every]


class Typed(msgspec.Struct, frozen=True):
    """One run of the real program."""

    rows: list[str]
    """What it showed at first."""
    times: Times
    first: float
    """Milliseconds of the first key, pressed when the first row was there."""
    escape: float


def measure_keys(home: Path, counts: dict[str, int], rest: Callable[[Program], None], *, is_busy: bool) -> Typed:
    """Every kind of key in the real program.

    Args:
        home: with the printers.
        counts: how many keys of each kind.
        rest: waits until what the start left for later is done.
        is_busy: whether the program paints by itself.
    """
    with supplies(home) as program:
        wait_for_first_row(program)
        program.settle()
        rows = visible_rows(program)
        down, up = first_key("cursor_down"), first_key("cursor_up")
        first = press(program, down) * 1000
        rest(program)
        type_key = press_for_effect if is_busy else press

        def measured(
            keys: Iterator[str], watch: Callable[[Terminal], Callable[[], bool]] = text_changes
        ) -> list[float]:
            return [type_key(program, key, watch(program)) * 1000 for key in keys]

        times = {"cursor": measured(to_and_fro(down, up, counts["cursor"], 12), lambda _: cursor_moves(program))}
        times["page"] = measured(to_and_fro(first_key("page_down"), first_key("page_up"), counts["page"], 6))
        times["view"] = measured(repeat(first_key("next_view"), counts["view"]))
        program.do("view_all")
        program.settle()
        times["sort"] = measured(repeat(first_key("sort"), counts["sort"]))
        program.open_filter()
        program.settle()
        times["filter"] = list(islice(_filter_times(program), counts["filter"]))
        press_for_effect(program, "backspace" if program.screen.underlined() else WORDS[0], text_changes(program))
        escape = press(program, "escape", text_changes(program)) * 1000
        if program.log:
            raise RuntimeError(program.log)
    return Typed(rows, times, first, escape)


def _filter_times(program: Program) -> Iterator[float]:
    """Milliseconds of each letter of the words, then of each that is taken back."""
    while True:
        for length in range(1, len(WORDS) + 1):
            yield press_for_effect(program, WORDS[length - 1], marks(program, WORDS[:length])) * 1000
        for length in range(len(WORDS) - 1, -1, -1):
            yield press_for_effect(program, "backspace", marks(program, WORDS[:length])) * 1000


def measure_bare(folder: Path, rows: list[str], counts: dict[str, int]) -> Times:
    """The same number of keys in an app that shows those rows."""
    with bare_app(folder, rows) as bare:
        wait_for_first_row(bare)
        bare.settle(0.2)
        return {
            kind: [
                press(bare, key) * 1000 for key in (repeat("down", count) if kind == "cursor" else alternating(count))
            ]
            for kind, count in counts.items()
        }


def to_and_fro(one: str, other: str, count: int, turn: int) -> Iterator[str]:
    """So many keys: `turn` of one, as many of the other, and so on."""
    return islice(chain.from_iterable(repeat([*[one] * turn, *[other] * turn])), count)


def alternating(count: int) -> Iterator[str]:
    """So many keys that no two neighbors are alike."""
    return islice(chain.from_iterable(repeat(["a", "b"])), count)
