"""The program's modes: each screen loads when it is first shown."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


def _devices() -> Screen[None]:
    from tui.screens.devices import DevicesScreen  # loads when it is first shown

    return DevicesScreen()


def _alerts() -> Screen[None]:
    from tui.screens.alerts import AlertsScreen  # loads when it is first shown

    return AlertsScreen()


def _orders() -> Screen[None]:
    from tui.screens.orders import OrdersScreen  # loads when it is first shown

    return OrdersScreen()


def _discovery() -> Screen[None]:
    from tui.screens.discovery import DiscoveryScreen  # loads when it is first shown

    return DiscoveryScreen()


HOME = "devices"
"""The mode to begin with, and the one that the others lead back to."""

MODES: dict[str, str | Callable[[], Screen[Any]]] = {
    HOME: _devices,
    "alerts": _alerts,
    "orders": _orders,
    "discovery": _discovery,
}
"""Mode -> what makes its screen."""

MODE_OF_WAY = {"devices": HOME, "alerts": "alerts", "orders": "orders", "discover": "discovery"}
"""Action that leads to a mode -> the mode."""
