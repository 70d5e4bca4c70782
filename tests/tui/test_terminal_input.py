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


def test_what_follows_a_key_beyond_unicode_in_its_packet_is_heard() -> None:
    assert heard(b"\x1b[1114112uj\x1b[A") == ["j", "up"]


def test_what_was_learned_of_the_terminal_outlives_a_bad_key() -> None:
    source = TerminalInput()
    source._parser.mouse_pixels = True
    source.feed(b"\x1b[1114112u")
    assert source._parser.mouse_pixels


def test_an_answer_that_comes_in_two_packets_is_no_key() -> None:
    assert heard(b"j\x1b]11;rgb:1d1d/20", b"20/2525\x07k") == ["j", "k"]


def test_what_only_begins_like_an_answer_is_let_go_after_a_while() -> None:
    source = TerminalInput()
    assert list(source.feed(b"\x1b]")) == []
    assert source._held
    for _ in range(10):
        list(source.tick())
    assert not source._held


def test_in_a_paste_nothing_is_taken_for_an_answer() -> None:
    assert heard(b"\x1b[200~a\x1b]0;title\x07b\x1b[201~j")[-1] == "j"
