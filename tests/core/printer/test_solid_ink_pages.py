"""Facts from pages of many styles: each written for this test, none copied from a device."""

import pytest

from core.model.level import Level, Percent, Some
from core.printer.solid_ink_pages import PageSupply, SolidInkPage, read_claims, settle
from core.printer.solid_ink_words import KIT, WASTE
from core.printer.web_page import read_page


def facts(*pages: str) -> SolidInkPage:
    claims = [claim for page in pages for claim in read_claims(read_page(page))]
    return SolidInkPage(supplies=settle(claims))


def percents(*pages: str) -> dict[str, float]:
    return {
        supply.subject: supply.level.value for supply in facts(*pages).supplies if isinstance(supply.level, Percent)
    }


PLAIN_TABLE = """
<html><head><title>Supplies</title></head><body><table border=1>
<tr><td width=60%>Black Ink, P/N 108R99001</td><td width=40%>80%</td></tr>
<tr><td width=60%>Cyan Ink, P/N 108R99002 </td><td width=40%> 63 % </td></tr>
<tr><td>Magenta Ink</td><td>7%</td></tr><tr><td>Yellow Ink</td><td>0%</td></tr>
<tr><td>Maintenance Kit</td><td>22% Life Remaining</td></tr>
<tr><td>Waste Tray</td><td>Not Full</td></tr></table></body></html>
"""
LAYOUT_TABLES = """
<table><tr><td>Menu<br>Status<br>Supplies</td><td><table><tr><th>Supply</th><th>Part</th><th>Life Left</th></tr>
<tr><td><font color=#008000>Black</font><td>108R99001<td>80%
<tr><td>Cyan<td>108R99002<td>63%<tr><td>Magenta<td>108R99003<td>7%<tr><td>Yellow<td>108R99004<td>0%
</table></td></tr></table>
"""
COLUMNS = """
<table><tr><td></td><td>Cyan</td><td>Magenta</td><td>Yellow</td><td>Black</td></tr>
<tr><td>Coverage</td><td>5%</td><td>6%</td><td>7%</td><td>9%</td></tr>
<tr><td>Remaining</td><td>63%</td><td>7%</td><td>0%</td><td>80%</td></tr></table>
"""
NESTED_BARS = "<table>" + "".join(
    f"<tr><td>{color} Ink</td><td><table width=200><tr><td width='{width}%' bgcolor={paint}>&nbsp;</td>"
    f"<td width='{100 - width}%' bgcolor=#FFFFFF></td></tr></table></td></tr>"
    for color, width, paint in [
        ("Black", 80, "#000000"),
        ("Cyan", 63, "#00FFFF"),
        ("Magenta", 7, "magenta"),
    ]
)
STYLED_BARS = "<table>" + "".join(
    f"<tr><td>{color}</td><td><div class=frame style='width:100%;border:1px'>"
    f"<div style='width: {width}%; background:#0a0'></div></div></td></tr>"
    for color, width in [("Black", 80), ("Cyan", 63), ("Magenta", 7)]
)
PICTURE_BARS = "<table>" + "".join(
    f"<tr><td>{color}</td><td><img src=/img/bar_{color}.gif width={width}><img src=/img/white.gif width={150 - width}>"
    for color, width in [("black", 120), ("cyan", 75), ("magenta", 15)]
)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PLAIN_TABLE, {"black": 80, "cyan": 63, "magenta": 7, "yellow": 0, "maintenance kit": 22}),
        (LAYOUT_TABLES, {"black": 80, "cyan": 63, "magenta": 7, "yellow": 0}),
        (COLUMNS, {"black": 80, "cyan": 63, "magenta": 7, "yellow": 0}),
        (NESTED_BARS, {"black": 80, "cyan": 63, "magenta": 7}),
        (STYLED_BARS, {"black": 80, "cyan": 63, "magenta": 7}),
        (PICTURE_BARS, {"black": 80, "cyan": 50, "magenta": 10}),
        ("<p>Cyan Ink: 63%</p><p>Magenta Ink: 7%</p>", {"cyan": 63, "magenta": 7}),
        ("<dl><dt>Cyan<dd>63%<dt>Magenta<dd>7%</dl>", {"cyan": 63, "magenta": 7}),
        ("<table><tr><th>Ink</th><th>Used</th></tr><tr><td>Cyan</td><td>37%</td></tr></table>", {"cyan": 63}),
    ],
    ids=["plain", "layout", "columns", "nested bars", "styled bars", "pictures", "lines", "list", "used"],
)
def test_percentages_are_read_in_every_style(page: str, expected: dict[str, float]) -> None:
    assert percents(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>Cyan</td><td>OK</td></tr></table>",
        "<table><tr><td width=63% bgcolor=cyan>Cyan</td><td width=37%></td></tr></table>",
        "<table><tr><td>Cyan</td><td width=63% bgcolor=cyan></td><td width=37%></td></tr></table>",
        "<table><tr><td>Cyan</td><td><img src=stick.gif width='63%'></td></tr></table>",
        "<table><tr><td>Cyan</td><td><img src=cyan.gif width=63></td></tr></table>",
        "<table><tr><td>Cyan</td><td><img src=cyan.gif width=63><img src=white.gif width=37></td></tr></table>",
        "<table><tr><td>Cyan</td><td><div style='width:63%;background:#ccc'></div></td></tr></table>",
        "<table><tr><td>Waste Tray</td><td><div style='width:63%;background:red'></div></td></tr></table>",
        "<table><tr><td>Waste Tray</td><td>63%</td></tr></table>",
        "<table><tr><td>Cyan and Magenta</td><td>63%</td></tr></table>",
        "<table><tr><td>Cyan coverage</td><td>63%</td></tr></table>",
        "<table><tr><th>Color</th><th>Average coverage</th></tr><tr><td>Cyan</td><td>63%</td></tr></table>",
        "<table><tr><td>Cyan</td><td>63%</td></tr><tr><td>Cyan</td><td>40%</td></tr></table>",
        f"<table><tr><td>Cyan {'x' * 500}</td><td>63%</td></tr></table>",
        "<script>var cyan = 'Cyan 63%'</script><!-- Cyan 63% -->",
        "<a href='/s?Cyan=63%'>supplies</a>",
        "",
    ],
    ids=[
        *(
            "words only",
            "layout width",
            "row cells",
            "lone picture",
            "lone pixels",
            "no known full bar",
            "grey",
            "waste bar",
            "waste",
        ),
        *("two inks", "coverage", "coverage column", "contradiction", "long cell", "script", "address", "nothing"),
    ],
)
def test_no_percentage_is_made_up(page: str) -> None:
    assert percents(page) == {}


PIECE = "<div style='width:{}%;background:{}'></div>"


@pytest.mark.parametrize(
    "pieces",
    [
        [(30, "red"), (40, "blue")],
        [(30, "red"), (30, "white"), (40, "#ccc")],
        [(63, "red"), (20, "white")],
        [(63, "white"), (37, "#eee")],
    ],
    ids=["two filled", "two blank", "not whole", "none filled"],
)
def test_a_drawing_that_is_not_one_bar_is_no_percentage(pieces: list[tuple[int, str]]) -> None:
    drawn = "".join(PIECE.format(*piece) for piece in pieces)
    assert percents(f"<table><tr><td>Cyan</td><td>{drawn}</td></tr></table>") == {}


def test_pictures_whose_sums_differ_show_no_full_bar() -> None:
    assert percents(PICTURE_BARS.replace("white.gif width=30", "white.gif width=31")) == {}


def test_a_written_percentage_stands_against_a_bar_elsewhere() -> None:
    bar = PIECE.format(10, "cyan")
    assert percents(f"<table><tr><td>Cyan</td><td>{bar}</td></tr></table><p>Cyan: 63%") == {"cyan": 63}


def test_two_percentages_in_one_row_are_none() -> None:
    assert percents("<table><tr><td>Cyan</td><td>63%</td><td>40%</td></tr></table>") == {}


@pytest.mark.parametrize("row", ["<td>Remaining</td><td>9%</td>", "<td>Remaining</td>" + "<td>9%</td>" * 5])
def test_a_row_with_more_or_fewer_cells_does_not_belong_under_the_columns(row: str) -> None:
    assert percents(COLUMNS.replace("</table>", f"<tr>{row}</tr></table>")) == percents(COLUMNS)


def test_only_the_first_row_or_head_cells_are_the_head_of_a_table() -> None:
    cyan = "<tr><td>Cyan</td><td>63%</td></tr>"
    magenta = "<tr><td>Magenta</td><td>7%</td></tr>"
    assert percents(f"<table>{cyan}<tr><td>Memory</td><td>Used</td></tr>{magenta}") == {"cyan": 63, "magenta": 7}
    assert percents(f"<table>{cyan}<tr><th>Ink</th><th>Used</th></tr>{magenta}") == {"cyan": 63, "magenta": 93}


def test_a_tray_s_bar_counts_where_the_page_says_what_it_shows() -> None:
    row = f"<tr><td>Waste Tray</td><td>{PIECE.format(60, 'red')}</td></tr>"
    assert percents(f"<table><tr><th>Supply</th><th>Remaining</th></tr>{row}") == {"waste tray": 60}
    assert percents(f"<table><tr><th>Supply</th><th>Filled</th></tr>{row}") == {"waste tray": 40}


def test_what_is_written_goes_before_what_is_drawn() -> None:
    page = "<table><tr><td>Cyan</td><td><div style='width:60%;background:cyan'></div></td><td>63%</td></tr></table>"
    assert percents(page) == {"cyan": 63}


def test_a_picture_bar_tells_its_step() -> None:
    level = facts(PICTURE_BARS).about("cyan")
    assert level is not None
    assert level.level == Percent(value=50.0, resolution=0.7, source="http")


def test_pages_may_differ_by_rounding_only() -> None:
    row = "<table><tr><td>Cyan</td><td>{}%</td></tr></table>"
    assert percents(row.format(63), row.format("62.5")) == {"cyan": 63}
    assert percents(row.format(63), row.format(5)) == {}


@pytest.mark.parametrize(
    ("value", "state", "level"),
    [
        ("OK", "ok", Some(source="http")),
        ("Low", "low", Some(source="http")),
        ("Empty", "empty", Percent(value=0.0, source="http")),
        ("Replace", "replace", None),
        ("Not installed", "missing", None),
        ("5% Low", "low", Percent(value=5.0, source="http")),
    ],
)
def test_states_give_the_level_they_stand_for_and_no_other_number(value: str, state: str, level: Level | None) -> None:
    page = facts(f"<table><tr><td>Cyan Ink</td><td>{value}</td></tr></table>")
    assert [(supply.subject, supply.state, supply.level) for supply in page.supplies] == [("cyan", state, level)]
    assert value in page.supplies[0].words


def test_states_that_contradict_each_other_are_none() -> None:
    assert facts("<p>Cyan ink: OK<p>Cyan ink: low").inks[0].state is None


def test_the_words_of_a_link_are_no_state() -> None:
    page = facts("<table><tr><td>Cyan</td><td>OK</td><td><a href=/buy>Low price: replace now</a></td></tr></table>")
    assert page.inks[0].state == "ok"


def test_the_kit_and_the_tray_are_told_apart_from_the_inks() -> None:
    page = facts(PLAIN_TABLE)
    assert [ink.subject for ink in page.inks] == ["black", "cyan", "magenta", "yellow"]
    assert page.about(KIT) == PageSupply(
        subject="maintenance kit",
        level=Percent(value=22.0, source="http"),
        words="Maintenance Kit 22% Life Remaining",
        rule="the page gives the percentage",
    )
    tray = page.about(WASTE)
    assert tray is not None
    assert (tray.state, tray.level) == ("ok", Some(source="http"))
