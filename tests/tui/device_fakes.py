"""What the device screens ask of the core, without a network or a disk."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from core.credentials import community_reference
from core.errors import SnmpTimeout, SuppliesError
from core.fleet import Fleet
from core.model.device import Device, Profile
from core.model.events import DeviceRead
from core.model.history import History
from core.printer.trail import Note, Trail
from core.snmp.client import Value


class FakePast:
    """Histories by device id; a device without one has none."""

    def __init__(self) -> None:
        self.known: dict[str, History | SuppliesError] = {}
        self.asked: list[str] = []

    async def read(self, device: Device) -> History:
        self.asked.append(device.id)
        known = self.known.get(device.id, History())
        if isinstance(known, SuppliesError):
            raise known
        return known


class FakeFullRead(msgspec.Struct, frozen=True):
    values: Mapping[str, Value]


class FakeReader:
    """Gives the notes it was given; `holding` keeps it from answering until it is cleared."""

    def __init__(self) -> None:
        self.notes: tuple[Note, ...] = ()
        self.values: dict[str, Value] = {}
        self.problem: SuppliesError | None = None
        self.asked: list[str] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def read_device(self, device: Device, trail: Trail) -> tuple[DeviceRead, FakeFullRead]:
        self.asked.append(device.id)
        await self.may_answer.wait()
        if self.problem is not None:
            raise self.problem
        for note in self.notes:
            trail.note(note.subject, note.value, note.rule, *note.oids)
        assert device.reading is not None
        return DeviceRead(device_id=device.id, reading=device.reading, profile=Profile()), FakeFullRead(self.values)


class FakeCredentials:
    """Two communities and a user."""

    def __init__(self) -> None:
        self.references: tuple[str, ...] = ("community:00000000", "community:11111111", "v3:lab")

    def words_of(self, reference: str | None) -> str:
        words = {"community:00000000": "community public", "community:11111111": "community o···"}
        return words.get(reference or "community:00000000", f"SNMPv3 user {(reference or '').removeprefix('v3:')}")


class FakeAsking:
    """A device that answers to "lab" and to the user of that name, and to nothing else."""

    def __init__(self, fleet: Fleet, credentials: FakeCredentials) -> None:
        self.fleet = fleet
        self.credentials = credentials

    async def change_credentials(
        self, device_id: str, *, reference: str | None = None, community: str | None = None
    ) -> None:
        device = self.fleet.get(device_id)
        assert device is not None
        if community not in (None, "lab") or (community is None and reference != "v3:lab"):
            raise SnmpTimeout(f"{device.address}:161 does not answer SNMP", "is the community right?")
        kept = reference if community is None else community_reference(community)
        self.fleet.put(replace(device, credentials=kept))


class FakeRecorder:
    """Counts to 30 objects, ten at a time; stands still before the last ten until it may end."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, str, bool]] = []
        self.problem: SuppliesError | None = None
        self.may_end = asyncio.Event()
        self.was_stopped = False

    async def record_to(
        self, path: Path, host: str, *, is_redacted: bool = True, on_progress: Callable[[int], None] | None = None
    ) -> int:
        self.asked.append((path, host, is_redacted))
        if self.problem is not None:
            raise self.problem
        for count in (10, 20):
            if on_progress is not None:
                on_progress(count)
        try:
            await self.may_end.wait()
        except asyncio.CancelledError:
            self.was_stopped = True
            raise
        return 30
