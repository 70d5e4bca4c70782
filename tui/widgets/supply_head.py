"""The head of one supply: its state, its level in words, and a bar across the page."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from core.model.severity import SupplyState
from core.model.supply import Supply
from tui.marks import supply_color, supply_mark
from tui.widgets.columns import set_in_cell
from tui.widgets.gauges import bar

MOST_BAR = 60
"""Cells that the bar takes at most."""


def asking_words(stop_key: str) -> str:
    """That an answer is waited for."""
    return f"► asking the printer now; {stop_key} stops"


class SupplyHead(Widget):
    """Two lines, and a third one while the printer is asked."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._supply: Supply | None = None
        self._lines: tuple[Content, ...] = ()

    def show(self, supply: Supply, state: SupplyState, words: str, *, stop_key: str | None) -> None:
        """Show this supply.

        Args:
            supply: what it is.
            state: how it stands.
            words: its level.
            stop_key: what ends the asking that is under way; None: nobody is asked.
        """
        mark = supply_mark(supply, state)
        said = words if state == "unknown" else f"{mark.word}, {words}"
        asked = () if stop_key is None else (Content.styled(asking_words(stop_key), "$muted"),)
        self._supply = supply
        self._take((Content.styled(f"{mark.glyph} {said}", f"bold {mark.style}"), *asked))

    def show_words(self, text: str) -> None:
        """There is no supply to show."""
        self._supply = None
        self._take((Content.styled(text, "$muted"),))

    def _take(self, lines: tuple[Content, ...]) -> None:
        self._lines = lines
        self.refresh(layout=True)

    def render(self) -> Content:
        """The lines at the present width."""
        width = self.size.width
        drawn = [set_in_cell(line, width) for line in self._lines]
        if self._supply is not None:
            supply = self._supply
            gauge = bar(supply.level, supply_color(supply), min(width, MOST_BAR), receptacle=supply.receptacle)
            drawn.insert(1, gauge)
        return Content("\n").join(drawn)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's signature)
        """A line each."""
        return len(self._lines) + (self._supply is not None)
