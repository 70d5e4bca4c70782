"""Has the terminal go by settings that come into force while it runs, whoever has changed them."""

from typing import TYPE_CHECKING

from textual.signal import Signal

from core.alerts.rules import assessed_otherwise
from tui.mouse import use_mouse

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class SettingsFollower:
    """Takes up what is different.

    Args:
        app: the program.
    """

    def __init__(self, app: "SuppliesApp") -> None:
        self._app = app
        self._used = app.services.settings
        self.changed: Signal[None] = Signal(app, "settings-changed")
        """Other settings are in force."""

    def take_up(self) -> None:
        """Go by the settings of the moment."""
        app, before, now = self._app, self._used, self._app.services.settings
        self._used = now
        if now == before:
            return
        if now.ui.theme != before.ui.theme:
            app.take_up_theme()
        if now.ui.keys != before.ui.keys:
            app.take_up_keys()
        if now.ui.mouse != before.ui.mouse:
            use_mouse(app._driver, is_on=now.ui.mouse)
        if now.thresholds != before.thresholds:
            app.bridge.mark_devices(
                *assessed_otherwise(app.services.fleet.devices(), before.thresholds, now.thresholds)
            )
        self.changed.publish(None)
