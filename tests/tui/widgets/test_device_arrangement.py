from collections import Counter

from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.model.device import Device
from tests.tui.fakes import NOW
from tests.tui.printers import printer, toners, typical
from tui.widgets.device_arrangement import Arrangement
from tui.widgets.device_groups import GroupHead, is_group
from tui.widgets.device_rows import DeviceRow, make_row
from tui.widgets.device_views import VIEWS


def row_of(device: Device) -> DeviceRow:
    return make_row(device, Thresholds(), NOW)


def arrangement(*devices: Device) -> Arrangement:
    made = Arrangement()
    made.update({device.id: row_of(device) for device in devices or typical()})
    return made


def names(made: Arrangement) -> list[str]:
    lines = made.lines()
    return [lines.rows[key].name for key in lines.order]


def test_at_first_every_printer_is_listed_the_most_urgent_first() -> None:
    made = arrangement()
    assert names(made)[:5] == ["sales-a3", "copy-shop", "lab", "accounts-2", "hr"]
    assert names(made)[-1] == "reception"
    assert len(names(made)) == 11


def test_view_filter_and_sort_work_together() -> None:
    made = arrangement()
    made.view = "low"
    made.sort_by("device")
    assert names(made) == ["accounts-2", "hr", "lab", "sales-a3", "studio"]
    made.words = "s"
    made.sort_by("device", is_reversed=True)
    assert names(made)[0] == "studio"
    made.words = "kyocera"
    assert names(made) == ["lab"]
    made.view = "all"
    assert names(made) == ["lab"]


def test_the_views_count_what_comes_and_goes() -> None:
    made = arrangement()
    assert made.counts == {"all": 11, "low": 5, "recent": 11, "unreachable": 1, "others": 1, "ignored": 0}
    device = typical()[0]
    made.update({device.id: row_of(replace(device, is_ignored=True)), "d000000000c": None, "d99": None})
    assert made.counts == {"all": 9, "low": 4, "recent": 9, "unreachable": 1, "others": 1, "ignored": 1}
    told = Counter(view for row in made.rows.values() for view in row.views)
    assert made.counts == {view: told[view] for view in VIEWS}


def test_groups_hold_what_view_and_filter_leave_in_the_order_of_the_sort() -> None:
    made = arrangement()
    made.group_by("model")
    made.words = "a"
    made.sort_by("device", is_reversed=True)
    lines = made.lines()
    assert [key for key in lines.order if not is_group(key)] == lines.matched
    told = [(made.rows[key].model, made.rows[key].name) for key in lines.matched]
    assert told == sorted(sorted(told, reverse=True), key=lambda pair: pair[0].lower())
    assert list(made.heads) == [key for key in lines.order if is_group(key)]
    assert isinstance(lines.rows[lines.order[0]], GroupHead)


def test_a_group_folds_and_what_is_folded_stays_so_until_another_grouping() -> None:
    made = arrangement(
        printer(1, "a", "HP", "M1", toners(50), location="X"),
        printer(2, "b", "HP", "M1", toners(50), location="X"),
        printer(3, "c", "HP", "M1", toners(50), location="Y"),
    )
    made.group_by("location")
    assert names(made) == ["X", "a", "b", "Y", "c"]
    group = made.group_of("d0000000001")
    assert group is not None
    assert made.group_of(group) == group
    made.fold(group, is_folded=True)
    assert made.is_folded(group)
    assert names(made) == ["X", "Y", "c"]
    made.words = "b"
    assert names(made) == ["X"]
    assert made.lines().matched == ["d0000000002"]
    assert made.members(group) == ["d0000000002"]
    made.words = ""
    made.update({"d0000000003": None})
    assert names(made) == ["X"]
    made.fold(group, is_folded=False)
    assert names(made) == ["X", "a", "b"]
    made.fold(group, is_folded=True)
    made.group_by("model")
    made.group_by("location")
    assert names(made) == ["X", "a", "b"]


def test_without_grouping_a_device_has_no_group() -> None:
    made = arrangement()
    assert made.group_of("d000000000b") is None
    assert made.group_of("") is None
    assert made.heads == {}


def test_preparing_the_filter_changes_nothing_of_what_is_found() -> None:
    made = arrangement()
    list(made.prepare_filter())
    made.words = "canon"
    assert names(made) == ["studio"]
