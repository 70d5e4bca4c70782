from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.fleet import Fleet
from core.model.device import Device
from core.model.events import DeviceFound
from tests.tui.sweep_events import NOW, found
from tui.widgets.columns import share_width
from tui.widgets.find_rows import FIND_COLUMNS, make_find

FIND = found(5, vendor="HP", model="LaserJet Pro M404dn", serial="PHBLL12345", name="front-desk")


def device(find: DeviceFound) -> Device:
    fleet = Fleet()
    fleet.apply(find)
    return fleet.devices()[0]


def drawn(find: DeviceFound, known: Device | None, width: int) -> list[str]:
    row = make_find(find, known)
    return [column.draw(row, cells).plain for column, cells in share_width(FIND_COLUMNS, width)]


@pytest.mark.parametrize(
    ("width", "cells"),
    [
        (57, ["● kept", "198.51.100.5", "HP", "LaserJet Pro M404dn"]),
        (77, ["● kept", "198.51.100.5", "HP", "LaserJet Pro M404dn", "PHBLL12345", "new"]),
        (137, ["● kept", "198.51.100.5", "HP", "LaserJet Pro M404dn", "PHBLL12345", "front-desk", "new"]),
    ],
)
def test_a_find_in_any_width(width: int, cells: list[str]) -> None:
    assert drawn(FIND, device(FIND), width) == cells


def test_what_was_known_before_the_sweep_is_not_new() -> None:
    begun = NOW - timedelta(seconds=5)
    find = replace(FIND, sweep_started=begun)
    assert make_find(find, device(find)).is_new
    assert not make_find(find, replace(device(find), added_at=begun - timedelta(seconds=1))).is_new
    assert not make_find(find, replace(device(find), added_at=None)).is_new


def test_a_find_that_is_dropped_or_removed_says_so() -> None:
    assert drawn(FIND, replace(device(FIND), is_ignored=True), 57)[0] == "× dropped"
    assert drawn(FIND, None, 57)[0] == "× dropped"
    assert make_find(FIND, None).device_id is None


def test_a_find_has_the_name_that_the_lists_know() -> None:
    nameless = found(5, vendor="HP")
    known = device(nameless)
    assert drawn(nameless, known, 137)[5] == "–"
    read = replace(known, identity=replace(known.identity, name="front-desk"))
    assert drawn(nameless, read, 137)[5] == "front-desk"
    assert "front-desk" in make_find(nameless, read).words
    assert drawn(nameless, replace(read, given_name="Reception"), 137)[5] == "Reception"
    assert drawn(nameless, replace(known, host="lp7.example.net"), 137)[5] == "lp7.example.net"
    assert drawn(FIND, replace(known, address="198.51.100.77"), 137)[5] == "front-desk"


def test_what_a_device_does_not_say_is_a_dash() -> None:
    assert drawn(found(5), device(found(5)), 77)[2:5] == ["–", "–", "–"]
