"""Every way in which the program ends or is put aside, and what it leaves behind."""

import json
import signal
from pathlib import Path

import pytest

from tests.tui.pty.conftest import NETWORK, Office
from tests.tui.pty.program import Program
from tests.tui.pty.restored import check_left_as_it_was, check_taken_over, wait_until_left_as_it_was
from tui.cli.interrupts import EXIT_INTERRUPTED
from tui.screens.discovery import DiscoveryScreen

ONE, OTHER = "prn-mailroom", "prn-gate-2"
QUICKLY = 4.0
"""Seconds: nothing that a printer leaves unanswered is waited for."""


def begin_a_sweep(program: Program) -> None:
    program.see_devices()
    program.do("discover", DiscoveryScreen.HEADING, NETWORK)
    program.start_sweep()
    program.wait_for("127.84.7.1 ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_the_middle_of_a_sweep_leaves_a_shell_and_the_finds(new_home: Path, number: int) -> None:
    with Program(new_home) as program:
        begin_a_sweep(program)
        program.signal(number)
        assert program.wait_for_end(QUICKLY) == EXIT_INTERRUPTED
        check_left_as_it_was(program)
        assert program.log == ""
    assert json.loads((new_home / "fleet.json").read_text())["devices"]


def test_a_terminal_that_is_closed_ends_the_program_and_keeps_the_finds(new_home: Path) -> None:
    with Program(new_home) as program:
        begin_a_sweep(program)
        program.hang_up()
        assert program.process.wait(QUICKLY) >= 0, "it ended by itself"
        assert program.log == ""
    assert json.loads((new_home / "fleet.json").read_text())["devices"]


def test_leaving_does_not_wait_for_a_silent_printer(home: Path, office: Office) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        office.tell(f"sleep {ONE}")
        try:
            program.do("poll", "asking")
            program.do("quit")
            assert program.wait_for_end(QUICKLY) == 0
        finally:
            office.tell(f"wake {ONE}")
        check_left_as_it_was(program)


def test_the_program_can_be_put_aside_and_taken_up_again(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.signal(signal.SIGTSTP)
        wait_until_left_as_it_was(program)
        program.wait_until_stopped()
        program.screen.erase()
        program.deadline = QUICKLY
        program.signal(signal.SIGCONT)
        program.see_devices(ONE, OTHER)
        program.wait_for_cursor_on(ONE)
        check_taken_over(program)
        program.do("leave")
        assert program.wait_for_end() == 0
        check_left_as_it_was(program)


def test_a_program_that_was_stopped_from_outside_goes_on_and_ends(home: Path) -> None:
    """SIGCONT comes without a SIGTSTP before it: from a debugger, a batch system, or an admin's `kill -STOP`."""
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.signal(signal.SIGSTOP)
        program.wait_until_stopped()
        program.signal(signal.SIGCONT)
        program.do("choose", ONE, without=[OTHER])
        program.do("back", OTHER)
        program.wait_for_cursor_on(ONE)
        program.do("leave")
        assert program.wait_for_end(QUICKLY) == 0
        check_left_as_it_was(program)


def test_ctrl_z_and_ctrl_c_do_no_harm(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.press("ctrl+z")
        program.press("ctrl+c")
        program.do("choose", without=[OTHER])
        program.do("back", OTHER)
        program.wait_for_cursor_on(ONE)
        check_taken_over(program)
