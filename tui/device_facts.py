"""One device in labels and plain words, for the details screen, the clipboard and `supplies show` alike (pure)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from core.alerts.thresholds import Thresholds
from core.alerts.wording import error_words
from core.contact import is_quarantined
from core.model.device import Device, Quarantine
from core.model.history import History
from core.model.status import Counters, Cover, Tray
from core.model.supply import Supply
from core.printer.plan import are_pages_polled
from core.settings import PollingSettings
from core.turning import rise_words, rises_while_printing
from tui.ages import age_words, ago_words, duration_words, moment_words
from tui.page_rates import PageRate, rates_words

_TRAY_WORDS = {"ok": "filled", "empty": "empty", "some": "some left", "unknown": "not known"}
_DEVICE_WORDS = {"warning": "with a warning", "testing": "testing itself", "down": "down"}


class Told(NamedTuple):
    """A label with what there is to say."""

    label: str
    text: str | None
    """None: the device does not offer it."""
    is_trouble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the facts name beside the device itself."""

    now: datetime
    polling: PollingSettings
    """Everybody's interval, and how many missed polls make a device unreachable."""
    thresholds: Thresholds = field(default_factory=Thresholds)
    """What counts as low."""
    credentials: Callable[[str | None], str] | None = None
    """A reference in words; None where nobody is asked."""
    rates: tuple[PageRate, ...] = ()
    """How much it prints; empty where that is not known."""
    past: History | None = None
    """What is known of its past; None where that is not read."""
    how_to_turn: Callable[[str], str] = lambda _: "f turns it"
    """What turns the supply of an index."""


def contact_facts(device: Device, around: Around) -> list[Told]:
    """What is wrong with reaching it, and what the admin decided about it; empty where all is usual."""
    now, told = around.now, []
    if device.problem:
        told.append(Told("Problem", device.problem, is_trouble=True))
    if device.unreachable_since is not None:
        since = _since(device.unreachable_since, now)
        told.append(Told("Unreachable", f"{since}; what is shown is the last that is known", is_trouble=True))
    elif device.silent_since is not None:
        missed = f"{device.misses} of {around.polling.unreachable_after} polls missed"
        told.append(Told("Silent", f"{_since(device.silent_since, now)}, {missed}", is_trouble=True))
    if device.quarantine is not None and is_quarantined(device, now):
        told.append(Told("Left alone", quarantine_words(device.quarantine, now), is_trouble=True))
    if device.is_ignored:
        told.append(Told("Ignored", "it is not polled, and later sweeps leave it out"))
    if device.is_managed_elsewhere:
        told.append(Told("Managed", "elsewhere: kept out of orders and rewards"))
    return told


def quarantine_words(quarantine: Quarantine, now: datetime) -> str:
    """Until when it is not polled, and why."""
    left = duration_words(max(1.0, (quarantine.until - now).total_seconds()))
    return f"until {moment_words(quarantine.until, now)} (in {left}): {quarantine.reason}"


def status_facts(device: Device, around: Around) -> list[Told]:
    """How it is, what its panel says, what it has printed."""
    reading = device.reading
    if reading is None:
        return [Told("Status", "not read yet")]
    now, status, counters = around.now, reading.status, reading.counters
    asleep = "asleep" if status.asleep else None
    printer = ", ".join(filter(None, (status.printer, _DEVICE_WORDS.get(status.device), asleep)))
    read, in_full = ago_words(reading.read_at, now), ago_words(reading.full_at or reading.read_at, now)
    as_of = "" if in_full == read else f", as of {in_full}"
    told = [
        Told("Status", "not known" if printer == "unknown" else printer),
        Told("Errors", ", ".join(map(error_words, status.errors)) or "none", is_trouble=bool(status.errors)),
        Told("Panel", " / ".join(status.console) or None),
        Told("Covers", covers_words(reading.covers)),
        Told("Pages", _pages_words(counters, "" if are_pages_polled(reading) else as_of)),
    ]
    if around.rates:
        told.append(Told("Pages a day", rates_words(around.rates)))
    told += [
        Told(kind.capitalize(), f"{count:,}{as_of}")
        for kind, count in counters.by_kind.items()
        if not (kind == "total" and count == counters.pages)
    ]
    if reading.uptime_seconds is not None:
        booted = reading.read_at - timedelta(seconds=reading.uptime_seconds)
        told.append(Told("Running", _since(booted, now)))
    told.append(Told("Read", read if in_full == read else f"{read}, in full {in_full}"))
    told += [
        fact._replace(text=f"{supply.name}: {fact.text}")
        for supply in reading.supplies
        for fact in direction_facts(supply, around)
    ]
    return told


def _pages_words(counters: Counters, as_of: str) -> str | None:
    if counters.pages is None:
        return None
    return f"{counters.pages:,} {counters.pages_unit or ''}".strip() + as_of


def direction_facts(supply: Supply, around: Around) -> list[Told]:
    """That its level is probably read from the wrong end (`rises_while_printing`), and what turns it; else nothing."""
    if around.past is None or not rises_while_printing(around.past, supply):
        return []
    return [Told("Direction", f"{rise_words(supply)}; {around.how_to_turn(supply.index)}", is_trouble=True)]


def identity_facts(device: Device, around: Around) -> list[Told]:
    """Who it is: the admin's words first, then its own."""
    who = device.identity
    told = [
        Told("Name", device.given_name or who.name),
        *([Told("Calls itself", who.name)] if device.given_name and who.name else ()),
        Told("Location", device.given_location or who.location),
        *([Told("Says it is in", who.location)] if device.given_location and who.location else ()),
        Told("Make", who.vendor),
        Told("Model", who.model),
        Told("Serial number", who.serial),
        Told("MAC", who.mac),
        Told("Firmware", who.firmware),
    ]
    if device.added_at is not None:
        told.append(Told("Added", _since(device.added_at, around.now).removeprefix("since ")))
    return told


def connection_facts(device: Device, around: Around) -> list[Told]:
    """Where and how it is reached, and what it was before."""
    profile, now = device.profile, around.now
    spoken = None
    if profile is not None:
        bulk = "bulk" if profile.bulk else "no bulk"
        spoken = f"SNMPv{profile.version}, {bulk}, {profile.max_objects} objects a request, {profile.timeout:g} s"
    own = device.interval_seconds
    every = duration_words(own or around.polling.interval_seconds)
    told = [Told("Address", f"{device.address}:{device.port}" if device.port else device.address)]
    if device.host:
        told.append(Told("Added by name", device.host))
    former = [use for use in reversed(device.addresses) if (use.address, use.port) != (device.address, device.port)]
    told += [
        Told("Before" if not number else "", f"{use.address}:{use.port} until {moment_words(use.last_seen, now)}")
        for number, use in enumerate(former)
    ]
    told.append(Told("Protocol", spoken))
    if around.credentials is not None:
        told.append(Told("Credentials", around.credentials(device.credentials)))
        told.append(Told("Polled", f"every {every}{', an interval of its own' if own else ''}"))
    for other in device.absorbed:
        who = other.identity
        name = " ".join(filter(None, (who.vendor, who.model, who.serial))) or other.id
        told.append(Told("Merged", f"{name}, at {other.address}:{other.port} then"))
    return told


def covers_words(covers: tuple[Cover, ...]) -> str | None:
    """Which covers are open; None where it has none to tell of."""
    if not covers:
        return None
    opened = [cover.name for cover in covers if cover.state == "open"]
    if opened:
        return "open: " + ", ".join(opened)
    return "all closed" if all(cover.state == "closed" for cover in covers) else "not known"


def tray_words(tray: Tray) -> str:
    """A tray's state."""
    return "manual feed" if tray.manual else _TRAY_WORDS.get(tray.state, tray.state)


def tray_level_words(tray: Tray) -> str | None:
    """What is in it; None where it does not say."""
    if tray.level is None:
        return None
    return f"{tray.level:,}" + (f" of {tray.max:,}" if tray.max else "") + (f" {tray.unit}" if tray.unit else "")


def _since(moment: datetime, now: datetime) -> str:
    age = age_words(moment, now)
    return f"since {moment_words(moment, now)} ({'less than a minute' if age == 'now' else age})"
