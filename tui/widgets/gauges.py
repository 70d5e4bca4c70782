"""Supply levels as gauges: a chip of a few cells for lists, a bar for the details (pure).

A level that is not a percentage gets its word and no bar: a bar would be a made-up number.
"""

from collections.abc import Sequence

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

Part = tuple[str, str]


def chip(supply: Supply, state: SupplyState, *, compact: bool = False, is_stale: bool = False) -> Content:
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
    parts: list[Part] = [(supply_label(supply), f"bold {color}")]
    glyph, words = _chip_level(supply, state, compact=compact)
    parts.append((glyph, color))
    parts.append((words, "$muted" if is_stale else mark.style if troubled else ""))
    if troubled:
        parts.append((mark.glyph, "bold $muted" if is_stale else f"bold {mark.style}"))
    return Content.assemble(*parts)


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
        return " ", f"{level.value:,}"
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
    drawn: list[Content] = []
    for compact in (False, True):
        drawn = [chip(supply, state(supply), compact=compact, is_stale=is_stale) for supply in ordered]
        printing = [one for one, supply in zip(drawn, ordered, strict=True) if is_consumed_by_printing(supply)]
        if sum(one.cell_length + 1 for one in printing) - 1 <= width:
            break
    return _fitted(drawn, width)


def _fitted(drawn: Sequence[Content], width: int) -> Content:
    line = Content("")
    for position, one in enumerate(drawn):
        rest = len(drawn) - position - 1
        needed = one.cell_length + (1 if position else 0) + (len(f" +{rest}") if rest else 0)
        if position and line.cell_length + needed > width:
            return Content.assemble(line, (f" +{rest + 1}", "$muted")).truncate(width, ellipsis=True)
        line = Content.assemble(line, " ", one) if position else one
    return line.truncate(width, ellipsis=True)


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
