"""When a printer prints, idles, sleeps or is jammed: a pure function of the simulated clock."""

from typing import Literal

import msgspec

from core.demo.dice import draw
from core.demo.models import FULL, TICKS, Printer

MINUTE = 60_000
"""In milliseconds, as all simulated time is."""
DEFAULT_SPEED = 60.0
"""A minute of the viewer is an hour of the office."""
NEVER = 1 << 62

_PERIOD = 20 * MINUTE
_PERIODS, _WORKING = 9, 7
"""Of nine periods of twenty minutes seven have a print job; in the last two the printer is let alone and sleeps."""


class Pace(msgspec.Struct, frozen=True):
    """How simulated time runs against real time."""

    speed: float = DEFAULT_SPEED
    """Simulated seconds a real second."""

    def clock(self, elapsed: float) -> int:
        """Simulated milliseconds after `elapsed` real seconds."""
        return int(elapsed * 1000 * self.speed)

    def elapsed(self, clock: int) -> float:
        """Real seconds at that simulated millisecond."""
        return clock / 1000 / self.speed

    @property
    def period(self) -> int:
        """Length of a period; it grows with high speeds, so that a real second never holds more than a few changes."""
        return int(_PERIOD * max(1.0, self.speed / DEFAULT_SPEED))


class Phase(msgspec.Struct, frozen=True):
    """What a printer with enough supplies does."""

    kind: Literal["printing", "idle", "asleep", "jammed"]
    ends: int
    """The simulated millisecond at which something else begins."""


def phase_at(printer: Printer, pace: Pace, clock: int) -> Phase:
    """The phase at that simulated millisecond and its end."""
    if printer.model.pages_per_minute == 0:
        return Phase("idle", NEVER)
    jam = printer.model.jam
    work = _work_at(printer, pace, clock)
    if jam is None:
        return work
    every, lasts = jam.every_minutes * MINUTE, jam.lasts_minutes * MINUTE
    place = (clock + printer.jam_phase_ms) % every
    if place < lasts:
        return Phase("jammed", clock + lasts - place)
    return Phase(work.kind, min(work.ends, clock + every - place))


def _work_at(printer: Printer, pace: Pace, clock: int) -> Phase:
    period = pace.period
    number, place = divmod(clock + printer.phase_ms, period)
    start = clock - place
    if number % _PERIODS >= _WORKING:
        nods_off = start - (number % _PERIODS - _WORKING) * period + period // 4
        wakes = start + (_PERIODS - number % _PERIODS) * period
        return Phase("idle", nods_off) if clock < nods_off else Phase("asleep", wakes)
    begins, ends = _job(printer, pace, number)
    if place < begins:
        return Phase("idle", start + begins)
    return Phase("printing", start + ends) if place < ends else Phase("idle", start + period)


def _job(printer: Printer, pace: Pace, number: int) -> tuple[int, int]:
    """Begin and end of a period's one job, in milliseconds from the period's start."""
    model, period = printer.model, pace.period
    # From 0.4 to 1.6 times the average, so that the long run keeps the printer's rate.
    ticks = model.pages_per_hour * TICKS * period // (60 * MINUTE) * (400 + draw(1201, printer.seed, number)) // FULL
    length = min(ticks // model.pages_per_minute, period * 9 // 10)
    begins = draw(period - length, printer.seed, number, "begins")
    return begins, begins + length
