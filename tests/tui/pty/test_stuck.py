"""A terminal that takes nothing for a while: held with Ctrl-S, or at the end of a dead line."""

import signal
from pathlib import Path

from tests.tui.pty.keys import command_bytes
from tests.tui.pty.program import Program
from tui.cli.interrupts import EXIT_INTERRUPTED

ONE, OTHER = "prn-mailroom", "prn-gate-2"
QUICKLY = 6.0
FLOOD = 120
"""Keys that each paint the whole list: far more than a pseudo-terminal holds."""


def test_a_terminal_that_takes_nothing_does_not_keep_the_program_from_ending(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.send(command_bytes("next_view") * FLOOD)
        program.signal(signal.SIGTERM)
        assert program.process.wait(QUICKLY) == EXIT_INTERRUPTED
        assert program.log == ""


def test_what_a_terminal_did_not_take_is_painted_when_it_takes_again(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.send(command_bytes("next_view") * FLOOD + command_bytes("view_all"))
        program.wait_for_cursor_on(ONE)
        program.settle(0.5)
        taken = len(program.raw)
        shown = [program.screen.cells(line) for line in range(24)]
        program.signal(signal.SIGCONT)  # has all painted anew
        program.wait_until(lambda: len(program.raw) > taken, "a painting")
        program.settle(0.5)
        assert [program.screen.cells(line) for line in range(24)] == shown
        assert program.log == ""
