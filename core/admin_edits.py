"""What an admin says of a device, laid over what the device says itself (pure)."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from msgspec.structs import replace

from core.errors import NotFoundError
from core.model.device import Device
from core.turning import with_turned_levels

Line = Annotated[str, Meta(max_length=200)]
"""A name or a place: one line."""


class AdminEdit(msgspec.Struct, frozen=True, kw_only=True):
    """Changes to one device; what is UNSET stays as it is, None takes back what was said before."""

    given_name: Line | UnsetType | None = UNSET
    given_location: Line | UnsetType | None = UNSET
    notes: Annotated[str, Meta(max_length=4000)] | UnsetType | None = UNSET
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
