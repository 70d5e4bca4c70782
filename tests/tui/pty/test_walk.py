"""The real program in a real pseudo-terminal, against agents on loopback."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tui.pty.conftest import NETWORK, Office
from tests.tui.pty.keys import title_of
from tests.tui.pty.program import Program
from tests.tui.pty.restored import check_left_as_it_was, check_taken_over
from tests.tui.pty.stream import color_codes
from tui.commands import commands_of
from tui.screens.devices import DevicesScreen
from tui.screens.discovery import DiscoveryScreen

ONE, OTHER, TROUBLED = "prn-mailroom", "prn-gate-2", "prn-fin"
"""Two devices that need nothing, and one that does."""


def walk_the_devices(program: Program) -> None:
    """Filter, views, details, help and palette; the cursor's device stays the same."""
    program.see_devices(ONE, OTHER, TROUBLED)
    program.put_cursor_on(ONE)
    program.do("choose", ONE, without=[OTHER])
    program.do("back", OTHER)
    program.wait_for_cursor_on(ONE)

    program.type_filter("kyocera")
    program.wait_without(OTHER, TROUBLED)
    program.wait_for_cursor_on(ONE)
    program.do("clear_filter", OTHER, TROUBLED)
    program.wait_for_cursor_on(ONE)

    program.do("next_view", TROUBLED, without=[ONE])
    program.do("previous_view", ONE)

    explained = next(command for command in commands_of("devices") if command.id == "poll").help[:20]
    program.do("show_help", explained)
    program.do("back", without=[explained])
    way = title_of("discover")
    program.do("command_palette")
    program.settle()  # it is being built; what is typed then is tested elsewhere
    program.send(way.lower().encode())
    program.wait_for(way)
    program.settle()  # it looks through the commands
    program.press("enter", DiscoveryScreen.HEADING, NETWORK)
    program.do("devices")  # works while typing, too
    program.see_devices(ONE, OTHER)


def make_it_small_and_large(program: Program) -> None:
    """The least size and back, while a filter is on; the cursor's device stays the same."""
    program.put_cursor_on(ONE)
    program.type_filter("kyocera")
    program.wait_without(OTHER, TROUBLED)
    for columns, lines in ((60, 16), (80, 24)):
        program.resize(columns, lines)
        program.wait_until(
            lambda lines=lines: title_of("show_help") in program.screen.lines[lines - 1],  # type: ignore[misc]
            f"the keys in line {lines}",
        )
        program.wait_for_cursor_on(ONE[:8])
        assert DevicesScreen.HEADING in program.screen.lines[0]
        assert OTHER[:8] not in program.screen.text
    program.settle()
    program.screen.overflows.clear()  # what was under way for another size does not count
    program.do("clear_filter", ONE, OTHER, TROUBLED)


def leave(program: Program) -> None:
    program.send(b"q")
    assert program.wait_for_end() == 0
    check_left_as_it_was(program)
    assert program.screen.overflows == []
    assert program.log == ""


def test_printers_are_found_and_shown(new_home: Path, office: Office) -> None:
    with Program(new_home, is_modern=True) as program:
        program.see_devices()
        check_taken_over(program)
        program.do("discover", DiscoveryScreen.HEADING, NETWORK)
        program.start_sweep()
        program.wait_for(office.addresses[ONE], office.addresses[OTHER])
        program.wait_for("Complete")
        program.do("devices")
        program.see_devices(ONE, OTHER)
        leave(program)
    assert '"prn-mailroom"' in (new_home / "fleet.json").read_text()


@pytest.mark.parametrize(
    ("term", "is_modern", "more"),
    [
        ("xterm-256color", True, {}),
        ("linux", False, {}),
        ("screen", False, {}),
        ("xterm-256color", False, {"NO_COLOR": "1"}),
    ],
    ids=["xterm-256color", "linux", "screen", "no-color"],
)
def test_every_way_from_the_first_start(
    new_home: Path, office: Office, term: str, more: Mapping[str, str], *, is_modern: bool
) -> None:
    with Program(new_home, term=term, is_modern=is_modern, more=more) as program:
        program.see_devices()
        check_taken_over(program)
        program.do("discover", DiscoveryScreen.HEADING, NETWORK)
        program.start_sweep()
        named = (ONE, OTHER, TROUBLED)
        program.wait_for(*(address for name, address in office.addresses.items() if name.startswith(named)))
        program.do("stop", "Stopped")
        program.do("devices")
        walk_the_devices(program)
        make_it_small_and_large(program)
        leave(program)
    assert ("NO_COLOR" in more) == (set(color_codes(bytes(program.raw))) == set())


def test_without_colors_nothing_is_colored_whatever_the_terminal_can_show(home: Path) -> None:
    with Program(home, more={"NO_COLOR": "1", "COLORTERM": "truecolor"}) as program:
        walk_the_devices(program)
        leave(program)
    assert set(color_codes(bytes(program.raw))) == set()


def test_the_cursor_stays_on_its_device_when_rows_move(home: Path, office: Office) -> None:
    level = "1.3.6.1.2.1.43.11.1.1.9.1.1"
    settings = home / "settings.toml"
    settings.write_text(settings.read_text().replace("[polling]", "[polling]\ninterval_seconds = 1"))

    def place_of(name: str) -> int:
        return next((place for place, line in enumerate(program.screen.lines) if name in line), -1)

    with Program(home) as program:
        program.see_devices(ONE, OTHER)
        program.put_cursor_on(OTHER)
        before = place_of(OTHER)
        office.tell(f"set {ONE} {level} 100")
        try:
            program.wait_until(lambda: 0 < place_of(ONE) < place_of(TROUBLED), "the empty one comes to the front")
            program.wait_until(lambda: place_of(OTHER) > before, "the others give way")
            program.wait_for_cursor_on(OTHER)
        finally:
            office.tell(f"set {ONE} {level} 9250")
        assert DevicesScreen.HEADING in program.screen.lines[0]
        leave(program)
