import pytest

from tui.widgets.device_views import VIEWS
from tui.widgets.views_line import ListState, line_parts

COUNTS = {"all": 11, "low": 5, "recent": 3, "unreachable": 1, "others": 1, "ignored": 0}
MANY = dict.fromkeys(VIEWS, 10_000)


def said(state: ListState, width: int, *, has_side: bool = False) -> str:
    return "".join(part.plain for _, part in line_parts(state, width, has_side=has_side))


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (90, " All 11  Low Status 5  Recently Added 3  Unreachable 1  Not Printers 1  Ignored 0 "),
        (78, " All 11  Low 5  New 3  No answer 1  Others 1  Ignored 0 "),
        (58, " All 11  Low 5  New 3  No answer 1  Others 1  Ignored 0 "),
        (40, "←  All 11  →"),
    ],
)
def test_the_views_are_told_in_the_words_that_fit(width: int, line: str) -> None:
    assert said(ListState(counts=COUNTS), width) == line


@pytest.mark.parametrize("width", [58, 78, 98])
@pytest.mark.parametrize("counts", [COUNTS, MANY])
@pytest.mark.parametrize("selected", [0, 3, 10_000])
@pytest.mark.parametrize("words", ["", "laser"])
@pytest.mark.parametrize("has_side", [False, True])
def test_the_line_never_grows_too_long(
    width: int, counts: dict[str, int], selected: int, words: str, has_side: bool
) -> None:
    state = ListState(counts=counts, words=words, matched=10_000, selected=selected, hidden=2, grouping="Location")
    assert len(said(state, width, has_side=has_side)) <= width


@pytest.mark.parametrize(
    ("state", "end"),
    [
        (ListState(counts=COUNTS, selected=1), "1 selected"),
        (ListState(counts=COUNTS, selected=1200, hidden=2), "1,200 selected (2 hidden)"),
        (ListState(counts=COUNTS, words="x", matched=0), "0 match"),
        (ListState(counts=COUNTS, words=" "), " Ignored 0 "),
        (
            ListState(counts=COUNTS, words="x", matched=12, selected=3, grouping="Network"),
            "3 selected  12 match  by network",
        ),
    ],
)
def test_what_is_not_as_usual_stands_at_the_right(state: ListState, end: str) -> None:
    assert said(state, 98).endswith(end)


def test_beside_the_side_bar_only_the_view_is_named() -> None:
    state = ListState(counts=COUNTS, view="unreachable", words="x", matched=1)
    assert said(state, 30, has_side=True) == "Unreachable  1 device  1 match"
    assert said(ListState(counts=COUNTS), 40, has_side=True) == "All  11 devices"


def test_a_part_knows_the_view_that_a_click_on_it_shows() -> None:
    assert [view for view, _ in line_parts(ListState(counts=COUNTS), 78, has_side=False)] == list(VIEWS)
    arrows = line_parts(ListState(counts=COUNTS, view="all"), 20, has_side=False)
    assert [view for view, _ in arrows] == ["ignored", "all", "low"]
