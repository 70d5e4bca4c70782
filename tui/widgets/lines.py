"""One line of a list: its cells, and the cells as a strip of styled text (pure)."""

from collections.abc import Callable, Iterable, Sequence

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from tui.widgets.columns import GAP, Column, RowT

SELECTED = "*"
"""Before the columns of a selected row."""
RISING, FALLING = "↑", "↓"
"""Behind the title of the column that is sorted by: from little to much, from much to little."""

Cell = tuple[Content, int, bool]
"""What stands in it, its width in cells, and whether it stands at the right."""
CellMarker = Callable[[str, Content], Content]
"""Marks what a filter has matched: takes a column's id and a cell, gives the cell."""


class Brush:
    """Turns cells into a strip.

    Args:
        ground: the style of the line.
        parse: turns the style of a part, e.g. "bold $state-low", into one.
    """

    def __init__(self, ground: Style, parse: Callable[[str | Style], Style]) -> None:
        self._ground = ground
        self._parse = parse
        self._styles: dict[Style | str, RichStyle] = {}

    def strip(self, cells: Iterable[Cell], width: int) -> Strip:
        """A line of exactly `width` cells: gaps between the cells, blanks behind the last."""
        plain = self._ground.rich_style
        parts: list[tuple[str, RichStyle]] = []
        used = 0
        for content, cell_width, is_right in cells:
            if used:
                parts.append((" " * GAP, plain))
                used += GAP
            fitting = content if content.cell_length <= cell_width else content.truncate(cell_width, ellipsis=True)
            blank = (" " * (cell_width - fitting.cell_length), plain)
            if is_right:
                parts.append(blank)
            parts += [(text, self._rich(style)) for text, style in self._runs(fitting)]
            if not is_right:
                parts.append(blank)
            used += cell_width
        parts.append((" " * max(0, width - used), plain))
        return Strip(_joined(parts), max(width, used)).adjust_cell_length(width, plain)

    def _runs(self, content: Content) -> Iterable[tuple[str, Style | str]]:
        """Pieces of one style; where styles overlap, as a match in a colored word, Textual adds them up."""
        runs: list[tuple[str, Style | str]] = []
        text, end = content.plain, 0
        for span in content.spans:
            if span.start < end:
                return content.render(end="", parse_style=self._parse)
            runs += ((text[end : span.start], ""), (text[span.start : span.end], span.style))
            end = span.end
        runs.append((text[end:], ""))
        return runs

    def _rich(self, style: Style | str) -> RichStyle:
        known = self._styles.get(style)
        if known is None:
            added = self._ground + self._parse(style) if style else self._ground
            known = self._styles[style] = added.rich_style
        return known


def _joined(parts: Iterable[tuple[str, RichStyle]]) -> list[Segment]:
    """Segments, neighbours of one style in one: fewer to compare, to cut and to write."""
    segments: list[Segment] = []
    held, held_style = "", None
    for text, style in parts:
        if not text:
            continue
        if style is held_style or style == held_style:
            held += text
            continue
        if held:
            segments.append(Segment(held, held_style))
        held, held_style = text, style
    if held:
        segments.append(Segment(held, held_style))
    return segments


def changed_cells(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The cells from the first to behind the last in which two lines of one width differ; None where none does.

    Whole segments are compared: a segment that differs in one letter counts as a whole.
    """
    if old is new:
        return None
    one, other = list(old), list(new)
    start = 0
    while one and other and one[0] == other[0]:
        start += one[0].cell_length
        del one[0], other[0]
    if not one and not other:
        return None
    end = max(old.cell_length, new.cell_length)
    while one and other and one[-1] == other[-1]:
        end -= one[-1].cell_length
        del one[-1], other[-1]
    return start, end


def row_cells(
    row: RowT,
    layout: Sequence[tuple[Column[RowT], int]],
    mark: CellMarker | None,
    gutter: int,
    *,
    is_selected: bool,
) -> Iterable[Cell]:
    """The cells of a row.

    Args:
        row: to be drawn.
        layout: the columns with their widths.
        mark: marks what a filter has matched.
        gutter: cells before the columns, gap included; 0 for none.
        is_selected: whether the mark of selected rows goes there.
    """
    if gutter:
        yield Content.styled(SELECTED, "bold $accent") if is_selected else Content(""), gutter - GAP, False
    for column, width in layout:
        cell = column.draw(row, width)
        yield (cell if mark is None else mark(column.id, cell)), width, column.align_right


def head_cells(
    layout: Sequence[tuple[Column[RowT], int]], sorted_by: tuple[str, bool] | None, gutter: int
) -> Iterable[Cell]:
    """The titles; that of the column that is sorted by has an arrow, which is never cut."""
    if gutter:
        yield Content(""), gutter - GAP, False
    for column, width in layout:
        title = Content(column.title)
        if sorted_by is not None and column.id == sorted_by[0]:
            arrow = FALLING if sorted_by[1] else RISING
            title = Content.assemble(title.truncate(max(0, width - 2), ellipsis=True), f" {arrow}").stylize("$primary")
        yield title, width, column.align_right
