"""Every bench by its name.

A bench is one module here, with what `Bench` declares and a docstring that says what is measured, how, and what the
ratio means. To add one, write the module and put it into `BENCHES`; the order there is the order of the table.
"""

from collections.abc import Sequence
from typing import Protocol

from tests.bench import (
    growth,
    history_read,
    monitor_memory,
    poll_bytes,
    poll_cpu,
    store,
    sweep_bytes,
    sweep_cpu,
    tui_bytes,
    tui_keys,
    tui_memory,
    tui_start,
)
from tests.bench.rows import Row


class Bench(Protocol):
    """What a bench's module declares."""

    NAME: str
    """As typed on the command line."""
    __doc__: str | None
    """Its first line is what `--list` prints."""

    async def measure(self, *, is_quick: bool) -> Sequence[Row]:
        """Measure; whatever was started has ended when it returns, also on failure.

        Args:
            is_quick: smaller sizes and fewer rounds: a few seconds at most.
        """
        ...


BENCHES: tuple[Bench, ...] = (
    sweep_cpu,
    sweep_bytes,
    poll_bytes,
    poll_cpu,
    growth,
    store,
    history_read,
    monitor_memory,
    tui_start,
    tui_keys,
    tui_memory,
    tui_bytes,
)
"""Those that need no terminal, and behind them the terminal's."""


def find_benches(names: Sequence[str]) -> tuple[Bench, ...]:
    """The benches of those names, all of them where there are none.

    Raises:
        KeyError: no bench has that name.
    """
    by_name = {bench.NAME: bench for bench in BENCHES}
    return tuple(by_name[name] for name in names) if names else BENCHES


def summary(bench: Bench) -> str:
    """The first line of its docstring."""
    return (bench.__doc__ or "").strip().partition("\n")[0]
