from datetime import timedelta

import pytest

from tests.tui.fakes import NOW
from tui.ages import age_words, ago_words, byte_words, duration_words, moment_words


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
    ("ago", "words"), [(timedelta(0), "just now"), (timedelta(minutes=3), "3 min ago"), (timedelta(days=2), "2 d ago")]
)
def test_an_age_in_a_sentence(ago: timedelta, words: str) -> None:
    assert ago_words(NOW - ago, NOW) == words
    assert ago_words(None, NOW) == "never"


@pytest.mark.parametrize(
    ("ago", "words"), [(timedelta(hours=2, minutes=30), "09:30"), (timedelta(hours=13), "2026-03-03 23:00")]
)
def test_a_moment_has_its_date_where_that_is_not_today(ago: timedelta, words: str) -> None:
    assert moment_words(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "below 1 s"),
        (1.4, "1 s"),
        (99, "99 s"),
        (100, "2 min"),
        (3540, "59 min"),
        (3600, "1 h"),
        (9000, "2 h 30 min"),
    ],
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 bytes"), (999, "999 bytes"), (7_249, "7.2 kB"), (1_400_000, "1.4 MB")]
)
def test_an_amount_of_data_in_words(count: int, words: str) -> None:
    assert byte_words(count) == words
