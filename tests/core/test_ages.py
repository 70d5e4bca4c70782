from datetime import timedelta

import pytest

from core.ages import age_words, moment_words
from tests.tui.fakes import NOW


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=400), "400 d"),
    ],
)
def test_an_age_is_the_largest_whole_unit(ago: timedelta, words: str) -> None:
    assert age_words(NOW - ago, NOW) == words


def test_what_never_happened_has_no_age() -> None:
    assert age_words(None, NOW) == "never"


@pytest.mark.parametrize(
    ("ago", "words"), [(timedelta(hours=2, minutes=30), "09:30"), (timedelta(hours=13), "2026-03-03 23:00")]
)
def test_a_moment_has_its_date_where_that_is_not_today(ago: timedelta, words: str) -> None:
    assert moment_words(NOW - ago, NOW) == words
