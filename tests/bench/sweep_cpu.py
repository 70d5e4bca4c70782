"""CPU per silent address of a sweep, against a bare `sendto` loop over the same addresses.

Measured: the real sweep (`core.discovery.sweep.Sweep`, everything but the time for answers as the program sets it) over
loopback addresses that take every datagram and answer none, so that there is no ICMP either; in CPU seconds of this
process with the kernel's part. Once as fast as the machine can, once at the rate that is set by default.

Yardstick: a loop of nothing but `sendto` over the same addresses in the same process, as many datagrams to each as the
sweep sends (v2c, then v1), all of them ready made. A second one sends one datagram to each address. At the default rate
the loop sleeps as the sweep does: a processor that slept does everything more slowly, and that is nobody's doing.

The ratio says what request ids, pacing, progress and listening cost on top of the system call. Rounds of sweep and loop
are interleaved, medians are taken.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Network

from core.discovery.pacing import STEP_SECONDS
from core.discovery.probe import rounds_for
from core.discovery.sweep import RATE, Sweep
from core.discovery.targets import Targets, parse_targets
from core.model.events import SweepEnded
from core.printer.identify import IDENTITY_OIDS, V1_IDENTITY_OIDS
from tests.bench.meters import interleaved
from tests.bench.rows import Row
from tests.fleet.loopback import stay_on_loopback

NAME = "sweep-cpu"
MAX_RATIO = 3.0
NETWORK, QUICK_NETWORK = "127.10.0.0/19", "127.10.0.0/22"
PACED_NETWORK, QUICK_PACED_NETWORK = "127.10.0.0/23", "127.10.0.0/25"
ROUNDS, QUICK_ROUNDS, PACED_ROUNDS = 7, 3, 5
WAIT_SECONDS = 0.1
COMMUNITIES = ("public",)


async def measure(*, is_quick: bool) -> Sequence[Row]:
    network, paced = (QUICK_NETWORK, QUICK_PACED_NETWORK) if is_quick else (NETWORK, PACED_NETWORK)
    with silent_port() as port:
        fast = await _rows(network, port, QUICK_ROUNDS if is_quick else ROUNDS, rate=None)
        slow = await _rows(paced, port, 1 if is_quick else PACED_ROUNDS, rate=RATE)
    return [*fast, slow[0]]


@contextmanager
def silent_port() -> Iterator[int]:
    """A port of every loopback address where datagrams are taken and nobody answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taker:
        stay_on_loopback(taker)
        taker.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        taker.bind(("0.0.0.0", 0))
        yield taker.getsockname()[1]


async def _rows(network: str, port: int, rounds: int, *, rate: float | None) -> list[Row]:
    targets = parse_targets((network,), default_port=port)
    addresses = [(str(address), port) for address in IPv4Network(network).hosts()]
    datagrams = [asked.template.fill(1 << 30) for asked in rounds_for(COMMUNITIES, IDENTITY_OIDS, V1_IDENTITY_OIDS)]

    async def sweep() -> None:
        await _sweep(targets, rate)

    async def send_all() -> None:
        _send(addresses, datagrams, rate)

    async def send_once() -> None:
        _send(addresses, datagrams[:1], None)

    cost, bare, once = await interleaved(rounds, sweep, send_all, send_once)
    pace = "as fast as it can" if rate is None else f"{rate:,.0f} datagrams a second"
    how = "2 datagrams" if rate is None else "2 datagrams, paced"

    def row(what: str, yardstick: float, against: str, max_ratio: float | None) -> Row:
        return Row(
            bench=NAME,
            what=what,
            figure=cost / targets.count * 1e6,
            unit="µs",
            yardstick=yardstick / len(addresses) * 1e6,
            against=against,
            max_ratio=max_ratio,
        )

    return [
        row(f"a silent address of {targets.count:,}, {pace}", bare, f"bare sendto, {how}", MAX_RATIO),
        row("the same", once, "bare sendto, 1 datagram", None),
    ]


async def _sweep(targets: Targets, rate: float | None) -> None:
    ended = None
    async for event in Sweep(targets, communities=COMMUNITIES, rate=rate, wait_seconds=WAIT_SECONDS):
        if isinstance(event, SweepEnded):
            ended = event
    if ended is None or ended.reason != "complete" or ended.answered or ended.unsent:
        raise RuntimeError(f"the addresses were not silent, or not all were asked: {ended}")


def _send(addresses: Sequence[tuple[str, int]], datagrams: Sequence[bytes], rate: float | None) -> None:
    step = len(addresses) if rate is None else int(rate * STEP_SECONDS)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sendto = sender.sendto
        for datagram in datagrams:
            for start in range(0, len(addresses), step):
                for address in addresses[start : start + step]:
                    sendto(datagram, address)
                if rate is not None:
                    time.sleep(STEP_SECONDS)
