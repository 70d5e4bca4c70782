import pytest

from core.demo.dice import draw, reshuffle


def test_the_same_question_always_draws_the_same_number() -> None:
    assert draw(1000, "a", 1) == draw(1000, "a", 1)


def test_other_questions_draw_other_numbers_over_the_whole_range() -> None:
    drawn = {draw(10, "seed", number) for number in range(200)}
    assert drawn == set(range(10))


@pytest.mark.parametrize("serial", ["CNDRR40172", "5DX310642", "3A71C0D500004101", "0501884700", "NONE"])
def test_a_reshuffled_serial_number_keeps_its_form(serial: str) -> None:
    other = reshuffle(serial, "seed")
    assert [letter.isdigit() for letter in other] == [letter.isdigit() for letter in serial]
    assert [a for a in other if not a.isdigit()] == [a for a in serial if not a.isdigit()]
    assert (other == serial) == (serial == "NONE")
