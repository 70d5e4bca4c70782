"""Texts of devices that a terminal would obey: none of them reaches it."""

import re
from pathlib import Path

from tests.fleet.office import LOUD_SEQUENCES
from tests.tui.pty.conftest import NETWORK, Office
from tests.tui.pty.keys import title_of
from tests.tui.pty.program import Program
from tests.tui.pty.stream import strange_characters
from tui.screens.discovery import DiscoveryScreen

LOUD, OTHER = "loud漢字", "prn-gate-2"
KNOWN_FINALS = frozenset(b"mHhlup")
"""Styles, places, modes, keyboards and questions about modes: what a program of Textual sends."""


def check_nothing_came_through(data: bytes) -> None:
    assert [sequence for sequence in LOUD_SEQUENCES if sequence in data] == []
    assert {final[-1] for final in re.findall(rb"\x1b\[[0-9;?<>=$]*[@-~]", data)} <= KNOWN_FINALS
    assert strange_characters(data) == set()


def test_no_text_of_a_device_is_obeyed(home: Path, office: Office) -> None:
    with Program(home) as program:
        program.see_devices(LOUD, OTHER)
        program.settle()
        screen = program.screen
        ends = {screen.right_end(place) for place, line in enumerate(screen.lines) if LOUD in line or OTHER in line}
        assert len(ends) == 1, "wide letters push the last column aside"
        program.put_cursor_on(LOUD)
        program.do("choose", without=[OTHER])
        for _ in range(6):
            program.do("page_down")
            program.settle()
        program.do("back", OTHER)
        for question in ("set_location", "remove"):  # the name stands in their frames
            frame = f": {title_of('close').lower()}"
            program.do(question, frame)
            program.press("escape")
            program.wait_without(frame)
            program.wait_for_cursor_on(LOUD)
        office.tell("sleep loud")
        try:
            program.do("poll", "asking")
            program.wait_without("asking")  # the answer does not come, and that is told with the device's name
        finally:
            office.tell("wake loud")
        program.open_filter()
        program.send("漢字".encode())
        program.wait_without(OTHER)
        program.press("escape", OTHER)
        program.do("discover", DiscoveryScreen.HEADING, NETWORK)
        program.start_sweep()
        program.wait_for(office.addresses["loud"])
        program.wait_for("Complete")
        program.do("quit")
        assert program.wait_for_end() == 0
        assert program.screen.overflows == []
        assert program.log == ""
    check_nothing_came_through(bytes(program.raw))
