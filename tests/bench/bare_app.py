"""The yardstick of the terminal's benches: a Textual app with a list of rows that stand still.

`python -m tests.bench.bare_app FILE` shows the file's lines. The keys up and down move a mark; every other key shows
all lines anew, each with that key in front: what Textual itself takes for two lines, and for a whole screen.
"""

import sys
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_PLAIN, _MARKED = Style.parse("#d7dde4 on #121517"), Style.parse("bold #d7dde4 on #2d343b")


class Rows(Widget, can_focus=True):
    """Lines of text, one of them marked.

    Args:
        rows: their texts.
    """

    DEFAULT_CSS = "Rows { height: 1fr; }"

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows
        self._front = ""
        self._mark = 0

    def render_line(self, y: int) -> Strip:
        """One row."""
        text = f"{self._front}{self._rows[y]}" if y < len(self._rows) else ""
        width = self.size.width
        return Strip([Segment(text[:width].ljust(width), _MARKED if y == self._mark else _PLAIN)], width)

    def on_key(self, event: Key) -> None:
        """Move the mark, or show all lines anew."""
        if event.key in ("up", "down"):
            before, self._mark = self._mark, (self._mark + (1 if event.key == "down" else -1)) % len(self._rows)
            for line in (before, self._mark):
                self.refresh(Region(0, line, self.size.width, 1))
        else:
            self._front = f"{event.key} {'' if self._front.startswith(event.key) else ' '}"
            self.refresh()


class BareApp(App[None]):
    """Nothing but the rows.

    Args:
        rows: their texts.
    """

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """The rows."""
        yield Rows(self._rows)


def main() -> None:
    """Show the lines of the file that the command line names."""
    BareApp(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()


if __name__ == "__main__":
    main()
