"""A device as a row of the devices list, and the words that it is described with (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.admin_edits import display_location, display_name
from core.alerts.rules import Assessment, Thresholds, assess
from core.alerts.wording import DEVICE_WORDS, alert_line, folded, held_words, read_age, warnings
from core.contact import is_quarantined
from core.model.device import Device
from core.model.severity import DEVICE_URGENCY
from core.model.supply import Supply
from tui.ages import moment_words
from tui.marks import DEVICE_MARKS, OTHER_DEVICE, Mark, is_consumed_by_printing, supply_label
from tui.natural import natural
from tui.widgets.device_views import views_change_at, views_of
from tui.widgets.filter_terms import make_and_model

_LEVEL = re.compile(r" \([^()]*%\)$")
_STATUS_WORDS = {"warmup": "warming up", "unknown": "not known"}


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """What the list knows of a device; a new object whenever anything of it changes but the time."""

    device: Device
    assessment: Assessment
    mark: Mark
    name: str
    """What to call it."""
    model: str
    """Make and model."""
    location: str | None
    warnings: tuple[str, ...]
    """Every one of F13's texts, the most urgent first; empty where all is well."""
    views: tuple[str, ...]
    """The views it belongs to."""
    is_asked: bool
    """Whether an answer is awaited."""
    is_quarantined: bool
    """Whether it is left alone for now."""
    changes_at: datetime | None
    """When time alone makes another row of it; None: never."""
    sort_name: str
    """The name with its numbers as numbers."""
    urgency: int
    """Higher is more urgent; what is no printer is the least."""

    @property
    def is_stale(self) -> bool:
        """Whether its levels are the last known ones of a device that no longer answers."""
        return self.device.unreachable_since is not None


def make_row(device: Device, thresholds: Thresholds, now: datetime, *, is_asked: bool = False) -> DeviceRow:
    """The row of a device.

    Args:
        device: whose row.
        thresholds: what counts as low.
        now: decides what is recent and whether a quarantine is over.
        is_asked: an answer is awaited; the age says so.
    """
    who, assessment, name = device.identity, assess(device, thresholds), display_name(device)
    ends = [views_change_at(device, now)]
    is_left_alone = is_quarantined(device, now)
    if device.quarantine is not None and is_left_alone:
        ends.append(device.quarantine.until)
    return DeviceRow(
        device=device,
        assessment=assessment,
        mark=DEVICE_MARKS[assessment.state] if who.is_printer else OTHER_DEVICE,
        name=name,
        model=make_and_model(device),
        location=display_location(device),
        warnings=warnings(device.reading, assessment),
        views=views_of(device, assessment, now),
        is_asked=is_asked,
        is_quarantined=is_left_alone,
        changes_at=min((end for end in ends if end is not None), default=None),
        sort_name=natural(name),
        urgency=DEVICE_URGENCY[assessment.state] if who.is_printer else -1,
    )


def is_outdated(row: DeviceRow, now: datetime) -> bool:
    """Whether time alone has made another row of it."""
    return row.changes_at is not None and row.changes_at <= now


def alert_forms(row: DeviceRow, now: datetime) -> tuple[str, ...]:
    """The words for the alerts column (`alert_line`), then briefer ones for narrower columns."""
    device = row.device
    whole = alert_line(device, row.assessment, row.warnings, now)
    if not device.identity.is_printer:
        return (whole,)
    held = held_words(device, now)
    if held:
        first = alert_line(device, row.assessment, (), now)
        return whole, first, held[0], held[0].replace(" for", "").replace(" until", ""), held[0].split(" ")[0]
    if device.reading is None:
        return (whole,)
    if row.warnings:
        rest = len(row.warnings) - 1
        more = f" +{rest}" if rest else ""
        forms: tuple[str, ...] = (
            folded(row.warnings),
            *(brief + more for brief in _brief_forms(row.warnings[0], device.reading.supplies)),
        )
    else:
        forms = (DEVICE_WORDS[row.assessment.state],)
    return forms if forms[0] == whole else (whole, *forms)


def _brief_forms(text: str, supplies: Iterable[Supply]) -> tuple[str, str]:
    """Shorten "Magenta Toner Cartridge Low (12%)" to "Magenta Low (12%)", then to "Magenta Low".

    "Waste Toner Box About to Be Full" becomes "Waste About to Be Full", then "About to Be Full": it is the one kind of
    supply that is ever full, and these words are better than half of those.
    """
    for supply in sorted(supplies, key=lambda one: -len(one.name)):  # "Black Toner Cartridge" before "Black Toner"
        if text.startswith(supply.name):
            color = supply.color if is_consumed_by_printing(supply) else None
            said = text[len(supply.name) :]
            brief = (color.capitalize() if color else supply_label(supply)) + said
            return brief, said.strip() if supply.receptacle else _LEVEL.sub("", brief)
    return text, _LEVEL.sub("", text)


def age_text(row: DeviceRow, now: datetime) -> str:
    """How old its reading is, or that an answer is awaited."""
    return "asking" if row.is_asked else read_age(row.device, now) or "–"


def status_forms(row: DeviceRow, now: datetime) -> tuple[str, ...]:
    """What it is doing, then briefer words for narrower columns."""
    device = row.device
    if device.quarantine is not None and is_quarantined(device, now):
        return f"quarantined until {moment_words(device.quarantine.until, now)}", "quarantined"
    if device.unreachable_since is not None:
        return ("unreachable",)
    if device.reading is None:
        return ("not read yet" if device.identity.is_printer else "–",)
    if device.reading.status.asleep:
        return ("asleep",)
    said = device.reading.status.printer
    return (_STATUS_WORDS.get(said, said),)
