import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.discovery.pacing import Bucket, Pace, full_bucket, grant, pace_for

TEN_A_SECOND = Pace(10.0, 2)


@pytest.mark.parametrize(
    ("rate", "step", "burst"),
    [(1, 1, 2), (20, 1, 2), (500, 25, 50), (5_120, 256, 512), (10_000, 256, 512), (100_000, 800, 1_600)],
)
def test_steps_stay_small_while_the_loop_can_keep_up(rate: float, step: int, burst: int) -> None:
    pace = pace_for(rate)
    assert (pace.rate, pace.step, pace.burst) == (rate, step, burst)


@pytest.mark.parametrize("rate", [None, 0, -1])
def test_no_rate_means_as_fast_as_the_machine_can(rate: float | None) -> None:
    pace = pace_for(rate)
    decision = grant(pace, full_bucket(pace, 0.0), 0.0, 10_000)
    assert decision.count == pace.burst
    assert decision.wait == 0.0
    assert grant(pace, decision.bucket, 0.0, 3).count == 3


@pytest.mark.parametrize(
    ("tokens", "at", "now", "wanted", "count", "left", "wait"),
    [
        (2.0, 0.0, 0.0, 5, 2, 0.0, 0.2),
        (2.0, 0.0, 0.0, 1, 1, 1.0, 0.1),
        (0.0, 0.0, 0.05, 5, 0, 0.5, 0.15),
        (0.0, 0.0, 0.1, 5, 1, 0.0, 0.2),
        (0.0, 0.0, 0.35, 5, 3, 0.5, 0.15),
        (0.0, 0.0, 60.0, 9, 4, 0.0, 0.2),
        (3.0, 0.0, 0.1, 0, 0, 4.0, 0.0),
        (1.0, 5.0, 4.0, 9, 1, 0.0, 0.2),
    ],
    ids=["full", "partly used", "too early", "one due", "late", "long asleep", "nothing to send", "clock backwards"],
)
def test_decisions(tokens: float, at: float, now: float, wanted: int, count: int, left: float, wait: float) -> None:
    decision = grant(TEN_A_SECOND, Bucket(tokens, at), now, wanted)
    assert decision.count == count
    assert decision.bucket.tokens == pytest.approx(left)
    assert decision.bucket.at == max(at, now)
    assert decision.wait == pytest.approx(wait)


@given(
    rate=st.floats(0.5, 20_000),
    pauses=st.lists(st.floats(0, 2), min_size=1, max_size=40),
)
def test_no_stretch_of_time_sees_more_than_its_share(rate: float, pauses: list[float]) -> None:
    pace = pace_for(rate)
    bucket, now, sent = full_bucket(pace, 0.0), 0.0, 0
    for pause in pauses:
        now += pause
        decision = grant(pace, bucket, now, 1_000_000)
        bucket, sent = decision.bucket, sent + decision.count
        assert sent <= rate * now + pace.burst + 1e-6


@given(rate=st.floats(0.5, 20_000))
def test_whoever_waits_as_told_sends_at_the_full_rate(rate: float) -> None:
    pace = pace_for(rate)
    bucket, now, sent = full_bucket(pace, 0.0), 0.0, 0
    for _ in range(200):
        decision = grant(pace, bucket, now, 1_000_000)
        bucket, sent = decision.bucket, sent + decision.count
        now += decision.wait + 1e-9
    assert sent >= rate * now * 0.98 - pace.step
