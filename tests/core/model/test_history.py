from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from core.model.device import Identity, Reading
from core.model.history import MAX_SUPPLIES, SOURCE, day_of, plain_level
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.status import Counters
from core.model.supply import Supply

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("level", "plain"),
    [
        (Percent(value=61.5, raw_level=615, raw_max=1000, read_at=NOON, resolution=10.0), Percent(value=61.5)),
        (Percent(value=100.0, implausible="level 110 above capacity 100"), Percent(value=100.0)),
        (Percent(value=140.0), Percent(value=100.0)),
        (Some(raw_level=-3, source="ricoh"), Some()),
        (Unknown(raw_level=-2, read_at=NOON), Unknown()),
        (Unknown(raw_level=0, raw_max=0, implausible="level 0 of capacity 0"), Unknown()),
        (Unlimited(raw_level=-1), Unlimited()),
        (Quantity(value=7809, unit="impressions", raw_level=7809), Quantity(value=7809, unit="impressions")),
        (Quantity(value=10**30), Unknown()),
    ],
)
def test_a_level_keeps_its_kind_and_number(level: Level, plain: Level) -> None:
    assert plain_level(level) == replace(plain, source=SOURCE)


def test_a_reading_makes_the_row_of_its_day(reading: Reading) -> None:
    counted = replace(reading, counters=Counters(pages=1234, by_kind={"black": 1000, "color": 234}))
    day = day_of("d1", counted)
    assert (day.date, day.device_id, day.pages) == (date(2026, 3, 2), "d1", 1234)
    assert day.levels == {"1.1": Percent(value=62.0, source=SOURCE), "1.2": Percent(value=12.0, source=SOURCE)}
    assert day.counters == {"black": 1000, "color": 234}


def test_days_are_those_of_utc(reading: Reading) -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert day_of("d1", replace(reading, read_at=late)).date == date(2026, 3, 3)


def test_nonsense_is_not_counted_and_not_kept_without_end() -> None:
    rows = tuple(Supply(index=f"1.{number}", name="Toner", level=Some()) for number in range(5000))
    counters = Counters(pages=-5, by_kind={"black": 2**64, "color": 7})
    day = day_of("d1", Reading(read_at=NOON, identity=Identity(), supplies=rows, counters=counters))
    assert (day.pages, day.counters, len(day.levels)) == (None, {"color": 7}, MAX_SUPPLIES)
