"""A device as a row of the devices list: its words, views, sorting and columns (pure)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from core.alerts.rules import Assessment, Thresholds, assess
from core.alerts.wording import summary, warnings
from core.model.device import Device
from core.model.severity import DEVICE_URGENCY
from core.model.supply import Supply
from tui.ages import age_words
from tui.marks import DEVICE_MARKS, OTHER_DEVICE, Mark, is_consumed_by_printing, supply_label
from tui.widgets.columns import Column
from tui.widgets.gauges import chips

_DIGITS = re.compile(r"(\d+)")
_LEVEL = re.compile(r" \([^()]*%\)$")
_TROUBLED = frozenset({"low", "near_empty", "empty"})

VIEWS: dict[str, str] = {
    "all": "All",
    "low": "Low",
    "unreachable": "Unreachable",
    "others": "Not printers",
    "ignored": "Ignored",
}
"""The views of the list with their titles, in order."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """What the list knows of a device; a new object whenever anything of it changes."""

    device: Device
    assessment: Assessment
    mark: Mark
    name: str
    """Its name, else its address."""
    model: str
    alerts: str
    """F13's wording in one cell."""
    briefer: tuple[str, ...]
    """The same for narrower cells, the longest first."""
    age: str
    views: tuple[str, ...]
    """The views it belongs to."""
    sort_name: tuple[str | int, ...]
    """The name with its numbers as numbers."""
    haystack: str
    """What the filter looks into, in lower case."""

    @property
    def is_stale(self) -> bool:
        """Whether its levels are the last known ones of a device that no longer answers."""
        return self.device.unreachable_since is not None


def natural(text: str) -> tuple[str | int, ...]:
    """A sort key that puts "10.1.2.9" before "10.1.2.10"."""
    return tuple(int(part) if place % 2 else part.lower() for place, part in enumerate(_DIGITS.split(text)))


def make_row(device: Device, thresholds: Thresholds, now: datetime, *, is_asked: bool = False) -> DeviceRow:
    """The row of a device.

    Args:
        device: whose row.
        thresholds: what counts as low.
        now: for ages.
        is_asked: an answer is awaited; the age says so.
    """
    who, assessment = device.identity, assess(device, thresholds)
    name = who.name or device.address
    model = " ".join(filter(None, (who.vendor, who.model))) or "not known"
    alerts, *briefer = _alerts(device, assessment, now)
    return DeviceRow(
        device=device,
        assessment=assessment,
        mark=DEVICE_MARKS[assessment.state] if who.is_printer else OTHER_DEVICE,
        name=name,
        model=model,
        alerts=alerts,
        briefer=tuple(briefer),
        age="asking" if is_asked else _age(device, now),
        views=_views(device, assessment),
        sort_name=natural(name),
        haystack="\n".join(
            filter(None, (name, device.address, model, who.serial, who.location, who.mac, alerts))
        ).lower(),
    )


def is_outdated(row: DeviceRow, now: datetime, *, is_asked: bool = False) -> bool:
    """Whether time alone has changed the words of a row."""
    if row.is_stale and not row.alerts.startswith(_silence(row.device, now)):
        return True
    return not is_asked and row.age != _age(row.device, now)


def _silence(device: Device, now: datetime) -> str:
    age = age_words(device.unreachable_since, now)
    return "Unreachable" if age == "now" else f"Unreachable for {age}"


def _alerts(device: Device, assessment: Assessment, now: datetime) -> tuple[str, ...]:
    """The words for the alerts column, then briefer ones for narrower columns."""
    if not device.identity.is_printer:
        return (OTHER_DEVICE.word,)
    texts = warnings(device.reading, assessment)
    if device.unreachable_since is not None:
        silence = _silence(device, now)
        return "; ".join([silence, *texts[:1]]), silence, silence.replace(" for", "")
    if device.reading is None:
        return ("Not read yet",)
    text = summary(device.reading, assessment)
    if not texts:
        return (text,)
    more = f" +{len(texts) - 1}" if len(texts) > 1 else ""
    brief = _without_long_name(texts[0], device.reading.supplies)
    return text, brief + more, _LEVEL.sub("", brief) + more


def _without_long_name(text: str, supplies: Iterable[Supply]) -> str:
    """Shorten "Magenta Toner Cartridge Low (12%)" to "Magenta Low (12%)"."""
    for supply in sorted(supplies, key=lambda one: -len(one.name)):  # "Black Toner Cartridge" before "Black Toner"
        if text.startswith(supply.name):
            color = supply.color if is_consumed_by_printing(supply) else None
            return (color.capitalize() if color else supply_label(supply)) + text[len(supply.name) :]
    return text


def _age(device: Device, now: datetime) -> str:
    if device.reading is None:
        return "–" if device.identity.is_printer else age_words(device.last_seen, now)
    return age_words(device.reading.read_at, now)


def _views(device: Device, assessment: Assessment) -> tuple[str, ...]:
    if device.is_ignored:
        return ("ignored",)
    if not device.identity.is_printer:
        return ("others",)
    views = ["all"]
    if assessment.state in _TROUBLED or any(supply.state in _TROUBLED for supply in assessment.supplies):
        views.append("low")
    if assessment.state == "unreachable":
        views.append("unreachable")
    return tuple(views)


SORTS: dict[str, Callable[[DeviceRow], Any]] = {
    "alerts": lambda row: (-DEVICE_URGENCY[row.assessment.state], row.sort_name, row.device.id),
    "device": lambda row: (row.sort_name, row.device.id),
    "model": lambda row: (row.model.lower(), row.sort_name, row.device.id),
    "age": lambda row: (
        -row.device.reading.read_at.timestamp() if row.device.reading else 0.0,
        row.sort_name,
        row.device.id,
    ),
}
"""Column -> the order that sorting by it gives: urgent first, A first, newest first."""


def in_order(rows: Iterable[DeviceRow], sort: str) -> list[DeviceRow]:
    """All rows, sorted by that column."""
    return sorted(rows, key=SORTS[sort])


def pick(rows: Iterable[DeviceRow], view: str, words: str) -> list[str]:
    """The ids of the rows of a view that hold every one of the words, in the order of the rows."""
    wanted = words.lower().split()
    return [row.device.id for row in rows if view in row.views and all(word in row.haystack for word in wanted)]


def _mark_cell(row: DeviceRow, _width: int) -> Content:
    return Content.styled(row.mark.glyph, f"bold {row.mark.style}")


def _alerts_cell(row: DeviceRow, width: int) -> Content:
    forms = (row.alerts, *row.briefer)
    text = next((form for form in forms if cell_len(form) <= width), forms[-1])
    return Content.styled(text, "$muted" if row.mark.name in ("ok", "unknown") else row.mark.style)


def _supplies_cell(row: DeviceRow, width: int) -> Content:
    reading = row.device.reading
    if reading is None:
        return Content("")
    return chips(reading.supplies, row.assessment, width, is_stale=row.is_stale)


def _plain(text: Callable[[DeviceRow], str], style: str = "") -> Callable[[DeviceRow, int], Content]:
    return lambda row, _width: Content.styled(text(row), style) if style else Content(text(row))


DEVICE_COLUMNS: tuple[Column[DeviceRow], ...] = (
    Column(id="mark", title=" ", draw=_mark_cell, least=1, ideal=1),
    Column(id="device", title="Device", draw=_plain(lambda row: row.name), least=10, ideal=22, share=5),
    Column(id="model", title="Model", draw=_plain(lambda row: row.model, "$muted"), least=11, ideal=30, drop=3),
    Column(id="supplies", title="Supplies, % left", draw=_supplies_cell, least=19, ideal=38, share=2),
    Column(id="alerts", title="Alerts", draw=_alerts_cell, least=16, ideal=34, is_growing=True),
    Column(
        id="location",
        title="Location",
        draw=_plain(lambda row: row.device.identity.location or "–", "$muted"),
        least=12,
        ideal=20,
        drop=4,
        from_width=110,
    ),
    Column(id="age", title="Age", draw=_plain(lambda row: row.age, "$muted"), least=6, ideal=6, align_right=True),
)
"""The columns of the devices list."""
