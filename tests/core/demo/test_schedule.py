from collections import Counter
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.demo.models import Jam, Printer
from core.demo.schedule import MINUTE, NEVER, Pace, phase_at

MakePrinter = Callable[..., Printer]

DAY = 24 * 60 * MINUTE


@pytest.mark.parametrize(
    ("speed", "elapsed", "clock"), [(60.0, 1.0, MINUTE), (1.0, 60.0, MINUTE), (0.5, 2.0, 1000), (3600.0, 0.0, 0)]
)
def test_simulated_time_runs_at_the_speed(speed: float, elapsed: float, clock: int) -> None:
    assert Pace(speed).clock(elapsed) == clock
    assert Pace(speed).elapsed(clock) == elapsed


@pytest.mark.parametrize(("speed", "seconds"), [(1.0, 1200.0), (60.0, 20.0), (600.0, 20.0), (10_000.0, 20.0)])
def test_a_period_never_takes_less_than_twenty_real_seconds(speed: float, seconds: float) -> None:
    pace = Pace(speed)
    assert pace.elapsed(pace.period) == pytest.approx(seconds, rel=0.01)


def test_phases_follow_each_other_without_gap_or_overlap(make_printer: MakePrinter) -> None:
    printer, pace, clock = make_printer(), Pace(), 0
    while clock < DAY:
        phase = phase_at(printer, pace, clock)
        assert phase.ends > clock
        assert phase_at(printer, pace, phase.ends - 1) == phase
        clock = phase.ends


def test_a_printer_prints_idles_and_sleeps(make_printer: MakePrinter) -> None:
    printer, pace = make_printer(), Pace()
    kinds = Counter(phase_at(printer, pace, minute * MINUTE).kind for minute in range(24 * 60))
    # 600 pages an hour at 60 a minute: a sixth of the working time, which is seven ninths of all.
    assert kinds["printing"] / kinds.total() == pytest.approx(7 / 9 / 6, rel=0.25)
    assert kinds["asleep"] / kinds.total() == pytest.approx(7 / 36, rel=0.1)
    assert kinds["idle"]


def test_the_start_of_the_cycle_is_the_printers_own(make_printer: MakePrinter) -> None:
    printer, pace = make_printer(), Pace()
    shifted = replace(printer, phase_ms=150 * MINUTE)
    assert phase_at(printer, pace, 0).kind != "asleep"
    assert phase_at(shifted, pace, 0).kind == "asleep"
    assert phase_at(shifted, pace, 0).ends == 30 * MINUTE


def test_a_jam_comes_at_once_lasts_and_comes_again(make_printer: MakePrinter) -> None:
    jam = Jam(every_minutes=100, lasts_minutes=40, cover=1, path="jam", door="open")
    printer, pace = make_printer(jam=jam), Pace()
    assert phase_at(printer, pace, 0) == phase_at(printer, pace, 39 * MINUTE)
    assert phase_at(printer, pace, 0).kind == "jammed"
    assert phase_at(printer, pace, 0).ends == 40 * MINUTE
    assert phase_at(printer, pace, 40 * MINUTE).kind != "jammed"
    assert phase_at(printer, pace, 99 * MINUTE).ends <= 100 * MINUTE
    assert phase_at(printer, pace, 100 * MINUTE).kind == "jammed"


def test_what_prints_nothing_idles_for_ever(make_printer: MakePrinter) -> None:
    printer = make_printer()
    silent = replace(printer, model=replace(printer.model, pages_per_minute=0))
    assert phase_at(silent, Pace(), DAY).ends == NEVER
