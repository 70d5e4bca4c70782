"""The views of the devices list: what each shows, and which of them a device belongs to (pure)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from core.alerts.rules import Assessment
from core.model.device import Device

RECENT = timedelta(days=7)
"""How long a printer counts as recently added."""

_TROUBLED = frozenset({"low", "near_empty", "empty"})


class View(NamedTuple):
    """One of them."""

    title: str
    brief: str
    """For the line of views of a narrow terminal."""
    nothing: str
    """What an empty one says."""


VIEWS: dict[str, View] = {
    "all": View("All", "All", "No printer is watched: what is known is ignored, or no printer."),
    "low": View("Low Status", "Low", "No printer is low."),
    "recent": View("Recently Added", "New", "No printer was added in the last 7 days."),
    "unreachable": View("Unreachable", "No answer", "Every printer answers."),
    "others": View("Not Printers", "Others", "Nothing but printers was found."),
    "ignored": View("Ignored", "Ignored", "No device is ignored."),
}
"""In the order of the side bar and of the number keys."""


def views_of(device: Device, assessment: Assessment, now: datetime) -> tuple[str, ...]:
    """The views that show a device."""
    if device.is_ignored:
        return ("ignored",)
    if not device.identity.is_printer:
        return ("others",)
    views = ["all"]
    if assessment.state in _TROUBLED or any(supply.state in _TROUBLED for supply in assessment.supplies):
        views.append("low")
    if device.added_at is not None and now - device.added_at < RECENT:
        views.append("recent")
    if assessment.state == "unreachable":
        views.append("unreachable")
    return tuple(views)


def views_change_at(device: Device, now: datetime) -> datetime | None:
    """When time alone takes a device out of a view; None: it does not."""
    if device.added_at is None or device.is_ignored or not device.identity.is_printer:
        return None
    ends = device.added_at + RECENT
    return ends if ends > now else None
