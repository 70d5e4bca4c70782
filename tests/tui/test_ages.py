from datetime import timedelta

import pytest

from tests.tui.fakes import NOW
from tui.ages import ago_words, byte_words, duration_words


@pytest.mark.parametrize(
    ("ago", "words"), [(timedelta(0), "just now"), (timedelta(minutes=3), "3 min ago"), (timedelta(days=2), "2 d ago")]
)
def test_an_age_in_a_sentence(ago: timedelta, words: str) -> None:
    assert ago_words(NOW - ago, NOW) == words
    assert ago_words(None, NOW) == "never"


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
