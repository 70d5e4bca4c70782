import pytest

from core.printer.text import decode, tidy


@pytest.mark.parametrize(
    ("octets", "charset", "expected"),
    [
        (b"Black Toner\0", None, "Black Toner"),
        ("Unité".encode(), None, "Unité"),
        ("Unité".encode(), 2004, "Unité"),
        ("Unité".encode("hp-roman8"), 2004, "Unité"),
        ("Unité".encode("cp1252"), None, "Unité"),
        ("Мало тонера".encode("iso8859-5"), 8, "Мало тонера"),
        ("Toner noir".encode("utf-16"), 3, "Toner noir"),
        ("Toner noir".encode("utf-16") + b"\0", None, "Toner noir"),
        ("Toner noir".encode("utf-16-be"), 1000, "Toner noir"),
        ("Готов".encode("utf-16-be"), 1013, "Готов"),
        ("Готов".encode("utf-16-be") + b"\0", 1013, "Готов"),
        (b"Toner", 1000, "Toner"),
        ("トナー".encode("shift_jis"), 17, "トナー"),
        (b"\xff\xff", 3, "ÿÿ"),
        (b"\x81", 999999, "\x81"),
        (b"", None, ""),
    ],
)
def test_octets_become_text_in_any_charset(octets: bytes, charset: int | None, expected: str) -> None:
    assert decode(octets, charset) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Black \t Toner\r\n", "Black Toner"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\u202eb\u200bc\ufeff", "abc"),
        ("\x9b2J", "2J"),
        ("Unité\u2028x", "Unité x"),
        ("\ue000\ud800x", "x"),
        ("", ""),
    ],
)
def test_nothing_that_a_terminal_obeys_survives(text: str, expected: str) -> None:
    assert tidy(text) == expected
