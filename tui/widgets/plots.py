"""A history of levels as cells of a plot: one column a day or more, and nothing where no reading was (pure).

Columns of days without a reading stay blank: what a supply was then is not known, and no line is drawn across.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SEVERAL = "*"
"""Stands where the levels of several supplies meet."""
REPLACED = "▼"
"""Stands above the day on which a supply was replaced."""
LINE = "│"
"""Goes down from there."""
_EIGHTHS = "▁▂▃▄▅▆▇█"
_TICK_CELLS = 12

Cell = tuple[int, int]
"""Column from the left and row from the bottom, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One supply's levels."""

    mark: str
    """One cell wide, and no other series' of the same plot."""
    color: str
    """A content style, e.g. "$supply-cyan"."""
    label: str
    points: Mapping[date, float]
    """Day -> what was read, in the unit of the plot."""
    replaced: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelHistory:
    """What a plot shows."""

    last: date
    days: int
    """How many, the last one included."""
    series: tuple[Series, ...]
    top: float = 100.0
    """The value at the top of the plot; the bottom is 0."""
    labels: tuple[str, str, str] = ("0%", "50%", "100%")
    """What stands at the bottom, the middle and the top."""
    is_area: bool = False
    """Whether a single series is drawn as an area, in eighths of a line, instead of by its mark."""

    @property
    def first(self) -> date:
        """The day at the left edge."""
        return self.last - timedelta(days=self.days - 1)


def columns_of(day: date, history: LevelHistory, width: int) -> range:
    """The columns of a day; those of a day outside the plot are none."""
    number = (day - history.first).days
    if not 0 <= number < history.days:
        return range(0)
    start = number * width // history.days
    return range(start, max(start + 1, (number + 1) * width // history.days))


def cells_of(history: LevelHistory, width: int, height: int) -> dict[Cell, tuple[str, str]]:
    """The glyph and the style of every cell that is not blank.

    Args:
        history: what to draw.
        width: columns.
        height: rows; where something was replaced the top one is kept for that.
    """
    marks = [(day, series.color) for series in history.series for day in series.replaced]
    rows = max(1, height - 1) if marks else height
    cells: dict[Cell, tuple[str, str]] = {}
    for day, color in marks:
        for column in columns_of(day, history, width)[:1]:
            cells |= {(column, row): (LINE, color) for row in range(rows)}
            cells[column, height - 1] = (REPLACED, color)
    if history.is_area:
        lined = {column for column, _ in cells}
        drawn = _area(history, width, rows)
        return cells | {cell: glyph for cell, glyph in drawn.items() if cell[0] not in lined}
    return cells | _letters(history, width, rows)


def _letters(history: LevelHistory, width: int, rows: int) -> dict[Cell, tuple[str, str]]:
    found: dict[Cell, set[int]] = {}
    for number, series in enumerate(history.series):
        for day, value in series.points.items():
            row = round(_share(value, history) * (rows - 1))
            for column in columns_of(day, history, width):
                found.setdefault((column, row), set()).add(number)
    several = (SEVERAL, "$foreground")
    return {cell: several if len(who) > 1 else _glyph(history.series[min(who)]) for cell, who in found.items()}


def _glyph(series: Series) -> tuple[str, str]:
    return series.mark, series.color


def _area(history: LevelHistory, width: int, rows: int) -> dict[Cell, tuple[str, str]]:
    cells: dict[Cell, tuple[str, str]] = {}
    for series in history.series:
        latest: dict[int, float] = {}
        for day in sorted(series.points):
            latest |= dict.fromkeys(columns_of(day, history, width), series.points[day])
        for column, value in latest.items():
            eighths = max(1, round(_share(value, history) * rows * 8))
            whole, rest = divmod(eighths, 8)
            cells |= {(column, row): ("█", series.color) for row in range(whole)}
            if rest:
                cells[column, whole] = (_EIGHTHS[rest - 1], series.color)
    return cells


def _share(value: float, history: LevelHistory) -> float:
    return max(0.0, min(1.0, value / history.top)) if history.top > 0 else 0.0


def date_ticks(history: LevelHistory, width: int) -> list[tuple[int, str]]:
    """Columns with the dates to stand below them, far enough from each other; the first and the last day among them."""
    count = max(1, min(width // _TICK_CELLS, history.days - 1))
    ticks = []
    for number in range(count + 1):
        day = history.first + timedelta(days=round(number * (history.days - 1) / count))
        column = columns_of(day, history, width)
        ticks.append((column[-1] if number == count else column[0], date_words(day)))
    return ticks


def date_words(day: date) -> str:
    """A date of the past year in few cells: "3 Feb"."""
    return f"{day.day} {day:%b}"


def marks_for(labels: Iterable[str]) -> list[str]:
    """A letter or digit for each label, all different: "K" for "K", then what is left of "PK"."""
    wanted = list(labels)
    taken = {label for label in wanted if len(label) == 1 and wanted.count(label) == 1}
    marks = []
    for label in wanted:
        if label in taken and label not in marks:
            marks.append(label)
            continue
        mark = next((letter for letter in _candidates(label) if letter not in taken), "?")
        taken.add(mark)
        marks.append(mark)
    return marks


def _candidates(label: str) -> Sequence[str]:
    letters = [letter for letter in label if letter.isascii() and letter.isalnum()]
    return [*letters, *(letter.swapcase() for letter in letters), *"123456789abcdefghijklmnopqrstuvwxyz"]
