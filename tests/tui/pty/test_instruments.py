"""What the other tests here measure with."""

import pytest

from tests.tui.pty.emulator import Emulator
from tests.tui.pty.keys import can_send, key_bytes
from tests.tui.pty.stream import color_codes, strange_characters


@pytest.mark.parametrize(
    ("sequence", "is_color"),
    [
        (b"\x1b[0m", False),
        (b"\x1b[1;4;7m", False),
        (b"\x1b[39;49m", False),
        (b"\x1b[m", False),
        (b"\x1b[31m", True),
        (b"\x1b[1;97;40m", True),
        (b"\x1b[38;5;7m", True),
        (b"\x1b[48;2;1;2;3m", True),
        (b"\x1b[58;5;31m", False),
        (b"\x1b[107m", True),
        (b"\x1b[4;31H", False),
    ],
)
def test_colors_are_told_from_other_styles(sequence: bytes, *, is_color: bool) -> None:
    assert list(color_codes(b"a" + sequence + b"b")) == ([sequence] if is_color else [])


@pytest.mark.parametrize(
    ("data", "strange"),
    [
        (b"plain\r\n", set()),
        ("漢字 é".encode(), set()),
        (b"\x1b[2;3H\x1b[1mx\x1b[>25u\x1b]22;default\x07\x1b[?2026$p", set()),
        (b"\x1b]0;title\x07", {"\x1b", "\x07"}),
        ("a\u202eb\u200b".encode(), {"\u202e", "\u200b"}),
        (b"\x9b31m", {"\udc9b"}),
        ("\x9b31m".encode(), {"\x9b"}),
    ],
)
def test_what_a_program_should_not_write_is_found(data: bytes, strange: set[str]) -> None:
    assert strange_characters(data) == strange


def test_what_does_not_fit_is_noted() -> None:
    screen = Emulator(10, 3)
    screen.feed(b"\x1b[?7l\x1b[1;1H0123456789")
    screen.feed("\x1b[2;9H漢".encode())
    assert screen.overflows == []
    screen.feed(b"\x1b[3;8H0123")
    assert screen.overflows == ["line 3, column 8: '0123'"]


def test_the_cursors_line_is_found_by_its_ground() -> None:
    screen = Emulator(12, 5)
    for line in range(1, 6):
        ground = {1: 44, 3: 42, 5: 44}.get(line, 40)
        screen.feed(b"\x1b[%d;1H\x1b[%dm%-12d" % (line, ground, line))
    assert screen.marked_lines() == [2]


def test_the_keyboard_protocol_is_no_text_however_it_is_cut() -> None:
    screen = Emulator(10, 2)
    for part in (b"a\x1b", b"[>2", b"5ub", b"\x1b[<u", b"c"):
        screen.feed(part)
    assert (screen.lines[0].rstrip(), screen.keyboards) == ("abc", 0)


@pytest.mark.parametrize(
    ("key", "data"), [("a", b"a"), ("ctrl+d", b"\x04"), ("enter", b"\r"), ("slash", b"/"), ("pagedown", b"\x1b[6~")]
)
def test_keys_have_the_bytes_that_terminals_send(key: str, data: bytes) -> None:
    assert key_bytes(key) == data


def test_a_key_without_bytes_is_said_to_be_one() -> None:
    assert not can_send("ctrl+shift+f12")
