import pytest

from core.printer.trail import Note
from tui.widgets.note_rows import NOTE_COLUMNS, note_content, note_rows, notes_text, pick_notes

NOTES = (
    Note("serial", "CN12345", "prtGeneralSerialNumber (RFC 3805)", ("1.3.6.1.2.1.43.5.1.1.17.1",)),
    Note("supplies.1.1.level", "62%", "level / capacity x 100", ("1.3.6.1.2.1.43.11.1.1.9.1.1", "1.2.3")),
    Note("is_printer", "True", "it has a printer row"),
)
VALUES: dict[str, int | bytes | str] = {"1.3.6.1.2.1.43.5.1.1.17.1": b"CN12345", "1.3.6.1.2.1.43.11.1.1.9.1.1": 62}
ROWS = note_rows(NOTES, VALUES)


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        ("", ["serial", "supplies.1.1.level", "is_printer"]),
        ("SERIAL", ["serial"]),
        ("rfc 3805", ["serial"]),
        ("level 62", ["supplies.1.1.level"]),
        ("43.11.1.1.9", ["supplies.1.1.level"]),
        ("(not answered)", ["supplies.1.1.level"]),
        ("level serial", []),
    ],
)
def test_the_filter_looks_into_name_value_rule_and_objects(words: str, subjects: list[str]) -> None:
    assert pick_notes(ROWS, words) == subjects


def test_a_row_names_the_first_object_and_counts_the_others() -> None:
    cells = [column.draw(ROWS["supplies.1.1.level"], 60).plain for column in NOTE_COLUMNS]
    assert cells == ["supplies.1.1.level", "62%", "level / capacity x 100", "1.3.6.1.2.1.43.11.1.1.9.1.1 = 62 +1"]
    assert NOTE_COLUMNS[-1].draw(ROWS["is_printer"], 60).plain == "–"


def test_a_value_in_full_names_every_object_also_one_that_was_not_answered() -> None:
    assert note_content(ROWS["supplies.1.1.level"]).plain.split("\n") == [
        "supplies.1.1.level = 62%",
        "level / capacity x 100",
        "1.3.6.1.2.1.43.11.1.1.9.1.1 = 62",
        "1.2.3 = (not answered)",
    ]


def test_the_text_to_copy_is_that_of_the_command_line() -> None:
    assert notes_text([ROWS["serial"], ROWS["is_printer"]]) == (
        'serial = CN12345\n  prtGeneralSerialNumber (RFC 3805)\n  1.3.6.1.2.1.43.5.1.1.17.1 = "CN12345"\n\n'
        "is_printer = True\n  it has a printer row"
    )
