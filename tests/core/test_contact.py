from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.contact import (
    ASLEEP_FOR,
    MAX_QUARANTINE_HOURS,
    RESTART_WINDOW,
    UPTIME_WRAP,
    answered,
    is_asleep,
    is_quarantined,
    missed,
    restarted_after_poll,
    with_restarts,
)
from core.model.device import Device, Identity, Quarantine, Reading
from core.model.events import DeviceSilent
from core.model.status import Status
from tests.core.conftest import NOON, Finds

at = Finds.at
LONG = 1_000_000.0
"""An uptime in seconds that any restart undercuts."""


def printer(**fields: object) -> Device:
    return Device(id="d1", address="10.0.0.5", identity=Identity(is_printer=True), **fields)  # type: ignore[arg-type]


def said(minute: float, uptime: float | None = None, *, asleep: bool = False) -> Reading:
    return Reading(
        read_at=at(minute),
        identity=Identity(is_printer=True),
        uptime_seconds=uptime,
        status=Status(asleep=asleep),
    )


def silence(minute: float, problem: str = "no answer", *, is_timeout: bool = True) -> DeviceSilent:
    return DeviceSilent(device_id="d1", at=at(minute), problem=problem, is_timeout=is_timeout)


# N of M


def test_one_missed_poll_makes_a_device_silent_and_no_more() -> None:
    device = missed(printer(reading=said(0)), silence(5))
    assert (device.silent_since, device.misses, device.unreachable_since, device.problem) == (at(5), 1, None, None)


def test_the_third_one_makes_it_unreachable_since_the_first() -> None:
    device = printer(reading=said(0))
    for minute in (5, 6, 7):
        assert device.unreachable_since is None
        device = missed(device, silence(minute))
    assert (device.silent_since, device.unreachable_since, device.problem) == (at(5), at(5), "no answer")
    assert device.reading == said(0)


@given(outcomes=st.lists(st.booleans(), max_size=40), unreachable_after=st.integers(1, 6))
@example(outcomes=[False] * 20, unreachable_after=20)
def test_unreachable_is_who_answered_none_of_the_last_polls(outcomes: list[bool], unreachable_after: int) -> None:
    device = printer(reading=said(-5))
    for minute, has_answered in enumerate(outcomes):
        device = (
            answered(device) if has_answered else missed(device, silence(minute), unreachable_after=unreachable_after)
        )
        so_far = outcomes[: minute + 1]
        last = so_far[-unreachable_after:]
        run = next((count for count, one in enumerate(reversed(so_far)) if one), len(so_far))
        silent_since = at(minute - run + 1) if run else None
        is_unreachable = len(last) == unreachable_after and not any(last)
        assert device.silent_since == silent_since
        assert device.unreachable_since == (silent_since if is_unreachable else None)
        assert device.misses == min(run, unreachable_after)
        assert device.problem == ("no answer" if is_unreachable else None)


@given(misses=st.integers(0, 30), unreachable_after=st.integers(1, 20), asleep=st.booleans())
def test_any_answer_makes_a_device_reachable_at_once(misses: int, unreachable_after: int, asleep: bool) -> None:
    device = before = printer(reading=said(-5, asleep=asleep))
    for minute in range(misses):
        device = missed(device, silence(minute), unreachable_after=unreachable_after)
    assert answered(device) == before


def test_more_silence_of_an_unreachable_device_changes_nothing_that_would_be_written() -> None:
    device = printer()
    for minute in (5, 6, 7):
        device = missed(device, silence(minute))
    assert missed(device, silence(600)) == device


@pytest.mark.parametrize(
    ("device", "event", "problem"),
    [
        (printer(), silence(5), None),
        (printer(), silence(5, "wrong password", is_timeout=False), "wrong password"),
        (printer(problem="wrong password", silent_since=at(0), misses=1), silence(5), "wrong password"),
        (printer(problem="wrong password", silent_since=at(0), misses=2), silence(5), "no answer"),
        (printer(silent_since=at(0), misses=2), silence(5), "no answer"),
    ],
    ids=["silence", "a refusal", "silence after a refusal", "the last miss after a refusal", "the last miss"],
)
def test_silence_alone_is_no_problem_to_tell_before_it_counts(
    device: Device, event: DeviceSilent, problem: str | None
) -> None:
    assert missed(device, event).problem == problem


@pytest.mark.parametrize(
    ("device", "unreachable_after", "since"),
    [
        (printer(silent_since=at(0), misses=4), 3, at(0)),
        (printer(silent_since=at(0), misses=3, unreachable_since=at(0)), 9, at(0)),
        (printer(silent_since=at(0), unreachable_since=at(0)), 3, at(0)),
        (printer(unreachable_since=at(0)), 3, at(0)),
        (printer(), 1, at(60)),
    ],
    ids=["lowered", "raised", "displaced", "stored by an older version", "one miss is enough"],
)
def test_who_counts_as_unreachable_stays_so_whatever_the_setting(
    device: Device, unreachable_after: int, since: object
) -> None:
    silent = missed(device, silence(60), unreachable_after=unreachable_after)
    assert (silent.silent_since, silent.unreachable_since) == (since, since)


# Asleep


@pytest.mark.parametrize(
    ("hours", "asleep", "is_unreachable"),
    [(1, True, False), (71.9, True, False), (72, True, True), (500, True, True), (1, False, True)],
)
def test_a_printer_that_said_it_sleeps_may_be_silent_for_a_weekend(
    hours: float, asleep: bool, is_unreachable: bool
) -> None:
    device = printer(reading=said(-5, asleep=asleep))
    assert is_asleep(device) is asleep
    for minute in (0, 1, 2, 15, hours * 60):
        device = missed(device, silence(minute))
    assert (device.unreachable_since == at(0)) is is_unreachable
    assert (device.unreachable_since is None) is not is_unreachable
    assert device.silent_since == at(0)


def test_the_first_miss_after_the_program_was_off_for_a_week_is_the_first() -> None:
    device = missed(printer(reading=said(-7 * 24 * 60, asleep=True)), silence(0))
    for minute in (1, 2, 3):
        device = missed(device, silence(minute))
    assert device.unreachable_since is None
    assert timedelta(hours=72) == ASLEEP_FOR


def test_a_device_never_read_is_not_asleep() -> None:
    assert not is_asleep(printer())


# Restarts


@pytest.mark.parametrize(
    ("before", "now", "is_restart"),
    [
        (printer(reading=said(0, 1000)), said(5, 1300), False),
        (printer(reading=said(0, 200)), said(5, 200), False),
        (printer(reading=said(0, LONG)), said(5, 290), True),
        (printer(reading=said(0, LONG)), said(5, 120), True),
        (printer(reading=said(0, LONG)), said(5, 119), False),
        (printer(reading=said(0, LONG)), said(5, 305), True),
        (printer(reading=said(0, LONG)), said(5, 320), False),
        (printer(reading=said(0, LONG)), said(5, LONG / 2), False),
        (printer(reading=said(0, LONG), silent_since=at(5)), said(60, 3290), True),
        (printer(reading=said(0, LONG), silent_since=at(5)), said(60, 60), False),
        (printer(reading=said(0, LONG), silent_since=at(5)), said(6, 100), False),
        (printer(reading=said(0, LONG), silent_since=at(1)), said(2, 80), True),
        (printer(reading=said(0, LONG)), said(-0.05, 2), False),
        (printer(reading=said(0, LONG)), said(0, 5), False),
        (printer(reading=said(0, LONG)), said(5), False),
        (printer(reading=said(0)), said(5, 10), False),
        (printer(), said(5, 10), False),
        (printer(reading=said(0, UPTIME_WRAP - 200)), said(5, 100), False),
        (printer(reading=said(0, UPTIME_WRAP - 62)), said(1, 1), False),
        (printer(reading=said(0, UPTIME_WRAP - 1000)), said(5, 290), True),
    ],
    ids=[
        "it goes on",
        "a clock that stands",
        "begun 10 s after the poll",
        "begun 180 s after it",
        "begun 181 s after it",
        "clocks are coarse",
        "begun 20 s before it",
        "fell, but began long before",
        "begun 10 s after the poll that was missed first",
        "switched on long after that",
        "it was starting already when the missed poll came",
        "the poll before did it, the next one was missed for it",
        "our clock was set back",
        "read twice in one moment",
        "no uptime now",
        "no uptime before",
        "never read",
        "the counter wrapped",
        "it wrapped, its clock is a little fast",
        "it restarted shortly before it would have wrapped",
    ],
)
def test_a_restart_counts_when_it_began_right_after_a_poll(before: Device, now: Reading, is_restart: bool) -> None:
    assert timedelta(seconds=180) == RESTART_WINDOW
    assert restarted_after_poll(before, now) is is_restart


@given(
    uptime=st.floats(0, UPTIME_WRAP, exclude_max=True),
    minutes=st.floats(0.1, 60 * 24 * 30),
    drift=st.floats(-1e-4, 1e-4),
)
@example(uptime=UPTIME_WRAP - 1, minutes=5, drift=0.0)
@example(uptime=UPTIME_WRAP - 60.003, minutes=1, drift=1e-4)
def test_a_device_that_never_restarts_never_seems_to(uptime: float, minutes: float, drift: float) -> None:
    """Not even when its uptime of 32 bits in hundredths wraps after 497 days, by a clock that is a little off."""
    later = (uptime + minutes * 60 * (1 + drift)) % UPTIME_WRAP
    assert not restarted_after_poll(printer(reading=said(0, uptime)), said(minutes, later))


class Polled:
    """A printer and what a row of polls makes of it."""

    def __init__(self) -> None:
        self.minute = 0.0
        self.device = printer(reading=said(0, LONG))

    def runs_on(self, minutes: float = 5) -> Device:
        """It is polled, and was not restarted."""
        assert self.device.reading is not None
        return self._read(minutes, (self.device.reading.uptime_seconds or 0) + minutes * 60)

    def restarts(self, minutes: float = 5) -> Device:
        """It is polled, and was restarted 10 s after the poll before."""
        return self._read(minutes, minutes * 60 - 10)

    def _read(self, minutes: float, uptime: float) -> Device:
        self.minute += minutes
        reading = said(self.minute, uptime)
        self.device = with_restarts(self.device, replace(answered(self.device), reading=reading))
        return self.device

    def waits_until(self, quarantine: Quarantine | None) -> None:
        """It is left alone until its quarantine ends, and its uptime, which restarts cut short, is long again."""
        assert quarantine is not None
        self.minute = (quarantine.until - NOON).total_seconds() / 60
        self.device = replace(self.device, reading=said(self.minute, LONG))


def test_one_restart_after_a_poll_is_taken_for_chance() -> None:
    polled = Polled()
    assert (polled.restarts().restarts, polled.device.quarantine) == (1, None)
    assert (polled.runs_on().restarts, polled.device.quarantine) == (0, None)
    assert (polled.restarts().restarts, polled.device.quarantine) == (1, None)


def test_two_in_a_row_put_it_into_quarantine_for_an_hour() -> None:
    polled = Polled()
    polled.restarts()
    # The first restart left an uptime of 290 s: the second poll comes sooner than that.
    device = polled.restarts(4)
    assert device.restarts == 2
    assert device.quarantine == Quarantine(
        since=at(9), until=at(69), times=1, reason="it restarted right after being asked, twice in a row"
    )


def test_every_further_quarantine_is_twice_as_long_up_to_a_day() -> None:
    polled = Polled()
    polled.restarts()
    hours = []
    for times in range(1, 9):
        quarantine = polled.restarts(4).quarantine
        assert quarantine is not None
        assert quarantine.times == times
        hours.append((quarantine.until - quarantine.since) / timedelta(hours=1))
        polled.waits_until(quarantine)
    assert hours == [1, 2, 4, 8, 16, 24, 24, 24]
    assert polled.device.quarantine is not None
    assert polled.device.quarantine.reason == "it restarted right after being asked"


@pytest.mark.parametrize(
    ("polls", "times"),
    [((0.1,), 2), ((23.9,), 2), ((24,), None), ((100,), None), ((0.1, 0.1), 2), ((0.1, 23.8), 2), ((0.1, 23.9), None)],
)
def test_a_quarantine_is_forgotten_after_a_day_of_polls_that_did_no_harm(
    polls: tuple[float, ...], times: int | None
) -> None:
    """Polls by the hours after it and after one another; then one that did."""
    polled = Polled()
    polled.restarts()
    polled.waits_until(polled.restarts(4).quarantine)
    for hours in polls:
        polled.runs_on(hours * 60)
    device = polled.restarts()
    assert (device.quarantine.times if device.quarantine else None) == times
    assert timedelta(hours=MAX_QUARANTINE_HOURS) == timedelta(days=1)


def test_a_quarantined_device_that_is_asked_by_hand_stays_in_quarantine() -> None:
    polled = Polled()
    polled.restarts()
    quarantine = polled.restarts(4).quarantine
    assert polled.runs_on(10).quarantine == quarantine
    longer = polled.restarts(10).quarantine
    assert longer is not None
    assert longer.until == at(29) + timedelta(hours=2)


def test_the_first_reading_tells_of_no_restart() -> None:
    after = printer(reading=said(5, 10), restarts=1)
    assert with_restarts(printer(restarts=1), after) is after


@pytest.mark.parametrize(("minute", "expected"), [(0, True), (59.9, True), (60, False), (600, False)])
def test_a_quarantine_ends_by_itself(minute: float, expected: bool) -> None:
    device = printer(quarantine=Quarantine(since=at(0), until=at(60), reason="it restarted"))
    assert is_quarantined(device, at(minute)) is expected
    assert not is_quarantined(printer(), at(minute))
