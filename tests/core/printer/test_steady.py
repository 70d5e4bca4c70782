import pytest
from msgspec.structs import replace

from core.printer.oids import SUPPLY_LEVEL, SUPPLY_MAX
from core.printer.plan import poll_plan
from core.printer.steady import steady_poll
from core.printer.update import update
from tests.core.printer.test_update import LATER, NOON, RECORDINGS, device, polled


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_what_is_remembered_never_changes_what_a_poll_finds(path: object) -> None:
    reading, values = device(getattr(path, "stem", ""))
    if not reading.identity.is_printer:
        return
    steady = steady_poll(reading)
    assert steady.objects == poll_plan(reading, reading.identity)
    moved = [oid for oid in steady.objects if oid.startswith((SUPPLY_LEVEL, SUPPLY_MAX))]
    for change in ({}, *({oid: value} for oid in moved for value in (0, 1, -2, -3, 10_000, None, b"7"))):
        answers = polled(reading, values, **change)
        quick = update(reading, answers, read_at=LATER, levels=steady.levels)
        assert quick == update(reading, answers, read_at=LATER), change


def test_supplies_that_did_not_move_stay_the_very_same() -> None:
    reading, values = device("hp_color_laserjet_m554")
    for levels in (None, steady_poll(reading).levels):
        done = update(reading, polled(reading, values), read_at=LATER, levels=levels)
        assert done.reading.supplies is reading.supplies
        assert steady_poll(reading).fits(done.reading)


def test_another_level_wants_another_plan() -> None:
    reading, values = device("hp_color_laserjet_m554")
    done = update(reading, polled(reading, values, **{f"{SUPPLY_LEVEL}.1.2": 9}), read_at=LATER)
    assert not steady_poll(reading).fits(done.reading)


def test_levels_that_the_standard_table_does_not_give_are_always_looked_at() -> None:
    reading, _ = device("hp_color_laserjet_m554")
    first, *others = reading.supplies
    for level in (replace(first.level, source="http"), replace(first.level, read_at=NOON)):
        doubtful = replace(reading, supplies=(replace(first, level=level), *others))
        assert steady_poll(doubtful).levels is None
