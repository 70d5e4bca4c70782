"""Pages as rows and links."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.web_page import MAX_CELL, MAX_LINKS, MAX_ROWS, Link, read_page


def table_rows(markup: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_page(markup).rows if row.table]


def lines(markup: str) -> list[str]:
    return [row.cells[0].text for row in read_page(markup).rows if not row.table]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>Cyan</td><td>63%</td></tr><tr><td>Black</td><td>5%</td></tr></table>",
        "<TABLE><TR><TD>Cyan<TD>63%<TR><TD>Black<TD>5%</TABLE>",
        "<table><tbody><tr><th>Cyan</th><td><b>63</b>%</td></tr>\n<tr><td> Black <td>5%",
        "<dl><dt>Cyan<dd>63%<dt>Black<dd>5%</dl>",
    ],
)
def test_cells_beside_each_other_are_a_row(markup: str) -> None:
    assert table_rows(markup) == [["Cyan", "63%"], ["Black", "5%"]]


def test_the_text_of_a_nested_table_belongs_to_the_outer_cell_too() -> None:
    markup = "<table><tr><td>Cyan</td><td><table><tr><td>63%</td><td>left</td></tr></table></td></tr></table>"
    assert table_rows(markup) == [["63%", "left"], ["Cyan", "63% left"]]


def test_line_breaks_make_lines_and_keep_words_apart_in_their_cell() -> None:
    markup = "<table><tr><td>Cyan: 63%<br>Black: 5%</td></tr></table><p>Waste tray<p>OK"
    assert table_rows(markup) == [["Cyan: 63% Black: 5%"]]
    assert lines(markup) == ["Cyan: 63%", "Black: 5%", "Waste tray", "OK"]


def test_the_words_outside_links_are_known() -> None:
    cell = read_page("<table><tr><td>OK <a href=/order>Reorder now</a></td></tr></table>").rows[-1].cells[0]
    assert (cell.text, cell.plain) == ("OK Reorder now", "OK")


def test_a_cell_with_half_a_page_in_it_is_marked_as_cut() -> None:
    (row,) = [
        row for row in read_page(f"<table><tr><td>{'x ' * MAX_CELL}</td><td>5%</td></tr></table>").rows if row.table
    ]
    assert [cell.is_cut for cell in row.cells] == [True, False]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<img src="/i/Cyan.gif" width="63" height=9>', [(None, 63, "/i/cyan.gif", True)]),
        ('<div style="width:63%; background-color: #0FF"></div>', [(63.0, None, "#0ff", False)]),
        ('<div style="width:100%"><div style="width:63%;background:cyan"></div></div>', [(63.0, None, "cyan", False)]),
        (
            "<table width=100><tr><td width=63% bgcolor=cyan>&nbsp;</td><td width=37%></td></tr></table>",
            [(63.0, None, "cyan", False), (37.0, None, None, False)],
        ),
        ('<div style="width:63%;background:cyan">words</div>', []),
        ("<div class=x></div>", []),
    ],
)
def test_pieces_of_bars_are_elements_with_a_width_and_nothing_in_them(content: str, expected: list[object]) -> None:
    page = read_page(f"<table><tr><td>Cyan</td><td width=40% bgcolor=red>{content}</td></tr></table>")
    cell = next(row for row in page.rows if row.table and row.cells[0].text == "Cyan").cells[1]
    assert [(bar.percent, bar.pixels, bar.paint, bar.is_picture) for bar in cell.bars] == expected


def test_tables_nested_too_deep_do_not_disturb_the_ones_after_them() -> None:
    deep = "<table><tr><td>x" * 20 + "</td></tr></table>" * 20
    assert table_rows(f"{deep}<table><tr><td>Cyan</td><td>63%</td></tr></table>")[-1] == ["Cyan", "63%"]


def test_links_frames_and_areas_are_collected_with_their_words() -> None:
    page = read_page(
        "<base href='/web/'><meta http-equiv=Refresh content='0; URL=/home.htm'>"
        "<frame src=left.htm name=statusFrame><iframe src='i.htm'></iframe>"
        "<a href='s.htm' title=all>Supplies <b>now</b></a><area href=a.htm alt=Status><a name=x>none</a>"
    )
    assert page.base == "/web/"
    assert page.links == (
        Link("/home.htm", "", is_refresh=True),
        Link("left.htm", "statusFrame"),
        Link("i.htm", ""),
        Link("s.htm", "all Supplies now"),
        Link("a.htm", "Status"),
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>", "<table>", "<table><tr><td>", "<td>a", "<a href=x>", "<a href=x>y</a>", "x<br>", "<td width=5%>"),
        *("<table><tr><td>a<td><img src=a width=3>", "<table></table>", "</table>", "</td></tr>"),
    ],
)
def test_a_page_that_never_ends_is_read_in_bounded_time_and_memory(piece: str) -> None:
    started = time.process_time()
    page = read_page(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 3
    assert len(page.rows) <= MAX_ROWS
    assert len(page.links) <= MAX_LINKS
    assert max((len(cell.text) for row in page.rows for cell in row.cells), default=0) <= MAX_CELL


PIECES = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td width=5% bgcolor=red>", "</td>", "<a href=x>", "</a>"]


@given(
    st.lists(st.sampled_from([*PIECES, "<div>", "</div>", "<img width=3>", "<br>", "x", " ", "<dl>", "<dt>", "<dd>"]))
)
def test_tags_in_any_order_are_read_without_an_error(pieces: list[str]) -> None:
    page = read_page("".join(pieces))
    assert "".join(line.replace(" ", "") for line in (row.cells[0].text for row in page.rows if not row.table)) == (
        "x" * pieces.count("x")
    )
