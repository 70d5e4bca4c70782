from collections.abc import Collection, Mapping

import pytest
from msgspec.structs import replace

from core.alerts.rules import Thresholds
from core.model.device import Device
from tests.tui.fakes import NOW
from tests.tui.printers import printer, toners
from tui.marks import DEVICE_MARKS
from tui.widgets.device_groups import GROUPINGS, Grouped, GroupHead, Groups, device_keys, is_group, site, subnet
from tui.widgets.device_rows import DeviceRow, make_row


def row_of(device: Device) -> DeviceRow:
    return make_row(device, Thresholds(), NOW)


def placed(number: int, place: str | None, level: float = 50) -> DeviceRow:
    return row_of(printer(number, f"p{number}", "HP", "M1", toners(level), location=place))


def arranged(rows: list[DeviceRow], grouping: str = "location", *folded: str) -> Grouped:
    groups = Groups()
    groups.use(grouping)
    return arrange(groups, rows, folded)


def arrange(
    groups: Groups, rows: list[DeviceRow], folded: Collection[str] = (), known: Mapping[str, GroupHead] | None = None
) -> Grouped:
    by_id = {row.device.id: row for row in rows}
    return groups.arrange(by_id, by_id, folded, known or {})


def outline(grouped: Grouped) -> list[str]:
    return [grouped.heads[key].name if is_group(key) else f"  {int(key[1:], 16)}" for key in grouped.order]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.0/24"),
        ("192.0.2.255", "192.0.2.0/24"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("lp7", None),
        ("300.1.1.1", None),
        ("::gg", None),
        ("", None),
    ],
)
def test_the_network_of_an_address(address: str, network: str | None) -> None:
    assert subnet(address) == network


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("Building 1, 2nd floor, copy room", "Building 1"),
        ("Berlin; Hall 3", "Berlin"),
        ("Room 3/4 - north", "Room 3/4 - north"),
        (", 2nd floor", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_is_the_first_part_of_a_place(location: str | None, name: str | None) -> None:
    assert site(location) == name


def test_groups_come_by_name_with_those_without_one_last_and_keep_the_order_within() -> None:
    rows = [placed(5, "Hall 10"), placed(4, None), placed(3, "Hall 9"), placed(2, "hall 9"), placed(1, "Hall 10")]
    assert outline(arranged(rows)) == ["Hall 9", "  3", "  2", "Hall 10", "  5", "  1", "No location", "  4"]


def test_networks_come_by_their_numbers() -> None:
    addresses = ("10.1.10.1", "10.1.9.1", "2001:db8::1", "10.1.9.2", "lp7")
    rows = [
        row_of(replace(printer(number, "p", "HP", "M1"), address=address)) for number, address in enumerate(addresses)
    ]
    grouped = arranged(rows, "subnet")
    assert [head.name for head in grouped.heads.values()] == [
        "10.1.9.0/24",
        "10.1.10.0/24",
        "2001:db8::/64",
        "No network",
    ]


def test_models_are_told_with_their_makers() -> None:
    rows = [
        row_of(printer(1, "a", "HP", "M1")),
        row_of(printer(2, "b", "", "")),
        row_of(printer(3, "c", "Brother", "M1")),
    ]
    assert [head.name for head in arranged(rows, "model").heads.values()] == ["Brother M1", "HP M1", "Model not known"]


def test_a_head_tells_how_many_and_the_worst() -> None:
    other = row_of(printer(9, "ups", "APC", "UPS", is_printer=False, location="Hall 1"))
    heads = arranged([placed(1, "Hall 1"), placed(2, "Hall 1", 0), placed(3, "Hall 1", 12), other]).heads
    (head,) = heads.values()
    assert (head.name, head.count, head.worst) == ("Hall 1", 4, DEVICE_MARKS["empty"])


def test_a_folded_group_shows_its_head_only() -> None:
    rows = [placed(1, "A"), placed(2, "B"), placed(3, "A")]
    key = next(iter(arranged(rows).heads))
    folded = arranged(rows, "location", key)
    assert outline(folded) == ["A", "B", "  2"]
    assert folded.heads[key].count == 2
    assert device_keys(folded.order) == ["d0000000002"]


def test_a_head_that_is_as_before_stays_the_same_object() -> None:
    groups = Groups()
    groups.use("location")
    before = arrange(groups, [placed(1, "A"), placed(2, "B")])
    groups.forget(["d0000000002"])
    after = arrange(groups, [placed(1, "A"), placed(2, "B", 0)], known=before.heads)
    kept = [after.heads[key] is head for key, head in before.heads.items()]
    assert kept == [True, False]


def test_a_row_that_has_moved_is_found_in_its_new_group() -> None:
    groups = Groups()
    groups.use("location")
    arrange(groups, [placed(1, "A")])
    groups.forget(["d0000000001"])
    assert [head.name for head in arrange(groups, [placed(1, "B")]).heads.values()] == ["B"]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "- Hall [b]3[/b] ────────────── 12 devices  ▼ Low            "),
        (48, "- Hall [b]3[/b] ── 12 devices  ▼ Low            "),
        (40, "- Hall [b… 12 devices  ▼ Low            "),
    ],
)
def test_the_line_of_a_head_fills_the_width(width: int, line: str) -> None:
    head = GroupHead("group:x", "Hall [b]3[/b]", 12, DEVICE_MARKS["low"], is_folded=False)
    drawn = head.draw(width)
    assert drawn.plain == line
    assert drawn.cell_length == width


def test_a_folded_head_has_another_sign_and_one_device_is_one() -> None:
    head = GroupHead("group:x", "Hall", 1, DEVICE_MARKS["ok"], is_folded=True)
    assert head.draw(50).plain.startswith("+ Hall ──")
    assert " 1 device  · OK" in head.draw(50).plain


def test_without_grouping_there_are_no_groups() -> None:
    assert list(GROUPINGS) == ["none", "location", "subnet", "model"]
    assert GROUPINGS["none"].name_of(placed(1, "A")) is None
