"""Terminals that change their size while the program runs."""

import random
from pathlib import Path

from tests.tui.pty.program import Program
from tui.screens.devices import DevicesScreen

ONE, OTHER = "prn-mail", "prn-gate"
"""As much of two devices' names as fits into 60 columns."""
SIZES = ((20, 200), (5, 60))
"""Columns and lines, from and to."""
COUNT, PAUSE = 40, 0.01


def wait_for_frame(program: Program, *texts: str) -> None:
    """Title above, keys below, the texts between."""

    def is_drawn() -> bool:
        lines = program.screen.lines
        return DevicesScreen.HEADING in lines[0] and "?" in lines[-1] and all(text in "".join(lines) for text in texts)

    program.wait_until(is_drawn, f"the frame and {texts}")


def test_cursor_and_filter_stay(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.type_filter("prn-")
        program.wait_without("mfp-")
        program.put_cursor_on(ONE)
        for columns, lines in ((60, 16), (80, 24), (140, 40), (80, 24)):
            program.resize(columns, lines)
            wait_for_frame(program, ONE, OTHER)
            program.wait_for_cursor_on(ONE)
            assert "mfp-" not in program.screen.text
            check_lines_fit(program)


def check_lines_fit(program: Program) -> None:
    """No line is longer than the terminal; those that were under way for another size do not count."""
    program.settle()
    program.screen.overflows.clear()
    program.do("choose", without=[OTHER])
    program.do("back", ONE, OTHER)
    assert program.screen.overflows == []


def test_a_terminal_that_is_too_small_says_so_and_comes_back(home: Path) -> None:
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        for columns, lines in ((59, 24), (80, 15), (20, 5), (1, 1)):
            program.resize(columns, lines)
            program.wait_without(ONE)
            if columns > 1:
                program.wait_for("enlarge")
            program.resize(80, 24)
            wait_for_frame(program, ONE, OTHER)
            program.wait_for_cursor_on(ONE)


def test_many_quick_changes_end_in_a_whole_screen(home: Path) -> None:
    dice = random.Random(7)
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(ONE)
        for _ in range(COUNT):
            program.resize(dice.randint(*SIZES[0]), dice.randint(*SIZES[1]))
            program.pump(PAUSE)
        program.resize(80, 24)
        wait_for_frame(program, ONE, OTHER)
        program.wait_for_cursor_on(ONE)
        check_lines_fit(program)
        assert program.log == ""


def test_a_size_that_was_left_for_a_moment_is_drawn_anew(home: Path) -> None:
    """A pane that is zoomed and back at once: what the terminal has cut off must come back."""
    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.settle()
        program.deadline = 3.0
        program.resize(30, 8)
        program.resize(80, 24)
        wait_for_frame(program, ONE, OTHER)
