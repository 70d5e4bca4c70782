import math
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.contact import answered, missed
from core.identity import make_device_id
from core.model.device import Device, Identity, Quarantine, Reading
from core.model.events import DeviceSilent
from core.model.status import Status
from core.monitor.schedule import (
    DOUBT_SECONDS,
    MAX_BACK_OFF_SECONDS,
    START_RATE,
    WAKE_SECONDS,
    Patience,
    due_after,
    first_due,
    full_read_after,
    interval_of,
    is_overdue,
    is_watched,
    next_slot,
    patience_for,
    phase,
    start_spread,
)
from tests.core.conftest import NOON

PRINTER = Identity(is_printer=True)
TEN_THOUSAND = tuple(make_device_id(f"VNB3J{number:05}") for number in range(10_000))
HAIR = 1e-6

ids = st.integers(0, 16**10 - 1).map(lambda number: f"d{number:010x}")
intervals = st.one_of(st.sampled_from([1.0, 60.0, 300.0, 900.0, 86_400.0]), st.floats(1, 86_400))
moments = st.floats(0, 1e8)
"""On the monotonic clock: up to three years after the machine's start."""


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def device(
    device_id: str = "d1",
    *,
    read: float | None = None,
    silent: float | None = None,
    unreachable: float | None = None,
    asleep: bool = False,
    **fields: Any,
) -> Device:
    """A printer; times in seconds after noon.

    Args:
        device_id: its id.
        read: when it was read last.
        silent: since when it is silent.
        unreachable: since when it is unreachable and silent.
        asleep: whether it said that it sleeps when it was read.
        fields: more of its fields.
    """
    if read is not None:
        fields["reading"] = Reading(read_at=at(read), identity=PRINTER, status=Status(asleep=asleep))
    if unreachable is not None:
        silent = unreachable
        fields["unreachable_since"] = at(unreachable)
    if silent is not None:
        fields["silent_since"] = at(silent)
    return Device(id=device_id, address="10.0.0.5", identity=PRINTER, **fields)


def quarantined(until: float, **more: Any) -> Device:
    """One in quarantine until so many seconds after noon."""
    return device(quarantine=Quarantine(since=at(-3600), until=at(until), reason="it restarted"), **more)


def silence(seconds: float) -> DeviceSilent:
    return DeviceSilent(device_id="d1", at=at(seconds), problem="no answer", is_timeout=True)


# Slots


@given(device_id=ids, interval=intervals, start=moments)
@example(device_id="d6cf8130c42", interval=7.3, start=2_216_900.0)
@example(device_id="d0b78255d68", interval=30_853.63416334617, start=10_320_000.0)
def test_slots_lie_exactly_an_interval_apart(device_id: str, interval: float, start: float) -> None:
    """Also where every poll is asked at the very moment of its slot, however its floating-point number was rounded."""
    slot = next_slot(device_id, start, interval)
    assert start < slot <= start + interval + HAIR
    for _ in range(10):
        following = next_slot(device_id, slot, interval)
        assert following - slot == pytest.approx(interval, abs=HAIR)
        slot = following


@given(device_id=ids, interval=intervals, start=moments, late=st.floats(0, 0.99))
def test_a_poll_that_comes_late_moves_no_slot(device_id: str, interval: float, start: float, late: float) -> None:
    slot = next_slot(device_id, start, interval)
    following = next_slot(device_id, slot + late * interval, interval)
    assert following - slot == pytest.approx(interval, abs=HAIR)


@pytest.mark.parametrize("interval", [60, 300, 3600])
def test_ten_thousand_printers_make_an_even_stream(interval: int) -> None:
    seconds = Counter(math.floor(next_slot(device_id, 0.0, interval)) for device_id in TEN_THOUSAND)
    # Chance alone gives a mean of n in each second with a standard deviation of its root.
    mean = len(TEN_THOUSAND) / interval
    assert max(seconds.values()) <= mean + 6 * math.sqrt(mean)
    tenths = Counter(math.floor(10 * phase(device_id)) for device_id in TEN_THOUSAND)
    assert sorted(tenths) == list(range(10))
    assert all(900 <= count <= 1100 for count in tenths.values())


def test_a_phase_is_the_same_in_every_program() -> None:
    assert [round(phase(device_id), 6) for device_id in ("d1", "d2", "d0123456789")] == [0.068706, 0.53369, 0.806717]


# The first time


@given(device_id=ids, interval=intervals, start=moments, overdue=st.integers(1, 20_000))
def test_an_overdue_device_is_read_within_the_spread_and_again_within_its_interval(
    device_id: str, interval: float, start: float, overdue: int
) -> None:
    spread = start_spread(overdue)
    first = first_due(device(device_id), NOON, start, interval=interval, spread=spread)
    assert start <= first <= start + spread
    second = due_after(device(device_id, read=0), NOON, first, interval=interval)
    assert first < second <= first + interval + HAIR
    assert second == next_slot(device_id, first, interval)


@given(device_id=ids, interval=intervals, share=st.floats(0, 1, exclude_max=True))
def test_a_fresh_reading_is_followed_by_the_next_when_it_is_an_interval_old(
    device_id: str, interval: float, share: float
) -> None:
    age = round(share * interval, 3)
    if age >= interval:
        return
    due = first_due(device(device_id, read=-age), NOON, 1000.0, interval=interval, spread=100.0)
    assert due - 1000.0 == pytest.approx(interval - age, abs=1e-3)


def test_ten_thousand_first_reads_come_at_the_start_rate() -> None:
    spread = start_spread(len(TEN_THOUSAND))
    due = [first_due(device(one), NOON, 5.0, interval=300.0, spread=spread) for one in TEN_THOUSAND]
    seconds = Counter(math.floor(one) for one in due)
    assert max(due) < 5 + len(TEN_THOUSAND) / START_RATE
    assert max(seconds.values()) <= START_RATE + 6 * math.sqrt(START_RATE)


@pytest.mark.parametrize(
    ("known", "seconds"),
    [
        (device(), 0.687063),
        (device(read=-300), 0.687063),
        (device(read=-299), 1),
        (device(read=0), 300),
        (device(read=3600), 0.687063),
        (device(read=-100, interval_seconds=60.0), 0.687063),
        (device(read=-100, interval_seconds=3600.0), 3500),
        (device(read=-100, silent=-50.0, misses=1), 200),
        (quarantined(1800), 1800),
        (quarantined(1800, read=0, interval_seconds=60.0), 1800),
        (quarantined(-1), 0.687063),
    ],
    ids=[
        "never read",
        "just overdue",
        "nearly overdue",
        "just read",
        "read in the future",
        "overdue by its own interval",
        "not due by its own interval",
        "silent",
        "quarantined",
        "quarantined, whatever its interval",
        "its quarantine is over",
    ],
)
def test_after_a_start_the_age_of_the_reading_decides(known: Device, seconds: float) -> None:
    due = first_due(known, NOON, 1000.0, interval=300.0, spread=10.0)
    assert due - 1000 == pytest.approx(seconds, abs=1e-3)


@pytest.mark.parametrize(
    ("read", "expected"), [(None, True), (-300, True), (-299.9, False), (0, False), (0.1, True), (1e8, True)]
)
def test_a_reading_older_than_the_interval_or_from_the_future_is_overdue(read: float | None, expected: bool) -> None:
    assert is_overdue(device(read=read), NOON, 300.0) is expected


# After a poll


@pytest.mark.parametrize(
    ("polled", "interval", "wait"),
    [
        (device(silent=0.0), 300, 60),
        (device(silent=0.0), 30, 30),
        (device(silent=-899.0), 300, 60),
        (device(silent=-900.0), 300, 450),
        (device(silent=-86_400.0), 300, 900),
        (device(unreachable=0.0), 300, 300),
        (device(unreachable=-120.0), 300, 300),
        (device(unreachable=-120.0), 30, 60),
        (device(unreachable=-1000.0), 300, 500),
        (device(unreachable=-1800.0), 300, 900),
        (device(unreachable=-1e7), 300, 900),
        (device(unreachable=-1e7), 3600, 3600),
        (device(unreachable=-1e7, interval_seconds=7200.0), 300, 7200),
        (device(silent=600.0), 300, 60),
        (quarantined(1800), 300, 1800),
        (quarantined(1800, silent=0.0), 300, 1800),
        (quarantined(0, silent=0.0), 300, 60),
    ],
    ids=[
        "first miss",
        "first miss of one that is asked often",
        "still in doubt",
        "in doubt for long: it sleeps",
        "it sleeps for a day",
        "unreachable at once",
        "just unreachable",
        "just unreachable, asked often",
        "unreachable for a while",
        "for half an hour",
        "for months",
        "for months, asked seldom",
        "for months, asked seldom by itself",
        "our clock was set back",
        "quarantined",
        "silent and quarantined",
        "silent, its quarantine is over",
    ],
)
def test_silence_is_met_sooner_while_in_doubt_then_less_and_less_often(
    polled: Device, interval: float, wait: float
) -> None:
    assert due_after(polled, NOON, 1000.0, interval=interval) - 1000 == pytest.approx(wait)


@given(
    interval=intervals,
    own=st.none() | intervals,
    silent_for=st.floats(-1e6, 1e7),
    is_unreachable=st.booleans(),
    start=moments,
)
def test_the_back_off_has_its_bounds(
    interval: float, own: float | None, silent_for: float, is_unreachable: bool, start: float
) -> None:
    unreachable = -silent_for if is_unreachable else None
    silent = device(silent=-silent_for, unreachable=unreachable, interval_seconds=own)
    wait = due_after(silent, NOON, start, interval=interval) - start
    effective = own or interval
    assert 0 < wait <= max(effective, MAX_BACK_OFF_SECONDS) + HAIR
    if is_unreachable:
        assert wait >= effective - HAIR
    elif silent_for < MAX_BACK_OFF_SECONDS - 1:
        assert wait <= DOUBT_SECONDS + HAIR


@given(
    device_id=ids,
    interval=st.floats(30, 900),
    outage=st.floats(1, 4 * 86_400),
    unreachable_after=st.integers(1, 6),
    asleep=st.booleans(),
)
def test_what_comes_back_is_asked_within_a_quarter_of_an_hour(
    device_id: str, interval: float, outage: float, unreachable_after: int, asleep: bool
) -> None:
    """However long it was away, and whether it sleeps or not; and then its slots are where they were."""
    now = next_slot(device_id, 0.0, interval)
    known = device(device_id, read=0, asleep=asleep)
    back = now + outage
    asked = [now]
    while now < back:
        known = missed(known, silence(now), unreachable_after=unreachable_after)
        now = due_after(known, at(now), now, interval=interval)
        asked.append(now)
    assert now - back <= MAX_BACK_OFF_SECONDS
    assert all(later - sooner >= min(interval, DOUBT_SECONDS) - HAIR for sooner, later in pairwise(asked))
    slot = due_after(answered(known), at(now), now, interval=interval)
    assert slot == next_slot(device_id, now, interval)


@pytest.mark.parametrize(
    ("asleep", "asked"),
    [
        (False, [0, 60, 120, 420, 720, 1080, 1620, 2430, 3330, 4230]),
        (True, [0, *range(60, 901, 60), 1350, 2025, 2925, 3825]),
    ],
    ids=["a dead printer", "one that sleeps"],
)
def test_how_the_silent_are_asked(asleep: bool, asked: list[int]) -> None:
    known, now, times = device(read=0, asleep=asleep), 0.0, []
    for _ in asked:
        times.append(round(now))
        known = missed(known, silence(now))
        now = due_after(known, at(now), now, interval=300.0)
    assert times == asked


# How patiently


@pytest.mark.parametrize(
    ("known", "unreachable_after", "patience"),
    [
        (device(), 3, Patience(2.0, 2)),
        (device(silent=0.0, misses=1), 3, Patience(20.0, 1, is_waking=True)),
        (device(silent=0.0, misses=2), 3, Patience(20.0, 1, is_waking=True, relearns=True)),
        (device(silent=0.0, misses=4), 3, Patience(20.0, 1, is_waking=True, relearns=True)),
        (device(unreachable=0.0, misses=3), 3, Patience(20.0, 0, is_waking=True)),
        (device(unreachable=0.0), 3, Patience(20.0, 0, is_waking=True)),
        (device(silent=0.0, misses=1), 2, Patience(20.0, 1, is_waking=True, relearns=True)),
        (device(), 1, Patience(2.0, 2, relearns=True)),
        (device(read=0, asleep=True, silent=0.0, misses=2), 3, Patience(20.0, 1, is_waking=True, relearns=True)),
        (device(read=0, asleep=True, silent=0.0, misses=3), 3, Patience(20.0, 1, is_waking=True)),
    ],
    ids=[
        "as set",
        "after one miss",
        "the last chance",
        "the last chance, the setting was lowered",
        "unreachable",
        "displaced",
        "the last chance of two",
        "the only chance",
        "a sleeper is learned anew once",
        "and then it sleeps on",
    ],
)
def test_patience_is_as_set_until_a_device_is_silent(known: Device, unreachable_after: int, patience: Patience) -> None:
    assert patience_for(known, timeout=2.0, retries=2, unreachable_after=unreachable_after) == patience


def test_a_time_out_set_longer_than_a_waking_takes_stays() -> None:
    silent = device(silent=0.0, misses=1)
    assert WAKE_SECONDS > 18
    assert patience_for(silent, timeout=45.0, retries=2, unreachable_after=3).timeout == 45.0


@given(unreachable_after=st.integers(1, 20), asleep=st.booleans())
def test_a_silent_device_is_learned_anew_exactly_once(unreachable_after: int, asleep: bool) -> None:
    """With the last poll before it counts as unreachable, or would if it had not said that it sleeps."""
    known, relearned = device(read=-5, asleep=asleep), []
    for second in range(unreachable_after + 5):
        patience = patience_for(known, timeout=2.0, retries=2, unreachable_after=unreachable_after)
        relearned.append(patience.relearns)
        known = missed(known, silence(second), unreachable_after=unreachable_after)
    assert [number for number, one in enumerate(relearned, 1) if one] == [unreachable_after]


# Whom, how often, how much


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (device(), True),
        (device(is_ignored=True), False),
        (replace(device(), identity=Identity()), False),
        (quarantined(1800), True),
    ],
    ids=["a printer", "ignored", "no printer", "quarantined: for a while only"],
)
def test_printers_are_watched_unless_they_are_ignored(known: Device, expected: bool) -> None:
    assert is_watched(known) is expected


def test_a_device_may_have_an_interval_of_its_own() -> None:
    assert interval_of(device(), 300.0) == 300.0
    assert interval_of(device(interval_seconds=30.0), 300.0) == 30.0


def test_full_reads_are_spread_over_four_hours_and_no_day_passes_without_one() -> None:
    hours = [full_read_after(one) / 3600 for one in TEN_THOUSAND]
    assert 20 <= min(hours) < 20.01
    assert 23.99 < max(hours) < 24
    minutes = Counter(math.floor(hour * 60) for hour in hours)
    assert max(minutes.values()) <= 10_000 / 240 * 2
