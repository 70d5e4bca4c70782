"""Supply levels as gauges: a chip of a few cells for lists, a bar for the details (pure).

A level that is not a percentage gets its word and no bar: a bar would be a made-up number.
"""

from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len
from textual.content import Content

from core.alerts.rules import Assessment
from core.alerts.wording import level_words
from core.model.level import Level, Percent, Quantity, Some, Unlimited
from core.model.severity import SUPPLY_URGENCY, SupplyState
from core.model.supply import Supply
from tui.marks import is_consumed_by_printing, supply_color, supply_label, supply_mark, supply_rank

_EIGHTHS = "·▁▂▃▄▅▆▇█"
_LEFT_EIGHTHS = "▏▎▍▌▋▊▉█"
_BOX = "□"
_UNITS = {"impressions": "imp", "sheets": "sh", "hours": "h"}

COMPACT_BELOW = 26
"""Cells below which percent signs are left out; one rule for the whole column, whatever is in a row."""

Part = tuple[str, str]
"""Text and style."""
_SPACE: Part = (" ", "")


def _chip_parts(supply: Supply, state: SupplyState, *, compact: bool, is_stale: bool) -> list[Part]:
    """One supply in a few cells: "C▂12%▼", "M some", "Y ?", "Waste□40% free".

    Args:
        supply: what to draw.
        state: its assessed state; anything but ok and unknown puts its glyph behind.
        compact: leave out the percent sign.
        is_stale: the level is the last known of a device that no longer answers; drawn without color.
    """
    color = "$muted" if is_stale else supply_color(supply)
    mark = supply_mark(supply, state)
    troubled = state not in ("ok", "unknown")
    glyph, words = _chip_level(supply, state, compact=compact)
    parts = [
        (supply_label(supply), f"bold {color}"),
        (glyph, color),
        (words, "$muted" if is_stale else mark.style if troubled else ""),
    ]
    if troubled:
        parts.append((mark.glyph, "bold $muted" if is_stale else f"bold {mark.style}"))
    return parts


def _chip_level(supply: Supply, state: SupplyState, *, compact: bool) -> Part:
    """The glyph (or the blank) behind the name, and the level in a word or number."""
    level = supply.level
    if supply.receptacle and state == "empty":
        return "■", "full"
    if isinstance(level, Percent):
        words = level_words(level)
        words = words.removesuffix("%") if compact else words
        if supply.receptacle:
            return _BOX, f"{words} free"
        return _EIGHTHS[_steps(level, len(_EIGHTHS) - 1)], words
    if isinstance(level, Quantity):
        return " ", f"{level.value:,} {_UNITS.get(level.unit or '', level.unit or '')}".rstrip()
    if isinstance(level, Some):
        return " ", "some"
    return " ", "∞" if isinstance(level, Unlimited) else "?"


def _steps(level: Percent, count: int) -> int:
    """How many of `count` steps are filled; one at least while anything is left, all only when full."""
    if level.value <= 0:
        return 0
    return max(1, min(count, int(level.value / 100 * count + 0.5)))


def chips(supplies: Sequence[Supply], assessment: Assessment, width: int, *, is_stale: bool = False) -> Content:
    """A device's supplies in one line of at most `width` cells: ink and toner first, then what is in trouble.

    What does not fit is counted at the end ("+3").

    Args:
        supplies: of one device.
        assessment: their states.
        width: in cells.
        is_stale: the levels are the last known ones.
    """
    states = {supply.index: supply.state for supply in assessment.supplies}

    def state(supply: Supply) -> SupplyState:
        return states.get(supply.index, "unknown")

    ordered = sorted(
        supplies,
        key=lambda one: (
            (0, supply_rank(one))
            if is_consumed_by_printing(one)
            else (len(SUPPLY_URGENCY) - SUPPLY_URGENCY[state(one)], supply_rank(one))
        ),
    )
    compact = width < COMPACT_BELOW
    drawn = [_chip_parts(supply, state(supply), compact=compact, is_stale=is_stale) for supply in ordered]
    return _fitted(drawn, sum(map(is_consumed_by_printing, ordered)), width)


def _fitted(drawn: Sequence[Sequence[Part]], printing: int, width: int) -> Content:
    """As many chips as fit, and how many do not; rather than lose an ink to that count, an ellipsis stands for it."""
    ends = list(accumulate(1 + sum(cell_len(text) for text, _ in parts) for parts in drawn))
    for count in range(len(drawn), 0, -1):
        length, rest = ends[count - 1] - 1, len(drawn) - count
        for end in ("",) if not rest else (f" +{rest}", "…") if count == printing else (f" +{rest}",):
            if length + len(end) <= width:
                spaced = [part for parts in drawn[:count] for part in (_SPACE, *parts)]
                return Content.assemble(*spaced[1:], (end, "$muted"))
    if not drawn:
        return Content("")
    return Content.assemble(*drawn[0], "…" if len(drawn) > 1 else "").truncate(width, ellipsis=True)


def bar(level: Level, color: str, width: int, *, receptacle: bool = False) -> Content:
    """A level as a bar of exactly `width` cells; an empty frame of dots where there is no percentage to draw.

    A receptacle's bar shows how full it is, drawn with another glyph, as its level is the space that is left.
    """
    if not isinstance(level, Percent):
        return Content.styled("·" * width, "$muted")
    share = 100 - level.value if receptacle else level.value
    if receptacle:
        filled = max(0, min(width, round(share / 100 * width)))
        return Content.assemble(("▒" * filled, color), ("·" * (width - filled), "$muted"))
    eighths = max(0, min(width * 8, round(share / 100 * width * 8)))
    eighths = max(1, eighths) if share > 0 else 0
    whole, rest = divmod(eighths, 8)
    text = "█" * whole + (_LEFT_EIGHTHS[rest - 1] if rest else "")
    return Content.assemble((text, color), ("·" * (width - len(text)), "$muted"))
