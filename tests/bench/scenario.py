"""A scenario on its own: measure, print the table, and say by the exit status whether it went as it should."""

import argparse
import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

from tests.bench.limits import raise_open_files
from tests.bench.rows import Row
from tests.bench.table import format_table


def run_scenario(program: str, measure: Callable[..., Awaitable[Sequence[Row]]]) -> int:
    """Run it as the command line says.

    Args:
        program: its module.
        measure: as in `tests.bench.registry.Bench`.

    Returns:
        The exit status: 0, or 1 when something misses.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("--quick", action="store_true", help="smaller and shorter")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started ends as with Ctrl-C
    complaint = raise_open_files()
    if complaint:
        print(complaint)

    async def run() -> Sequence[Row]:
        return await measure(is_quick=options.quick)

    rows = asyncio.run(run())
    print(format_table(rows))
    return int(any(row.verdict == "misses" for row in rows))
