from collections.abc import Sequence

from tui.dialogs.choose_columns import Choice, choices

TITLES = {"device": "Device", "model": "Model", "age": "Age", "notes": "Notes"}


def first_two(ids: Sequence[str]) -> Sequence[str]:
    return ids[:2]


def test_those_shown_come_first_in_their_order_then_the_others_as_they_are_offered() -> None:
    listed = choices(TITLES, ("age", "device"), first_two)
    assert list(listed) == ["age", "device", "model", "notes"]
    assert [choice.is_shown for choice in listed.values()] == [True, True, False, False]


def test_a_column_without_room_says_so() -> None:
    listed = choices(TITLES, ("device", "model", "age"), first_two)
    assert listed["model"] == Choice("Model", is_shown=True, has_room=True)
    assert listed["age"] == Choice("Age", is_shown=True, has_room=False)
