from textual.content import Content

from tui.widgets.facts import lay_out


def lines(facts: list[tuple[str, str | Content | None]], width: int) -> list[str]:
    return [line.plain.rstrip() for line in lay_out(facts, width)]


def test_labels_are_aligned_and_missing_values_said() -> None:
    assert lines([("Make", "HP"), ("Serial number", None), ("Name", "")], 40) == [
        "Make           HP",
        "Serial number  not offered",
        "Name           not offered",
    ]


def test_long_values_go_on_in_the_next_line() -> None:
    assert lines([("Panel", "Cyan low, order supplies now")], 30) == [
        "Panel          Cyan low, order",
        "               supplies now",
    ]


def test_a_wide_page_has_two_columns_read_downwards() -> None:
    drawn = lines([("A", "1"), ("B", "2"), ("C", "3")], 100)
    assert len(drawn) == 2
    assert drawn[0].split() == ["A", "1", "C", "3"]
    assert drawn[1].split() == ["B", "2"]


def test_every_line_is_as_wide_as_the_page() -> None:
    assert {line.cell_length for line in lay_out([("A", "1"), ("B", "東京" * 40)], 50)} == {50}


def test_nothing_is_drawn_without_facts_or_room() -> None:
    assert lay_out([], 50) == []
    assert lay_out([("A", "1")], 0) == []
