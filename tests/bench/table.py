"""The table that is printed: aligned columns, numbers to the right."""

from collections.abc import Sequence

from tests.bench.rows import Row

HEADINGS = ("bench", "what", "figure", "yardstick", "against", "ratio", "budget", "verdict")
_TO_THE_RIGHT = frozenset({"figure", "yardstick", "ratio", "budget"})
_GAP = "  "


def format_table(rows: Sequence[Row]) -> str:
    """The rows under their headings; a bench's name stands in its first row only."""
    lines = [HEADINGS, *_cells(rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(_line(line, widths) for line in (HEADINGS, ["-" * width for width in widths], *lines[1:]))


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    cells: list[tuple[str, ...]] = []
    before = ""
    for row in rows:
        cells.append(
            (
                row.bench if row.bench != before else "",
                row.what,
                f"{format_number(row.figure)} {row.unit}",
                "" if row.yardstick is None else f"{format_number(row.yardstick)} {row.unit}",
                row.against,
                "" if row.ratio is None else f"{row.ratio:.2f} x",
                _budget(row),
                row.verdict,
            )
        )
        before = row.bench
    return cells


def format_number(number: float) -> str:
    """Three digits where there are fewer, all of them where there are more: 0.123, 12.3, 12,345; whole ones as such."""
    if number == int(number):
        return f"{number:,.0f}"
    digits = next((digits for limit, digits in ((1, 3), (10, 2), (100, 1)) if abs(number) < limit), 0)
    return f"{number:,.{digits}f}"


def _budget(row: Row) -> str:
    if row.max_figure is not None:
        return f"{row.max_figure:,g} {row.unit}"
    return "" if row.max_ratio is None else f"{row.max_ratio:g} x"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if heading in _TO_THE_RIGHT else cell.ljust(width)
        for heading, cell, width in zip(HEADINGS, cells, widths, strict=True)
    )
    return _GAP.join(padded).rstrip()
