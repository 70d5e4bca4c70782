"""What a terminal must be like when a program has left it."""

from tests.tui.pty.emulator import ALTERNATE_SCREEN, BRACKETED_PASTE, CURSOR, FOCUS_EVENTS, WRAP
from tests.tui.pty.terminal import Terminal


def check_left_as_it_was(terminal: Terminal) -> None:
    """The shell's screen, a cursor, no mouse, no special keys, and an echo."""
    assert _left_over(terminal) == []


def wait_until_left_as_it_was(terminal: Terminal) -> None:
    """The same of a program that has not ended: it may still be writing."""
    terminal.wait_until(lambda: not _left_over(terminal), "the terminal as the shell had it")


def _left_over(terminal: Terminal) -> list[str]:
    screen = terminal.screen
    is_left = {
        "the program's screen": screen.has_mode(ALTERNATE_SCREEN),
        "no cursor": not screen.has_mode(CURSOR),
        "no wrapping": not screen.has_mode(WRAP),
        "the mouse": bool(screen.modes_of_mouse),
        "events of the focus": screen.has_mode(FOCUS_EVENTS),
        "marked pastes": screen.has_mode(BRACKETED_PASTE),
        "special keys": screen.keyboards != 0,
        "no echo": not terminal.echoes,
    }
    return [what for what, is_so in is_left.items() if is_so]


def check_taken_over(terminal: Terminal) -> None:
    """The program's own screen, without a cursor and without an echo."""
    assert terminal.screen.has_mode(ALTERNATE_SCREEN)
    assert not terminal.screen.has_mode(CURSOR)
    assert not terminal.echoes
