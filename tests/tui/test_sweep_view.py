import pytest
from msgspec.structs import replace

from core.model.events import SweepStarted
from core.model.sweep import StartedBy
from tests.tui.sweep_events import NOW, ended, found, progress, swept
from tui.sweep_view import SweepView


def begun(started_by: StartedBy = "terminal") -> SweepView:
    view = SweepView()
    view.hear(SweepStarted(targets=("192.0.2.0/24",), started_by=started_by, at=NOW))
    return view


def test_printers_and_the_rest_are_counted_apart_and_once() -> None:
    view = begun()
    for event in (found(1), found(2, is_printer=False), found(1), progress(9, answered=2, printers=1)):
        view.hear(event)
    assert (view.printers, view.others) == (1, 1)
    assert view.progress is not None
    assert view.progress.sent == 9


def test_devices_found_have_answered_whatever_was_told_before() -> None:
    view = begun()
    assert (view.answered, view.share) == (0, None)
    for event in (progress(9, answered=2, printers=0), found(1), found(2), found(3)):
        view.hear(event)
    assert (view.answered, view.printers) == (3, 3)
    view.hear(progress(10, answered=5, printers=3))
    assert view.answered == 5
    assert view.share == 10 / (2 * 508)


@pytest.mark.parametrize(
    ("share", "percent"), [(None, None), (0.0, 0), (0.146, 15), (0.994, 99), (0.9999, 99), (1.0, 100)]
)
def test_a_hundred_percent_is_the_end(share: float | None, percent: int | None) -> None:
    view = begun()
    assert view.percent is None
    view.hear(replace(progress(277, answered=2, printers=2), share=share))
    assert view.percent == percent


def test_a_sweep_runs_from_its_start_to_its_record() -> None:
    view = SweepView()
    assert not view.is_running
    view = begun()
    view.hear(found(1))
    view.hear(ended("complete"))
    assert view.is_running, "its record is the last word"
    record = swept(0, "192.0.2.0/24")
    view.hear(record)
    assert (view.is_running, view.record) == (False, record)
    view.hear(SweepStarted(targets=("198.51.100.0/24",), started_by="terminal", at=NOW))
    assert (view.is_running, view.ended, view.record, view.progress, view.finds) == (True, None, None, None, {})


def test_a_scheduled_sweep_is_no_sweep_by_hand() -> None:
    for started_by, is_by_hand in (("terminal", True), ("command line", True), ("schedule", False)):
        view = begun(started_by)  # type: ignore[arg-type]
        assert (view.is_by_hand, view.is_scheduled) == (is_by_hand, not is_by_hand)
        view.hear(swept(0, "192.0.2.0/24"))
        assert not view.is_by_hand


def test_finds_by_hand_join_those_of_the_last_sweep() -> None:
    view = begun()
    view.hear(found(1))
    view.hear(swept(0, "192.0.2.0/24"))
    view.hear(found(2))
    assert (view.printers, view.is_running) == (2, False)
