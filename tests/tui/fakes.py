"""A core without a network: a real fleet, a scripted discovery, a poller that answers at once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from core.errors import SuppliesError, UsageError
from core.fleet import Fleet
from core.model.device import Device, Identity, Profile
from core.model.events import DeviceFound, DeviceRead, DeviceSilent, SweepEnded, SweepEvent, SweepProgressed
from core.settings import Settings

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class FrozenClock:
    """Stands still unless told otherwise."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return (self.time - NOW).total_seconds()

    def go_on(self, **span: float) -> None:
        self.time += timedelta(**span)


class Proposal(msgspec.Struct, frozen=True):
    target: str
    note: str


class Estimate(msgspec.Struct, frozen=True):
    addresses: int
    datagrams: int
    bytes: int
    seconds: float


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
        self.is_running = False
        self.held = asyncio.Event()
        self._stopped = asyncio.Event()

    def propose(self) -> Sequence[Proposal]:
        return self.proposals

    def default_targets(self) -> Sequence[str]:
        return [proposal.target for proposal in self.proposals]

    async def estimate(self, texts: Sequence[str]) -> Estimate:
        text = " ".join(texts)
        if "10.1.2.300" in text:
            raise UsageError("10.1.2.300 is no address", "numbers go from 0 to 255")
        count = 254 * (text.count("/24") or 1)
        return Estimate(count, count * 2, count * 2 * 92, count * 2 / 500)

    def stop(self) -> None:
        self._stopped.set()

    async def run(self, texts: Sequence[str]) -> AsyncIterator[SweepEvent]:
        self.asked = list(texts)
        self.is_running = True
        self._stopped.clear()
        try:
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
        finally:
            self.is_running = False


class FakePoller:
    """Answers with what it was given; devices without an answer are silent."""

    def __init__(self, fleet: Fleet, clock: FrozenClock) -> None:
        self.fleet = fleet
        self.clock = clock
        self.answers: dict[str, DeviceRead | SuppliesError] = {}
        self.asked: list[str] = []

    async def poll_now(self, device_id: str) -> bool:
        self.asked.append(device_id)
        answer = self.answers.get(device_id)
        if isinstance(answer, SuppliesError):
            raise answer
        if answer is None:
            silence = DeviceSilent(
                device_id=device_id, at=self.clock.now(), problem="no answer in 2 s", is_timeout=True
            )
            self.fleet.apply(silence)
            return False
        self.fleet.apply(answer)
        return True

    async def run(self) -> None:
        await asyncio.Event().wait()


class FakeServices:
    """What the terminal asks of the core."""

    def __init__(self, devices: Iterable[Device] = (), settings: Settings | None = None) -> None:
        self.fleet = Fleet(devices)
        self.settings = settings or Settings()
        self.clock = FrozenClock()
        self.discovery = FakeDiscovery(self.fleet)
        self.poller = FakePoller(self.fleet, self.clock)
        self.monitor = self.poller
        self.listeners: list[Callable[[str], None]] = []

    def subscribe_notices(self, notice: Callable[[str], None]) -> Callable[[], None]:
        self.listeners.append(notice)
        return lambda: self.listeners.remove(notice)


def ended(reason: str, *, sent: int = 508, seconds: float = 3.2) -> SweepEnded:
    return SweepEnded(
        reason=reason,
        seconds=seconds,
        sent_bytes=sent * 92,
        received_bytes=4210,
        sent=sent,
        total=508,
        answered=5,
        printers=4,
        others=1,
    )


def progress(sent: int, *, answered: int, printers: int, left: float | None = 2.0) -> SweepProgressed:
    """In the first of two rounds: half of the work is ahead when every address was asked."""
    share = 1.0 if left == 0 else sent / (2 * 508)
    return SweepProgressed(sent=sent, total=508, answered=answered, printers=printers, seconds_left=left, share=share)


def found(number: int, *, is_printer: bool = True, **identity: Any) -> DeviceFound:
    return DeviceFound(
        address=f"198.51.100.{number}",
        port=161,
        identity=Identity(is_printer=is_printer, **identity),
        profile=Profile(),
        credentials="community:00000000",
        seen_at=NOW,
    )
