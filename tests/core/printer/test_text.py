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
        (b"black\0", 1013, "black"),
        ("Toner noir".encode("utf-16-le"), 1013, "Toner noir"),
        ("Toner noir".encode("utf-16-be"), 1015, "Toner noir"),
        ("Готов".encode("utf-16-be"), 1015, "Готов"),
        ("Toner noir".encode("utf-32-be"), 1001, "Toner noir"),
        ("Unité de récup.".encode("hp-roman8"), None, "Unité de récup."),
        ("Tonerauffangbehälter".encode("hp-roman8"), 3, "Tonerauffangbehälter"),
        ("Unité de récup.".encode("cp1252"), 3, "Unité de récup."),
        ("UNITÉ".encode("cp1252"), None, "UNITÉ"),
        ("rÅd".encode("latin-1"), 4, "rÅd"),
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
