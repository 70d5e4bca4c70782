from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec import Raw
from msgspec.structs import replace

from core.model.events import SupplyReplaced
from core.model.history import SOURCE
from core.model.level import Percent, Some, Unknown
from core.store.history_replacements import MAX_REPLACEMENTS, add_replacements, replacements_in

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def event(minute: float = 0, **fields: Any) -> SupplyReplaced:
    new = SupplyReplaced(
        device_id="d1",
        index="1.1",
        name="Black Toner",
        color="black",
        at=NOON + timedelta(minutes=minute),
        before=Percent(value=5.0, source=SOURCE),
        after=Percent(value=100.0, source=SOURCE),
        old_serial="CRUM-0001",
        new_serial="CRUM-0002",
    )
    return replace(new, **fields)


def rows_of(*events: SupplyReplaced) -> dict[str, Raw]:
    rows: dict[str, Raw] = {}
    add_replacements(rows, events)
    return rows


@pytest.mark.parametrize(
    "written",
    [
        event(),
        event(name="Waste Toner Box", color=None, old_serial=None, new_serial=None),
        event(before=None, after=Unknown(source=SOURCE)),
        event(before=Some(source=SOURCE)),
    ],
)
def test_a_replacement_comes_back_as_it_was(written: SupplyReplaced) -> None:
    assert replacements_in(rows_of(written), "d1") == ((written,), ())


def test_of_a_level_its_kind_and_number_come_back() -> None:
    (found,), _ = replacements_in(rows_of(event(before=Percent(value=5.0, raw_level=50, raw_max=1000))), "d1")
    assert found.before == Percent(value=5.0, source=SOURCE)


def test_they_come_back_in_the_order_of_time_whatever_the_zone() -> None:
    east = NOON.astimezone(timezone(timedelta(hours=9))) - timedelta(hours=2)
    rows = rows_of(event(), event(at=east), event(-600, index="1.2"))
    assert [found.at for found in replacements_in(rows, "d1")[0]] == [NOON - timedelta(hours=10), east, NOON]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (event(), 1),
        (event(2), 1),  # another program read it two minutes later
        (event(30, old_serial="CRUM-0002"), 1),  # the level came after the serial number
        (event(61), 2),
        (event(2, index="1.2"), 2),
        (event(2, color="cyan"), 2),
        (event(2, new_serial="CRUM-0003"), 2),
    ],
)
def test_what_two_programs_saw_is_one(other: SupplyReplaced, count: int) -> None:
    rows = rows_of(event())
    assert add_replacements(rows, [other]) is (count == 2)
    assert len(replacements_in(rows, "d1")[0]) == count
    assert len(rows_of(event(), other)) == count


def test_a_gauge_gone_mad_does_not_fill_the_disk() -> None:
    rows = rows_of(*(event(120 * number, after=Percent(value=number % 100)) for number in range(MAX_REPLACEMENTS + 50)))
    found, _ = replacements_in(rows, "d1")
    assert len(rows) == len(found) == MAX_REPLACEMENTS
    assert found[-1].at == NOON + timedelta(minutes=120 * (MAX_REPLACEMENTS + 49))


@pytest.mark.parametrize(
    "row",
    ["7", "{}", '{"index": "1.1", "name": "x", "at": "2026-03-02T12:00:00", "after": 5}', "[" * 100_000],
)
def test_a_damaged_row_is_left_out_named_and_gone_with_the_next_one(row: str) -> None:
    rows = rows_of(event())
    rows["2026-03-02T13:30:00+00:00 1.1"] = Raw(row.encode())
    assert replacements_in(rows, "d1") == ((event(),), ("2026-03-02T13:30:00+00:00 1.1",))
    assert add_replacements(rows, [event()]) is False
    assert add_replacements(rows, [event(120)])
    assert replacements_in(rows, "d1") == ((event(), event(120)), ())
