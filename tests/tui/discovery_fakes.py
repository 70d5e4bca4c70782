"""A discovery without a network, and a schedule without a clock."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path

import msgspec

from core.discovery.options import AS_SET, SweepOptions
from core.errors import SuppliesError, UsageError
from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepNews, SweepStarted
from core.model.sweep import StartedBy, SweepRecord
from tests.tui.sweep_events import NOW, ended, swept


class Proposal(msgspec.Struct, frozen=True):
    target: str
    note: str


class Estimate(msgspec.Struct, frozen=True):
    addresses: int
    datagrams: int
    bytes: int
    seconds: float
    is_cut_by_limit: bool = False
    is_large: bool = False
    excluded: int = 0
    unknown_names: tuple[str, ...] = ()
    refusal: SuppliesError | None = None


class Queue(msgspec.Struct, frozen=True):
    name: str
    host: str | None = None
    skipped: str | None = None


class Sweeper(msgspec.Struct, frozen=True):
    words: str


class FakeDiscovery:
    """Tells the events it was given; `held` keeps it from going past the point where the script says None."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.script: list[SweepEvent | SuppliesError | None] = []
        self.proposals: tuple[Proposal, ...] = (
            Proposal("192.0.2.0/25", "eth0, 126 addresses"),
            Proposal("198.51.100.0/24", "wlan0, 254 addresses"),
        )
        self.asked: list[str] = []
        self.options = AS_SET
        self.is_running = False
        self.held = asyncio.Event()
        self.records: list[SweepRecord] = []
        """The newest last."""
        self.other: Sweeper | None = None
        self.hosts: dict[str, DeviceFound] = {}
        """Host -> what it says of itself; any other is silent."""
        self.queues: dict[str | None, list[Queue] | SuppliesError] = {}
        """Server -> its queues."""
        self.files: dict[str, list[str]] = {}
        self._stopped = asyncio.Event()
        self._listeners: list[Callable[[SweepNews], None]] = []

    def propose(self) -> Sequence[Proposal]:
        return self.proposals

    def default_targets(self) -> Sequence[str]:
        return [proposal.target for proposal in self.proposals]

    async def estimate(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> Estimate:
        text = " ".join(texts)
        if "10.1.2.300" in text:
            raise UsageError("10.1.2.300 is no address", "numbers go from 0 to 255")
        if text == "excluded":
            refusal = UsageError("all 254 addresses are in discovery.exclude", "name others")
            return Estimate(0, 0, 0, 0.0, excluded=254, refusal=refusal)
        count = 254 * (text.count("/24") or 1) + 16_777_214 * text.count("/8")
        seconds = count * 2 / (options.rate or 500)
        limit = options.limit_seconds or 300
        return Estimate(count, count * 2, count * 2 * 92, seconds, seconds > limit, count > 65_536)

    def stop(self) -> None:
        self._stopped.set()

    def subscribe(self, listener: Callable[[SweepNews], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, news: SweepNews) -> None:
        for listener in self._listeners:
            listener(news)

    async def run(
        self, texts: Sequence[str], options: SweepOptions = AS_SET, *, started_by: StartedBy = "terminal"
    ) -> AsyncGenerator[SweepEvent, None]:
        self.asked, self.options = list(texts), options
        self.is_running = True
        self._stopped.clear()
        self.tell(SweepStarted(targets=tuple(texts), started_by=started_by, at=NOW))
        last: SweepEnded | None = None
        try:
            async with aclosing(self._played()) as events:
                async for event in events:
                    last = event if isinstance(event, SweepEnded) else None
                    self.tell(event)
                    yield event
        finally:
            self.is_running = False
            record = record_of(last, texts, started_by, f"{len(self.records):04}")
            if last is not None:
                self.records.append(record)
            self.tell(record)

    async def _played(self) -> AsyncGenerator[SweepEvent, None]:
        for event in self.script:
            if event is None:
                self.held.set()
                await self._stopped.wait()
                yield ended("stopped", sent=300)
                return
            if isinstance(event, SuppliesError):
                raise event
            if isinstance(event, DeviceFound):
                self.fleet.apply(event)
            yield event

    def sweeper(self) -> Sweeper | None:
        return self.other

    async def earlier(self) -> Sequence[SweepRecord]:
        return tuple(reversed(self.records))

    def options_of(self, record: SweepRecord) -> SweepOptions:
        return SweepOptions(port=record.port, rate=record.rate, limit_seconds=record.limit_seconds)

    async def add_hosts(
        self,
        hosts: Sequence[str],
        *,
        community: str | None = None,
        on_progress: Callable[[int, int, int], None] | None = None,
    ) -> tuple[Sequence[Device], Sequence[SuppliesError]]:
        devices: list[Device] = []
        failed: list[SuppliesError] = []
        for number, host in enumerate(hosts, 1):
            find = self.hosts.get(host)
            if find is None:
                failed.append(SuppliesError(f"{host} does not answer SNMP", "is it switched on?"))
                failed[-1].target = host
            else:
                self.fleet.apply(find)
                self.tell(find)
                devices.append(self.fleet.find(find.address))
            if on_progress is not None:
                on_progress(number, len(hosts), len(devices))
        return devices, failed

    async def cups_queues(self, server: str | None = None) -> Sequence[Queue]:
        answer = self.queues[server]
        if isinstance(answer, SuppliesError):
            raise answer
        return answer

    def read_target_file(self, path: Path) -> Sequence[str]:
        if str(path) not in self.files:
            raise UsageError(f"{path}: No such file or directory", "name a file of targets that you may read")
        return self.files[str(path)]


class FakeScheduler:
    """Knows one moment."""

    def __init__(self) -> None:
        self.moment: datetime | None = None

    async def next_run(self) -> datetime | None:
        return self.moment


def record_of(last: SweepEnded | None, texts: Sequence[str], started_by: StartedBy, name: str) -> SweepRecord:
    """What is kept of a sweep with that last word; without one it failed."""
    if last is None:
        return swept(0, *texts, id=name, started_by=started_by, reason="failed", asked=0, total=0)
    return swept(
        0,
        *texts,
        id=name,
        started_by=started_by,
        reason=last.reason,
        seconds=last.seconds,
        asked=last.sent,
        total=last.total,
        answered=last.answered,
        printers=last.printers,
        others=last.others,
        gone=0 if last.reason == "complete" else None,
        sent_bytes=last.sent_bytes,
        received_bytes=last.received_bytes,
    )
