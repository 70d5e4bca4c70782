"""What no person types: broken sequences, any bytes, and whole files pasted."""

import random
from pathlib import Path

import pytest

from tests.tui.pty.conftest import NETWORK
from tests.tui.pty.keys import command_bytes
from tests.tui.pty.program import Program
from tests.tui.pty.restored import check_left_as_it_was
from tui.screens.discovery import DiscoveryScreen

ONE, OTHER = "prn-mailroom", "prn-gate-2"
BROKEN = (
    b"\x1b[<99999;99999;99999M\x1b[<0;0;0m\x1b[<;;M\x1b[M\x7f\x7f\x7f",  # the mouse
    b"\x1b[1;99A\x1b[;;;;~\x1bO\x1bOz\x1b[27;5;9~\x1b[57399u",  # keys
    b"\x1b[?2026;9$y\x1b[24;80R\x1b[48;24;80;480;640t",  # answers of terminals
    b"\x1b[I\x1b[O\x1b[I\x1b[I",  # the window's focus
    b"\x00\x00\xc2\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf",
)
LATE = (b"\x1b[?1;2c", b"\x1b]11;rgb:1d1d/2020/2525\x07", b"\x1bP1$r0m\x1b\\")
"""What a terminal answers to editors and shells; over a slow line it comes when these have ended."""
NO_KEY = b"\x1b[1114112u\x1b[99999999999~"
"""Keys of kitty's protocol beyond Unicode."""
NO_UTF_8 = bytes(range(0x80, 0x100)) + b"\xc3\x28\xed\xa0\x80\xf8\x88\x80\x80\x80"
"""Letters of a terminal with another charset."""
PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"
PASTED = 100_000
LEAVING = b"qQ\x11\x03\x1a\r\n"
"""Keys that end the program or submit what is typed (names would be looked up): no garbage."""
SOON = 3.0
"""Deadline of what does not come at present."""


def test_what_is_typed_ahead_goes_where_it_was_meant_to(home: Path) -> None:
    """A slow line brings several keys in one packet: the words of a filter must not be commands of the list."""
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.deadline = SOON
        program.send(command_bytes("filter") + b"kyocera" + command_bytes("submit"))
        program.wait_without(OTHER)
        program.wait_for_cursor_on(ONE)


def test_what_is_typed_ahead_through_the_palette_and_a_question_arrives(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.send(command_bytes("command_palette") + b"set location\rHall 9\r")
        program.wait_for("Hall 9")
        program.do("choose", ONE, without=[OTHER])
        program.wait_for("Hall 9")


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


def test_answers_that_come_late_are_no_keys(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.settle()
        below_the_title = program.screen.lines[1:]
        for answer in LATE:
            program.send(answer)
            program.settle(0.15)
            assert program.screen.lines[1:] == below_the_title


@pytest.mark.parametrize("octets", [NO_UTF_8, NO_KEY], ids=["another charset", "no character"])
def test_what_is_no_letter_ends_nothing(home: Path, octets: bytes) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        program.send(octets)
        program.settle(0.15)
        program.do("choose", ONE, without=[OTHER])
        program.do("back", OTHER)
        assert program.log == ""


def test_any_bytes_leave_the_program_alive(home: Path) -> None:
    dice = random.Random(11)
    garbage = bytes(octet for octet in dice.randbytes(6000) if octet not in LEAVING)
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        for start in range(0, len(garbage), 500):
            program.send(garbage[start : start + 500])
            program.pump(0)
        program.send(PASTE_END)  # were a paste begun
        program.settle(0.3)
        assert not program.has_ended, program.screen.text
        program.do("quit")
        assert program.wait_for_end() == 0
        check_left_as_it_was(program)
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
