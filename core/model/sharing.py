"""The same text by one object: ten thousand printers of forty models say the same few thousand words.

A decoded device has a text object of its own for each of its words, about half of the memory it takes.
"""

import sys
from collections.abc import Iterable
from typing import Any

from msgspec.structs import force_setattr

from core.model.device import Device, Identity, Profile, Reading
from core.model.level import Percent, Quantity, Some, Unknown, Unlimited
from core.model.status import AlertRow, Counters, Cover, Status, Tray
from core.model.supply import Supply

_WORDS: dict[type, tuple[str, ...]] = {
    Identity: ("vendor", "dialect", "model", "firmware", "object_id", "location"),
    Profile: ("version",),
    Status: ("device", "printer"),
    Counters: ("pages_unit", "pages_source"),
    Supply: ("index", "name", "type", "color", "part_number", "unit", "condition"),
    Percent: ("source",),
    Quantity: ("source", "unit"),
    Some: ("source",),
    Unknown: ("source",),
    Unlimited: ("source",),
    Tray: ("index", "name", "unit", "state", "media"),
    Cover: ("index", "name", "state"),
    AlertRow: ("index", "severity", "group", "code", "text", "training"),
}
"""The fields of each type whose words many devices have in common."""


def share_texts(device: Device) -> None:
    """Let a device's words be those of the other devices; its value stays what it was."""
    _share((device.identity, device.profile))
    if device.reading is not None:
        share_reading(device.reading)


def share_reading(reading: Reading) -> None:
    """As `share_texts`, for a reading alone."""
    _share((reading.identity, reading.status, reading.counters))
    _share(reading.supplies)
    _share([supply.level for supply in reading.supplies])
    _share(reading.trays)
    _share(reading.covers)
    _share(reading.alerts)


def _share(values: Iterable[Any]) -> None:
    for value in values:
        for field in _WORDS.get(type(value), ()):
            text = getattr(value, field)
            if text is not None:
                one = sys.intern(text)
                if one is not text:
                    # Frozen against change, which this is none: both objects are the same text.
                    force_setattr(value, field, one)
