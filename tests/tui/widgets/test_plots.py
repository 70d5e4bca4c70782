from datetime import date, timedelta

import pytest

from tui.widgets.plots import LevelHistory, Series, cells_of, columns_of, date_ticks, marks_for

LAST = date(2026, 3, 4)


def day(ago: int) -> date:
    return LAST - timedelta(days=ago)


def series(mark: str, points: dict[int, float], *, replaced: tuple[int, ...] = ()) -> Series:
    return Series(
        mark=mark,
        color="$supply-cyan",
        label=mark,
        points={day(ago): value for ago, value in points.items()},
        replaced=tuple(day(ago) for ago in replaced),
    )


def plot(*shown: Series, days: int = 5, is_area: bool = False, top: float = 100.0) -> LevelHistory:
    return LevelHistory(last=LAST, days=days, series=shown, is_area=is_area, top=top)


def drawn(history: LevelHistory, width: int, height: int) -> list[str]:
    """The rows of a plot from top to bottom, blanks as dots."""
    cells = cells_of(history, width, height)
    return ["".join(cells.get((x, y), (".", ""))[0] for x in range(width)) for y in reversed(range(height))]


@pytest.mark.parametrize(
    ("ago", "days", "width", "columns"),
    [
        (0, 30, 60, range(58, 60)),
        (29, 30, 60, range(2)),
        (30, 30, 60, range(0)),
        (-1, 30, 60, range(0)),
        (0, 400, 60, range(59, 60)),
        (399, 400, 60, range(1)),
        (1, 3, 10, range(3, 6)),
    ],
)
def test_a_day_has_at_least_one_column_and_one_outside_has_none(
    ago: int, days: int, width: int, columns: range
) -> None:
    assert columns_of(day(ago), plot(days=days), width) == columns


def test_days_without_a_reading_stay_blank_and_nothing_is_drawn_across() -> None:
    assert drawn(plot(series("C", {4: 100, 3: 75, 1: 25, 0: 0})), 10, 5) == [
        "CC........",
        "..CC......",
        "..........",
        "......CC..",
        "........CC",
    ]


def test_where_levels_meet_another_mark_says_so() -> None:
    assert drawn(plot(series("K", {1: 50, 0: 100}), series("C", {1: 50, 0: 0}), days=2), 4, 3) == [
        "..KK",
        "**..",
        "..CC",
    ]


def test_a_replacement_is_a_vertical_mark_with_a_head_above_all_levels() -> None:
    assert drawn(plot(series("C", {2: 0, 1: 100, 0: 100}, replaced=(1, 99)), days=3), 6, 4) == [
        "..▼...",
        "..CCCC",
        "..│...",
        "CC│...",
    ]


def test_an_area_is_drawn_in_eighths_and_the_mark_goes_through_it() -> None:
    history = plot(series("C", {4: 50, 3: 5, 2: 0, 1: 100, 0: 94}, replaced=(1,)), is_area=True)
    assert drawn(history, 10, 3) == [
        "......▼...",
        "......│█▇▇",
        "██▁▁▁▁│███",
    ]


def test_a_column_of_many_days_shows_the_last_of_them() -> None:
    history = plot(series("C", {ago: float(ago) for ago in range(100)}), days=100, is_area=True)
    assert drawn(history, 2, 2) == ["..", "█▁"]


def test_other_units_have_another_top() -> None:
    assert drawn(plot(series("C", {0: 400}), days=1, top=800, is_area=True), 1, 2) == [".", "█"]
    assert drawn(plot(series("C", {0: 900}), days=1, top=800, is_area=True), 1, 2) == ["█", "█"]


@pytest.mark.parametrize(
    ("days", "width", "ticks"),
    [
        (30, 60, [(0, "3 Feb"), (12, "9 Feb"), (24, "15 Feb"), (34, "20 Feb"), (46, "26 Feb"), (59, "4 Mar")]),
        (2, 60, [(0, "3 Mar"), (59, "4 Mar")]),
        (400, 14, [(0, "29 Jan"), (13, "4 Mar")]),
    ],
)
def test_the_dates_below_have_room_and_name_the_first_and_the_last_day(
    days: int, width: int, ticks: list[tuple[int, str]]
) -> None:
    assert date_ticks(plot(days=days), width) == ticks


@pytest.mark.parametrize(
    ("labels", "marks"),
    [
        (["K", "C", "M", "Y"], ["K", "C", "M", "Y"]),
        (["PK", "K", "LC", "C"], ["P", "K", "L", "C"]),
        (["K", "MK", "M", "LM"], ["K", "m", "M", "L"]),
        (["K", "K"], ["K", "k"]),
        (["Drum", "Drum"], ["D", "r"]),
        (["東", "東"], ["1", "2"]),
    ],
)
def test_every_supply_of_a_plot_has_a_mark_of_its_own(labels: list[str], marks: list[str]) -> None:
    assert marks_for(labels) == marks
