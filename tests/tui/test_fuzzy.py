import time

import pytest

from tui.fuzzy import MOST_BY_LETTERS, best_of, fit


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("poll", "Poll", "Poll the printer"),
        ("poll", "Poll the printer", "Ask, poll, wait"),
        ("poll", "Ask, poll, wait", "unpolled"),
        ("poll", "unpolled", "page of all"),
        ("poll", "page of all", "nothing"),
        ("three laser", "laser on floor three", "lasers"),
    ],
)
def test_what_is_found_earlier_and_whole_comes_first(query: str, better: str, worse: str) -> None:
    assert fit(query, better).score > fit(query, worse).score


@pytest.mark.parametrize(("query", "text"), [("", "text"), ("  ", "text"), ("xyz", "text"), ("txt text", "text")])
def test_what_does_not_fit_has_no_score(query: str, text: str) -> None:
    assert fit(query, text).score == 0


def test_letters_alone_are_worth_less_than_any_word() -> None:
    assert 0 < fit("acc2", "accounts-2").score <= MOST_BY_LETTERS < 1 < fit("ounts", "accounts-2").score
    assert fit("acc2", "accounts-2").places == (0, 1, 2, 9)


def test_many_equal_letters_and_a_long_text_take_no_time() -> None:
    began = time.perf_counter()
    fit("e" * 12, "the device needs everything whenever everybody else sees fewer eels " * 5)
    assert time.perf_counter() - began < 0.1


def test_the_best_of_several_batches_are_kept() -> None:
    best = best_of("lab", [("a", "lab"), ("b", "x"), ("c", "the lab")], 2)
    assert [key for _, key in best] == ["a", "c"]
    best = best_of("lab", [("d", "lab"), ("e", "collaborate")], 3, best)
    assert [key for _, key in best] == ["a", "d", "c"]
