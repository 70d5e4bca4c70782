from typing import cast

import pytest
from textual.driver import Driver

from tui.mouse import use_mouse


class Terminal:
    """A driver that knows the mouse, as Textual's for Linux does."""

    def __init__(self, *, mouse: bool) -> None:
        self._mouse = mouse
        self.sent: list[str] = []

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.sent.append("on")

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.sent.append("off")


@pytest.mark.parametrize(
    ("before", "wanted", "sent"), [(True, False, ["off"]), (False, True, ["on"]), (True, True, []), (False, False, [])]
)
def test_the_terminal_is_told_once_when_the_mouse_comes_or_goes(before: bool, wanted: bool, sent: list[str]) -> None:
    terminal = Terminal(mouse=before)
    for _ in range(2):
        use_mouse(cast("Driver", terminal), is_on=wanted)
    assert terminal.sent == sent


def test_a_terminal_without_a_mouse_is_left_alone() -> None:
    use_mouse(None, is_on=True)
    use_mouse(cast("Driver", object()), is_on=True)


def test_textuals_own_driver_still_has_what_this_relies_on() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    assert callable(LinuxDriver._enable_mouse_support)
    assert callable(LinuxDriver._disable_mouse_support)
