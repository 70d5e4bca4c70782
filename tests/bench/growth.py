"""CPU per printer of a steady poll as the fleet grows: 100, 1,000, 3,000, 10,000.

Measured: as in poll-cpu ("each printed a page"), each size in a process and a home of its own, rounds interleaved,
medians; a small fleet is polled several times for one figure.

Yardstick: of each size the bare gufo-snmp loop over the same printers; of the last line, which has the budget, the
smallest size. A ratio near 1 there means that nothing in a poll looks at the whole fleet.

`python -m tests.bench.growth --count N` is the process of one size.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from statistics import median

import msgspec

from tests.bench.meters import cpu_of
from tests.bench.polling import Site, polled_site
from tests.bench.processes import LineProcess
from tests.bench.rows import Row

NAME = "growth"
MAX_RATIO = 1.2
SIZES, QUICK_SIZES = (100, 1000, 3000, 10_000), (100, 400)
ROUNDS, QUICK_ROUNDS = 3, 1
LEAST_PRINTERS = 1000
"""Printers polled for one figure at least."""


class Cost(msgspec.Struct, frozen=True):
    """CPU microseconds per printer."""

    ours: float
    bare: float


async def measure(*, is_quick: bool) -> Sequence[Row]:
    sizes, rounds = (QUICK_SIZES, QUICK_ROUNDS) if is_quick else (SIZES, ROUNDS)
    costs: dict[int, list[Cost]] = {size: [] for size in sizes}
    async with AsyncExitStack() as stack:
        workers = {
            size: await stack.enter_async_context(LineProcess("tests.bench.growth", f"--count={size}"))
            for size in sizes
        }
        for _ in range(rounds):
            for size, worker in workers.items():
                costs[size].append(msgspec.convert(await worker.ask("poll"), Cost))
    ours = {size: median(cost.ours for cost in taken) for size, taken in costs.items()}
    rows = [
        Row(
            bench=NAME,
            what=f"a printer of {size:,}",
            figure=ours[size],
            unit="µs",
            yardstick=median(cost.bare for cost in taken),
            against="bare gufo-snmp",
        )
        for size, taken in costs.items()
    ]
    growth = Row(
        bench=NAME,
        what=f"from {sizes[0]:,} to {sizes[-1]:,} printers",
        figure=ours[sizes[-1]],
        unit="µs",
        yardstick=ours[sizes[0]],
        against=f"ours at {sizes[0]:,}",
        max_ratio=MAX_RATIO,
    )
    return [*rows, growth]


async def _serve(count: int) -> None:
    """Poll whenever a line comes in."""
    async with polled_site(count) as site:
        await site.poll_bare()
        print("{}", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            print(msgspec.json.encode(await _cost(site)).decode(), flush=True)


async def _cost(site: Site) -> Cost:
    count = site.agents.count
    times = max(1, LEAST_PRINTERS // count)
    ours = bare = 0.0
    for _ in range(times):
        await site.agents.print_a_page()
        ours += await cpu_of(site.poll)
        bare += await cpu_of(site.poll_bare)
    return Cost(ours / times / count * 1e6, bare / times / count * 1e6)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth")
    parser.add_argument("--count", type=int, required=True)
    asyncio.run(_serve(parser.parse_args().count))


if __name__ == "__main__":
    main()
