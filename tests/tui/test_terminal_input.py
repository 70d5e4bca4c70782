from textual.events import Key, Paste
from textual.message import Message

from tui.terminal_input import TerminalInput


def heard(*pieces: bytes) -> list[str]:
    """The keys and pastes of what a terminal sends bit by bit."""
    source = TerminalInput()
    messages: list[Message] = []
    for piece in pieces:
        messages += source.feed(piece)
    return [one.key if isinstance(one, Key) else one.text for one in messages if isinstance(one, Key | Paste)]


def test_letters_may_come_octet_by_octet() -> None:
    assert heard(*(bytes([octet]) for octet in "aé漢".encode())) == ["a", "é", "漢"]


def test_what_is_no_utf_8_is_one_letter_that_stands_for_it() -> None:
    keys = heard(b"a\xffb")
    assert (keys[0], len(keys), keys[-1]) == ("a", 3, "b")


def test_a_key_beyond_unicode_is_forgotten_and_the_next_one_heard() -> None:
    assert heard(b"\x1b[1114112u", b"j") == ["j"]


def test_answers_that_nobody_asked_for_are_no_keys() -> None:
    assert heard(b"\x1b[?1;2c", b"\x1b]11;rgb:1d1d/2020/2525\x07", b"\x1bP1$r0m\x1b\\", b"j") == ["j"]


def test_a_paste_is_one_message() -> None:
    assert heard(b"\x1b[200~qD\x1b[201~") == ["qD"]
