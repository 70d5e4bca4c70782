import pytest

from core.errors import UsageError
from tests.tui.fakes import ended, found, progress
from tui.sweep_view import SweepView, ending_words


def test_printers_and_the_rest_are_counted_apart_and_once() -> None:
    view = SweepView()
    view.begin(["192.0.2.0/24"])
    for event in (found(1), found(2, is_printer=False), found(1), progress(9, answered=2, printers=1)):
        view.hear(event)
    assert (view.printers, view.others) == (1, 1)
    assert view.progress is not None
    assert view.progress.sent == 9


def test_devices_found_have_answered_whatever_was_told_before() -> None:
    view = SweepView()
    view.begin(["192.0.2.0/24"])
    assert (view.answered, view.share) == (0, None)
    for event in (progress(9, answered=2, printers=0), found(1), found(2), found(3)):
        view.hear(event)
    assert (view.answered, view.printers) == (3, 3)
    view.hear(progress(10, answered=5, printers=3))
    assert view.answered == 5
    assert view.share == 10 / (2 * 508)


def test_a_new_sweep_forgets_the_last_one() -> None:
    view = SweepView()
    view.begin(["192.0.2.0/24"])
    view.hear(found(1))
    view.hear(ended("complete"))
    view.finish(UsageError("no", "hint"))
    view.begin(["198.51.100.0/24"])
    assert (view.is_running, view.ended, view.problem, view.finds) == (True, None, None, {})


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("complete", "● Complete: every address was asked"),
        ("limit", "! Time limit reached: not every address was asked; run it with fewer targets"),
        ("stopped", "■ Stopped by you: what was found stays"),
    ],
)
def test_the_three_endings_are_told_apart(reason: str, words: str) -> None:
    assert ending_words(ended(reason, sent=300))[0] == words


def test_an_ending_names_its_cost() -> None:
    figures = ending_words(ended("stopped", sent=300, seconds=3.2))[1]
    assert figures == "300 of 508 addresses asked in 3 s, 27.6 kB sent, 4.2 kB received"
