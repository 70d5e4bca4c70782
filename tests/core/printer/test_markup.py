"""Cutting HTML: right for what browsers take, and linear for what only attackers write."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.markup import MAX_TAGS, Tag, scan


def texts(markup: str) -> str:
    return "".join(token for token in scan(markup) if isinstance(token, str))


def tags(markup: str) -> list[Tag]:
    return [token for token in scan(markup) if isinstance(token, Tag)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a<b>c</b>d", "acd"),
        ("63&nbsp;%&amp;&#66;&#x43;", "63\xa0%&BC"),
        ("a < b and c<3", "a < b and c<3"),
        ("a<!-- <td>x</td> -->b", "ab"),
        ("a<!DOCTYPE html><?php x ?>b", "ab"),
        ("a<script>if (a<b) document.write('<td>9%</td>')</script>b", "ab"),
        ("a<STYLE>td {}</StYlE>b", "ab"),
        ("a<!-- never closed <td>9%", "a"),
        ("a<script>never closed 9%", "a"),
        ("a<img alt='never closed 9%", "a"),
    ],
)
def test_text_is_what_a_reader_sees(markup: str, expected: str) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a href=x>", {"href": "x"}),
        ("<A HREF = 'x y' Title=\"a>b\">", {"href": "x y", "title": "a>b"}),
        ("<a title='it's fine' href=x>", {"title": "it", "href": "x"}),
        ('<a href="/s?a=1&amp;b=2">', {"href": "/s?a=1&b=2"}),
        ("<img src=a.gif width=63%/>", {"src": "a.gif", "width": "63%/"}),
        ("<a href=first href=second>", {"href": "first"}),
        ("<td nowrap>", {}),
    ],
)
def test_attributes_are_read_in_every_writing(markup: str, expected: dict[str, str]) -> None:
    assert tags(markup)[0].attributes() == expected


def test_end_tags_are_told_from_start_tags() -> None:
    assert [(tag.name, tag.is_end) for tag in tags("<TD>x</td>")] == [("td", False), ("td", True)]


def test_a_page_of_nothing_but_tags_is_read_only_so_far() -> None:
    assert len(tags("<div>" * (MAX_TAGS + 100))) == MAX_TAGS


UNFINISHED = [
    *(
        "<!--",
        "<![",
        "<!",
        "<?",
        "</",
        "<",
        "<a b='",
        '<a b="',
        "<a ",
        "<script>",
        "</script ",
        "&#x1",
        "&a",
        "=",
        "='",
    ),
    "<a =\"='",
]


@pytest.mark.parametrize("piece", UNFINISHED)
@pytest.mark.parametrize("wrap", ["{}", "<a {}", "<a {}>", "<td title='{}'>"])
def test_unfinished_marks_over_and_over_cost_no_more_than_their_length(piece: str, wrap: str) -> None:
    """A quadratic scanner needs minutes for these; the bound leaves a slow machine room."""
    hostile = wrap.format(piece * (1_000_000 // len(piece)))
    started = time.process_time()
    for token in scan(hostile):
        if isinstance(token, Tag):
            token.attributes()
    assert time.process_time() - started < 3


def test_a_tag_that_is_too_long_is_skipped_with_everything_in_it() -> None:
    markup = f"a<img alt='{'x' * 9000}'>b"
    assert (texts(markup), tags(markup)) == ("ab", [])


def test_an_attribute_with_an_endless_name_is_none() -> None:
    assert tags(f"<a {'x' * 60}=y href=z>")[0].attributes() == {"href": "z"}


@pytest.mark.parametrize("digits", [5000, 1_000_000])
@pytest.mark.parametrize("wrap", ["{}", "<a href='{}'>"])
def test_a_character_reference_of_endless_digits_is_no_crash(wrap: str, digits: int) -> None:
    for token in scan(wrap.format("&#" + "1" * digits + ";")):
        if isinstance(token, Tag):
            token.attributes()


@given(st.text(alphabet="<>/!-?='\" abtdscripx&#;1%\0é", max_size=200))
def test_any_text_is_cut_without_an_error(markup: str) -> None:
    for token in scan(markup):
        if isinstance(token, Tag):
            token.attributes()
