"""One device's supplies, trays and alert rows as rows of lists (pure)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from core.alerts.rows import about_words, row_forms
from core.alerts.rules import Assessment
from core.alerts.thresholds import Thresholds, thresholds_for
from core.model.device import Device
from core.model.severity import SupplyState
from core.model.status import AlertRow, Tray
from core.model.supply import Supply
from tui.ages import age_words
from tui.device_facts import Told, tray_level_words, tray_words
from tui.marks import supply_color, supply_mark
from tui.supply_words import read_at, supply_level_forms
from tui.widgets.columns import Column
from tui.widgets.facts import Fact
from tui.widgets.gauges import bar

ROOMY = 100
"""Cells from which on a column is shown that says the same in every line."""

SHORT_LEVEL = 8
"""Cells of the levels' column even where all of them are shorter."""
LEAST_OF_NAME = 8
"""Cells that the start of a name has at least before a bracket that is kept."""
NAME_AND_LEVEL = 36
"""Cells of the two in the narrowest list, the age beside them: names ask for what levels do not need of them."""
_LAST_BRACKET = re.compile(r"\([^()]*\)$")

_SEVERITY_STYLES = {"critical": "$state-empty", "warning": "$state-low", "warningBinaryChangeEvent": "$state-low"}
_SEVERITY_GLYPHS = {"critical": "×", "warning": "!", "warningBinaryChangeEvent": "!"}


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A supply with its state and its words."""

    supply: Supply
    state: SupplyState
    age: str
    levels: tuple[str, ...]
    """The level in words, the longest form first."""
    is_stale: bool
    """Whether the level is the last known one of a device that no longer answers."""


def supply_rows(device: Device, assessment: Assessment, thresholds: Thresholds, now: datetime) -> dict[str, SupplyRow]:
    """Index -> row, in the device's order.

    Args:
        device: whose.
        assessment: its state.
        thresholds: what counts as low.
        now: for ages.
    """
    reading = device.reading
    if reading is None:
        return {}
    is_stale = device.unreachable_since is not None
    return {
        supply.index: SupplyRow(
            supply,
            assessment.of(supply.index),
            age_words(read_at(device, supply), now),
            supply_level_forms(supply, thresholds_for(device.id, supply, thresholds), now),
            is_stale,
        )
        for supply in reading.supplies
    }


def as_facts(told: Iterable[Told]) -> list[Fact]:
    """Labels and texts as they are drawn: trouble in the color of trouble."""
    return [
        (one.label, Content.styled(one.text, "$state-low") if one.text and one.is_trouble else one.text) for one in told
    ]


def _mark_cell(row: SupplyRow, _width: int) -> Content:
    mark = supply_mark(row.supply, row.state)
    return Content.styled(mark.glyph, f"bold {mark.style}")


def _bar_cell(row: SupplyRow, width: int) -> Content:
    return bar(
        row.supply.level,
        "$muted" if row.is_stale else supply_color(row.supply),
        width,
        receptacle=row.supply.receptacle,
    )


def _name_cell(row: SupplyRow, width: int) -> Content:
    """A name too long for its column keeps what it ends with in brackets: that tells drums apart."""
    name, bracket = row.supply.name, _LAST_BRACKET.search(row.supply.name)
    room = width - cell_len(bracket[0]) if bracket else 0
    if bracket is None or cell_len(name) <= width or room < LEAST_OF_NAME:
        return Content(name)
    return Content(name[: bracket.start()].rstrip()).truncate(room - 1).rstrip() + Content(f"…{bracket[0]}")


def _level_cell(row: SupplyRow, width: int) -> Content:
    forms, mark = _level_forms(row), supply_mark(row.supply, row.state)
    text = next((form for form in forms if cell_len(form) <= width), forms[-1])
    return Content(text) if _is_quiet(row) else Content.styled(text, mark.style)


def _level_forms(row: SupplyRow) -> list[str]:
    word = supply_mark(row.supply, row.state).word
    return [form if _is_quiet(row) else f"{form}, {word}" for form in row.levels]


def _is_quiet(row: SupplyRow) -> bool:
    return row.state in ("ok", "unknown")


def _muted(text: Callable[[SupplyRow], str | None]) -> Callable[[SupplyRow, int], Content]:
    return lambda row, _width: Content.styled(text(row) or "–", "$muted")


NAME: Column[SupplyRow] = Column(
    id="supply", title="Supply", draw=_name_cell, least=16, ideal=34, share=3, is_growing=True
)
LEVEL: Column[SupplyRow] = Column(id="level", title="Level", draw=_level_cell, least=20, ideal=30)

SUPPLY_COLUMNS: tuple[Column[SupplyRow], ...] = (
    Column(id="mark", title=" ", draw=_mark_cell, least=1, ideal=1),
    NAME,
    Column(id="gauge", title="Gauge", draw=_bar_cell, least=8, ideal=20),
    LEVEL,
    Column(id="part", title="Part", draw=_muted(lambda r: r.supply.part_number), least=8, ideal=14, drop=3),
    Column(id="serial", title="Serial", draw=_muted(lambda r: r.supply.serial), least=9, ideal=16, from_width=120),
    Column(id="source", title="Source", draw=_muted(lambda r: r.supply.level.source), least=11, ideal=11, drop=2),
    Column(id="age", title="Age", draw=_muted(lambda r: r.age), least=6, ideal=6, drop=1, align_right=True),
)
"""The columns of a device's supplies."""


def supply_columns(rows: Iterable[SupplyRow]) -> tuple[Column[SupplyRow], ...]:
    """The columns that have something to say about these supplies; names have the room that short levels leave."""
    rows = list(rows)
    supplies = [row.supply for row in rows]
    silent = {
        "part": not any(supply.part_number for supply in supplies),
        "serial": not any(supply.serial for supply in supplies),
    }
    shown = [column for column in SUPPLY_COLUMNS if not silent.get(column.id)]
    if len({supply.level.source for supply in supplies}) <= 1:  # the same in every line: names need the room more
        shown = [replace(column, from_width=ROOMY) if column.id == "source" else column for column in shown]
    levels = max((cell_len(_level_forms(row)[0]) for row in rows), default=0)
    least = {"level": min(max(levels, SHORT_LEVEL), LEVEL.least)}
    names = max((cell_len(supply.name) for supply in supplies), default=0)
    least["supply"] = max(NAME.least, min(names, NAME_AND_LEVEL - least["level"]))
    ideal = {"level": min(max(levels, SHORT_LEVEL), LEVEL.ideal)}
    return tuple(
        replace(column, least=least.get(column.id, column.least), ideal=ideal.get(column.id, column.ideal))
        for column in shown
    )


def _tray_level_cell(tray: Tray, width: int) -> Content:
    words = tray_level_words(tray) or "–"
    is_wide = cell_len(words) > width and tray.unit is not None
    return Content(words.removesuffix(f" {tray.unit}") if is_wide else words)


TRAY_COLUMNS: tuple[Column[Tray], ...] = (
    Column(id="tray", title="Tray", draw=lambda tray, _: Content(tray.name), least=18, ideal=30),
    Column(id="state", title="State", draw=lambda tray, _: Content(tray_words(tray)), least=11, ideal=14),
    Column(id="level", title="Level", draw=_tray_level_cell, least=10, ideal=20),
    Column(
        id="media",
        title="Paper",
        draw=lambda tray, _: Content.styled(tray.media or "–", "$muted"),
        least=8,
        ideal=24,
        is_growing=True,
        drop=1,
    ),
)
"""The columns of a device's trays."""


def _severity_cell(alert: AlertRow, _width: int) -> Content:
    word = alert.severity.removesuffix("BinaryChangeEvent")
    return Content.styled(
        f"{_SEVERITY_GLYPHS.get(alert.severity, '·')} {word}", _SEVERITY_STYLES.get(alert.severity, "$muted")
    )


def _said_cell(alert: AlertRow, width: int) -> Content:
    forms = row_forms(alert)
    return Content(next((form for form in forms if cell_len(form) <= width), forms[-1]))


ALERT_COLUMNS: tuple[Column[AlertRow], ...] = (
    Column(id="severity", title="Severity", draw=_severity_cell, least=10, ideal=11),
    Column(id="text", title="The printer says", draw=_said_cell, least=20, ideal=50, is_growing=True),
    Column(
        id="group",
        title="About",
        draw=lambda alert, _: Content.styled(about_words(alert), "$muted"),
        least=10,
        ideal=15,
        drop=1,
    ),
)
"""The columns of a device's alert rows."""
