"""A history of levels drawn with plotext, which loads when the first plot is drawn."""

from collections import defaultdict
from typing import Any

from rich.text import Text
from textual.color import Color
from textual.widget import Widget

from tui.widgets.plots import Cell, LevelHistory, cells_of, date_ticks

AXIS_LINES = 2
"""Lines below the plot: the axis and its dates."""
LEAST_COLUMNS, LEAST_ROWS = 10, 3
"""Below that nothing is drawn."""


class LevelPlot(Widget):
    """Levels over the days, in the colors of the theme."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._history: LevelHistory | None = None
        self._drawn: tuple[object, Text] | None = None

    def show(self, history: LevelHistory | None) -> None:
        """Draw this; None draws nothing."""
        if history != self._history:
            self._history = history
            self.refresh()

    def render(self) -> Text:
        """As many lines as there are, drawn anew only when something is different."""
        history, size = self._history, self.size
        if history is None:
            return Text()
        key = (history, size, self.app.theme)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self._draw(history, size.width, size.height)
        return self._drawn[1]

    def _draw(self, history: LevelHistory, width: int, height: int) -> Text:
        columns = width - max(map(len, history.labels)) - 1
        rows = height - AXIS_LINES
        if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
            return Text()
        from textual_plotext import Plot  # it takes a while to load, and many a device has no history yet

        plot: Any = Plot()  # its pieces are not typed
        plot.plotsize(width, height)
        plot._set_size(width, height)  # see textual-plotext#5
        plot.canvas_color("default")
        plot.axes_color("default")
        plot.ticks_color(self._color("$muted"))
        plot.xaxes(True, False)
        plot.yaxes(True, False)
        plot.xlim(0, columns - 1)
        plot.ylim(0, rows - 1)
        cells = cells_of(history, columns, rows)
        top = rows - 1 - int(any(series.replaced for series in history.series))
        plot.yticks([0, top / 2, top], list(history.labels))
        ticks = date_ticks(history, columns)
        plot.xticks([column for column, _ in ticks], [words for _, words in ticks])
        groups: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell, glyph in cells.items():
            groups[glyph].append(cell)
        if not groups:
            groups[" ", "$muted"].append((0, 0))  # plotext draws no axes without a point
        for (mark, style), where in groups.items():
            plot.scatter([x for x, _ in where], [y for _, y in where], marker=mark, color=self._color(style))
        return Text.from_ansi(plot.build().rstrip("\n"), no_wrap=True, end="")

    def _color(self, style: str) -> Any:
        """A theme variable as plotext names colors: red, green and blue, or the number of an ANSI color."""
        color = Color.parse(self.app.theme_variables.get(style.removeprefix("$"), "ansi_default"))
        if color.ansi is None:
            return color.rgb
        return color.ansi if color.ansi >= 0 else "default"
