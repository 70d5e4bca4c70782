"""What an answer, a silence or a restart makes of a device: reachable, silent, unreachable, quarantined (pure).

A printer that misses one poll is silent, not gone: it counts as unreachable when none of its last M polls was answered
(MISSION C7). One that said that it sleeps may be silent for a weekend. Any answer makes it reachable at once.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from core.model.device import Device, Quarantine, Reading
from core.model.events import DeviceSilent

UNREACHABLE_AFTER = 3
"""M: polls in a row without an answer that make a device unreachable. Our choice; `polling.unreachable_after`."""

ASLEEP_FOR = timedelta(hours=72)
"""How long a device whose last answer said that it sleeps may be silent. Our choice: a weekend and its evenings."""

RESTART_WINDOW = timedelta(minutes=3)
"""A restart so soon after a poll may be its doing: a crash and a boot fit in. Our choice, no vendor's figure."""

RESTARTS_TOLERATED = 1
"""Restarts right after our polls, one poll after the other, that are taken for chance."""

QUARANTINE_HOURS, MAX_QUARANTINE_HOURS = 1, 24
"""The first quarantine, and the longest: each further one is twice as long. Our choice: somebody who cycles the power
of a jammed printer looks the same, and costs an hour."""

UPTIME_WRAP = 2**32 / 100
"""Seconds after which sysUpTime, in hundredths of seconds and 32 bits, starts again at zero (RFC 3418)."""

_WRAP_SLACK = 600.0
_CLOCK_SLACK = timedelta(seconds=10)
"""How much earlier a restart may seem than the poll that caused it: clocks are coarse, and a read takes a while."""


def answered(device: Device) -> Device:
    """The device after any answer."""
    return replace(device, silent_since=None, misses=0, unreachable_since=None, problem=None)


def missed(device: Device, event: DeviceSilent, *, unreachable_after: int = UNREACHABLE_AFTER) -> Device:
    """The device after a poll that was not answered, or not usably.

    Mere silence is no problem to tell before the device counts as unreachable; a refusal or a wrong answer is one.

    Args:
        device: as it was before.
        event: what came of the poll.
        unreachable_after: polls in a row without an answer until then.
    """
    since = device.silent_since or device.unreachable_since or event.at
    misses = min(device.misses + 1, unreachable_after)
    asleep = is_asleep(device) and event.at - since < ASLEEP_FOR
    is_gone = device.unreachable_since is not None or (misses >= unreachable_after and not asleep)
    return replace(
        device,
        silent_since=since,
        misses=misses,
        unreachable_since=since if is_gone else None,
        problem=event.problem if is_gone or not event.is_timeout else device.problem,
    )


def is_asleep(device: Device) -> bool:
    """Whether its last answer said that it sleeps."""
    return device.reading is not None and device.reading.status.asleep


def with_restarts(before: Device, after: Device) -> Device:
    """The device after a reading, with what its uptime tells: restarts right after our polls put it into quarantine.

    Args:
        before: the device at its last answer or silence.
        after: the same device with the new reading.
    """
    # What wakes up when it is asked may start its counters anew: that is no harm done.
    if before.reading is None or after.reading is None or is_asleep(before):
        return after
    if not restarted_after_poll(before, after.reading):
        if not before.restarts and before.quarantine is None:
            return after
        return replace(after, restarts=0, quarantine=_expired(before.quarantine, after.reading.read_at))
    restarts = before.restarts + 1
    if restarts <= RESTARTS_TOLERATED and before.quarantine is None:
        return replace(after, restarts=restarts)
    return replace(after, restarts=restarts, quarantine=_quarantine(before.quarantine, after.reading.read_at))


def restarted_after_poll(before: Device, reading: Reading) -> bool:
    """Whether the device restarted right after it was asked: its uptime fell, and began soon after a poll.

    The poll in question is the last one that was answered, or the first one that was not: one that met a device that
    was starting already is not to blame.
    """
    known = before.reading
    if known is None or known.uptime_seconds is None or reading.uptime_seconds is None:
        return False
    elapsed = (reading.read_at - known.read_at).total_seconds()
    if reading.uptime_seconds >= known.uptime_seconds or elapsed <= 0:
        return False
    if known.uptime_seconds + elapsed >= UPTIME_WRAP - _WRAP_SLACK:
        return False
    booted = reading.read_at - timedelta(seconds=reading.uptime_seconds)
    polls = (known.read_at, before.silent_since or known.read_at)
    return any(-_CLOCK_SLACK <= booted - asked <= RESTART_WINDOW for asked in polls)


def is_quarantined(device: Device, now: datetime) -> bool:
    """Whether it is left alone for now."""
    return device.quarantine is not None and now < device.quarantine.until


def _quarantine(former: Quarantine | None, at: datetime) -> Quarantine:
    times = former.times + 1 if former else 1
    hours = min(QUARANTINE_HOURS * 2 ** (times - 1), MAX_QUARANTINE_HOURS)
    reason = "it restarted right after being asked" + ("" if former else ", twice in a row")
    return Quarantine(since=at, until=at + timedelta(hours=hours), times=times, reason=reason)


def _expired(quarantine: Quarantine | None, at: datetime) -> Quarantine | None:
    """A quarantine is forgotten once the device took polls for a day after it."""
    if quarantine is None or at - quarantine.until >= timedelta(hours=MAX_QUARANTINE_HOURS):
        return None
    return quarantine
