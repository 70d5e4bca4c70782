import logging
from collections.abc import Callable
from datetime import datetime

import pytest
from msgspec.structs import replace

from core.errors import NotFoundError, UsageError
from core.fleet import Change, Fleet
from core.fleet_rules import MAX_ADDRESS_HISTORY
from core.model.device import Identity, Profile, Reading
from core.model.events import DeviceFound, DeviceRead, DeviceSilent

Found = Callable[..., DeviceFound]


def only(fleet: Fleet) -> str:
    (device,) = fleet.devices()
    return device.id


def test_a_device_found_again_at_another_address_is_the_same_device(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="VNB3J99999"))
    fleet.apply(found("10.0.0.9", minute=60, serial="00VNB3J99999"))
    (device,) = fleet.devices()
    assert device.address == "10.0.0.9"
    assert [use.address for use in device.addresses] == ["10.0.0.5", "10.0.0.9"]


def test_one_device_with_two_addresses_keeps_the_first_within_a_sweep(found: Found) -> None:
    fleet = Fleet()
    start = found("x").seen_at
    fleet.apply(found("10.0.0.5", minute=1, serial="VNB3J99999", sweep_started=start))
    fleet.apply(found("10.0.0.9", minute=2, serial="VNB3J99999", sweep_started=start))
    (device,) = fleet.devices()
    assert device.address == "10.0.0.5"
    assert {use.address for use in device.addresses} == {"10.0.0.5", "10.0.0.9"}


def test_without_serial_the_mac_decides_and_without_both_the_address(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", mac="00:17:c8:00:00:01"))
    fleet.apply(found("10.0.0.6", mac="00:17:c8:00:00:01", minute=1))
    fleet.apply(found("10.0.0.7", minute=2))
    fleet.apply(found("10.0.0.7", minute=3))
    assert sorted(device.address for device in fleet.devices()) == ["10.0.0.6", "10.0.0.7"]


def test_placeholder_serials_never_join_two_printers(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="0000000000"))
    fleet.apply(found("10.0.0.6", serial="0000000000"))
    assert len(fleet) == 2


def test_another_printer_at_a_known_address_is_another_device(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.5", serial="BBBB2222", minute=5))
    old, new = fleet.devices()
    assert old.unreachable_since is not None
    assert "another device answers at 10.0.0.5:161" in str(old.problem)
    assert (new.address, new.unreachable_since) == ("10.0.0.5", None)
    assert fleet.find_known(Identity(), "10.0.0.5", 161) == new


def test_an_answer_without_serial_at_a_known_address_is_that_device(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.5", minute=5))
    (device,) = fleet.devices()
    assert device.identity.serial == "AAAA1111"


def test_two_models_with_one_serial_number_are_two_devices(found: Found) -> None:
    fleet = Fleet()
    first = found("10.0.0.5", serial="AAAA1111")
    other = found("10.0.0.6", serial="AAAA1111", minute=1)
    other = replace(other, identity=replace(other.identity, model="M2"))
    for event in (first, other, replace(first, address="10.0.0.7"), replace(other, address="10.0.0.8")):
        fleet.apply(event)
    assert [(device.identity.model, device.address) for device in fleet.devices()] == [
        ("M1", "10.0.0.7"),
        ("M2", "10.0.0.8"),
    ]


def test_a_model_known_by_two_names_moves_as_one_device(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    renamed = replace(reading, identity=replace(reading.identity, model="M1 dw", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=renamed, profile=Profile()))
    fleet.apply(found("10.0.0.9", serial="AAAA1111", minute=60))
    (device,) = fleet.devices()
    assert device.address == "10.0.0.9"


def test_what_a_full_read_said_outlives_a_later_sweep(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    full = replace(reading, identity=replace(reading.identity, model="LaserJet M1 dw", firmware="1.2"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=full, profile=Profile(bulk=True)))
    fleet.apply(found("10.0.0.5", serial="AAAA1111", minute=9))
    (device,) = fleet.devices()
    assert (device.identity.model, device.identity.firmware) == ("LaserJet M1 dw", "1.2")
    assert device.profile == Profile(bulk=True)


def test_silence_keeps_the_last_good_reading_and_the_first_silent_moment(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=reading, profile=Profile()))
    first = found("x", minute=10).seen_at
    fleet.apply(DeviceSilent(device_id=only(fleet), at=first, problem="no answer"))
    fleet.apply(DeviceSilent(device_id=only(fleet), at=found("x", minute=20).seen_at, problem="no answer"))
    (device,) = fleet.devices()
    assert (device.unreachable_since, device.reading) == (first, reading)
    fleet.apply(DeviceRead(device_id=device.id, reading=reading, profile=Profile()))
    (device,) = fleet.devices()
    assert (device.unreachable_since, device.problem) == (None, None)


def test_an_ignored_device_stays_ignored_when_it_is_found_again(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.set_ignored(only(fleet), is_ignored=True)
    fleet.apply(found("10.0.0.8", serial="AAAA1111", minute=9))
    (device,) = fleet.devices()
    assert (device.is_ignored, device.address) == (True, "10.0.0.8")
    fleet.set_ignored(device.id, is_ignored=False)
    assert fleet.devices()[0].is_ignored is False


def test_a_merge_takes_over_identity_and_addresses_and_can_be_undone(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", mac="00:17:c8:00:00:01", minute=1))
    keep, other = fleet.devices()
    fleet.merge(keep.id, other.id)
    (merged,) = fleet.devices()
    assert {use.address for use in merged.addresses} == {"10.0.0.5", "10.0.0.6"}
    fleet.apply(found("10.0.0.6", mac="00:17:c8:00:00:01", minute=2))
    assert [device.id for device in fleet.devices()] == [keep.id]
    fleet.unmerge(keep.id)
    back = {device.id: device for device in fleet.devices()}
    assert set(back) == {keep.id, other.id}
    assert back[other.id].identity == other.identity
    assert back[other.id].last_seen == found("x", minute=2).seen_at
    assert [use.address for use in back[keep.id].addresses] == ["10.0.0.5"]


def test_a_merged_device_stays_itself_whatever_its_other_half_answers(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=1))
    keep, other = fleet.devices()
    fleet.merge(keep.id, other.id)
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=5))
    half = replace(reading, identity=replace(reading.identity, serial="BBBB2222", model="Other"))
    fleet.apply(DeviceRead(device_id=keep.id, reading=half, profile=Profile()))
    (merged,) = fleet.devices()
    assert (merged.identity, merged.address, merged.reading) == (keep.identity, "10.0.0.5", half)
    fleet.unmerge(keep.id)
    back = {device.id: device for device in fleet.devices()}
    assert (back[keep.id].identity.serial, back[keep.id].address) == ("AAAA1111", "10.0.0.5")
    assert (back[other.id].identity.serial, back[other.id].address) == ("BBBB2222", "10.0.0.6")


def test_a_silent_merged_device_is_reached_at_its_other_address_until_the_merge_is_undone(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=1))
    keep, other = fleet.devices()
    fleet.merge(keep.id, other.id)
    fleet.apply(DeviceSilent(device_id=keep.id, at=found("x", minute=3).seen_at, problem="no answer"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=5))
    assert (fleet.devices()[0].address, fleet.devices()[0].unreachable_since) == ("10.0.0.6", None)
    fleet.unmerge(keep.id)
    assert {device.id: device.address for device in fleet.devices()} == {keep.id: "10.0.0.5", other.id: "10.0.0.6"}


def test_a_reading_of_another_printer_never_becomes_this_ones(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    known = fleet.devices()[0]
    stranger = replace(reading, identity=replace(reading.identity, vendor="Kyocera", serial="BBBB2222"))
    fleet.apply(DeviceRead(device_id=known.id, reading=stranger, profile=Profile()))
    old, new = fleet.devices()
    assert (old.id, old.identity.serial, old.reading) == (known.id, "AAAA1111", None)
    assert "another device answers" in str(old.problem)
    assert (new.identity.serial, new.reading, new.address) == ("BBBB2222", stranger, "10.0.0.5")
    assert fleet.is_displaced(old)
    assert not fleet.is_displaced(new)


def test_a_device_that_was_silent_or_changed_its_version_is_learned_anew(found: Found, reading: Reading) -> None:
    learned = Profile(version="1", max_objects=5)
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=reading, profile=learned))
    fleet.apply(replace(found("10.0.0.5", serial="AAAA1111", minute=1), profile=Profile(version="1")))
    assert fleet.devices()[0].profile == learned
    fleet.apply(found("10.0.0.5", serial="AAAA1111", minute=2))
    assert fleet.devices()[0].profile == Profile(version="2c")


def test_a_change_of_nothing_but_times_is_not_material(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    seen: list[Change] = []
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=reading, profile=Profile()))
    fleet.subscribe(seen.extend)
    later = found("x", minute=5).seen_at
    again = replace(
        reading,
        read_at=later,
        uptime_seconds=900.0,
        supplies=tuple(replace(s, level=replace(s.level, read_at=later)) for s in reading.supplies),
    )
    fleet.apply(DeviceRead(device_id=only(fleet), reading=again, profile=Profile()))
    empty = replace(again, supplies=again.supplies[:1])
    fleet.apply(DeviceRead(device_id=only(fleet), reading=empty, profile=Profile()))
    assert [change.is_material for change in seen] == [False, True]


def test_nothing_merged_cannot_be_undone_and_nothing_merges_with_itself(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    with pytest.raises(UsageError, match="nothing was merged"):
        fleet.unmerge(only(fleet))
    with pytest.raises(UsageError, match="with itself"):
        fleet.merge(only(fleet), only(fleet))
    with pytest.raises(NotFoundError):
        fleet.merge(only(fleet), "dnone")


def test_subscribers_get_changes_in_order_and_a_failing_one_stops_nobody(
    found: Found, caplog: pytest.LogCaptureFixture
) -> None:
    fleet = Fleet()
    seen: list[Change] = []

    def failing(changes: tuple[Change, ...]) -> None:
        raise RuntimeError("a bug")

    fleet.subscribe(failing)
    unsubscribe = fleet.subscribe(seen.extend)
    with caplog.at_level(logging.ERROR):
        fleet.apply(found("10.0.0.5", serial="AAAA1111"))
        fleet.remove(only(fleet))
    assert [(change.before is None, change.after is None) for change in seen] == [(True, False), (False, True)]
    assert "a subscriber failed" in caplog.text
    unsubscribe()
    fleet.apply(found("10.0.0.6"))
    assert len(seen) == 2


def test_an_event_that_says_nothing_new_changes_nothing(found: Found) -> None:
    fleet = Fleet()
    event = found("10.0.0.5", serial="AAAA1111")
    assert fleet.apply(event)
    assert fleet.apply(event) == ()
    assert fleet.apply(DeviceSilent(device_id="dgone", at=event.seen_at, problem="no answer")) == ()
    assert fleet.remove("dgone") == ()


def test_a_loaded_fleet_knows_its_devices_again(found: Found) -> None:
    first = Fleet()
    first.apply(found("10.0.0.5", serial="AAAA1111"))
    again = Fleet(first.devices())
    again.apply(found("10.0.0.6", serial="AAAA1111", minute=1))
    assert only(again) == only(first)


@pytest.mark.parametrize("handle", ["10.0.0.5", "10.0.0.5:161", "aaaa1111", "AAAA1111", "{id}", "{start}"])
def test_devices_are_found_by_what_people_call_them(found: Found, handle: str) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    text = handle.format(id=only(fleet), start=only(fleet)[:5])
    assert fleet.find(text).id == only(fleet)


def test_a_handle_for_none_or_several_says_so(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB1111"))
    with pytest.raises(NotFoundError, match="no device 'lp9'"):
        fleet.find("lp9")
    with pytest.raises(UsageError, match="means 2 devices"):
        fleet.find("d")


def test_the_address_history_is_bounded(found: Found) -> None:
    fleet = Fleet()
    for number in range(MAX_ADDRESS_HISTORY + 5):
        fleet.apply(found(f"10.0.1.{number}", serial="AAAA1111", minute=number * 60))
    (device,) = fleet.devices()
    assert len(device.addresses) == MAX_ADDRESS_HISTORY
    assert device.addresses[-1].address == device.address


def test_times_are_the_events_own(found: Found) -> None:
    fleet = Fleet()
    event = found("10.0.0.5", minute=7)
    fleet.apply(event)
    (device,) = fleet.devices()
    expected: datetime = event.seen_at
    assert (device.added_at, device.last_seen) == (expected, expected)
