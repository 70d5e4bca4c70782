from datetime import timedelta

import pytest

from core.printer.oids import SUPPLY_LEVEL, SYS_UPTIME
from core.printer.plan import poll_plan
from core.printer.steady import steady_poll
from core.printer.update import update
from tests.core.printer.test_update import LATER, NOON, RECORDINGS, device, polled


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_what_is_remembered_never_changes_what_a_poll_finds(path: object) -> None:
    reading, values = device(getattr(path, "stem", ""))
    if not reading.identity.is_printer:
        return
    first = update(reading, polled(reading, values), read_at=NOON + timedelta(minutes=1))
    steady = steady_poll(first.reading, polled(reading, values))
    assert steady.fits(first.reading)
    assert steady.objects == poll_plan(reading, reading.identity)
    for change in (
        {},
        *({oid: value} for oid in steady.objects for value in (0, 1, -2, -3, 10_000, None, b"7", b"\x20")),
    ):
        answers = polled(first.reading, values, **change)
        quick = update(first.reading, answers, read_at=LATER, moved=steady.moved(answers))
        assert quick == update(first.reading, answers, read_at=LATER), change


def test_supplies_that_did_not_move_stay_the_very_same() -> None:
    reading, values = device("hp_color_laserjet_m554")
    answers = polled(reading, values)
    nothing: list[str] = []
    for moved in (None, nothing):
        done = update(reading, answers, read_at=LATER, moved=moved)
        assert done.reading.supplies is reading.supplies
        assert steady_poll(reading).fits(done.reading)


def test_another_level_wants_another_plan() -> None:
    reading, values = device("hp_color_laserjet_m554")
    done = update(reading, polled(reading, values, **{f"{SUPPLY_LEVEL}.1.2": 9}), read_at=LATER)
    assert not steady_poll(reading).fits(done.reading)


def test_what_moved_is_told_by_the_answers_before() -> None:
    reading, values = device("hp_color_laserjet_m554")
    answers = polled(reading, values)
    steady = steady_poll(reading, answers)
    level = f"{SUPPLY_LEVEL}.1.2"
    assert steady.moved(answers | {SYS_UPTIME: 7}) == []
    assert steady.moved(answers | {level: 9}) == [level]
    assert steady.moved({oid: value for oid, value in answers.items() if oid != level}) is None
    assert steady.moved(answers | {"1.3.6.1.9": 9}) is None
    assert steady.moved({("1.3.6.1.9" if oid == level else oid): value for oid, value in answers.items()}) is None
    assert steady_poll(reading).moved(answers) is None, "nothing is known yet"
