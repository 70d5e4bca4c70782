from datetime import timedelta

import pytest

from core.model.history import Day
from tests.tui.histories import TODAY
from tui.page_rates import PageRate, page_rates, rate_words, rates_words


def days(**pages_by_age: int) -> list[Day]:
    """Days so many days ago ("a30"), the oldest first."""
    found = [
        Day(date=TODAY - timedelta(days=int(age[1:])), device_id="d1", pages=pages)
        for age, pages in pages_by_age.items()
    ]
    return sorted(found, key=lambda day: day.date)


@pytest.mark.parametrize(
    ("known", "rates"),
    [
        ([], ()),
        (days(a0=100), ()),
        (days(a10=0, a0=100), (PageRate(30, 10),)),
        (days(a60=0, a30=30, a0=330), (PageRate(30, 10), PageRate(90, 5.5))),
        (days(a300=0, a60=240, a30=270, a0=570), (PageRate(30, 10), PageRate(90, 5.5), PageRate(400, 1.9))),
        (days(a60=0, a40=200), (PageRate(90, 10),)),
    ],
)
def test_a_longer_window_is_named_where_the_history_is_longer(known: list[Day], rates: tuple[PageRate, ...]) -> None:
    assert page_rates(known, TODAY) == rates


@pytest.mark.parametrize(
    ("pages", "words"),
    [(0, "none"), (0.01, "about 0.1"), (0.44, "about 0.4"), (9.96, "about 10.0"), (1432.4, "about 1,432")],
)
def test_a_mean_is_no_more_exact_than_it_is(pages: float, words: str) -> None:
    assert rate_words(pages) == words


def test_the_means_in_one_sentence() -> None:
    assert rates_words([PageRate(30, 143), PageRate(90, 0)]) == "about 143 over 30 days, none over 90 days"
