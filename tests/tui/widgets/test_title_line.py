import pytest

from core.model.events import SweepStarted
from tests.tui.fakes import NOW, found, progress
from tui.sweep_view import SweepView
from tui.widgets.title_line import Keeper, keeper_part, needs_part, sweep_part, title_line

MONITOR = Keeper(is_this=False, other="monitor on srv1 (pid 4711)")


def running() -> SweepView:
    view = SweepView()
    view.hear(SweepStarted(targets=("192.0.2.0/24",), started_by="terminal", at=NOW))
    view.hear(progress(240, answered=5, printers=4))
    for number in range(4):
        view.hear(found(number))
    return view


def line(width: int, *, sweep: SweepView | None = None, needs: int = 0, keeper: Keeper | None = None) -> str:
    parts = (sweep_part(sweep or SweepView()), needs_part(needs), keeper_part(keeper))
    return " ".join(title_line("Devices", parts, width).plain.split())


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (
            120,
            "Supplies Assistant Devices ► sweep 24%, 4 found ! 7 need something watched by monitor on srv1 (pid 4711)",
        ),
        (100, "Supplies Assistant Devices ► sweep 24%, 4 found ! 7 need something watched by monitor on srv1"),
        (93, "Supplies Assistant Devices ► sweep 24%, 4 found ! 7 need something watched by monitor"),
        (80, "Supplies Assistant Devices ► sweep 24%, 4 found ! 7 need something"),
        (60, "Supplies Devices ► sweep 24%, 4 found ! 7 need something"),
        (40, "Devices ► sweep 24%, 4 found ! 7"),
        (24, "Devices ► 24% ! 7"),
    ],
)
def test_what_matters_less_is_shortened_first(width: int, shown: str) -> None:
    assert line(width, sweep=running(), needs=7, keeper=MONITOR) == shown


@pytest.mark.parametrize("width", range(1, 130))
def test_the_line_has_the_width_of_the_bar_and_nothing_overlaps(width: int) -> None:
    parts = (sweep_part(running()), needs_part(12345), keeper_part(MONITOR))
    drawn = title_line("アクセサリー and a long title", parts, width)
    assert drawn.cell_length == width


@pytest.mark.parametrize(
    ("keeper", "words"),
    [
        (None, ""),
        (Keeper(is_this=True, other=None), "this terminal polls"),
        (Keeper(is_this=False, other=None), "nobody polls"),
        (MONITOR, "watched by monitor on srv1 (pid 4711)"),
    ],
)
def test_who_polls_is_told(keeper: Keeper | None, words: str) -> None:
    assert keeper_part(keeper).forms[0].plain == words


@pytest.mark.parametrize(("needs", "words"), [(0, ""), (1, "! 1 needs something"), (1200, "! 1,200 need something")])
def test_printers_that_need_something_are_counted(needs: int, words: str) -> None:
    assert needs_part(needs).forms[0].plain == words
