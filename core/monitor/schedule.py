"""Who is asked when, and how patiently: decisions on a given time (pure).

Every device has slots of its own, an interval apart and spread over the interval by a hash of its id, so that ten
thousand printers make an even stream. Silence is answered with patience: asked again soon while in doubt, then less
and less often.
"""

import math
import zlib
from datetime import datetime
from functools import lru_cache

import msgspec

from core.contact import is_asleep, is_quarantined
from core.model.device import Device

DOUBT_SECONDS = 60.0
"""After a missed poll the next one comes this soon (or at the interval where that is shorter). Our choice."""

MAX_BACK_OFF_SECONDS = 900.0
"""The longest wait for a silent device, unless its interval is longer. Our choice: what is back is seen within it."""

WAKE_SECONDS = 20.0
"""The first time-out after silence: a printer was seen to answer 18 s after it was woken (MISSION C7)."""

START_RATE = 100.0
"""Devices a second that are read at the start when many are overdue. Our choice."""


class Patience(msgspec.Struct, frozen=True):
    """How long one poll waits for answers."""

    timeout: float
    """Seconds until the first try counts as unanswered; later tries wait longer."""
    retries: int
    """Further tries."""
    is_waking: bool = False
    """Whether the time-out is made for a device that may sleep: then nothing is learned from it."""
    relearns: bool = False
    """Whether silence may mean that what was learned of the device is out of date: it is learned anew then."""


@lru_cache(maxsize=20_000)
def phase(device_id: str) -> float:
    """Where in the interval a device's slots lie, 0 to below 1; the same in every program."""
    return zlib.crc32(device_id.encode()) / 2**32


def is_watched(device: Device) -> bool:
    """Whether it is polled at all."""
    return device.identity.is_printer and not device.is_ignored


def interval_of(device: Device, default: float) -> float:
    """Its own interval, or everybody's; seconds."""
    return device.interval_seconds or default


def next_slot(device_id: str, after: float, interval: float) -> float:
    """The first slot of a device after a moment; both on one monotonic clock, in seconds."""
    share = phase(device_id)
    turn = math.floor(after / interval - share) + 1
    slot = (turn + share) * interval
    # Rounding may give the slot that is on right now; the next one is made the same way, so no two lie a hair apart.
    return slot if slot > after else (turn + 1 + share) * interval


def start_spread(overdue: int) -> float:
    """Seconds over which the first reads are spread when so many devices are overdue."""
    return overdue / START_RATE


def is_overdue(device: Device, now: datetime, interval: float) -> bool:
    """Whether its reading is older than its interval, or there is none."""
    if device.reading is None:
        return True
    age = (now - device.reading.read_at).total_seconds()
    # A reading from the future (the clock was set back) is no reason to wait for longer than an interval.
    return age >= interval or age < 0


def first_due(device: Device, now: datetime, monotonic: float, *, interval: float, spread: float) -> float:
    """When a device is asked first after a start.

    Args:
        device: as it was stored.
        now: wall clock, for the age of its reading and the end of its quarantine.
        monotonic: the same moment on the clock of due times; seconds.
        interval: everybody's; seconds.
        spread: over how many seconds the overdue ones are spread.
    """
    own = interval_of(device, interval)
    if is_quarantined(device, now):
        return due_after(device, now, monotonic, interval=interval)
    if is_overdue(device, now, own):
        return monotonic + phase(device.id) * spread
    assert device.reading is not None
    return monotonic + own - (now - device.reading.read_at).total_seconds()


def due_after(device: Device, asked_at: datetime, monotonic: float, *, interval: float) -> float:
    """When a device is asked next, by what its last poll made of it.

    Args:
        device: after that poll.
        asked_at: when it was asked, wall clock.
        monotonic: the same moment on the clock of due times; seconds.
        interval: everybody's; seconds.
    """
    own = interval_of(device, interval)
    if is_quarantined(device, asked_at):
        assert device.quarantine is not None
        return monotonic + (device.quarantine.until - asked_at).total_seconds()
    if device.silent_since is None:
        return next_slot(device.id, monotonic, own)
    silent_for = max(0.0, (asked_at - device.silent_since).total_seconds())
    if silent_for < MAX_BACK_OFF_SECONDS and device.unreachable_since is None:
        return monotonic + min(own, DOUBT_SECONDS)
    return monotonic + max(own, min(silent_for / 2, MAX_BACK_OFF_SECONDS))


def patience_for(device: Device, *, timeout: float, retries: int, unreachable_after: int) -> Patience:
    """How patiently a device is asked: as set, or after silence as one wakes a sleeper.

    Args:
        device: before the poll.
        timeout: as set; seconds.
        retries: as set.
        unreachable_after: polls in a row without an answer that make it unreachable.
    """
    if device.silent_since is None:
        return Patience(timeout, retries, relearns=unreachable_after == 1)
    is_last_chance = device.unreachable_since is None and device.misses >= unreachable_after - 1
    if is_asleep(device) and device.misses >= unreachable_after:
        is_last_chance = False  # it was learned anew then; now it sleeps on
    tries_again = int(device.unreachable_since is None)
    return Patience(max(timeout, WAKE_SECONDS), tries_again, is_waking=True, relearns=is_last_chance)


def full_read_after(device_id: str) -> float:
    """Seconds after which everything is asked again: once a day, a little earlier for some than for others.

    Devices that were found by one sweep would otherwise all be read in full within one interval of every day.
    """
    return (20 + 4 * phase(device_id)) * 3600
