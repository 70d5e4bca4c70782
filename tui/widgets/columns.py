"""Columns of a list: what each shows, and how they share the width (pure)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content

RowT = TypeVar("RowT")

GAP = 1
"""Blank cells between two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[RowT]):
    """One column of a list."""

    id: str
    title: str
    draw: Callable[[RowT, int], Content]
    """The cell of a row at a width; longer text is cut with an ellipsis."""
    least: int
    """Cells below which the column is not worth showing."""
    ideal: int
    """Cells at which nearly every cell is whole."""
    share: int = 1
    """Cells that it takes in each turn when width is handed out between least and ideal."""
    is_growing: bool = False
    """Whether it takes what is left when all columns have their ideal width."""
    drop: int = 0
    """When the width does not suffice, columns with the highest number go first; 0 never goes."""
    from_width: int = 0
    """Shown only in lists of at least that many cells."""
    align_right: bool = False


def share_width(columns: Sequence[Column[RowT]], width: int) -> list[tuple[Column[RowT], int]]:
    """Which columns are shown in `width` cells, and how wide each is.

    Columns that want a wider list are left out; more are dropped until the least widths fit. What is left goes evenly
    to those below their ideal, then to the growing ones. The widths with a gap between each sum up to at most `width`,
    unless not even the columns that are never dropped fit.
    """
    shown = [column for column in columns if width >= column.from_width]
    while _total(column.least for column in shown) > width and any(column.drop for column in shown):
        shown.remove(max(reversed(shown), key=lambda column: column.drop))
    widths = [column.least for column in shown]
    left = width - _total(widths)
    while left > 0:
        hungry = [place for place, column in enumerate(shown) if widths[place] < column.ideal]
        if not hungry:
            break
        for place in hungry:
            taken = min(shown[place].share, shown[place].ideal - widths[place], left)
            widths[place] += taken
            left -= taken
    growing = [place for place, column in enumerate(shown) if column.is_growing]
    for turn in range(max(0, left) if growing else 0):
        widths[growing[turn % len(growing)]] += 1
    return list(zip(shown, widths, strict=True))


def column_at(layout: Iterable[tuple[Column[RowT], int]], x: int) -> Column[RowT] | None:
    """The column at a cell of the line, the gap behind it included; None left of the first and right of the last."""
    start = 0
    for column, width in layout:
        if start <= x < start + width + GAP:
            return column
        start += width + GAP
    return None


def _total(widths: Iterable[int]) -> int:
    numbers = list(widths)
    return sum(numbers) + GAP * max(0, len(numbers) - 1)


def set_in_cell(content: Content, width: int, *, align_right: bool = False) -> Content:
    """A cell of exactly `width` cells: cut with an ellipsis or filled with blanks."""
    cut = content.truncate(width, ellipsis=True)
    missing = width - cut.cell_length
    return cut.pad_left(missing) if align_right else cut.pad_right(missing)
