import pytest
from msgspec.structs import replace

from core.admin_edits import turned
from core.errors import NotFoundError
from core.fleet import Fleet
from core.model.device import Device, Profile
from core.model.events import DeviceRead
from core.model.level import Percent, Some
from core.printer.oids import SUPPLY_LEVEL
from core.printer.update import update
from core.turning import turn_words, turned_over, with_turned_levels
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
