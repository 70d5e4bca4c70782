from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.credentials import CredentialBook
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.monitor.reader import Reader
from core.secrets import Secrets
from core.settings import PollingSettings
from core.snmp.recording import read_recording

RECORDINGS = Path(__file__).parents[3] / "core" / "demo" / "recordings"


class HandClock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 12, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def simulated() -> Callable[[str], SimulatedDevice]:
    return lambda name: SimulatedDevice(read_recording(RECORDINGS / f"{name}.snmprec"))


@pytest.fixture
async def site(simulated: Callable[[str], SimulatedDevice]) -> AsyncIterator[Agent]:
    """An HP at 127.84.1.1 and a v1-only OKI at 127.84.1.2."""
    devices = {"127.84.1.1": simulated("hp_color_laserjet_m554"), "127.84.1.2": simulated("oki_c612")}
    devices["127.84.1.2"].versions = frozenset({"1"})
    async with Agent(devices) as agent:
        yield agent


@pytest.fixture
def polling() -> PollingSettings:
    return PollingSettings(timeout_seconds=0.3, retries=1)


@pytest.fixture
def reader(clock: HandClock, polling: PollingSettings) -> Reader:
    book = CredentialBook(("public",), (), Secrets({}))
    return Reader(credentials=book, clock=clock, polling=polling)
