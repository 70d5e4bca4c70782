import itertools
from collections.abc import Callable, Iterator

import pytest

from core.demo.models import Jam, Printer, SupplyModel
from core.demo.schedule import MINUTE, Pace
from core.demo.simulation import FIRST_ALERT, State, advance, begin, condition, is_stopped

MakePrinter = Callable[..., Printer]

HOUR = 60 * MINUTE
PACE = Pace()


def states(printer: Printer, until: int, step: int = MINUTE) -> Iterator[State]:
    """The printer at every step from the start."""
    state = begin(printer, PACE)
    yield state
    while state.clock < until:
        state = advance(printer, PACE, state, state.clock + step)
        yield state


@pytest.mark.parametrize("step", [7_777, MINUTE, 25 * MINUTE])
def test_a_state_does_not_depend_on_how_often_somebody_looked(make_printer: MakePrinter, step: int) -> None:
    supplies = (
        SupplyModel(row=1, label="Black", pages=500, start=300, share=900),
        SupplyModel(row=2, label="Cyan", pages=333, start=90, share=617),
        SupplyModel(row=3, label="Drum", pages=700, start=500, stops=False),
    )
    jam = Jam(every_minutes=95, lasts_minutes=7, cover=1, path="jam", door="open")
    printer = make_printer(*supplies, jam=jam)
    state = begin(printer, PACE)
    for until in range(HOUR, 24 * HOUR, HOUR):
        for clock in [*range(state.clock + step, until, step), until]:
            state = advance(printer, PACE, state, clock)
        assert state == advance(printer, PACE, begin(printer, PACE), until)
    assert all(cartridge.number > 0 for cartridge in state.cartridges)


def test_the_past_changes_nothing(make_printer: MakePrinter) -> None:
    printer = make_printer()
    state = advance(printer, PACE, begin(printer, PACE), HOUR)
    assert advance(printer, PACE, state, HOUR // 2) is state


@pytest.mark.parametrize("speed", [1.0, 7.5, 60.0])
def test_the_same_simulated_time_gives_the_same_state_at_every_viewing_speed(
    make_printer: MakePrinter, speed: float
) -> None:
    printer, pace = make_printer(), Pace(speed)
    state = advance(printer, pace, begin(printer, pace), pace.clock(4 * 3600 / speed))
    assert state == advance(printer, PACE, begin(printer, PACE), 4 * HOUR)


@pytest.mark.parametrize("speed", [60.0, 1000.0, 10_000.0])
def test_the_printers_rate_holds_in_the_long_run(make_printer: MakePrinter, speed: float) -> None:
    ample = SupplyModel(row=1, label="Toner", pages=10_000_000, start=1000)
    printer, pace = make_printer(ample), Pace(speed)
    until = 100 * 9 * pace.period
    state = advance(printer, pace, begin(printer, pace), until)
    assert state.pages == pytest.approx(600 * until / HOUR * 7 / 9, rel=0.05)


def test_a_supply_runs_low_then_out_stays_out_for_a_while_and_is_replaced_by_a_full_one(
    make_printer: MakePrinter,
) -> None:
    toner = SupplyModel(row=1, label="Toner", pages=500, start=400, low_at=200)
    printer = make_printer(toner)
    story: list[str | None] = []
    out_minutes = 0
    for state in states(printer, 3 * HOUR):
        kind = condition(toner, state.cartridges[0])
        if not story or story[-1] != kind:
            story.append(kind)
        out_minutes += kind == "out"
        if state.cartridges[0].number:
            break
    assert story == [None, "low", "out", None]
    assert 25 <= out_minutes <= 61
    assert state.cartridges[0].used < toner.capacity // 2


def test_a_printer_that_lacks_a_supply_prints_nothing_and_says_so(make_printer: MakePrinter) -> None:
    printer = make_printer()
    stopped = [state for state in states(printer, 6 * HOUR) if is_stopped(state)]
    assert stopped
    assert all(state.alerts[-1].is_critical for state in stopped)
    for state, following in itertools.pairwise(stopped):
        if state.cartridges == following.cartridges:
            assert state.ticks == following.ticks


def test_a_worn_part_does_not_stop_the_printer(make_printer: MakePrinter) -> None:
    drum = SupplyModel(row=1, label="Drum", pages=100, start=50, stops=False)
    printer = make_printer(drum)
    worn = [state for state in states(printer, 6 * HOUR, step=1000) if state.cartridges[0].out_since is not None]
    assert worn
    assert not any(map(is_stopped, worn))
    assert {alert.kind for state in worn for alert in state.alerts} == {"out"}
    assert any(state.ticks < following.ticks for state, following in itertools.pairwise(worn))


def test_supplies_fall_by_their_share_of_the_pages(make_printer: MakePrinter) -> None:
    black = SupplyModel(row=1, label="Black", pages=10_000, start=1000)
    cyan = SupplyModel(row=2, label="Cyan", pages=10_000, start=1000, share=500)
    unused = SupplyModel(row=3, label="Varnish", pages=10_000, start=700, share=0)
    printer = make_printer(black, cyan, unused)
    state = advance(printer, PACE, begin(printer, PACE), 2 * HOUR)
    assert state.pages > 0
    assert state.cartridges[0].used == state.ticks * 1000
    assert state.cartridges[1].used == state.ticks * 500
    assert state.cartridges[2].used == unused.capacity * 3 // 10


def test_alert_rows_get_growing_numbers_that_are_never_used_again(make_printer: MakePrinter) -> None:
    printer = make_printer(jam=Jam(every_minutes=95, lasts_minutes=7, cover=1, path="jam", door="open"))
    since: dict[int, int] = {}
    last = State()
    for last in states(printer, 12 * HOUR, step=10 * MINUTE):
        for alert in last.alerts:
            assert since.setdefault(alert.index, alert.since) == alert.since
    assert list(since) == sorted(since)
    assert min(since) == FIRST_ALERT
    assert last.next_alert > FIRST_ALERT + 10
    assert last.raised == last.next_alert - FIRST_ALERT - 2  # Jam and cover of the start are none of it.
    assert 0 < last.criticals < last.raised


def test_a_jam_stops_the_printer_and_goes(make_printer: MakePrinter) -> None:
    printer = make_printer(jam=Jam(every_minutes=600, lasts_minutes=60, cover=1, path="jam", door="open"))
    start = begin(printer, PACE)
    assert [alert.kind for alert in start.alerts] == ["jam", "cover"]
    jammed = advance(printer, PACE, start, 59 * MINUTE)
    assert (jammed.ticks, jammed.alerts) == (0, start.alerts)
    freed = advance(printer, PACE, jammed, 60 * MINUTE)
    assert freed.alerts == ()
    assert advance(printer, PACE, freed, 3 * HOUR).ticks > 0


def test_a_supply_that_is_low_at_the_start_has_its_alert_from_the_start(make_printer: MakePrinter) -> None:
    printer = make_printer(SupplyModel(row=4, label="Toner", pages=500, start=100))
    (alert,) = begin(printer, PACE).alerts
    assert (alert.kind, alert.place, alert.is_critical) == ("low", 0, False)
