"""Start of the terminal program with 10 printers, to the first printer's row on the screen.

Measured: wall time from the start of a real process in a pseudo-terminal to the byte that completes the name of a
printer; the median of several, after one that fills the caches of bytecode and files.

Yardstick: a Textual app with nothing but the same rows, started in turn with it. The ratio says what the program's own
modules, its state and its first screen take on top of the interpreter and Textual.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.bench.homes import prepare_home
from tests.bench.rows import Row
from tests.bench.terminals import bare_app, supplies, visible_rows, wait_for_first_row
from tests.tui.pty.terminal import Terminal

NAME = "tui-start"
PRINTERS = 10
MAX_SECONDS = 0.7
ROUNDS, QUICK_ROUNDS = 5, 2
AGE = timedelta(seconds=30)
"""Of the readings: nothing is due while it is measured."""


async def measure(*, is_quick: bool) -> Sequence[Row]:
    ours, bare = [], []
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        await prepare_home(home, PRINTERS, 161, age=AGE, has_names=True)
        with supplies(home) as program:
            wait_for_first_row(program)
            program.settle()
            rows = visible_rows(program)
        start_seconds(lambda: bare_app(Path(folder), rows))
        for _ in range(QUICK_ROUNDS if is_quick else ROUNDS):
            ours.append(start_seconds(lambda: supplies(home)))
            bare.append(start_seconds(lambda: bare_app(Path(folder), rows)))
    return [
        Row(
            bench=NAME,
            what=f"{PRINTERS} printers, to the first row",
            figure=median(ours),
            unit="s",
            yardstick=median(bare),
            against="a bare Textual app",
            max_figure=MAX_SECONDS,
        )
    ]


def start_seconds(make: Callable[[], Terminal]) -> float:
    """From the start of a program to its first row."""
    started = time.perf_counter()
    with make() as terminal:
        return wait_for_first_row(terminal) - started
