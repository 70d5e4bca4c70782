"""Glyphs for terminals that cannot show all of them: a plainer one of the same width takes the place of each.

Everything that is drawn passes here, Textual's own borders and the printers' names included, so that no other file has
to think of it. The Linux console shows 256 to 512 glyphs; those that its built-in font (code page 437) and the fonts of
console-setup share are kept. A charset other than UTF-8 keeps what it can encode.
"""

import unicodedata
from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal_traits import TerminalTraits

CONSOLE_SYMBOLS = frozenset("─│┌┐└┘├┤┬┴┼═░▒▓█■▲▼•←↑→↓")
"""Beyond Latin-1, what every console font has; letters are left to the font that the admin loaded."""

STAND_INS = {
    "…": "~",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "·": ".",
    "●": "•*",
    "•": "*",
    "○": "o",
    "▼": "v",
    "▾": "▼v",
    "▲": "^",
    "▴": "▲^",
    "►": ">",
    "▶": ">",
    "■": "#",
    "¶": "=",
    "□": "#",
    "∞": "&",
    "✓": "+",
    "←": "<",
    "→": ">",
    "↑": "^",
    "↓": "v",
    "▁": "_",
    "▂": "_",
    "▃": "▒=",
    "▄": "▒=",
    "▅": "▒=",
    "▆": "█#",
    "▇": "█#",
    "█": "#",
    "▒": "%",
    "░": ":",
    "▓": "#",
    "▏": "│|",
    "▎": "│|",
    "▍": "│|",
    "▌": "│|",
    "▋": "█#",
    "▊": "█#",
    "▉": "█#",
    "▐": "│|",
    "▕": "│|",
    "▔": "─-",
    "▀": "─-",
    "─": "-",
    "━": "═=",
    "╸": "═=",
    "╺": "═=",
    "═": "=",
    "│": "|",
    "┃": "│|",
    "╭": "┌+",
    "╮": "┐+",
    "╰": "└+",
    "╯": "┘+",
    "┌": "+",
    "┐": "+",
    "└": "+",
    "┘": "+",
    "├": "+",
    "┤": "+",
    "┬": "+",
    "┴": "+",
    "┼": "+",
}
"""Glyph -> what may stand for it, the nicest first; the last is ASCII."""


class _Table(dict[int, str]):
    """Character -> what is shown in its place, worked out when it first occurs."""

    def __init__(self, can_show: Callable[[str], bool]) -> None:
        super().__init__()
        self._can_show = can_show

    def __missing__(self, code: int) -> str:
        shown = self[code] = self._choose(chr(code))
        return shown

    def _choose(self, char: str) -> str:
        if self._can_show(char):
            return char
        for stand_in in STAND_INS.get(char, ""):
            if self._can_show(stand_in):
                return stand_in
        width = cell_len(char)
        bare = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
        return bare if len(bare) == width else "?" * width


class GlyphFilter(LineFilter):
    """Puts plainer glyphs in place of those that the terminal cannot show.

    Args:
        can_show: whether it can show a character.
    """

    def __init__(self, can_show: Callable[[str], bool]) -> None:
        super().__init__()
        self._table = _Table(can_show)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  (Textual's signature)
        """The same line in glyphs that can be shown, cell by cell."""
        return [
            segment if segment.text.isascii() else Segment(self.plain(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def plain(self, text: str) -> str:
        """A text in glyphs that can be shown."""
        return text.translate(self._table)


def glyph_filter(traits: TerminalTraits) -> GlyphFilter | None:
    """The filter that a terminal needs; None where it shows everything."""
    if traits.charset == "unicode":
        return None
    if traits.charset == "console":
        return GlyphFilter(_is_on_console)
    return GlyphFilter(lambda char: _is_encodable(char, traits.encoding))


def _is_on_console(char: str) -> bool:
    """Latin-1, the common symbols, and letters, digits and marks of any script as long as they take one cell."""
    if ord(char) < 0x100 or char in CONSOLE_SYMBOLS:
        return True
    return unicodedata.category(char)[0] in "LMN" and cell_len(char) <= 1


def _is_encodable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
