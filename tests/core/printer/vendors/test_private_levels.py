import pytest

from core.model.level import Percent, Quantity, Some
from core.printer.vendors.private_levels import in_words, percent, share


@pytest.mark.parametrize(("value", "expected"), [(0, 0.0), (33.333, 33.3), (100, 100.0), (100.1, None), (-0.1, None)])
def test_a_percentage_lies_between_0_and_100(value: float, expected: float | None) -> None:
    level = percent(value, "x")
    assert (level.value if level else None) == expected


@pytest.mark.parametrize(
    ("level", "capacity", "expected"),
    [
        (50, 200, 25.0),
        (0, 1, 0.0),
        (5, 0, None),
        (5, -2, None),
        (-3, 100, None),
        (None, 100, None),
        (5, None, None),
        (900, 3, None),
    ],
)
def test_a_share_needs_a_level_and_a_capacity(level: int | None, capacity: int | None, expected: float | None) -> None:
    found = share(level, capacity, "x")
    assert (found.value if found else None) == expected


def test_a_level_slightly_above_its_capacity_is_full_and_marked() -> None:
    found = share(105, 100, "x")
    assert found is not None
    assert (found.value, found.implausible is None) == (100.0, False)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Percent(value=26.0), "26.0 %"),
        (Quantity(value=7, unit="impressions"), "7 impressions"),
        (Quantity(value=7), "7"),
        (Some(), "some"),
        (None, "no level"),
    ],
)
def test_levels_in_words(level: Percent | Quantity | Some | None, words: str) -> None:
    assert in_words(level) == words
