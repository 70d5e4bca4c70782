import pytest

from core.admin_edits import checked_line, checked_notes
from tui.pasted import as_line, as_lines

HIDDEN = "lp7\x07\u200b\u00a0x\ufeff\u2028y"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("lp7", "lp7"),
        ("lp7\nlp8\r\n10.3.0.9\r", "lp7 lp8 10.3.0.9"),
        ("lp7\tdesk\n\n\nlp8", "lp7 desk lp8"),
        ("\nlp7\n", "lp7"),
        ("lp7\x07lp8\x1b\u2028lp9", "lp7 lp8 lp9"),
        (" two  blanks ", " two  blanks "),
        ("\ufefflp7\u00a0x", "lp7 x"),
        ("\r\n\x00", ""),
        ("", ""),
    ],
)
def test_a_line_has_all_that_was_pasted(text: str, line: str) -> None:
    assert as_line(text) == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\n\ttwo\n\n", "one\n\ttwo\n\n"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("bell\x07 rings\x1b[0m\x7f", "bell rings[0m"),
        ("one\u2029two\u00a0x\u200b", "one\ntwo x"),
    ],
)
def test_lines_stay_without_what_cannot_be_seen(text: str, lines: str) -> None:
    assert as_lines(text) == lines


def test_what_was_pasted_can_be_kept() -> None:
    assert checked_line(as_line(HIDDEN))
    assert checked_notes(as_lines(HIDDEN))
