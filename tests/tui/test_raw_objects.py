import pytest

from core.printer.trail import Note
from tui.raw_objects import note_lines, raw_objects, raw_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "(not answered)"),
        (62, "62"),
        (b"CN12345", '"CN12345"'),
        (b"", '""'),
        (b"\x00\xff", "0x00ff"),
        ("Grün".encode(), "0x4772c3bc6e"),
        ("1.3.6", "1.3.6"),
    ],
)
def test_a_raw_object_is_in_safe_characters(value: object, text: str) -> None:
    assert raw_text(value) == text


def test_a_note_names_every_object_it_was_made_of() -> None:
    note = Note("level", "62%", "level / capacity", ("1.2", "1.3"))
    assert note_lines(note, raw_objects(note, {"1.2": 62})) == [
        "level = 62%",
        "  level / capacity",
        "  1.2 = 62",
        "  1.3 = (not answered)",
    ]
