import pytest

from core.settings import UiSettings
from tests.tui.fakes import NOW
from tui.widgets.device_columns import USUAL_COLUMNS, device_columns
from tui.widgets.device_look import Look, next_of, read_look, written_sort

KNOWN = tuple(device_columns(lambda: NOW))


def test_without_settings_it_is_as_usual() -> None:
    assert read_look(UiSettings(), KNOWN) == (Look(USUAL_COLUMNS, "alerts", False, "none"), [])


def test_what_the_settings_name_is_used() -> None:
    settings = UiSettings(columns=("age", "device", "age"), sort="-device", group="subnet")
    assert read_look(settings, KNOWN) == (Look(("age", "device"), "device", True, "subnet"), [])


@pytest.mark.parametrize(
    ("settings", "look", "complaint"),
    [
        (
            UiSettings(columns=("devcie", "age")),
            Look(("age",), "alerts", False, "none"),
            ("no column 'devcie'", "ui.columns: did you mean device?"),
        ),
        (
            UiSettings(columns=("devcie",)),
            Look(USUAL_COLUMNS, "alerts", False, "none"),
            ("no column 'devcie'", "ui.columns: did you mean device?"),
        ),
        (
            UiSettings(sort="-locaton"),
            Look(USUAL_COLUMNS, "alerts", False, "none"),
            ("no column 'locaton'", "ui.sort: did you mean location?"),
        ),
        (
            UiSettings(group="x"),
            Look(USUAL_COLUMNS, "alerts", False, "none"),
            ("no grouping 'x'", "ui.group: one of none, location, subnet, model"),
        ),
    ],
)
def test_what_can_not_be_used_is_told_with_the_nearest(
    settings: UiSettings, look: Look, complaint: tuple[str, str]
) -> None:
    assert read_look(settings, KNOWN) == (look, [complaint])


def test_a_sort_is_read_as_it_is_written() -> None:
    for is_reversed in (False, True):
        settings = UiSettings(sort=written_sort("model", is_reversed=is_reversed))
        assert read_look(settings, KNOWN)[0].sort == "model"
        assert read_look(settings, KNOWN)[0].is_reversed is is_reversed


@pytest.mark.parametrize(("present", "step", "then"), [("a", 1, "b"), ("c", 1, "a"), ("a", -1, "c"), ("x", 1, "a")])
def test_one_goes_through_things_and_around_their_end(present: str, step: int, then: str) -> None:
    assert next_of(("a", "b", "c"), present, step) == then
