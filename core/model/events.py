"""What happens: past participles, posted by the workers, applied by the fleet."""

from datetime import datetime

import msgspec

from core.model.device import Identity, Profile, Reading
from core.model.level import Level
from core.model.sweep import StartedBy, SweepRecord


class DeviceFound(msgspec.Struct, frozen=True, kw_only=True):
    """A device answered a sweep or was added by hand, and said who it is."""

    address: str
    port: int
    identity: Identity
    profile: Profile
    credentials: str | None
    seen_at: datetime
    sweep_started: datetime | None = None
    """When the sweep that found it began: one device that answers at two addresses of one sweep keeps the first."""
    host: str | None = None
    """The DNS name that was asked for."""


class DeviceRead(msgspec.Struct, frozen=True, kw_only=True):
    """A device was read."""

    device_id: str
    reading: Reading
    profile: Profile


class DeviceSilent(msgspec.Struct, frozen=True, kw_only=True):
    """A device did not answer, or answered nothing usable."""

    device_id: str
    at: datetime
    """When it was asked first."""
    problem: str
    is_timeout: bool = False
    """Nothing came back at all, which the next poll may mend by itself."""


Event = DeviceFound | DeviceRead | DeviceSilent


class SupplyReplaced(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A supply was replaced, or a receptacle emptied: what the fleet makes of two readings."""

    device_id: str
    index: str
    """The supply's."""
    name: str
    color: str | None = None
    at: datetime
    """When the new one was first seen; its confirmation came with a later reading."""
    before: Level | None
    """The last level of the old one; None: none was known."""
    after: Level
    old_serial: str | None = None
    new_serial: str | None = None
    """The cartridges' own serial numbers, None where the device gives none."""


class SweepStarted(msgspec.Struct, frozen=True, kw_only=True):
    """A sweep begins: its names are looked up next."""

    targets: tuple[str, ...]
    """As written."""
    started_by: StartedBy
    at: datetime


class SweepProgressed(msgspec.Struct, frozen=True, kw_only=True):
    """How far a sweep is."""

    sent: int
    """Addresses asked so far."""
    total: int
    answered: int
    printers: int
    others: int = 0
    """Devices that answered and are no printers."""
    seconds_left: float | None = None
    share: float | None = None
    """How much of the work is done, 0.0 to 1.0, later datagrams to silent addresses included; for a progress bar."""


class SweepEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The last event of every sweep."""

    reason: str
    """"complete", "limit" (time ran out) or "stopped" (by the user)."""
    seconds: float
    sent_bytes: int
    """UDP payload sent, all of it."""
    received_bytes: int
    sent: int = 0
    total: int = 0
    answered: int = 0
    printers: int = 0
    others: int = 0
    printer_bytes: int = 0
    """UDP payload to and from the addresses where a printer was found."""
    unsent: int = 0
    """Datagrams that this machine refused to send (no route, firewall)."""
    problem: str | None = None
    """The machine's most frequent reason for that, e.g. "Network is unreachable"."""
    unknown_names: tuple[str, ...] = ()
    """DNS names among the targets that have no address and were not asked."""


SweepEvent = DeviceFound | SweepProgressed | SweepEnded

SweepNews = SweepStarted | SweepEvent | SweepRecord
"""What listeners hear of every sweep, whoever started it: `SweepStarted` first, the record last, also of one that could
not start. Devices found by hand are told the same way."""
