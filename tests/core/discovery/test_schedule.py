from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.discovery.schedule import (
    SETTLE_SECONDS,
    WEEKDAYS,
    Plan,
    Schedule,
    at_complaint,
    next_run,
    plan_of,
    slot_after,
)

BERLIN, NEW_YORK, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")
DAILY, WEEKLY = Plan(time(3)), Plan(time(3), 6)
HOUR = 3600.0


def at(text: str, zone: ZoneInfo | None = None) -> datetime:
    """A wall-clock time, of UTC where no zone is named."""
    return datetime.fromisoformat(text).replace(tzinfo=zone or UTC)


@pytest.mark.parametrize(
    ("schedule", "written", "plan"),
    [
        ("off", "03:00", None),
        ("daily", "03:00", DAILY),
        ("daily", "Wed 03:00", DAILY),
        ("weekly", "03:00", WEEKLY),
        ("weekly", "Wed 23:59", Plan(time(23, 59), 2)),
    ],
)
def test_the_settings_make_the_plan(schedule: Schedule, written: str, plan: Plan | None) -> None:
    assert plan_of(schedule, written) == plan


@pytest.mark.parametrize("written", ["3:00", "24:00", "03:60", "Wed", "wed 03:00", "Wed  03:00", "03:00\n", "", "noon"])
def test_what_is_no_time_is_told(written: str) -> None:
    assert at_complaint(written) == 'a time is written "03:00", with its day "Sun 03:00"'
    assert at_complaint("23:59") is None
    assert at_complaint("Mon 00:00") is None


@pytest.mark.parametrize(
    ("plan", "zone", "moment", "slot"),
    [
        (DAILY, UTC, at("2026-03-04 02:59"), at("2026-03-04 03:00")),
        (DAILY, UTC, at("2026-03-04 03:00"), at("2026-03-05 03:00")),  # later, not at the same time
        (WEEKLY, UTC, at("2026-03-04 12:00"), at("2026-03-08 03:00")),
        (WEEKLY, UTC, at("2026-03-08 03:00"), at("2026-03-15 03:00")),
        (DAILY, BERLIN, at("2026-03-04 02:30"), at("2026-03-05 02:00")),  # 03:00 in Berlin is 02:00 UTC
        (DAILY, NEW_YORK, at("2026-03-04 02:30"), at("2026-03-04 08:00")),
        # Berlin, 29 March 2026: the clock goes from 02:00 to 03:00.
        (Plan(time(2, 30)), BERLIN, at("2026-03-28 12:00"), at("2026-03-29 03:30", BERLIN)),
        (Plan(time(2, 30)), BERLIN, at("2026-03-29 03:30", BERLIN), at("2026-03-30 02:30", BERLIN)),
        # Berlin, 25 October 2026: 02:30 comes twice, the first one counts.
        (Plan(time(2, 30)), BERLIN, at("2026-10-24 12:00"), at("2026-10-25 00:30")),
        (Plan(time(2, 30)), BERLIN, at("2026-10-25 00:30"), at("2026-10-26 01:30")),
        # Samoa had no 30 December 2011.
        (DAILY, APIA, at("2011-12-29 03:00", APIA), at("2011-12-31 03:00", APIA)),
        (DAILY, APIA, at("2011-12-31 03:00", APIA), at("2012-01-01 03:00", APIA)),
    ],
)
def test_slots_are_times_of_the_wall_clock(plan: Plan, zone: ZoneInfo, moment: datetime, slot: datetime) -> None:
    # Aware times of one zone are compared by their wall clocks, those of different zones by what they mean.
    assert slot_after(plan, moment.astimezone(UTC), zone) == slot.astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "last", "since", "up_seconds", "due"),
    [
        # Nothing ever ran: the first slot after the plan was made.
        ("2026-03-04 12:00", None, "2026-03-04 11:00", 0.0, "2026-03-05 03:00"),
        ("2026-03-04 12:00", None, None, 0.0, "2026-03-05 03:00"),
        # It ran today: tomorrow.
        ("2026-03-04 12:00", "2026-03-04 03:00", "2026-01-01 00:00", 10 * HOUR, "2026-03-05 03:00"),
        # It is due now, and stays due while it waits for its turn.
        ("2026-03-04 03:00", "2026-03-03 03:00", "2026-01-01 00:00", HOUR, "2026-03-04 03:00"),
        ("2026-03-04 05:00", "2026-03-03 03:00", "2026-01-01 00:00", 3 * HOUR, "2026-03-04 03:00"),
        # Missed while nobody kept: ten minutes after the start.
        ("2026-03-04 12:00", "2026-03-01 03:00", "2026-01-01 00:00", 0.0, "2026-03-04 12:10"),
        ("2026-03-04 12:00", "2026-03-01 03:00", "2026-01-01 00:00", 60.0, "2026-03-04 12:09"),
        ("2026-03-04 12:00", "2026-03-01 03:00", "2026-01-01 00:00", SETTLE_SECONDS, "2026-03-04 12:00"),
        # A slot right after the start was not missed.
        ("2026-03-04 02:55", "2026-03-03 03:00", "2026-01-01 00:00", 60.0, "2026-03-04 03:00"),
        # A plan made since then has missed nothing, however long ago the last sweep was.
        ("2026-03-04 12:00", "2026-01-01 03:00", "2026-03-04 11:59", 0.0, "2026-03-05 03:00"),
        # The clock was set back: what lies in the future is not believed.
        ("2026-03-04 12:00", "2027-01-01 03:00", "2026-03-04 11:00", HOUR, "2026-03-05 03:00"),
        ("2026-03-04 12:00", "2026-03-04 03:00", "2027-01-01 00:00", HOUR, "2026-03-05 03:00"),
        # Another program keeps: nothing is made up for here, what is overdue is in the past.
        ("2026-03-04 12:00", "2026-03-04 03:00", "2026-01-01 00:00", None, "2026-03-05 03:00"),
        ("2026-03-04 12:00", "2026-03-03 03:00", "2026-01-01 00:00", None, "2026-03-04 03:00"),
    ],
)
def test_the_next_run(now: str, last: str | None, since: str | None, up_seconds: float | None, due: str) -> None:
    run = next_run(
        DAILY,
        at(now),
        last=at(last) if last else None,
        since=at(since) if since else None,
        up_seconds=up_seconds,
        zone=ZoneInfo("UTC"),
    )
    assert run == at(due)


MOMENTS = st.integers(946_684_800, 2_114_380_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
PLANS = st.builds(
    Plan, st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0)), st.none() | st.integers(0, 6)
)


@given(plan=PLANS, moment=MOMENTS, zone=ZONES)
def test_every_day_of_the_plan_has_exactly_one_slot(plan: Plan, moment: datetime, zone: str) -> None:
    place = ZoneInfo(zone)
    days = []
    for _ in range(10):
        slot = slot_after(plan, moment, place)
        assert slot > moment
        local = slot.astimezone(place)
        # Where the clock skips the time the slot is as much later; nowhere more than two hours.
        late = local.replace(tzinfo=None) - datetime.combine(local.date(), plan.at)
        assert timedelta(0) <= late <= timedelta(hours=2)
        assert plan.weekday in (None, local.weekday())
        days.append(local.date())
        moment = slot
    step = 1 if plan.weekday is None else 7
    assert days == [days[0] + timedelta(days=step * place) for place in range(10)]


@settings(deadline=None, max_examples=50)
@given(
    plan=PLANS,
    begin=MOMENTS,
    zone=ZONES,
    switches=st.lists(st.tuples(st.floats(1, 80 * HOUR), st.floats(60, 60 * HOUR)), min_size=1, max_size=4),
    step=st.sampled_from([250.0, 1700.0]),
)
def test_over_any_pauses_each_slot_is_run_once_or_made_up_for(
    plan: Plan,
    begin: datetime,
    zone: str,
    switches: list[tuple[float, float]],
    step: float,
) -> None:
    place = ZoneInfo(zone)
    now, last = begin, None
    runs: list[datetime] = []
    for off_seconds, on_seconds in switches:
        now += timedelta(seconds=off_seconds)
        up = 0.0
        while up < on_seconds:
            if next_run(plan, now, last=last, since=begin, up_seconds=up, zone=place) <= now:
                missed = slot_after(plan, last or begin, place) < now - timedelta(seconds=up)
                assert not missed or up >= SETTLE_SECONDS, "a missed one has time to settle"
                runs.append(now)
                last = now
            up += step
            now += timedelta(seconds=step)
        if up >= SETTLE_SECONDS + step:
            # While a program keeps for long enough nothing stays due.
            assert slot_after(plan, last or begin, place) >= now - timedelta(seconds=step)
    for earlier, later in zip([begin, *runs], runs, strict=False):
        assert slot_after(plan, earlier, place) <= later, "one run a slot, none without"


@pytest.mark.parametrize("day", range(7))
def test_days_are_named_as_their_dates_say(day: int) -> None:
    schedule: Literal["weekly"] = "weekly"
    plan = plan_of(schedule, f"{WEEKDAYS[day]} 12:00")
    assert plan is not None
    slot = slot_after(plan, at("2026-03-01 00:00"), ZoneInfo("UTC"))
    assert f"{slot:%a}" == WEEKDAYS[day]


def test_without_a_zone_the_machines_clock_counts() -> None:
    slot = slot_after(DAILY, at("2026-03-04 12:00"))
    assert slot.astimezone().strftime("%H:%M") == "03:00"
    assert slot.tzinfo is UTC
