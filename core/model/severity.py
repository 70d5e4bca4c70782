"""How urgent something is, for supplies and for devices, with the order in which it matters."""

from typing import Literal

SupplyState = Literal["ok", "low", "near_empty", "empty", "unknown"]
"""State of one supply; for a receptacle "low" is nearly full, "near_empty" about to be full, "empty" full."""

DeviceState = Literal["ok", "low", "near_empty", "empty", "attention", "unreachable", "unknown"]
"""State of one device: its worst supply, or a stop ("attention"), or silence ("unreachable")."""

SUPPLY_URGENCY: dict[SupplyState, int] = {"ok": 0, "unknown": 1, "low": 2, "near_empty": 3, "empty": 4}
"""Higher is more urgent; "unknown" outranks only "ok"."""

DEVICE_URGENCY: dict[DeviceState, int] = {
    "ok": 0,
    "unknown": 1,
    "unreachable": 2,
    "low": 3,
    "near_empty": 4,
    "attention": 5,
    "empty": 6,
}
"""Higher comes first in a list sorted by urgency."""
