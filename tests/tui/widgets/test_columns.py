import pytest
from textual.content import Content

from tui.widgets.columns import GAP, Column, column_at, set_in_cell, share_width


def column(id_: str, least: int, ideal: int, **more: object) -> Column[str]:
    return Column(id=id_, title=id_, draw=lambda row, _: Content(row), least=least, ideal=ideal, **more)  # type: ignore[arg-type]


COLUMNS = (
    column("mark", 1, 1),
    column("name", 10, 20),
    column("model", 10, 20, drop=2),
    column("levels", 10, 30, share=4),
    column("words", 10, 20, is_growing=True),
    column("place", 10, 20, drop=1, from_width=100),
)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (20, {"mark": 1, "name": 10, "levels": 10, "words": 10}),  # nothing more can go
        (34, {"mark": 1, "name": 10, "levels": 10, "words": 10}),
        (44, {"mark": 1, "name": 12, "levels": 17, "words": 11}),
        (45, {"mark": 1, "name": 10, "model": 10, "levels": 10, "words": 10}),
        (52, {"mark": 1, "name": 11, "model": 11, "levels": 14, "words": 11}),
        (95, {"mark": 1, "name": 20, "model": 20, "levels": 30, "words": 20}),
        (99, {"mark": 1, "name": 20, "model": 20, "levels": 30, "words": 24}),
        (116, {"mark": 1, "name": 20, "model": 20, "levels": 30, "words": 20, "place": 20}),
        (200, {"mark": 1, "name": 20, "model": 20, "levels": 30, "words": 104, "place": 20}),
    ],
)
def test_columns_drop_then_grow_to_their_ideal_then_one_takes_the_rest(width: int, widths: dict[str, int]) -> None:
    assert {column.id: cells for column, cells in share_width(COLUMNS, width)} == widths


@pytest.mark.parametrize("width", range(34, 301))
def test_the_widths_never_exceed_the_list(width: int) -> None:
    shares = share_width(COLUMNS, width)
    total = sum(cells for _, cells in shares) + GAP * (len(shares) - 1)
    assert total == width or (total < width and width < 45)
    assert all(cells >= column.least for column, cells in shares)


@pytest.mark.parametrize(
    ("text", "width", "cell"),
    [("abc", 5, "abc  "), ("abcdef", 5, "abcd…"), ("二階会議室", 6, "二階 …"), ("", 2, "  "), ("abc", 0, "")],
)
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int, cell: str) -> None:
    assert set_in_cell(Content(text), width).plain == cell


def test_numbers_stand_at_the_right() -> None:
    assert set_in_cell(Content("3 min"), 7, align_right=True).plain == "  3 min"


@pytest.mark.parametrize(
    ("x", "id_"),
    [
        (-1, None),
        (0, "mark"),
        (1, "mark"),
        (2, "name"),
        (12, "name"),
        (13, "words"),
        (22, "words"),
        (23, "words"),
        (24, None),
    ],
)
def test_a_cell_of_the_line_belongs_to_a_column_with_the_gap_behind_it(x: int, id_: str | None) -> None:
    layout = [(column("mark", 1, 1), 1), (column("name", 10, 20), 10), (column("words", 10, 20), 10)]
    found = column_at(layout, x)
    assert (found.id if found else None) == id_
