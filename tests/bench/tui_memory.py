"""Memory of the terminal program with 10 and with 10,000 printers.

Measured: resident memory of a real program in a pseudo-terminal, now and at its highest (VmRSS and VmHWM; 1 MB is 10^6
bytes), after its start and some keys: to the end of the list and back, every view and order, a filter, a device's
details, the help and the palette.

Yardstick: a Textual app with nothing but the visible rows. The ratio says what the program, its data and its screens
take on top of the interpreter and Textual.
"""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.bench.homes import prepare_home
from tests.bench.meters import memory_of
from tests.bench.rows import Row
from tests.bench.terminals import bare_app, press, supplies, text_changes, visible_rows, wait_for_first_row
from tests.tui.pty.keys import first_key
from tests.tui.pty.program import Program

NAME = "tui-memory"
FEW, MANY, QUICK_MANY = 10, 10_000, 300
MAX_FEW, MAX_MANY = 70.0, 200.0
AGE = timedelta(seconds=5)
VIEWS, SORTS = 3, 4


async def measure(*, is_quick: bool) -> Sequence[Row]:
    return [*await _rows(FEW, MAX_FEW), *await _rows(QUICK_MANY if is_quick else MANY, MAX_MANY)]


async def _rows(printers: int, budget: float) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        await prepare_home(home, printers, 161, age=AGE, has_names=True)
        with supplies(home) as program:
            wait_for_first_row(program)
            program.settle(0.2)
            rows = visible_rows(program)
            press_some_keys(program)
            now, most = memory_of(program.pid)
        with bare_app(Path(folder), rows) as bare:
            wait_for_first_row(bare)
            bare.settle(0.2)
            for key in ("down", "a", "b"):
                press(bare, key)
            yardstick, yardstick_most = memory_of(bare.pid)

    def row(what: str, figure: float, against: float, max_figure: float | None) -> Row:
        return Row(
            bench=NAME,
            what=f"{printers:,} printers, {what}",
            figure=figure / 1e6,
            unit="MB",
            yardstick=against / 1e6,
            against="a bare Textual app",
            max_figure=max_figure,
        )

    return [
        row("resident after some keys", now, yardstick, budget),
        row("resident at most", most, yardstick_most, None),
    ]


def press_some_keys(program: Program) -> None:
    """Through everything that an admin looks at."""
    for command in ("last", "first"):
        program.do(command)
        program.settle()
    for command in [*["next_view"] * VIEWS, "view_all", *["sort"] * SORTS]:
        press(program, first_key(command), text_changes(program))
    program.open_filter()
    for letter in "hp":
        press(program, letter, text_changes(program))
    press(program, "escape", text_changes(program))
    for opening in ("choose", "show_help", "command_palette"):
        press(program, first_key(opening), text_changes(program))
        program.settle(0.15)
        press(program, "escape", text_changes(program))
        program.settle(0.15)
