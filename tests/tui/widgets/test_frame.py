import pytest

from tui.widgets.frame import keys_that_fit

KEYS = [("enter", "Details"), ("d", "Discover"), ("/", "Filter"), ("?", "Help")]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, "enter Details  d Discover  / Filter  ? Help"),
        (43, "enter Details  d Discover  / Filter  ? Help"),
        (42, "enter Details  d Discover  … ? Help"),
        (35, "enter Details  d Discover  … ? Help"),
        (34, "enter Details  … ? Help"),
        (10, "… ? Help"),
    ],
)
def test_help_is_always_among_the_keys_that_fit(width: int, line: str) -> None:
    assert keys_that_fit(KEYS, width).plain == line


def test_a_screen_without_keys_has_an_empty_line() -> None:
    assert keys_that_fit([], 80).plain == ""
