from datetime import date, timedelta

import pytest

from core.model.history import Day
from core.page_rate import pages_per_day

FIRST = date(2026, 3, 2)


def days(*counts: int | None, device_id: str = "d1", first: int = 0) -> list[Day]:
    """Days in a row; "no reading" is written as -1."""
    return [
        Day(date=FIRST + timedelta(days=first + number), device_id=device_id, pages=count)
        for number, count in enumerate(counts)
        if count != -1
    ]


@pytest.mark.parametrize(
    ("history", "rate"),
    [
        ([], None),
        (days(1000), None),
        (days(1000, 1100), 100.0),
        (days(1000, 1100, 1100, 1300), 100.0),
        (days(1000, -1, -1, 1300), 100.0),  # days without a reading
        (days(None, 1000, None, 1300), 150.0),
        (days(None, None), None),
        (days(1000, 1100, 50, 130), 90.0),  # a new board: neither pages nor the day count
        (days(1000, 50), None),
        (days(0, 0, 0), 0.0),
        # Another device's count is no progress of this one.
        ([*days(1000, 1100), *days(90_000, 90_050, device_id="d2", first=2)], 75.0),
    ],
)
def test_pages_a_day(history: list[Day], rate: float | None) -> None:
    assert pages_per_day(history, until=date(2026, 12, 31), window=400) == rate


@pytest.mark.parametrize(("until", "window", "rate"), [(9, 3, 30.0), (4, 4, 10.0), (9, 9, 170 / 9), (30, 3, None)])
def test_only_the_window_counts(until: int, window: int, rate: float | None) -> None:
    history = days(0, 10, 20, 30, 40, 50, 80, 110, 140, 170)
    assert pages_per_day(history, until=FIRST + timedelta(days=until), window=window) == pytest.approx(rate)
