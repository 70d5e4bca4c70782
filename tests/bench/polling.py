"""A fleet of agents, a home that knows them, and a poll of all of them beside a bare one."""

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from gufo.snmp import SnmpVersion
from gufo.snmp.aio import SnmpSession

from core.model.device import Device
from core.printer.plan import poll_plan
from core.services import Services
from core.snmp.codec import encode_get
from tests.bench.agents import Agents
from tests.bench.homes import COMMUNITY, prepare_home

PATIENT = "[polling]\ntimeout_seconds = 20\nretries = 0\n"
"""A busy machine must not make second tries out of slow agents: they would count as the program's work."""


class Site:
    """Agents, and the services of a program that knows them."""

    def __init__(self, agents: Agents, services: Services) -> None:
        self.agents = agents
        self.services = services
        self.concurrency = services.settings.polling.concurrency
        self.questions = [_question(device) for device in services.fleet.devices()]
        self._datagrams = [
            (encode_get("2c", COMMUNITY, 1 << 30, oids), (address, port)) for address, port, oids in self.questions
        ]

    async def poll(self) -> None:
        """One round over every printer as `supplies poll` makes it, to what is on disk."""
        services = self.services
        answered = await services.poller.poll_all(services.fleet.devices())
        await services.flush()
        if answered != len(self.questions):
            raise RuntimeError(f"only {answered} of {len(self.questions)} agents answered; is the machine overloaded?")

    async def poll_bare(self) -> None:
        """The same objects of the same printers by nothing but gufo-snmp, as many printers at the same time."""
        waiting = iter(self.questions)

        async def ask() -> None:
            for address, port, oids in waiting:
                session = SnmpSession(address, port=port, community=COMMUNITY, version=SnmpVersion.v2c, timeout=20)
                async with session:
                    await session.get_many(oids)

        await asyncio.gather(*(ask() for _ in range(self.concurrency)))

    async def exchange_bare(self) -> None:
        """The same questions, ready made, and their answers, unread, through one socket: what the network costs."""
        loop = asyncio.get_running_loop()
        waiting, left, done = iter(self._datagrams), len(self._datagrams), asyncio.Event()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.setblocking(False)
            asker.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)

            def take() -> None:
                nonlocal left
                with suppress(BlockingIOError):
                    while True:
                        asker.recvfrom(65_535)
                        left -= 1
                        for datagram, where in islice(waiting, 1):
                            asker.sendto(datagram, where)
                if left == 0:
                    done.set()

            loop.add_reader(asker, take)
            try:
                for datagram, where in islice(waiting, self.concurrency):
                    asker.sendto(datagram, where)
                async with asyncio.timeout(20):
                    await done.wait()
            finally:
                loop.remove_reader(asker)


def _question(device: Device) -> tuple[str, int, Sequence[str]]:
    assert device.reading is not None
    return device.address, device.port, poll_plan(device.reading, device.reading.identity)


@asynccontextmanager
async def polled_site(count: int) -> AsyncIterator[Site]:
    """That many agents and an open home with all of them, for as long as the block lasts; everybody was polled once.

    The first poll of a day begins the day in every printer's history, a file each. That is no part of a steady poll,
    and syncing thousands of files would take longer than all that is measured: this one round is not synced.
    """
    with tempfile.TemporaryDirectory(prefix="supplies-bench-") as folder:
        home = Path(folder) / "home"
        async with Agents(count) as agents:
            await prepare_home(home, count, agents.port, settings=PATIENT)
            async with Services.opened(home) as services:
                site = Site(agents, services)
                with patch("os.fsync"):
                    await site.poll()
                yield site
