"""What an admin says of a device, laid over what the device says itself (pure)."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from core.errors import NotFoundError, UsageError
from core.model.device import Device
from core.turning import with_turned_levels

MAX_LINE = 200
"""Characters of a name or a place."""
MAX_NOTES = 4000
"""Characters of the notes."""

Line = Annotated[str, Meta(max_length=MAX_LINE)]
"""A name or a place: one line."""


class AdminEdit(msgspec.Struct, frozen=True, kw_only=True):
    """Changes to one device; what is UNSET stays as it is, None takes back what was said before."""

    given_name: Line | UnsetType | None = UNSET
    given_location: Line | UnsetType | None = UNSET
    notes: Annotated[str, Meta(max_length=MAX_NOTES)] | UnsetType | None = UNSET
    interval_seconds: float | UnsetType | None = UNSET
    """Seconds, 1 and up; None: everybody's interval."""
    is_ignored: bool | UnsetType = UNSET
    is_managed_elsewhere: bool | UnsetType = UNSET


def edited(device: Device, edit: AdminEdit) -> Device:
    """The device with the edit on it; blank texts are none."""
    changes = {
        field: _cleaned(value) for field in AdminEdit.__struct_fields__ if (value := getattr(edit, field)) is not UNSET
    }
    return replace(device, **changes)


def _cleaned(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


def display_name(device: Device) -> str:
    """What to call it: the admin's name, its own, its DNS name, its address."""
    return device.given_name or device.identity.name or device.host or device.address


def display_location(device: Device) -> str | None:
    """Where it is: the admin's word before its own; None where nobody says."""
    return device.given_location or device.identity.location


def turned(device: Device, index: str) -> Device:
    """The device with one supply's level turned over, or back.

    Raises:
        NotFoundError: it has no such supply.
    """
    reading = device.reading
    if reading is None or all(supply.index != index for supply in reading.supplies):
        raise NotFoundError(f"{device.id} has no supply {index!r}", "`supplies show DEVICE` lists them")
    chosen = tuple(one for one in device.turned if one != index) if index in device.turned else (*device.turned, index)
    return replace(device, turned=chosen, reading=with_turned_levels(reading, chosen))


def checked_line(text: str) -> str:
    """A name or a place that may be kept.

    Raises:
        UsageError: it is too long, or more than a line of printable characters.
    """
    if len(text) > MAX_LINE:
        raise UsageError(f"{len(text)} characters are too many", f"a name or a place has at most {MAX_LINE}")
    if not text.isprintable():
        raise UsageError("that is more than a line of text", "leave out line breaks and control characters")
    return text


def checked_notes(text: str) -> str:
    """Notes that may be kept.

    Raises:
        UsageError: they are too long, or have control characters.
    """
    if len(text) > MAX_NOTES:
        raise UsageError(f"{len(text):,} characters are too many", f"notes have at most {MAX_NOTES:,}")
    if not all(line.isprintable() for line in text.replace("\t", " ").split("\n")):
        raise UsageError("the notes have control characters", "leave them out")
    return text


def parse_interval(text: str) -> float | None:
    """A polling interval as one types it: seconds, or "default" (or nothing) for everybody's.

    Raises:
        UsageError: it is no number of 1 or more.
    """
    if text.strip() in ("", "default"):
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds < float("inf"):
        raise UsageError(f"{text.strip()!r} is no interval", "a number of seconds, 1 and up, or `default`")
    return seconds
