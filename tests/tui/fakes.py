"""A core without a network: a real fleet, a scripted discovery, a poller that answers at once."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.errors import SuppliesError
from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceRead, DeviceSilent
from core.notices import Tell
from core.paths import Paths
from core.settings import Settings, with_value
from tests.tui.device_fakes import FakeAsking, FakeCredentials, FakePast, FakeReader, FakeRecorder
from tests.tui.discovery_fakes import Estimate, FakeDiscovery, FakeScheduler, Proposal
from tests.tui.setting_fakes import FakeLiveSettings, FakeSecrets
from tests.tui.sweep_events import NOW, ended, found, progress

__all__ = ["NOW", "Estimate", "FakeDiscovery", "Proposal", "ended", "found", "progress"]
"""What the tests take from here, wherever it is."""


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


class FakePoller:
    """Answers with what it was given; devices without an answer are silent."""

    def __init__(self, fleet: Fleet, clock: FrozenClock) -> None:
        self.fleet = fleet
        self.clock = clock
        self.answers: dict[str, DeviceRead | SuppliesError] = {}
        self.asked: list[str] = []
        self.gate: asyncio.Event | None = None
        """Answers wait for it."""
        self.is_keeping = True
        self.keeper_words: str | None = None

    async def poll_now(self, device_id: str) -> bool:
        self.asked.append(device_id)
        if self.gate is not None:
            await self.gate.wait()
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
        self.paths = Paths(state=Path("/var/lib/supplies"), config=Path("/etc/supplies"))
        self.is_first_start = True
        self.clock = FrozenClock()
        self.discovery = FakeDiscovery(self.fleet)
        self.scheduler = FakeScheduler()
        self.poller = FakePoller(self.fleet, self.clock)
        self.monitor = self.poller
        self.history = FakePast()
        self.reader = FakeReader()
        self.credentials = FakeCredentials()
        self.recorder = FakeRecorder()
        self.change_credentials = FakeAsking(self.fleet, self.credentials).change_credentials
        self.live_settings = FakeLiveSettings(self)
        self.secrets = FakeSecrets()
        self.listeners: list[Tell] = []
        self.kept: list[tuple[str, str, Any]] = []
        """What was set, as (table, key, value)."""
        self.setting_problem: SuppliesError | None = None
        self.files: dict[str, list[str]] = {}
        """What was exported: file -> ids of devices, then of columns."""
        self.export_problem: SuppliesError | None = None

    async def export(self, path: Path, device_ids: Sequence[str], *, columns: Sequence[str], may_replace: bool) -> bool:
        if self.export_problem is not None:
            raise self.export_problem
        if str(path) in self.files and not may_replace:
            return False
        self.files[str(path)] = [*device_ids, *columns]
        return True

    async def set_setting(self, table: str, key: str, value: Any) -> None:
        if self.setting_problem is not None:
            raise self.setting_problem
        self.live_settings.take_up(with_value(self.settings, table, key, value))
        self.kept.append((table, key, value))

    def subscribe_notices(self, hear: Tell) -> Callable[[], None]:
        self.listeners.append(hear)
        return lambda: self.listeners.remove(hear)
