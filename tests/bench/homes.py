"""Homes with a fleet of any size, made of real full readings of the agents' recordings."""

from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import msgspec
from msgspec.structs import replace

from core.clock import SystemClock
from core.credentials import CredentialBook, community_reference
from core.fleet import Fleet
from core.identity import make_device_id
from core.model.device import AddressUse, Device, Profile
from core.monitor.reader import FullRead, Reader
from core.paths import find_paths
from core.secrets import Secrets
from core.settings import PollingSettings
from core.snmp.client import Community, Credentials, SnmpClient
from core.snmp.recording import RecordingClient
from core.snmp.session import Session
from core.store.fleet_store import FleetStore
from tests.bench.agents import FIRST
from tests.fleet.many import KINDS, kind_recording, own_name, own_serial

COMMUNITY = "public"
AGE = timedelta(minutes=10)
"""How old readings are where nothing else is asked for: due at the default interval, no daily full read near."""


async def prepare_home(
    folder: Path,
    count: int,
    port: int,
    *,
    settings: str = "",
    age: timedelta = AGE,
    spread: timedelta = timedelta(),
    has_names: bool = False,
) -> tuple[Device, ...]:
    """Write fleet.json, and settings.toml where there are any, as if that many agents had been found and read in full.

    Args:
        folder: the home.
        count: agents, their numbers from 0 on.
        port: of all of them.
        settings: the text of settings.toml.
        age: of the first reading.
        spread: by how much the last reading is younger than the first.
        has_names: whether each agent has a name of its own.

    Returns:
        The devices in the order of the agents' numbers.
    """
    fulls = [await _read_kind(number) for number in range(min(count, len(KINDS)))]
    oldest = SystemClock().now() - age
    devices = tuple(
        _device(fulls[number % len(KINDS)], number, port, oldest + spread * (number / count), has_name=has_names)
        for number in range(count)
    )
    paths = find_paths(folder)
    store = FleetStore(paths.fleet_file, delay=3600)
    store.load()
    fleet = Fleet()
    fleet.subscribe(store.remember)
    for device in devices:
        fleet.put(device)
    await store.flush()
    if settings:
        paths.settings_file.write_text(settings, encoding="utf-8")
    return devices


async def _read_kind(number: int) -> FullRead:
    """A full read of one recording, by the program's own reader."""
    client = RecordingClient(kind_recording(number))

    async def connect(*_: object) -> SnmpClient:
        return client

    def open_session(address: str, port: int, credentials: Credentials, profile: Profile | None, *_: object) -> Session:
        return Session(address, port, credentials, profile, connect=connect)

    book = CredentialBook((COMMUNITY,), (), Secrets({}))
    reader = Reader(credentials=book, clock=SystemClock(), polling=PollingSettings(), open_session=open_session)
    return await reader.read_address(FIRST, 161, Community(COMMUNITY), None)


def _device(full: FullRead, number: int, port: int, at: datetime, *, has_name: bool) -> Device:
    """The device that the agent of that number is, read in full at that time."""
    known = full.reading.identity
    assert known.serial is not None
    serial = own_serial(known.serial.encode(), number).decode()
    mac = ":".join(f"{octet:02x}" for octet in (2, 9, *number.to_bytes(4)))
    # Decoded anew, so that ten thousand devices share as little memory as ten thousand that were read one by one.
    reading = msgspec.json.decode(msgspec.json.encode(full.reading), type=type(full.reading))
    name = own_name(known.name.encode(), number).decode() if has_name and known.name else known.name
    identity = replace(known, serial=serial, name=name, mac=mac if known.mac else None)
    address = str(IPv4Address(FIRST) + number)
    return Device(
        id=make_device_id(f"{serial} {mac}"),
        address=address,
        port=port,
        identity=identity,
        addresses=(AddressUse(address=address, port=port, first_seen=at, last_seen=at),),
        model_names=(known.model,) if known.model else (),
        credentials=community_reference(COMMUNITY),
        profile=full.profile,
        reading=replace(reading, identity=identity, read_at=at, full_at=at),
        added_at=at,
        last_seen=at,
    )
