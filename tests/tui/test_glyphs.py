import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.tui.test_marks import ALL_MARKS
from tui.glyphs import STAND_INS, GlyphFilter, glyph_filter
from tui.marks import DEVICE_MARKS, RECEPTACLE_MARKS, SUPPLY_MARKS, Mark
from tui.terminal_traits import read_traits


def needed(**environment: str) -> GlyphFilter:
    found = glyph_filter(read_traits(environment, is_coerced=False))
    assert found is not None
    return found


ASCII = needed(LANG="C")
CONSOLE = needed(LANG="en_US.UTF-8", TERM="linux")
LATIN_1 = needed(LANG="de_DE.ISO-8859-1")


def test_a_terminal_that_shows_everything_needs_no_filter() -> None:
    assert glyph_filter(read_traits({"LANG": "en_US.UTF-8", "TERM": "xterm-256color"}, is_coerced=False)) is None


@pytest.mark.parametrize(
    ("filter_", "text", "shown"),
    [
        (ASCII, "Zürich · 東京 ▼ a…", "Zurich . ???? v a~"),
        (ASCII, "╭─ Help ─╮", "+- Help -+"),
        (ASCII, "e\u0301", "e"),
        (LATIN_1, "Zürich · × ▼ Łódź", "Zürich · × v ?ódz"),
        (CONSOLE, "Zürich · × ▼ Łódź Каб. 東京 ○►", "Zürich · × ▼ Łódź Каб. ???? o>"),
        (CONSOLE, "╭─╮ ▁▂▃▄▅▆▇█", "┌─┐ __▒▒▒███"),
    ],
)
def test_what_cannot_be_shown_has_a_stand_in(filter_: GlyphFilter, text: str, shown: str) -> None:
    assert filter_.plain(text) == shown
    assert cell_len(filter_.plain(text)) == cell_len(text)


@pytest.mark.parametrize("glyph", STAND_INS)
def test_every_stand_in_is_one_cell_and_the_last_is_ascii(glyph: str) -> None:
    assert cell_len(glyph) == 1
    assert STAND_INS[glyph][-1].isascii()
    assert all(cell_len(stand_in) == 1 for stand_in in STAND_INS[glyph])


@pytest.mark.parametrize("filter_", [ASCII, CONSOLE, LATIN_1], ids=["ascii", "console", "latin-1"])
@pytest.mark.parametrize("marks", [DEVICE_MARKS, SUPPLY_MARKS, RECEPTACLE_MARKS])
def test_states_keep_glyphs_of_their_own(filter_: GlyphFilter, marks: dict[str, Mark]) -> None:
    assert len({filter_.plain(mark.glyph) for mark in marks.values()}) == len(marks)


def test_no_mark_becomes_a_question_mark_but_that_of_not_known() -> None:
    assert {mark.glyph for mark in ALL_MARKS if ASCII.plain(mark.glyph) == "?"} == {"?"}


def test_styles_and_controls_stay() -> None:
    red = Style(color="red")
    assert ASCII.apply([Segment("○", red), Segment("ok")], Color(0, 0, 0)) == [Segment("o", red), Segment("ok")]
