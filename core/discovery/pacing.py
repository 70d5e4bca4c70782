"""How many datagrams may leave now: a token bucket as a pure function of time stamps."""

import math

import msgspec

STEP_SECONDS = 0.05
"""The time between two wake-ups of a slow sweep: 25 datagrams at 500 a second."""
LARGEST_STEP = 256
"""Datagrams a step, some 40 kB, as long as the loop can wake often enough for that: up to 32,000 a second."""
SHORTEST_STEP_SECONDS = 0.008
"""Faster sweeps take larger steps: waking up every few milliseconds costs more than sending."""


class Pace(msgspec.Struct, frozen=True):
    """How fast: datagrams a second, and how many of them at once."""

    rate: float
    """Datagrams a second; 0 for as fast as the machine can."""
    step: int
    """How many usually leave at once, 1 or more."""

    @property
    def burst(self) -> int:
        """The largest number that leaves at once: after a late wake-up two steps are due."""
        return 2 * self.step if self.rate else self.step


class Bucket(msgspec.Struct, frozen=True):
    """What may still leave: the whole memory of the pacing."""

    tokens: float
    """Datagrams that may leave, at most the pace's burst."""
    at: float
    """When that was so, in seconds of a monotonic clock."""


class Grant(msgspec.Struct, frozen=True):
    """The decision."""

    count: int
    """How many may leave now."""
    bucket: Bucket
    """The memory for the next decision, with those taken out."""
    wait: float
    """Seconds until a step may leave; 0 where nothing holds it back."""


def pace_for(rate: float | None) -> Pace:
    """The pace of a rate in datagrams a second; None, zero and below for as fast as the machine can."""
    if rate is None or rate <= 0:
        return Pace(0.0, LARGEST_STEP)
    small = min(math.ceil(rate * STEP_SECONDS), LARGEST_STEP)
    return Pace(rate, max(small, math.ceil(rate * SHORTEST_STEP_SECONDS)))


def full_bucket(pace: Pace, now: float) -> Bucket:
    """The memory of a sweep that starts: one step may leave at once."""
    return Bucket(float(pace.step), now)


def grant(pace: Pace, bucket: Bucket, now: float, wanted: int) -> Grant:
    """Decide how many of `wanted` datagrams leave at `now`.

    Over any stretch of t seconds no more than rate x t + burst leave. A clock that stands still or runs backwards
    grants nothing new.
    """
    if pace.rate == 0:
        return Grant(max(0, min(wanted, pace.burst)), Bucket(float(pace.burst), now), 0.0)
    elapsed = max(0.0, now - bucket.at)
    tokens = min(float(pace.burst), bucket.tokens + elapsed * pace.rate)
    count = max(0, min(wanted, int(tokens)))
    tokens -= count
    wait = max(0.0, pace.step - tokens) / pace.rate
    return Grant(count, Bucket(tokens, max(now, bucket.at)), wait)
