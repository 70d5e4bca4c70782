"""A device on the network: who it is, how to talk to it, what it last said."""

from datetime import datetime

import msgspec

from core.model.level import Percent
from core.model.status import AlertRow, Counters, Cover, Status, Tray
from core.model.supply import Supply


class Identity(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What a device says of itself; None where it says nothing."""

    is_printer: bool = False
    vendor: str | None = None
    """The brand on the case, e.g. "HP", "Konica Minolta", "UTAX"."""
    dialect: str | None = None
    """Whose private objects it speaks, by enterprise number: "kyocera" inside a UTAX."""
    model: str | None = None
    """Without the brand in front where the brand only repeats the vendor."""
    serial: str | None = None
    """As the device gives it (cleaned of blanks)."""
    mac: str | None = None
    """"aa:bb:cc:dd:ee:ff", lower case."""
    name: str | None = None
    """The name an admin gave it: sysName, else prtGeneralPrinterName where that is not the model."""
    location: str | None = None
    firmware: str | None = None
    object_id: str | None = None
    """sysObjectID."""
    device_index: int | None = None
    """hrDeviceIndex of the printer row; 0 is real (some HP OfficeJets)."""


class Profile(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """How to talk to one device, learned and kept."""

    version: str = "2c"
    """"1", "2c" or "3"."""
    bulk: bool = False
    """True after a GETBULK probe was answered correctly."""
    max_objects: int = 20
    """Objects a request; halved by tooBig or by silence on a large request."""
    timeout: float = 2.0
    """Seconds to wait for one answer."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Everything one read of a device gave, already in our words."""

    read_at: datetime
    identity: Identity
    supplies: tuple[Supply, ...] = ()
    status: Status = Status()
    trays: tuple[Tray, ...] = ()
    covers: tuple[Cover, ...] = ()
    alerts: tuple[AlertRow, ...] = ()
    counters: Counters = Counters()
    uptime_seconds: float | None = None
    """sysUpTime in seconds."""
    config_changes: int | None = None
    """prtGeneralConfigChanges: a cheap sign that the set-up changed."""
    alert_events: int | None = None
    """prtAlertAllEvents: a cheap sign that an alert came or went."""
    full_at: datetime | None = None
    """When everything was asked last; between, only what moves is asked."""


class AddressUse(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """An address a device was seen at."""

    address: str
    port: int
    first_seen: datetime
    last_seen: datetime


class Quarantine(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A device that polls seem to harm is left alone for a while."""

    since: datetime
    until: datetime
    times: int = 1
    """The how many-th in a row it is."""
    reason: str
    """In words, e.g. "it restarted right after being asked, twice in a row"."""


class Rise(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What a supply was before a change that may mean a new one, until later readings settle it."""

    index: str
    """The supply's, with type and color so that another supply that slips into the row is not taken for it."""
    type: str
    color: str | None = None
    before: Percent | None = None
    """The last level that is not in doubt; None where none is known."""
    serial: str | None = None
    """The last serial number of its cartridge."""
    seen_at: datetime | None = None
    """When the level was first seen 30 points higher: the next reading must confirm it. None: the row, the level or the
    serial number is away, or the level fell at once; what comes next is compared with this."""


class Device(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One device the fleet knows."""

    id: str
    """Stable, made once from the first identity; never changes with the address."""
    address: str
    port: int = 161
    host: str | None = None
    """The DNS name it was added by: looked up again when its address falls silent."""
    identity: Identity = Identity()
    addresses: tuple[AddressUse, ...] = ()
    """Every address it was seen at, newest last."""
    model_names: tuple[str, ...] = ()
    """Every model name it gave: a sweep and a full read may know it by different objects."""
    credentials: str | None = None
    """Which credentials answered: "community:<8 hex digits>" or "v3:<name>"; never the secret itself."""
    profile: Profile | None = None
    reading: Reading | None = None
    """The last good reading."""
    rises: tuple[Rise, ...] = ()
    """What may turn out to be a replaced supply; belongs to the reading."""
    added_at: datetime | None = None
    last_seen: datetime | None = None
    """When it last answered anything."""
    silent_since: datetime | None = None
    """The first poll that it did not answer since it last did; None while it answers."""
    misses: int = 0
    """Polls in a row that it did not answer; no longer counted once it is unreachable."""
    unreachable_since: datetime | None = None
    """Set once too many polls in a row were missed, to when that began; the last good reading stays."""
    restarts: int = 0
    """Restarts right after our polls, one poll after the other."""
    quarantine: Quarantine | None = None
    """Why and until when it is not polled."""
    interval_seconds: float | None = None
    """Its own polling interval; None: `polling.interval_seconds`."""
    problem: str | None = None
    """One line on what is wrong with talking to it; None when nothing is."""
    given_name: str | None = None
    """What the admin calls it, before what it calls itself."""
    given_location: str | None = None
    """Where the admin says it is, before what it says itself."""
    notes: str | None = None
    """The admin's own words, any number of lines."""
    turned: tuple[str, ...] = ()
    """Indexes of the supplies whose level this device gives upside down, as the admin saw (MISSION C3)."""
    is_ignored: bool = False
    """Dropped by the admin: later sweeps do not bring it back."""
    is_managed_elsewhere: bool = False
    """Under somebody's contract: kept out of ordering and rewards."""
    known_as: tuple[str, ...] = ()
    """Ids of rows that were read and turned out to be this device: part of its history is under them."""
    absorbed: tuple["Device", ...] = ()
    """Devices merged into this one, whole, so that a merge can be undone."""
