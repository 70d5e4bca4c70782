import pytest
from textual.content import Content

from tui.widgets.flow import flowed

PIECES = [Content(text) for text in ("K Black", "C Cyan", "M Magenta")]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (40, ["K Black   C Cyan   M Magenta"]),
        (28, ["K Black   C Cyan   M Magenta"]),
        (27, ["K Black   C Cyan", "M Magenta"]),
        (10, ["K Black", "C Cyan", "M Magenta"]),
        (6, ["K Bla…", "C Cyan", "M Mag…"]),
    ],
)
def test_no_piece_is_torn_apart(width: int, lines: list[str]) -> None:
    drawn = flowed(PIECES, width)
    assert [line.plain.rstrip() for line in drawn] == lines
    assert {line.cell_length for line in drawn} == {width}


def test_nothing_is_no_line() -> None:
    assert flowed([], 40) == []
