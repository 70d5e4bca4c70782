from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from core.model.history import KEPT_DAYS, MAX_COUNT, SOURCE, Day
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.store.history_days import add_days, fold_days, full_row, kept_days

FIRST = date(2026, 3, 2)


def percent(value: float) -> Level:
    return Percent(value=value, source=SOURCE)


def day(number: int = 0, **levels: float) -> Day:
    """The day so many days after the first; levels by supply as `s1=62.0`."""
    known = {f"1.{index.removeprefix('s')}": percent(value) for index, value in levels.items()}
    return Day(date=FIRST + timedelta(days=number), device_id="d1", levels=known, pages=1000 + number)


def add(rows: dict[str, Raw], *days: Day) -> date | None:
    return add_days(rows, {day.date.isoformat(): full_row(day) for day in days}, "d1")


def rows_of(*days: Day) -> dict[str, Raw]:
    rows: dict[str, Raw] = {}
    for each in days:
        add(rows, each)
    return rows


def text(rows: dict[str, Raw]) -> dict[str, str]:
    return {key: bytes(row).decode() for key, row in rows.items()}


def days_in(rows: dict[str, Raw]) -> tuple[Day, ...]:
    days, damaged = fold_days(rows, "d1")
    assert damaged == ()
    return days


def test_a_row_holds_what_differs_from_the_day_before() -> None:
    rows = rows_of(
        Day(date=FIRST, device_id="d1", levels={"1.1": percent(62.0), "1.2": Some(source=SOURCE)}, pages=1000),
        Day(date=FIRST + timedelta(1), device_id="d1", levels={"1.1": percent(62.0), "1.2": percent(7.5)}, pages=1000),
        Day(date=FIRST + timedelta(2), device_id="d1", levels={"1.1": percent(62.0), "1.2": percent(7.5)}, pages=1000),
        Day(date=FIRST + timedelta(3), device_id="d1", levels={"1.1": percent(62.0), "1.2": percent(7.5)}, pages=1001),
        Day(date=FIRST + timedelta(4), device_id="d1", levels={"1.1": percent(62.0)}, pages=None, counters={"fax": 3}),
        Day(date=FIRST + timedelta(7), device_id="d1", levels={"1.1": percent(62.0)}, pages=None),
    )
    assert text(rows) == {
        "2026-03-02": '[1000,{"1.1":62,"1.2":"some"}]',
        "2026-03-03": '[1000,{"1.2":7.5}]',
        "2026-03-04": "[]",
        "2026-03-05": "[1001]",
        "2026-03-06": '[null,{"1.2":null},{"fax":3}]',
        "2026-03-09": '[null,{},{"fax":null}]',
    }


@pytest.mark.parametrize(
    "level",
    [
        percent(0.0),
        percent(61.5),
        percent(100.0),
        Some(source=SOURCE),
        Unknown(source=SOURCE),
        Unlimited(source=SOURCE),
        Quantity(value=0, unit=None, source=SOURCE),
        Quantity(value=7809, unit="impressions", source=SOURCE),
    ],
)
def test_every_kind_of_level_stays_what_it_is(level: Level) -> None:
    one = Day(date=FIRST, device_id="d1", levels={"1.1": level})
    assert days_in(rows_of(one)) == (one,)


COUNTS = st.integers(min_value=0, max_value=MAX_COUNT)
LEVELS = st.one_of(
    st.floats(min_value=0, max_value=100).map(lambda value: percent(round(value, 1))),
    st.sampled_from([Some(source=SOURCE), Unknown(source=SOURCE), Unlimited(source=SOURCE)]),
    st.builds(Quantity, value=COUNTS, unit=st.none() | st.just("sheets"), source=st.just(SOURCE)),
)
DAYS = st.lists(
    st.builds(
        Day,
        date=st.integers(0, KEPT_DAYS - 1).map(lambda number: FIRST + timedelta(days=number)),
        device_id=st.just("d1"),
        levels=st.dictionaries(st.sampled_from(["1.1", "1.2", "1.3", "brother.6f"]), LEVELS),
        pages=st.none() | COUNTS,
        counters=st.dictionaries(st.sampled_from(["black", "color"]), COUNTS),
    ),
    unique_by=lambda day: day.date,
    max_size=12,
)


@given(days=DAYS, data=st.data())
def test_days_come_back_as_they_were_in_whatever_order_they_were_written(days: list[Day], data: st.DataObject) -> None:
    rows: dict[str, Raw] = {}
    left = list(days)
    while left:
        count = data.draw(st.integers(1, len(left)))
        add(rows, *left[:count])
        del left[:count]
    expected = tuple(sorted(days, key=lambda day: day.date))
    assert days_in(rows) == expected
    in_order: dict[str, Raw] = {}
    add(in_order, *expected)
    on_disk = [{key: msgspec.json.decode(row) for key, row in each.items()} for each in (rows, in_order)]
    assert on_disk[0] == on_disk[1], "what lies there does not depend on the order"
    assert list(rows) == sorted(rows)


def test_a_day_that_is_there_stays_as_it_is() -> None:
    rows = rows_of(day(0, s1=60), day(1, s1=50))
    before = dict(rows)
    assert add(rows, day(1, s1=40)) is None
    assert rows == before


def test_nothing_is_invented_for_days_without_a_reading() -> None:
    assert [each.date for each in days_in(rows_of(day(0), day(30)))] == [FIRST, FIRST + timedelta(30)]


def test_days_older_than_the_history_are_folded_into_the_first_one_kept() -> None:
    rows = rows_of(*(day(number, s1=90, s2=50 - number / 10) for number in range(3)), *(
        day(number, s1=90, s2=40) for number in (KEPT_DAYS, KEPT_DAYS + 1, KEPT_DAYS + 2)
    ))  # fmt: skip
    days = days_in(rows)
    assert [(each.date - FIRST).days for each in days] == [1, 2, KEPT_DAYS, KEPT_DAYS + 1, KEPT_DAYS + 2]
    assert days[0] == day(1, s1=90, s2=49.9)
    assert text(rows)["2026-03-03"] == '[1001,{"1.1":90,"1.2":49.9}]'


def test_a_clock_that_is_wrong_for_a_day_costs_nothing() -> None:
    wrong = day(20_000, s1=12)
    rows = rows_of(*(day(number, s1=60) for number in range(10)))
    add(rows, wrong)
    for number in (10, 11):
        add(rows, day(number, s1=59))
    assert [each.date for each in days_in(rows)[:12]] == [FIRST + timedelta(number) for number in range(12)]
    rows = rows_of(day(0, s1=60))
    add(rows, day(-9000, s1=12))
    add(rows, day(1, s1=60))
    assert [each.date for each in days_in(rows)] == [FIRST, FIRST + timedelta(1)]


@pytest.mark.parametrize("key", ["2026-3-4", "20260304", "2026-W10-3", "0001-01-01", "", "today", "2026-02-30"])
@pytest.mark.parametrize("row", ["[]"])
def test_a_row_that_is_no_day_is_left_out_and_named(key: str, row: str) -> None:
    days, damaged = fold_days({"2026-03-02": full_row(day(0)), key: Raw(row.encode())}, "d1")
    assert (days, damaged) == ((day(0),), (key,))


@pytest.mark.parametrize(
    "row",
    [
        "7",
        "null",
        "{}",
        '["1000"]',
        "[-1]",
        '[1, {"1.1": 101}]',
        '[1, {"1.1": -0.1}]',
        '[1, {"1.1": true}]',
        '[1, {"1.1": "full"}]',
        '[1, {"1.1": [5]}]',
        '[1, {"1.1": ["5", null]}]',
        '[1, {}, {"black": 1e99}]',
        '[1, {}, {"black": 99999999999999999999999}]',
        "[" * 100_000,
        '["\\ud800"]',
    ],
)
def test_a_damaged_row_is_left_out_named_and_replaced_by_the_next_reading_of_its_day(row: str) -> None:
    rows = rows_of(day(0, s1=60), day(2, s1=50))
    rows["2026-03-03"] = Raw(row.encode())
    assert fold_days(rows, "d1")[1] == ("2026-03-03",)
    assert add(rows, day(1, s1=55)) is not None
    assert days_in(rows) == (day(0, s1=60), day(1, s1=55), day(2, s1=50))


def test_what_another_version_put_behind_the_known_parts_does_no_harm() -> None:
    rows = {"2026-03-02": Raw(msgspec.json.encode([1000, {"1.1": 60}, {}, ["new"]]))}
    assert days_in(rows) == (day(0, s1=60),)


def test_days_are_kept_to_the_day() -> None:
    days = [day(number) for number in range(0, KEPT_DAYS + 50, 7)]
    kept = kept_days(days)
    assert (days[-2].date - kept[0].date).days <= KEPT_DAYS < (days[-2].date - days[days.index(kept[0]) - 1].date).days
    assert kept_days([]) == []
