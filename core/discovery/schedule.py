"""When the next scheduled sweep is due: decisions on given times (pure).

Slots are local wall-clock times: one a day, or one a week. A day whose clock skips the time has its slot as much later;
a day that has the time twice has it the first time. Either way a day has exactly one.
"""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal

import msgspec

SETTLE_SECONDS = 600.0
"""A slot that was missed while nobody kept the printers is made up for, but not sooner after a start than this."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""How `schedule_at` names a day, in the order of `date.weekday`."""
AT_PATTERN = rf"^(({'|'.join(WEEKDAYS)}) )?([01][0-9]|2[0-3]):[0-5][0-9]$"
"""What `schedule_at` must look like: "03:00" or "Sun 03:00"."""

Schedule = Literal["off", "daily", "weekly"]
"""How often the keeper sweeps by itself."""


class Plan(msgspec.Struct, frozen=True):
    """When the keeper sweeps."""

    at: time
    """Local."""
    weekday: int | None = None
    """0 (Monday) to 6 of a weekly sweep; None: every day."""


def plan_of(schedule: Schedule, schedule_at: str) -> Plan | None:
    """What the settings say; None: nothing is scheduled.

    Args:
        schedule: how often.
        schedule_at: fits `AT_PATTERN`; a weekly sweep is on Sundays unless a day is named, for a daily one days mean
            nothing.
    """
    if schedule == "off":
        return None
    day, _, clock = schedule_at.rpartition(" ")
    weekday = WEEKDAYS.index(day or "Sun") if schedule == "weekly" else None
    return Plan(time.fromisoformat(clock), weekday)


def at_complaint(text: str) -> str | None:
    """What is wrong with a `schedule_at`; None when nothing is."""
    return None if re.fullmatch(AT_PATTERN, text) else 'a time is written "03:00", with its day "Sun 03:00"'


def slot_after(plan: Plan, moment: datetime, zone: tzinfo | None = None) -> datetime:
    """The first slot later than a moment; UTC.

    Args:
        plan: when.
        moment: aware.
        zone: whose wall clocks count; None: the machine's.
    """
    day = moment.astimezone(zone).date() - timedelta(days=1)
    while True:
        # A naive time counts as the machine's (PEP 495 settles what its clock skips or repeats).
        slot = datetime.combine(day, plan.at).replace(tzinfo=zone).astimezone(UTC)
        if slot > moment and plan.weekday in (None, day.weekday()):
            return slot
        day += timedelta(days=1)


def next_run(
    plan: Plan,
    now: datetime,
    *,
    last: datetime | None,
    since: datetime | None,
    up_seconds: float | None,
    zone: tzinfo | None = None,
) -> datetime:
    """When to sweep next; at `now` or before it: at once.

    What is due waits for its turn and stays due. What was missed while no program kept the printers is run once.

    Args:
        plan: when.
        now: aware.
        last: when the last scheduled sweep began.
        since: when this plan was made; slots before it are not missed.
        up_seconds: for how long this program has kept the printers; None: another one does, and nothing is
            made up for.
        zone: whose wall clocks count; None: the machine's.
    """
    # What lies in the future comes from a clock that was set back since.
    known = [moment for moment in (last, since) if moment is not None and moment <= now]
    if up_seconds is None:
        return slot_after(plan, max(known, default=now), zone)
    started = now - timedelta(seconds=up_seconds)
    slot = slot_after(plan, max(known, default=started), zone)
    return slot if slot >= started else started + timedelta(seconds=SETTLE_SECONDS)
