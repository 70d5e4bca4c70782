import pytest

from core.settings.looks import (
    GROUPINGS,
    LIST_COLUMNS,
    REVERSED,
    column_complaint,
    grouping_complaint,
    sort_complaint,
)
from tests.tui.fakes import NOW
from tui.setting_pages.choices import offered_choices
from tui.widgets import device_look
from tui.widgets.device_columns import device_columns
from tui.widgets.device_groups import GROUPINGS as GROUPINGS_OF_THE_LIST
from tui.widgets.device_sorts import SORTS


def test_the_names_are_those_of_the_devices_list() -> None:
    assert set(LIST_COLUMNS) == set(device_columns(lambda: NOW)) == set(SORTS)
    assert tuple(GROUPINGS_OF_THE_LIST) == GROUPINGS
    assert device_look.written_sort("age", is_reversed=True) == f"{REVERSED}age"


@pytest.mark.parametrize(
    ("key", "complaint"),
    [("ui.sort", sort_complaint), ("ui.group", grouping_complaint), ("ui.columns", column_complaint)],
)
def test_whatever_the_settings_screen_offers_fits(key: str, complaint) -> None:  # type: ignore[no-untyped-def]
    offered = offered_choices(key, {})
    assert offered
    assert [complaint(choice) for choice in offered] == [None] * len(offered)


def test_what_there_is_not_is_named_with_the_nearest_there_is() -> None:
    assert column_complaint("Adress") == "'Adress' is no column, did you mean address?"
    assert sort_complaint("-adress") == "'adress' is no column, did you mean address?"
    assert grouping_complaint("locations") == "'locations' is no grouping, did you mean location?"
    assert grouping_complaint("") == "'' is no grouping, one of none, location, subnet, model is wanted"
    assert column_complaint("-age") is not None
