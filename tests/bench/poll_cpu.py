"""CPU per printer of a steady poll, from the request to the stored change, against bare gufo-snmp.

Measured: one round over 1,000 printers as `supplies poll` makes it (`Poller.poll_all`, the fleet, the store's flush),
in CPU seconds of this process with all its threads and the kernel's part; the agents are another process. "each printed
a page": every printer's page counter has moved, so that every device is written. "nothing moved": nothing is.

Yardstick: gufo-snmp asking the same printers the same objects (`poll_plan` of the same readings), all of a printer in
one question from a fresh session for each, and as many printers at a time. And, without a budget, the same questions
ready made and their answers unread through one socket: what the kernel and the event loop cost anybody.

The ratio says what everything around the bare exchange costs: lanes, credentials, time-outs, distrust of datagrams,
reading the answers, comparing, telling, writing. Rounds of all are interleaved, medians are taken.

`python -m tests.bench.poll_cpu` prints where a round's time goes.
"""

import argparse
import asyncio
import cProfile
import pstats
import sys
from collections.abc import Sequence

from tests.bench.meters import interleaved
from tests.bench.polling import Site, polled_site
from tests.bench.rows import Row

NAME = "poll-cpu"
MAX_RATIO = 3.0
PRINTERS, QUICK_PRINTERS = 1000, 200
ROUNDS, QUICK_ROUNDS = 7, 3


async def measure(*, is_quick: bool) -> Sequence[Row]:
    printers, rounds = (QUICK_PRINTERS, QUICK_ROUNDS) if is_quick else (PRINTERS, ROUNDS)
    async with polled_site(printers) as site:
        return [
            *await _rows(site, rounds, "each printed a page", is_printing=True),
            *await _rows(site, rounds, "nothing moved", is_printing=False),
        ]


async def _rows(site: Site, rounds: int, what: str, *, is_printing: bool) -> list[Row]:
    async def before() -> None:
        if is_printing:
            await site.agents.print_a_page()

    poll, bare, network = await interleaved(rounds, site.poll, site.poll_bare, site.exchange_bare, before=before)
    printers = site.agents.count

    def row(words: str, cost: float, against: str, max_ratio: float | None) -> Row:
        return Row(
            bench=NAME,
            what=words,
            figure=poll / printers * 1e6,
            unit="µs",
            yardstick=cost / printers * 1e6,
            against=against,
            max_ratio=max_ratio,
        )

    return [
        row(f"a printer of {printers:,}, {what}", bare, "bare gufo-snmp", MAX_RATIO),
        row("the same", network, "ready-made datagrams", None),
    ]


async def print_profile(printers: int, rounds: int, lines: int, *, is_printing: bool) -> None:
    """Print the functions that some rounds spend most time in themselves."""
    profile = cProfile.Profile()
    async with polled_site(printers) as site:
        for _ in range(rounds):
            if is_printing:
                await site.agents.print_a_page()
            profile.enable()
            await site.poll()
            profile.disable()
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.poll_cpu", description="Profile a steady poll.")
    parser.add_argument("--printers", type=int, default=PRINTERS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=40)
    parser.add_argument("--quiet", action="store_true", help="no printer prints: nothing is stored")
    options = parser.parse_args()
    asyncio.run(print_profile(options.printers, options.rounds, options.lines, is_printing=not options.quiet))


if __name__ == "__main__":
    main()
