import pytest
from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

from tui.widgets.columns import Column
from tui.widgets.lines import Brush, Cell, head_cells, row_cells


def parsed(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)


def strip(cells: list[Cell], width: int) -> str:
    drawn = Brush(Style(), parsed).strip(cells, width)
    assert drawn.cell_length == width
    return drawn.text


@pytest.mark.parametrize(
    ("cells", "width", "text"),
    [
        ([(Content("ab"), 4, False), (Content("cd"), 4, True)], 12, "ab     cd   "),
        ([(Content("abcdef"), 4, False)], 4, "abc…"),
        ([(Content("二階会議室"), 6, False)], 7, "二階 … "),
        ([(Content("ab"), 4, False), (Content("cd"), 4, False)], 6, "ab   c"),
        ([], 3, "   "),
    ],
)
def test_a_line_is_exactly_as_wide_as_it_should_be(cells: list[Cell], width: int, text: str) -> None:
    assert strip(cells, width) == text


def test_neighbours_of_one_style_are_one_segment() -> None:
    cells = [(Content("a"), 3, False), (Content("b"), 3, False), (Content.styled("c", "bold"), 1, False)]
    segments = list(Brush(Style(), parsed).strip(cells, 12))
    assert [segment.text for segment in segments] == ["a   b   ", "c", "   "]
    assert segments[1].style == RichStyle(bold=True)


def columns() -> list[tuple[Column[str], int]]:
    draw = {"one": lambda row, _: Content(row), "two": lambda row, _: Content(row.upper())}
    return [(Column(id=id_, title=id_.title(), draw=draw[id_], least=1, ideal=9), 9) for id_ in draw]


def texts(cells: list[Cell]) -> list[str]:
    return [content.plain for content, _, _ in cells]


def test_a_selected_row_has_a_mark_before_its_columns() -> None:
    assert texts(list(row_cells("x", columns(), None, 2, is_selected=True))) == ["*", "x", "X"]
    assert texts(list(row_cells("x", columns(), None, 2, is_selected=False))) == ["", "x", "X"]
    assert texts(list(row_cells("x", columns(), None, 0, is_selected=False))) == ["x", "X"]


def test_cells_are_marked_by_their_column() -> None:
    marked = row_cells("x", columns(), lambda id_, cell: Content(f"{id_}:{cell}"), 0, is_selected=False)
    assert texts(list(marked)) == ["one:x", "two:X"]


@pytest.mark.parametrize(
    ("sorted_by", "titles"),
    [(None, ["One", "Two"]), (("one", True), ["One ↓", "Two"]), (("two", False), ["One", "Two ↑"])],
)
def test_the_head_shows_what_is_sorted_by(sorted_by: tuple[str, bool] | None, titles: list[str]) -> None:
    assert texts(list(head_cells(columns(), sorted_by, 0))) == titles


def test_the_arrow_is_never_cut() -> None:
    narrow: list[tuple[Column[str], int]] = [(columns()[0][0], 4)]
    assert texts(list(head_cells(narrow, ("one", True), 2))) == ["", "O… ↓"]
