"""What no person types: broken sequences, any bytes, and whole files pasted."""

from pathlib import Path

from tests.tui.pty.conftest import NETWORK
from tests.tui.pty.program import Program
from tui.screens.discovery import DiscoveryScreen

ONE, OTHER = "prn-mailroom", "prn-gate-2"
BROKEN = (
    b"\x1b[<99999;99999;99999M\x1b[<0;0;0m\x1b[<;;M\x1b[M\x7f\x7f\x7f",  # the mouse
    b"\x1b[1;99A\x1b[;;;;~\x1bO\x1bOz\x1b[27;5;9~\x1b[57399u",  # keys
    b"\x1b[?2026;9$y\x1b[24;80R\x1b[48;24;80;480;640t",  # answers of terminals
    b"\x1b[I\x1b[O\x1b[I\x1b[I",  # the window's focus
    b"\x00\x00\xc2\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf",
)
PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"
PASTED = 100_000


def test_broken_sequences_change_nothing(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        for sequence in BROKEN:
            program.send(sequence)
            program.settle(0.15)  # an escape that nothing follows is a key of its own
        program.see_devices(ONE, OTHER)
        program.do("choose", ONE, without=[OTHER])
        program.do("back", OTHER)
        assert program.log == ""


def test_a_file_pasted_over_the_list_runs_no_commands(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.send(PASTE_BEGIN + b"q i d v\r\n" * (PASTED // 9) + PASTE_END)
        program.do("choose", ONE, without=[OTHER])
        program.do("back", OTHER)
        program.wait_for_cursor_on(ONE)
        assert program.log == ""


def test_a_file_pasted_into_the_filter_is_one_line_that_can_be_cleared(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.open_filter()
        program.send(PASTE_BEGIN + b"no such printer " * (PASTED // 16) + b"\r\nsecond line" + PASTE_END)
        program.wait_without(ONE, OTHER)
        program.press("escape", ONE, OTHER)
        assert program.screen.overflows == []
        assert program.log == ""


def test_a_file_pasted_as_targets_is_answered(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.do("discover", DiscoveryScreen.HEADING, NETWORK)
        program.settle()
        program.do("edit_targets")
        program.settle()
        program.send(PASTE_BEGIN + b", 127.84.9.0/24, no such" * (PASTED // 24) + PASTE_END)
        program.wait_for("no such")
        program.do("devices")  # while the field has the focus, and its text is being understood
        program.see_devices(ONE, OTHER)
        assert program.log == ""
