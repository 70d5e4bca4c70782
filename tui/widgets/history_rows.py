"""A device's past in series and words: what is plotted, what the plot means, what was replaced (pure)."""

from collections.abc import Sequence
from datetime import UTC, date

from textual.content import Content

from core.alerts.wording import level_words
from core.model.events import SupplyReplaced
from core.model.history import Day, History
from core.model.level import Level, Percent, Quantity, Some
from core.model.supply import Supply
from tui.marks import is_consumed_by_printing, supply_color, supply_label, supply_rank
from tui.page_rates import page_rates, rates_words
from tui.widgets.columns import Column
from tui.widgets.plots import LINE, SEVERAL, LevelHistory, Series, date_words, marks_for

MOST_SERIES = 10
"""Supplies in one plot; more could not be told apart."""
MOST_REPLACED = 8
"""Replacements listed, the newest."""
LEAST_DAYS = 2
"""Days with a reading below which there is nothing to plot."""


def device_history(history: History, supplies: Sequence[Supply], last: date, days: int) -> LevelHistory:
    """The levels of a device's consumed supplies.

    Args:
        history: its past.
        supplies: as last read; ink, toner and wax are plotted, and where there are none, all that are used up.
        last: the last day.
        days: how many.
    """
    printing = [supply for supply in supplies if is_consumed_by_printing(supply)]
    used_up = printing or [supply for supply in supplies if not supply.receptacle]
    chosen = sorted(used_up, key=supply_rank)[:MOST_SERIES]
    marks = marks_for(supply_label(supply) for supply in chosen)
    series = tuple(
        _series(history, supply, mark, _percents(history.days, supply.index))
        for supply, mark in zip(chosen, marks, strict=True)
    )
    drawn = tuple(one for one in series if one.points)
    return LevelHistory(last=last, days=days, series=drawn)


def supply_history(history: History, supply: Supply, last: date, days: int) -> LevelHistory:
    """One supply's levels as an area: of percent where there is any, else of what it counts."""
    points = _percents(history.days, supply.index)
    if points:
        return LevelHistory(
            last=last, days=days, series=(_series(history, supply, _mark(supply), points),), is_area=True
        )
    counted = _quantities(history.days, supply.index)
    top = float(max([*counted.values(), supply.max or 0, 1]))
    labels = ("0", f"{top / 2:,.0f}", f"{top:,.0f}")
    series = (_series(history, supply, _mark(supply), counted),) if counted else ()
    return LevelHistory(last=last, days=days, series=series, top=top, labels=labels, is_area=True)


def lack_words(history: History, shown: LevelHistory) -> str | None:
    """Why there is no plot; None where there is one."""
    count = len(history.days)
    if count < LEAST_DAYS:
        since = f", since {date_words(history.days[0].date)}" if count else ""
        return f"There {'is one day' if count else 'is no day'} of history so far{since}; a plot needs two."
    if not shown.series:
        return "The printer gave no level in numbers on any of its days."
    if not any(_in_window(day, shown) for one in shown.series for day in one.points):
        return f"There is no level in numbers of the last {shown.days} days; more days may have some."
    return None


def legend(shown: LevelHistory) -> list[Content]:
    """Which mark is which supply, and what the other glyphs mean."""
    parts = [
        Content.assemble((one.mark, f"bold {one.color}"), (f" {one.label}", "$muted"))
        for one in shown.series
        if not shown.is_area
    ]
    if len(shown.series) > 1:
        parts.append(Content.assemble((SEVERAL, "bold"), (" several at one level", "$muted")))
    if any(_in_window(day, shown) for one in shown.series for day in one.replaced):
        parts.append(Content.assemble((LINE, "bold"), (" replaced", "$muted")))
    return parts


def coverage_words(history: History, shown: LevelHistory) -> str:
    """How many of the days were read: the others are blank in the plot."""
    read = sum(_in_window(day.date, shown) for day in history.days)
    blank = "" if read >= shown.days else "; days without one stay blank"
    return f"Readings on {read} of the last {shown.days} days{blank}."


def supply_coverage_words(history: History, shown: LevelHistory, index: str) -> str:
    """The same for one supply, whose levels need not be numbers."""
    levels = [day.levels[index] for day in history.days if _in_window(day.date, shown) and index in day.levels]
    numbers = sum(isinstance(level, Percent | Quantity) for level in levels)
    some = sum(isinstance(level, Some) for level in levels)
    said = [f"a number on {numbers}"]
    if some:
        said.append(f'only "some left" on {some}')
    if rest := len(levels) - numbers - some:
        said.append(f"no level on {rest}")
    return f"Of the last {shown.days} days: {', '.join(said)}; the others were not read."


def page_words(days: Sequence[Day], today: date) -> str | None:
    """How much is printed; None where two page counts are not known."""
    rates = page_rates(days, today)
    return f"Pages a day: {rates_words(rates)}." if rates else None


def replaced_of(history: History, index: str | None = None) -> dict[str, SupplyReplaced]:
    """Key -> what was replaced, the newest first; of one supply or of all."""
    events = [event for event in reversed(history.replacements) if index in (None, event.index)]
    return {f"{event.at.isoformat()} {event.index}": event for event in events[:MOST_REPLACED]}


def replaced_words(history: History, index: str | None = None) -> str | None:
    """How many were replaced where not all of them are listed."""
    count = sum(index in (None, event.index) for event in history.replacements)
    return f"Replaced {count:,} times; the last {MOST_REPLACED} are listed." if count > MOST_REPLACED else None


def _series(history: History, supply: Supply, mark: str, points: dict[date, float]) -> Series:
    replaced = tuple(event.at.astimezone(UTC).date() for event in history.replacements if event.index == supply.index)
    return Series(mark=mark, color=supply_color(supply), label=supply.name, points=points, replaced=replaced)


def _mark(supply: Supply) -> str:
    return marks_for([supply_label(supply)])[0]


def _percents(days: Sequence[Day], index: str) -> dict[date, float]:
    return {day.date: level.value for day in days if isinstance(level := _level(day, index), Percent)}


def _quantities(days: Sequence[Day], index: str) -> dict[date, float]:
    return {day.date: float(level.value) for day in days if isinstance(level := _level(day, index), Quantity)}


def _level(day: Day, index: str) -> Level | None:
    return day.levels.get(index)


def _in_window(day: date, shown: LevelHistory) -> bool:
    return shown.first <= day <= shown.last


def _change_words(event: SupplyReplaced) -> str:
    before = "not known" if event.before is None else level_words(event.before)
    return f"{before} → {level_words(event.after)}"


REPLACED_COLUMNS: tuple[Column[SupplyReplaced], ...] = (
    Column(
        id="date",
        title="Replaced",
        draw=lambda event, _: Content(f"{event.at.astimezone():%Y-%m-%d}"),
        least=10,
        ideal=10,
    ),
    Column(
        id="supply", title="Supply", draw=lambda e, _: Content(e.name), least=12, ideal=30, share=2, is_growing=True
    ),
    Column(id="change", title="Level", draw=lambda event, _: Content(_change_words(event)), least=11, ideal=20),
    Column(
        id="serial",
        title="Serial",
        draw=lambda event, _: Content.styled(event.new_serial or "–", "$muted"),
        least=10,
        ideal=18,
        drop=1,
    ),
)
"""The columns of what was replaced."""
