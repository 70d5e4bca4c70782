from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.admin_edits import turned
from core.errors import NotFoundError
from core.fleet import Fleet
from core.model.device import Device, Profile
from core.model.events import DeviceRead, SupplyReplaced
from core.model.history import Day, History
from core.model.level import Level, Percent, Some
from core.model.supply import Supply
from core.printer.oids import SUPPLY_LEVEL
from core.printer.update import update
from core.turning import rise_words, rises_while_printing, turn_words, turned_over, with_turned_levels
from tests.core.printer.test_update import LATER, device, polled


def read_hp() -> Device:
    reading, _ = device("hp_color_laserjet_m554")
    return Device(id="d1", address="10.0.0.1", identity=reading.identity, reading=reading)


def value(device: Device, index: str) -> float:
    assert device.reading is not None
    level = next(supply.level for supply in device.reading.supplies if supply.index == index)
    assert isinstance(level, Percent)
    return level.value


def test_turned_once_it_counts_from_the_other_end_and_twice_it_is_as_before() -> None:
    hp = read_hp()
    once = turned(hp, "1.2")
    assert value(once, "1.2") == pytest.approx(100 - value(hp, "1.2"))
    assert (once.turned, value(once, "1.1")) == (("1.2",), value(hp, "1.1"))
    assert turned(once, "1.2") == hp


def test_what_is_no_percentage_is_marked_but_stays_what_it_is() -> None:
    hp = read_hp()
    assert hp.reading is not None
    some = replace(hp.reading.supplies[0], level=Some(raw_level=-3))
    assert turned_over(some).level == some.level


def test_a_supply_that_is_not_there_cannot_be_turned() -> None:
    with pytest.raises(NotFoundError, match=r"no supply '9\.9'"):
        turned(read_hp(), "9.9")


def test_the_fleet_turns_every_new_reading_alike() -> None:
    hp = read_hp()
    fleet = Fleet([hp])
    fleet.turn("d1", "1.2")
    assert hp.reading is not None
    for reading in (hp.reading, replace(hp.reading, read_at=LATER)):
        fleet.apply(DeviceRead(device_id="d1", reading=reading, profile=Profile()))
        known = fleet.get("d1")
        assert known is not None
        assert value(known, "1.2") == pytest.approx(100 - value(hp, "1.2"))
    fleet.turn("d1", "1.2")
    back = fleet.get("d1")
    assert back is not None
    assert value(back, "1.2") == value(hp, "1.2")


def test_a_poll_turns_the_level_that_moved() -> None:
    reading, values = device("hp_color_laserjet_m554")
    known = with_turned_levels(reading, ("1.2",))
    still = update(known, polled(known, values), read_at=LATER).reading
    assert still.supplies is known.supplies
    moved = update(known, polled(known, values, **{f"{SUPPLY_LEVEL}.1.2": 9}), read_at=LATER).reading
    cyan = moved.supplies[1]
    assert (cyan.level, cyan.is_turned) == (Percent(value=91.0, raw_level=9, raw_max=cyan.level.raw_max), True)
    assert with_turned_levels(moved, ("1.2",)) is moved


def test_what_a_turn_means_is_said_with_the_level_that_comes_out() -> None:
    hp = read_hp()
    name = next(supply.name for supply in hp.reading.supplies if supply.index == "1.2") if hp.reading else ""
    once = turned(hp, "1.2")
    assert turn_words(once, "1.2") == f"{name}: read from the other end from now on, now {value(once, '1.2'):.0f}%"
    again = turned(once, "1.2")
    assert turn_words(again, "1.2") == f"{name}: read as the printer gives it again, now {value(again, '1.2'):.0f}%"
    assert turn_words(hp, "9.9") == "supply 9.9 is not there any more"


def test_a_turn_of_what_is_no_percentage_says_that_it_waits() -> None:
    hp = read_hp()
    assert hp.reading is not None
    some = replace(hp.reading.supplies[0], level=Some())
    device = turned(replace(hp, reading=replace(hp.reading, supplies=(some,))), some.index)
    assert "once its level is a percentage" in turn_words(device, some.index)


TODAY = date(2026, 3, 4)
WASTE = Supply(index="1.9", name="Waste Toner Box", type="wasteToner", receptacle=True, level=Percent(value=60.0))


def past(*levels: float | str | None, pages: int = 100, ago: int = 0, device_id: str = "d1") -> History:
    """A reading every second day, the last so many days ago; so many pages printed from one to the next."""
    days = []
    for number, value in enumerate(levels):
        shown: dict[str, Level] = {}
        if value is not None:
            shown["1.9"] = Percent(value=value, source="history") if isinstance(value, (int, float)) else Some()
        day = TODAY - timedelta(days=ago + 2 * (len(levels) - 1 - number))
        days.append(Day(date=day, device_id=device_id, levels=shown, pages=1000 + pages * number))
    return History(days=tuple(days))


def replaced_on(day: date) -> SupplyReplaced:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return SupplyReplaced(device_id="d1", index="1.9", name="Waste", at=at, before=None, after=Percent(value=50.0))


RISING = (50, 52, 54, 56, 58, 60)


@pytest.mark.parametrize(
    ("history", "rises"),
    [
        pytest.param(past(*RISING), True, id="it rises and never falls"),
        pytest.param(past(50, 50, 52, 52, 54, 57, 57, 60), True, id="in steps"),
        pytest.param(past(50, 52, None, 54, "some", 56, 58, 60), True, id="not known on some days"),
        pytest.param(past(80, 92, *RISING), True, id="emptied, which read upside down is a deep fall"),
        pytest.param(past(*reversed(RISING)), False, id="it falls as it should"),
        pytest.param(past(50, 52, 54, 53, 56, 58, 60), False, id="one small fall"),
        pytest.param(past(50, 52, 54, 53.9, 56, 58, 60), False, id="the smallest fall"),
        pytest.param(past(10, 55, 56, 57, 58, 60), False, id="what may be a new supply"),
        pytest.param(past(54, 56, 58, 60), False, id="too few rises"),
        pytest.param(past(59, 59.2, 59.4, 59.6, 59.8, 60), False, id="hardly at all"),
        pytest.param(past(60, 60, 60, 60, 60, 60), False, id="it stands"),
        pytest.param(past(*RISING, pages=0), False, id="nothing was printed"),
        pytest.param(past(*RISING, pages=-1), False, id="the page count fell"),
        pytest.param(past(50, 52, 54, 56, 58, 65), False, id="it is lower now"),
        pytest.param(past(10, 12, 14, 16, 18, 20), False, id="it is much higher now, which may be a new one"),
        pytest.param(History(), False, id="no history"),
    ],
)
def test_a_level_that_only_rises_while_pages_are_printed_is_noticed(history: History, rises: bool) -> None:
    assert rises_while_printing(history, WASTE) is rises


def test_rises_within_a_few_days_are_too_soon_and_those_of_long_ago_too_late() -> None:
    days = past(*RISING).days
    close = [replace(day, date=TODAY - timedelta(days=5 - number)) for number, day in enumerate(days)]
    assert not rises_while_printing(History(days=tuple(close)), WASTE)
    emptied = past(80, 85, 95, *RISING).days[:3]
    assert not rises_while_printing(History(days=(*emptied, *close)), WASTE), "only what follows the deep fall counts"
    today = Day(date=TODAY, device_id="d1", levels={"1.9": Percent(value=60.0)}, pages=9000)
    old = past(*RISING, ago=85).days
    assert rises_while_printing(History(days=(*past(*RISING, ago=70).days, today)), WASTE)
    assert not rises_while_printing(History(days=(*old, today)), WASTE)


def test_pages_that_are_not_known_prove_nothing() -> None:
    days = tuple(replace(day, pages=None) for day in past(*RISING).days)
    assert not rises_while_printing(History(days=days), WASTE)


def test_another_device_and_a_replaced_supply_are_no_rise() -> None:
    days = past(*RISING).days
    older = [replace(day, device_id="d2") for day in days[:3]]
    assert not rises_while_printing(History(days=(*older, *days[3:])), WASTE)
    for event, rises in ((days[0].date, True), (days[3].date, False)):
        assert rises_while_printing(History(days=days, replacements=(replaced_on(event),)), WASTE) is rises


def test_what_was_turned_or_is_no_percentage_is_left_alone() -> None:
    assert not rises_while_printing(past(*RISING), replace(WASTE, is_turned=True))
    assert not rises_while_printing(past(*RISING), replace(WASTE, level=Some()))
    assert not rises_while_printing(past(*RISING), replace(WASTE, index="1.1"))


def test_it_is_said_of_what_is_left_or_of_the_space() -> None:
    assert rise_words(WASTE) == "its free space grows while pages are printed"
    assert rise_words(replace(WASTE, receptacle=False)) == "it rises while pages are printed"
