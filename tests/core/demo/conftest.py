"""What the tests of the simulated fleet share."""

from collections.abc import Callable

import pytest

from core.demo.models import Printer, PrinterModel, SupplyModel
from core.demo.schedule import Pace
from core.demo.simulation import State, advance, begin
from core.demo.unit import Unit

MINUTE = 60_000


@pytest.fixture
def make_printer() -> Callable[..., Printer]:
    """A printer of 60 pages a minute and 600 an hour with one toner of 500 pages, or as told."""

    def make(*supplies: SupplyModel, **settings: object) -> Printer:
        toner = SupplyModel(row=1, label="Toner", pages=500, start=1000)
        model = PrinterModel(
            recording="none",
            pages_per_minute=60,
            pages_per_hour=600,
            supplies=supplies or (toner,),
            **settings,  # type: ignore[arg-type]
        )
        return Printer(model=model, seed="test", starts=tuple(supply.start for supply in model.supplies))

    return make


@pytest.fixture
def run_until() -> Callable[[Unit, Callable[[State], bool]], State]:
    """Runs a unit minute by minute until something holds; a simulated month is the limit."""

    def run(unit: Unit, holds: Callable[[State], bool]) -> State:
        pace = Pace()
        state = begin(unit.printer, pace)
        for _ in range(30 * 24 * 60):
            if holds(state):
                return state
            state = advance(unit.printer, pace, state, state.clock + MINUTE)
        pytest.fail("it did not happen within a month")

    return run
