"""What a terminal makes of the bytes that a program writes: lines, styles, modes, and what did not fit."""

import re
from collections import Counter

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

ALTERNATE_SCREEN, CURSOR, WRAP = 1049, 25, 7
MOUSE_MODES = frozenset({1000, 1002, 1003, 1006, 1015, 1016})
FOCUS_EVENTS, BRACKETED_PASTE, SYNCHRONIZED = 1004, 2004, 2026
_PRIVATE = 5
"""Pyte keeps private modes shifted by so many bits."""
_KEYBOARD = re.compile(rb"\x1b\[[<>=][0-9;]*u")
"""The keyboard protocol of kitty: pushed with ">", popped with "<"; pyte would draw the letter."""
_BEGUN = re.compile(rb"\x1b(\[([<>=][0-9;]*)?)?\Z")
_MOST = 0.75
"""Share of a line's cells; the others are gauges."""

Look = tuple[str, bool]
"""A cell's background color, and whether it is reversed."""


class _Screen(pyte.Screen):
    """A screen that notes what is written beyond its right edge."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self.overflows: list[str] = []

    def draw(self, data: str) -> None:
        room = self.columns - self.cursor.x
        if sum(max(0, wcwidth(letter)) for letter in data) > room:
            self.overflows.append(f"line {self.cursor.y + 1}, column {self.cursor.x + 1}: {data!r}")
        super().draw(data)


class Emulator:
    """A terminal's screen.

    Args:
        columns: its width.
        lines: its height.
    """

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.keyboards = 0
        """How many keyboard protocols were pushed and not popped."""

    def feed(self, data: bytes) -> None:
        """Draw."""
        data = self._held + data
        begun = _BEGUN.search(data)
        self._held = begun[0] if begun else b""
        data = data[: len(data) - len(self._held)]
        for sequence in _KEYBOARD.findall(data):
            self.keyboards += {b">": 1, b"<": -1}.get(sequence[2:3], 0)
        self._stream.feed(_KEYBOARD.sub(b"", data))

    def resize(self, columns: int, lines: int) -> None:
        """Another size; what does not fit any more is lost."""
        self._screen.resize(lines, columns)

    def erase(self) -> None:
        """Take away everything that is drawn."""
        self._screen.erase_in_display(2)

    @property
    def columns(self) -> int:
        """The width."""
        return self._screen.columns

    @property
    def lines(self) -> list[str]:
        """The text of every line."""
        return self._screen.display

    @property
    def text(self) -> str:
        """All lines without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def overflows(self) -> list[str]:
        """What was written beyond the right edge."""
        return self._screen.overflows

    def has_mode(self, number: int) -> bool:
        """Whether a private mode (DECSET) is on."""
        return number << _PRIVATE in self._screen.mode

    @property
    def modes_of_mouse(self) -> frozenset[int]:
        """The mouse modes that are on."""
        return frozenset(mode for mode in MOUSE_MODES if self.has_mode(mode))

    def cells(self, line: int) -> list[Char]:
        """The cells of a line."""
        row = self._screen.buffer[line]
        return [row[column] for column in range(self.columns)]

    def underlined(self) -> list[str]:
        """Every run of underlined cells, in lower case."""
        runs = []
        for line in range(self._screen.lines):
            letters = "".join(cell.data if cell.underscore else "\n" for cell in self.cells(line))
            runs += [run.lower() for run in letters.split("\n") if run]
        return runs

    def right_end(self, line: int) -> int:
        """The column of the last cell of a line that is not blank; -1 in a blank line."""
        return max((place for place, cell in enumerate(self.cells(line)) if cell.data.strip()), default=-1)

    def marked_lines(self) -> list[int]:
        """Lines that stand out by their ground over most of the width, but for the bars: cursors, selections."""
        looks = [self._look(line) for line in range(self._screen.lines)]
        inner = range(1, self._screen.lines - 1)
        usual = Counter(looks[line] for line in inner if looks[line] is not None).most_common(1)
        marked = [line for line in inner if looks[line] is not None and looks[line] != usual[0][0]]
        # A line to type into has the bars' ground where there are colors for it.
        return [line for line in marked if looks[line] != looks[0]] or marked

    def _look(self, line: int) -> Look | None:
        """How most of the cells of a line look; None where they differ too much."""
        seen = Counter((cell.bg, cell.reverse) for cell in self.cells(line)).most_common(1)
        look, count = seen[0]
        return look if count >= _MOST * self.columns else None
