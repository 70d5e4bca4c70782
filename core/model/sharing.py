"""The same text by one object: ten thousand printers of forty models say the same few thousand words.

A decoded device has a text object of its own for each of its words, about half of the memory it takes.
"""

import sys
from collections.abc import Iterable
from typing import Any

from msgspec.structs import force_setattr

from core.model.device import Device, Reading


def share_texts(device: Device) -> None:
    """Let a device's words be those of the other devices; its value stays what it was."""
    _share((device.identity, device.profile))
    if device.reading is not None:
        _share_reading(device.reading)


def _share_reading(reading: Reading) -> None:
    _share((reading.identity, reading.status, reading.counters))
    _share(reading.supplies)
    _share(supply.level for supply in reading.supplies)
    _share(reading.trays)
    _share(reading.covers)
    _share(reading.alerts)


def _share(values: Iterable[Any]) -> None:
    for value in values:
        if value is None:
            continue
        for field in value.__struct_fields__:
            text = getattr(value, field)
            if type(text) is str:
                one = sys.intern(text)
                if one is not text:
                    # Frozen against change, which this is none: both objects are the same text.
                    force_setattr(value, field, one)
