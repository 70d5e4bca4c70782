"""What a terminal must be like when a program has left it."""

from tests.tui.pty.emulator import ALTERNATE_SCREEN, BRACKETED_PASTE, CURSOR, FOCUS_EVENTS, WRAP
from tests.tui.pty.terminal import Terminal


def check_left_as_it_was(terminal: Terminal) -> None:
    """The shell's screen, a cursor, no mouse, no special keys, and an echo."""
    screen = terminal.screen
    assert not screen.has_mode(ALTERNATE_SCREEN)
    assert screen.has_mode(CURSOR)
    assert screen.has_mode(WRAP)
    assert screen.modes_of_mouse == frozenset()
    assert not screen.has_mode(FOCUS_EVENTS)
    assert not screen.has_mode(BRACKETED_PASTE)
    assert screen.keyboards == 0
    assert terminal.echoes


def check_taken_over(terminal: Terminal) -> None:
    """The program's own screen, without a cursor and without an echo."""
    assert terminal.screen.has_mode(ALTERNATE_SCREEN)
    assert not terminal.screen.has_mode(CURSOR)
    assert not terminal.echoes
