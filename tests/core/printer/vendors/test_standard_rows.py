import pytest

from core.printer.answers import Answers
from core.printer.vendors.standard_rows import StandardRow, described, naming, other_type, standard_rows

TABLE = "1.3.6.1.2.1.43.11.1.1"
ROWS = (
    StandardRow(index="1.1", description="Black Cartridge HP CF990A"),
    StandardRow(index="1.2", description="Cyan Cartridge, PN 006R09999"),
    StandardRow(index="1.3", description="Drum"),
    StandardRow(index="1.4", description="drum"),
)


def test_rows_are_joined_on_their_full_index() -> None:
    answers = Answers(
        {
            f"{TABLE}.6.1.10": b"Toner zwart",
            f"{TABLE}.5.1.10": 3,
            f"{TABLE}.9.1.2": -3,
            f"{TABLE}.8.1.2": b"-2",
            f"{TABLE}.5.1.99": 9,
            f"{TABLE}.9.1": 7,
        }
    )
    assert standard_rows(answers) == (
        StandardRow(index="1.10", type=3, description="Toner zwart", color="black"),
        StandardRow(index="1.2", level=-3, max=-2),
    )


@pytest.mark.parametrize(
    ("part", "index"),
    [
        ("CF990A", "1.1"),
        ("cf990a", "1.1"),
        ("006R09999", "1.2"),
        ("F990A", None),
        ("CF990", None),
        ("HP", None),
        (None, None),
    ],
)
def test_a_part_number_joins_only_as_a_whole_word(part: str | None, index: str | None) -> None:
    assert naming(ROWS, part) == index


@pytest.mark.parametrize(
    ("text", "index"), [("BLACK cartridge, HP-CF990A", "1.1"), ("Drum", None), ("", None), (None, None), ("Cyan", None)]
)
def test_a_description_joins_only_where_it_is_the_only_one(text: str | None, index: str | None) -> None:
    assert described(ROWS, text) == index


@pytest.mark.parametrize(
    ("types", "expected"), [((3, 9), ("other",)), ((3, 1), ()), ((), ("other",)), ((None,), ("other",))]
)
def test_a_part_is_of_type_other_only_where_no_standard_row_is(
    types: tuple[int | None, ...], expected: tuple[str, ...]
) -> None:
    rows = tuple(StandardRow(index=f"1.{number}", type=kind) for number, kind in enumerate(types))
    assert other_type(rows) == expected
