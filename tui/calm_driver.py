"""Textual's driver for slow lines: clicks, drags and the wheel are reported, each movement of the mouse is not."""

from textual.drivers.linux_driver import LinuxDriver

_ANY_MOTION_OFF = "\x1b[?1003l"
_DRAGS_ON = "\x1b[?1002h"
_DRAGS_OFF = "\x1b[?1002l"


class CalmDriver(LinuxDriver):
    """Asks the terminal for button events (mode 1002) instead of any event (1003), which sends 10 bytes a cell."""

    def _enable_mouse_support(self) -> None:
        """Ask for what Textual wants, then for less."""
        super()._enable_mouse_support()
        if self._mouse:
            self.write(_ANY_MOTION_OFF + _DRAGS_ON)
            self.flush()

    def _disable_mouse_support(self) -> None:
        """End it all."""
        if self._mouse:
            self.write(_DRAGS_OFF)
        super()._disable_mouse_support()
