import pytest

from core.printer.answers import Answers, Value
from core.printer.trail import Note, Notes
from core.printer.vendors.noted import MAX_COUNT, Noted, as_count, rows


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (7, 7),
        (b"0042", 42),
        (-1, None),
        (b"x", None),
        (MAX_COUNT, MAX_COUNT),
        (MAX_COUNT + 1, None),
        (None, None),
    ],
)
def test_a_count_is_never_negative_or_absurd(value: Value | None, expected: int | None) -> None:
    assert as_count(value) == expected


def test_the_first_object_with_a_value_is_taken_and_noted() -> None:
    notes = Notes()
    noted = Noted(Answers({"1.2.1": b" \0", "1.2.2": 5, "1.2.3": b" A\tB\0", "1.2.4": b"C"}), notes, "some MIB")
    assert noted.text("serial", "1.2.1", "1.2.2", "1.2.9", "1.2.3", "1.2.4") == "A B"
    assert noted.count("counters.total", "1.2.3", "1.2.2") == 5
    assert notes.all() == (
        Note("vendor.serial", "A B", "some MIB", ("1.2.3",)),
        Note("vendor.counters.total", "5", "some MIB", ("1.2.2",)),
    )


def test_a_long_text_is_cut() -> None:
    noted = Noted(Answers({"1.2.1": b"x" * 10_000}), Notes(), "some MIB")
    assert noted.text("model", "1.2.1") == "x" * 255


def test_sums_and_counters_leave_out_what_is_not_there() -> None:
    noted = Noted(Answers({"1.2.1": 5, "1.2.2": 7, "1.2.3": -9}), Notes(), "some MIB")
    assert noted.sums({"black": ("1.2.1", "1.2.2", "1.2.3"), "color": ("1.2.3", "1.2.4")}) == {"black": 12}
    assert noted.counters({"total": ("1.2.4", "1.2.2"), "fax": "1.2.3", "copy": "1.2.1"}) == {"total": 7, "copy": 5}


def test_rows_are_joined_on_their_suffix_in_index_order() -> None:
    table = {"1.3.5.2": 52, "1.3.5.1.0": 510, "1.3.4.2": 42, "1.3.4.10": 40, "1.3.4.1": 41, "1.3.45.1": 1}
    found = rows(Answers(table), "1.3", 5, 4)
    assert found == {"1": {"4": 41}, "1.0": {"5": 510}, "2": {"5": 52, "4": 42}, "10": {"4": 40}}
    assert list(found) == ["1", "1.0", "2", "10"]
