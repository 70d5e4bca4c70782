from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from core.model.device import AddressUse, Device, Identity, Profile, Reading, Rise
from core.store.edits import Edit, edited_device, edited_row, joined, parse_device, with_later_times

Make = Callable[..., Device]

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


def raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def reading(at: datetime, **fields: Any) -> Reading:
    return Reading(read_at=at, identity=Identity(), **fields)


@pytest.mark.parametrize("is_trusted", [True, False])
def test_only_the_fields_that_were_edited_are_written(device: Make, is_trusted: bool) -> None:
    base = device(problem="old", profile=Profile())
    edit = Edit.of(base, replace(base, is_ignored=True, problem=None))
    theirs = replace(base, is_managed_elsewhere=True, profile=Profile(version="1"))
    row = edited_row(raw(theirs), edit, is_trusted=is_trusted)
    assert row is not None
    assert parse_device(row) == replace(theirs, is_ignored=True, problem=None)


def test_a_field_that_is_unknown_here_stays_in_a_row_nobody_else_touched(device: Make) -> None:
    base = device()
    row = edited_row(
        raw({**msgspec.to_builtins(base), "shelf": "B4"}),
        Edit.of(base, replace(base, is_ignored=True)),
        is_trusted=True,
    )
    assert row is not None
    assert msgspec.json.decode(row)["shelf"] == "B4"


@pytest.mark.parametrize("is_trusted", [True, False])
def test_an_edit_that_came_to_nothing_leaves_the_row_as_it_is(device: Make, is_trusted: bool) -> None:
    row = raw(device())
    assert edited_row(row, Edit.of(device(), device()), is_trusted=is_trusted) is row


def test_a_removed_device_stays_removed_though_it_was_edited_here(device: Make) -> None:
    assert edited_row(None, Edit.of(device(), device(problem="x")), is_trusted=True) is None


def test_removing_removes_whatever_others_made_of_it(device: Make) -> None:
    assert edited_row(raw(device(problem="x")), Edit.of(device(), None), is_trusted=False) is None


def test_a_new_device_is_written_whole(device: Make) -> None:
    row = edited_row(None, Edit.of(None, device(7, problem="x")), is_trusted=True)
    assert row is not None
    assert parse_device(row) == device(7, problem="x")


def test_a_device_that_two_programs_added_keeps_what_either_knows(device: Make) -> None:
    theirs = device(is_ignored=True, credentials="v3:admin", added_at=NOON)
    ours = device(address="10.0.0.9", profile=Profile(version="1"), added_at=LATER)
    row = edited_row(raw(theirs), Edit.of(None, ours), is_trusted=False)
    assert row is not None
    assert parse_device(row) == replace(theirs, address="10.0.0.9", profile=Profile(version="1"))


@pytest.mark.parametrize("damaged", [b"7", b"[]", b'{"id": 7}', b'{"id": "d1"}', b"\0\0", b"[" * 100_000])
def test_a_damaged_row_is_replaced_by_what_is_known_here(device: Make, damaged: bytes) -> None:
    row = edited_row(msgspec.Raw(damaged), Edit.of(device(), device(problem="x")), is_trusted=False)
    assert row is not None
    assert parse_device(row) == device(problem="x")


def test_the_later_reading_stands_whoever_read_it(device: Make) -> None:
    base = device(last_seen=NOON - timedelta(days=1))
    theirs = replace(base, last_seen=LATER, reading=reading(LATER))
    earlier = Edit.of(base, replace(base, last_seen=NOON, reading=reading(NOON), problem="x"))
    assert edited_device(theirs, earlier) == replace(theirs, problem="x")
    latest = Edit.of(base, replace(base, last_seen=LATER + timedelta(1), reading=reading(LATER + timedelta(1))))
    assert edited_device(theirs, latest) == latest.after


def test_what_is_in_doubt_about_a_reading_goes_with_the_reading(device: Make) -> None:
    ours = (Rise(index="1.1", type="toner", serial="CRUM-0001"),)
    base = device(reading=reading(NOON - timedelta(days=1)))
    theirs = replace(base, reading=reading(LATER))
    earlier = Edit.of(base, replace(base, reading=reading(NOON), rises=ours))
    assert edited_device(theirs, earlier) == theirs
    later = Edit.of(base, replace(base, reading=reading(LATER + timedelta(1)), rises=ours))
    assert edited_device(replace(theirs, rises=()), later) == later.after
    mine = device(last_seen=LATER, reading=reading(LATER))
    assert with_later_times(mine, device(last_seen=NOON, reading=reading(NOON), rises=ours)).rises == ()


A, B, C = (Device(id="d1", address="10.0.0.1", problem=text) for text in ("a", "b", "c"))


@pytest.mark.parametrize(
    ("older", "newer", "both"),
    [
        (None, Edit(A, B, may_create=False), Edit(A, B, may_create=False)),
        (Edit(A, B, may_create=False), Edit(B, C, may_create=False), Edit(A, C, may_create=False)),
        (Edit(None, B, may_create=True), Edit(B, C, may_create=False), Edit(None, C, may_create=True)),
        (Edit(None, B, may_create=True), Edit(B, None, may_create=False), None),
        (Edit(A, B, may_create=False), Edit(B, None, may_create=False), Edit(A, None, may_create=False)),
        (Edit(A, None, may_create=False), Edit(None, C, may_create=True), Edit(A, C, may_create=True)),
    ],
)
def test_two_edits_after_each_other_are_one(older: Edit | None, newer: Edit, both: Edit | None) -> None:
    assert joined(older, newer) == both


def test_times_that_only_this_program_knows_are_not_moved_back(device: Make) -> None:
    def use(at: datetime) -> tuple[AddressUse, ...]:
        return (AddressUse(address="10.0.0.1", port=161, first_seen=NOON, last_seen=at),)

    ours = device(last_seen=LATER, addresses=use(LATER), reading=reading(LATER))
    theirs = device(last_seen=NOON, addresses=use(NOON), reading=reading(NOON), is_ignored=True)
    assert with_later_times(ours, theirs) == replace(ours, is_ignored=True)
    assert with_later_times(theirs, ours) == ours
    moved = replace(theirs, addresses=(*use(NOON), *use(NOON)))
    assert with_later_times(ours, moved).addresses == moved.addresses
