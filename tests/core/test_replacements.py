from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from core.model.device import Identity, Reading, Rise
from core.model.events import SupplyReplaced
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.supply import Supply
from core.replacements import MAX_RISES, find_replacements, is_rise

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEP = timedelta(minutes=5)
HP = Identity(is_printer=True, vendor="HP", model="M1", serial="CNBCD12345")

WORDS: dict[str, Level] = {
    "some": Some(),
    "unknown": Unknown(),
    "broken": Unknown(implausible="level 900 above capacity 100"),
    "overfull": Percent(value=100.0, implausible="level 110 above capacity 100"),
    "unlimited": Unlimited(),
    "pages": Quantity(value=7809, unit="impressions"),
}
Step = float | str | tuple[float | str, str | None] | None
"""What one reading says of the black toner: a level, perhaps with a serial number; None: the row is gone."""


def at(number: int, every: timedelta = STEP) -> datetime:
    return NOON + number * every


def black(step: Step, read_at: datetime, **fields: Any) -> tuple[Supply, ...]:
    if step is None:
        return ()
    said, serial = step if isinstance(step, tuple) else (step, None)
    level = WORDS[said] if isinstance(said, str) else Percent(value=said)
    toner = Supply(index="1.1", name="Black Toner", type="toner", color="black", level=level, serial=serial)
    return (replace(toner, level=replace(level, read_at=read_at), **fields),)


def seen(steps: list[Step], every: timedelta = STEP, **fields: Any) -> tuple[list[SupplyReplaced], tuple[Rise, ...]]:
    """All that readings after each other bring, and what is in doubt after the last."""
    known: Reading | None = None
    rises: tuple[Rise, ...] = ()
    events: list[SupplyReplaced] = []
    for number, step in enumerate(steps):
        read_at = at(number, every)
        reading = Reading(read_at=read_at, identity=HP, supplies=black(step, read_at, **fields))
        rises, replaced = find_replacements("d1", known, rises, reading)
        events += replaced
        known = reading
    return events, rises


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(5.0, 35.0, True), (10.3, 40.3, True), (5.1, 35.0, False), (70.1, 100.0, False), (100.0, 5.0, False)],
)
def test_thirty_points_are_a_rise_whatever_floats_make_of_them(before: float, after: float, expected: bool) -> None:
    assert is_rise(before, after) is expected


@pytest.mark.parametrize(
    ("steps", "before", "after", "seen_at"),
    [
        ([5, 100, 100], 5, 100, 1),
        ([5, 35, 35], 5, 35, 1),
        ([5, 100, 98, 97], 5, 98, 1),
        ([0, 100, 40], 0, 40, 1),
        ([5, "overfull", "overfull"], 5, 100, 1),
        # Some, unknown or gone between: what is in doubt waits.
        ([5, 100, "some", 99], 5, 99, 1),
        ([5, 100, "unknown", "broken", None, 99], 5, 99, 1),
        ([5, "unknown", 100, 100], 5, 100, 2),
        ([5, "some", "some", 100, 100], 5, 100, 3),
        ([5, None, None, 100, 100], 5, 100, 3),
        ([5, "unlimited", "pages", 100, 100], 5, 100, 3),
        # The old one was seen to fall at once, and to stay there.
        ([80, 0, 0, 100, 100], 0, 100, 3),
        ([80, 0, 0, 80, 80], 0, 80, 3),
        # It fell at once and came back higher than it ever was.
        ([60, 20, 100, 100], 20, 100, 2),
        # One that did not stay, then one that did.
        ([5, 100, 5, 100, 100], 5, 100, 3),
    ],
)
def test_a_rise_that_stays_is_a_replacement(steps: list[Step], before: float, after: float, seen_at: int) -> None:
    events, rises = seen(steps)
    (event,) = events
    assert isinstance(event.before, Percent)
    assert isinstance(event.after, Percent)
    assert (event.before.value, event.after.value, event.at) == (before, after, at(seen_at))
    assert rises == ()


@pytest.mark.parametrize(
    "steps",
    [
        [100],
        [None, 100, 100],
        ["unknown", 100, 100],
        ["some", 100, 100],
        [80, 60, 40, 20, 0],
        [5, 34, 34],  # shaken
        [10, 35, 60, 85],  # a gauge that calms down
        [50, 100, 50, 50],  # a single wrong reading
        [50, 100, 79, 79],
        [80, 0, 80, 80],  # a single wrong reading
        [80, 0, "unknown", 84, 84],
        [50, 100, "unknown", 10, 50, 50],
        [80, "some", 40, 80, 80],
        [5, "broken", 5, 5],
        [5, "pages", "some", 30, 30],
    ],
)
def test_what_is_no_replacement(steps: list[Step]) -> None:
    assert seen(steps) == ([], ())


def test_a_replacement_is_told_once() -> None:
    events, _ = seen([5, 100, 100, 100, 100, 70, 40])
    assert len(events) == 1


@pytest.mark.parametrize(("hours", "count"), [(1, 0), (6, 1), (24, 1)])
def test_a_fall_is_in_doubt_only_where_nobody_can_print_so_much_in_between(hours: int, count: int) -> None:
    events, _ = seen([98, 2, 100, 100], timedelta(hours=hours))
    assert len(events) == count


@pytest.mark.parametrize(
    ("steps", "old", "new", "before"),
    [
        ([(60, "CRUM-0001"), (90, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 60),
        ([(60, "CRUM-0001"), (55, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 60),
        ([(5, "CRUM-0001"), (100, "CRUM-0002"), (100, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 5),
        ([(5, "CRUM-0001"), (100, None), (100, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 5),
        ([(60, "CRUM-0001"), (60, None), (59, None), (90, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 59),
        ([(60, "CRUM-0001"), None, (90, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 60),
        ([(80, "CRUM-0001"), (0, "CRUM-0001"), (100, "CRUM-0002")], "CRUM-0001", "CRUM-0002", 80),
        ([("some", "CRUM-0001"), ("some", "CRUM-0002")], "CRUM-0001", "CRUM-0002", None),
        ([("some", "CRUM-0001"), None, ("unknown", "CRUM-0002")], "CRUM-0001", "CRUM-0002", None),
        # The cartridge says the same of itself, and yet is full again: refilled.
        ([(5, "CRUM-0001"), (100, "CRUM-0001"), (100, "CRUM-0001")], "CRUM-0001", "CRUM-0001", 5),
    ],
)
def test_a_new_serial_number_is_a_replacement_at_once(
    steps: list[Step], old: str, new: str, before: float | None
) -> None:
    events, rises = seen(steps)
    (event,) = events
    assert (event.old_serial, event.new_serial) == (old, new)
    assert (event.before.value if isinstance(event.before, Percent) else None) == before
    assert rises == ()


@pytest.mark.parametrize(
    "steps",
    [
        [(60, "CRUM-0001"), (60, "CRUM-0001")],
        [(60, None), (60, "CRUM-0001")],
        [(60, "CRUM-0001"), (60, None), (60, "CRUM-0001")],
        [(60, "CRUM-0001"), None, (60, "CRUM-0001")],
        [(60, "CRUM-0001"), (60, "00crum 0001")],
        [(60, "CRUM-0001"), (60, "0000000000")],
    ],
)
def test_a_serial_number_that_goes_comes_or_is_written_otherwise_is_none(steps: list[Step]) -> None:
    assert seen(steps)[0] == []


def test_an_event_says_what_was_replaced() -> None:
    (event,), _ = seen([(5, "CRUM-0001"), (100, "CRUM-0002")])
    assert (event.device_id, event.index, event.name, event.color) == ("d1", "1.1", "Black Toner", "black")
    assert event.after == Percent(value=100, read_at=at(1))


def test_a_waste_box_that_was_emptied_is_a_replacement() -> None:
    events, _ = seen([8, 100, 100], type="wasteToner", color=None, receptacle=True)
    assert [(event.index, event.color) for event in events] == [("1.1", None)]


def test_a_rise_waits_for_the_next_reading_with_all_that_is_needed_to_confirm_it() -> None:
    events, rises = seen([(5, "CRUM-0001"), (100, "CRUM-0001")])
    assert events == []
    assert rises == (
        Rise(
            index="1.1",
            type="toner",
            color="black",
            before=Percent(value=5, read_at=at(0)),
            serial="CRUM-0001",
            seen_at=at(1),
        ),
    )


def reading(*supplies: Supply, minute: float = 0, identity: Identity = HP) -> Reading:
    return Reading(read_at=NOON + timedelta(minutes=minute), identity=identity, supplies=supplies)


def test_a_level_that_was_not_read_again_confirms_nothing() -> None:
    (low,), (full,) = black(5, at(0)), black(100, at(1))
    rises, _ = find_replacements("d1", reading(low), (), reading(full, minute=5))
    kept = find_replacements("d1", reading(full, minute=5), rises, reading(full, minute=10))
    assert kept == (rises, ())
    again = replace(full, level=replace(full.level, read_at=at(2)))
    assert find_replacements("d1", reading(full, minute=5), rises, reading(again, minute=10))[1]


def test_a_level_without_a_time_was_read_with_the_reading_it_stands_in() -> None:
    low, full = (replace(black(value, NOON)[0], level=Percent(value=value)) for value in (5.0, 100.0))
    first, second = reading(low), reading(full, minute=5)
    rises, _ = find_replacements("d1", first, (), second)
    assert find_replacements("d1", second, rises, second) == (rises, ())
    stands = replace(full, level=replace(full.level, read_at=second.read_at))
    assert find_replacements("d1", second, rises, reading(stands, minute=10)) == (rises, ())
    rises, (event,) = find_replacements("d1", second, rises, reading(full, minute=10))
    assert (event.before, event.after) == (
        Percent(value=5.0, read_at=first.read_at),
        Percent(value=100.0, read_at=NOON + timedelta(minutes=10)),
    )


def test_a_reading_of_another_device_is_not_compared() -> None:
    (low,), (full,) = black((5, "CRUM-0001"), at(0)), black((100, "CRUM-0002"), at(1))
    other = replace(HP, serial="CNBCD99999")
    rise = Rise(index="1.1", type="toner", color="black", before=Percent(value=5.0))
    assert find_replacements("d1", reading(low), (rise,), reading(full, minute=5, identity=other)) == ((), ())


def test_another_supply_in_a_row_is_not_compared_with_the_one_that_was_there() -> None:
    """Rows may move up when a cartridge is taken out."""
    (toner,) = black((5, "CRUM-0001"), at(0))
    drum = replace(toner, type="opc", level=Percent(value=90.0), serial="CRUM-0777")
    cyan = replace(toner, color="cyan", level=Percent(value=90.0), serial="CRUM-0888")
    for other in (drum, cyan):
        rises, events = find_replacements("d1", reading(toner), (), reading(other, minute=5))
        assert events == ()
        first = reading(*black((100, "CRUM-0001"), at(2)), minute=10)
        rises, _ = find_replacements("d1", reading(other, minute=5), rises, first)
        second = reading(*black((100, "CRUM-0001"), at(3)), minute=15)
        rises, events = find_replacements("d1", first, rises, second)
        assert [event.before for event in events] == [toner.level]


def test_every_supply_has_its_own_rise() -> None:
    (toner,) = black(5, at(0))
    rows = [replace(toner, index=f"1.{number}") for number in range(4)]
    full = [replace(row, level=Percent(value=100.0)) for row in rows]
    rises, _ = find_replacements("d1", reading(*rows), (), reading(*full[:2], *rows[2:], minute=5))
    known = reading(*full[:2], *rows[2:], minute=5)
    rises, events = find_replacements("d1", known, rises, reading(full[0], *rows[1:3], full[3], minute=10))
    assert [event.index for event in events] == ["1.0"]
    assert [rise.index for rise in rises] == ["1.3"]


def test_a_device_that_gives_other_rows_every_time_does_not_fill_the_memory() -> None:
    (toner,) = black(5, at(0))
    known = reading(toner)
    rises: tuple[Rise, ...] = ()
    for number in range(1, 40):
        rows = [replace(toner, index=f"{number}.{row}") for row in range(10)]
        new = reading(*rows, minute=number)
        rises, events = find_replacements("d1", known, rises, new)
        known = new
        assert events == ()
    assert len(rises) == MAX_RISES
    assert rises[-1].index == "38.9"
