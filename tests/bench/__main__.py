"""The budgets of DESIGN.md section 7, measured: `python -m tests.bench [NAME ...]`.

Prints one table; each figure has a yardstick that was measured in the same run. Exit status 0 when every budget holds,
1 when one misses or a bench failed, 2 for wrong usage.
"""

import argparse
import asyncio
import json
import signal
import sys
import time
from collections.abc import Sequence

from tests.bench.limits import raise_open_files
from tests.bench.registry import BENCHES, Bench, find_benches, summary
from tests.bench.rows import Row, as_object
from tests.bench.table import format_table

LIMIT_SECONDS = 150.0
"""What one bench may take before it is given up."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benches that are named."""
    options = _parse(arguments)
    if options.list:
        width = max(len(bench.NAME) for bench in BENCHES)
        for bench in BENCHES:
            print(f"{bench.NAME:{width}}  {summary(bench)}")
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started ends as with Ctrl-C
    complaint = raise_open_files()
    if complaint:
        _say(complaint)
    rows: list[Row] = []
    failed = []
    for bench in find_benches(options.names):
        try:
            rows += _run(bench, is_quick=options.quick)
        except (OSError, RuntimeError) as error:  # a time-out is an OSError
            failed.append(bench.NAME)
            _say(f"{bench.NAME} failed: {type(error).__name__} {error}")
    if options.json:
        print(json.dumps([as_object(row) for row in rows], indent=2, ensure_ascii=False))
    else:
        print(format_table(rows))
    return int(bool(failed) or any(row.verdict == "misses" for row in rows))


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="benches to run (default: all)")
    parser.add_argument("--list", action="store_true", help="print the names and what each measures")
    parser.add_argument("--json", action="store_true", help="print a list of objects")
    parser.add_argument("--quick", action="store_true", help="smaller sizes: less than 40 s for all")
    options = parser.parse_args(arguments)
    try:
        find_benches(options.names)
    except KeyError as error:
        parser.error(f"no bench {error.args[0]!r}; --list names them")
    return options


def _run(bench: Bench, *, is_quick: bool) -> Sequence[Row]:
    async def bounded() -> Sequence[Row]:
        async with asyncio.timeout(LIMIT_SECONDS):
            return await bench.measure(is_quick=is_quick)

    started = time.perf_counter()
    rows = asyncio.run(bounded())
    _say(f"{bench.NAME}: {time.perf_counter() - started:.1f} s")
    return rows


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
