import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from core.admin_edits import AdminEdit
from core.errors import NotFoundError, UsageError
from core.fleet import Change, Fleet
from core.fleet_rules import MAX_ADDRESS_HISTORY
from core.model.device import Identity, Profile, Reading
from core.model.events import DeviceFound, DeviceRead, DeviceSilent
from core.model.level import Percent, Unknown

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
    assert old.silent_since == old.unreachable_since == found("x", minute=5).seen_at
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


def silence(device_id: str, at: datetime, *, is_timeout: bool = True) -> DeviceSilent:
    return DeviceSilent(device_id=device_id, at=at, problem="no answer", is_timeout=is_timeout)


@pytest.mark.parametrize("unreachable_after", [1, 3, 5])
def test_silence_keeps_the_last_good_reading_and_the_first_silent_moment(
    found: Found, reading: Reading, unreachable_after: int
) -> None:
    fleet = Fleet(unreachable_after=unreachable_after)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=reading, profile=Profile()))
    first = found("x", minute=10).seen_at
    for minute in range(10, 10 + unreachable_after):
        (device,) = fleet.devices()
        assert (device.unreachable_since, device.problem) == (None, None)
        fleet.apply(silence(device.id, found("x", minute=minute).seen_at))
    (device,) = fleet.devices()
    assert (device.silent_since, device.unreachable_since, device.reading) == (first, first, reading)
    assert device.problem == "no answer"
    fleet.apply(DeviceRead(device_id=device.id, reading=reading, profile=Profile()))
    (device,) = fleet.devices()
    assert (device.silent_since, device.misses, device.unreachable_since, device.problem) == (None, 0, None, None)


def test_three_misses_are_what_it_takes_unless_the_settings_say_otherwise(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    states = []
    for minute in range(4):
        fleet.apply(silence(only(fleet), found("x", minute=minute).seen_at))
        states.append(fleet.devices()[0].unreachable_since is not None)
    assert states == [False, False, True, True]


def test_a_sweep_that_finds_a_silent_device_makes_it_reachable_at_once(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    for minute in range(2):
        fleet.apply(silence(only(fleet), found("x", minute=minute).seen_at, is_timeout=False))
    assert (fleet.devices()[0].misses, fleet.devices()[0].problem) == (2, "no answer")
    fleet.apply(found("10.0.0.5", serial="AAAA1111", minute=5))
    (device,) = fleet.devices()
    assert (device.silent_since, device.misses, device.problem) == (None, 0, None)


def test_a_silent_device_that_a_sweep_finds_elsewhere_has_moved(found: Found) -> None:
    """Unlike one that answers: that has two addresses and keeps the first."""
    fleet = Fleet()
    start = found("x").seen_at
    fleet.apply(found("10.0.0.5", minute=1, serial="AAAA1111"))
    fleet.apply(silence(only(fleet), found("x", minute=2).seen_at))
    fleet.apply(found("10.0.0.9", minute=3, serial="AAAA1111", sweep_started=start))
    (device,) = fleet.devices()
    assert (device.address, device.silent_since) == ("10.0.0.9", None)


def test_a_silent_device_keeps_its_address(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(silence(only(fleet), found("x", minute=2).seen_at))
    assert not fleet.is_displaced(fleet.devices()[0])
    assert fleet.find_known(Identity(), "10.0.0.5", 161) == fleet.devices()[0]


def test_only_the_misses_that_count_are_material(found: Found) -> None:
    """A printer that is switched off for months is not written to the disk at every poll."""
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    seen: list[Change] = []
    fleet.subscribe(seen.extend)
    for minute in range(9):
        fleet.apply(silence(only(fleet), found("x", minute=minute).seen_at))
    assert [change.is_material for change in seen] == [True, True, True]


def test_an_unknown_level_keeps_the_last_number_and_its_age(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(DeviceRead(device_id=only(fleet), reading=reading, profile=Profile()))
    later = found("x", minute=5).seen_at
    unknown = tuple(replace(supply, level=Unknown()) for supply in reading.supplies)
    fleet.apply(
        DeviceRead(device_id=only(fleet), reading=replace(reading, read_at=later, supplies=unknown), profile=Profile())
    )
    known = fleet.devices()[0].reading
    assert known is not None
    assert [supply.last_level for supply in known.supplies] == [
        Percent(value=62.0, read_at=reading.read_at),
        Percent(value=12.0, read_at=reading.read_at),
    ]


def restarting(fleet: Fleet, reading: Reading, minutes: range, *, uptime: float = 100.0) -> None:
    """Read the fleet's only device at these minutes; it restarted 20 s after the read before, and a little later."""
    for number, minute in enumerate(minutes):
        read_at = reading.read_at + timedelta(minutes=minute)
        again = replace(reading, read_at=read_at, uptime_seconds=uptime - number)
        fleet.apply(DeviceRead(device_id=only(fleet), reading=again, profile=Profile()))


def test_a_device_that_restarts_after_our_polls_is_quarantined_until_it_is_released(
    found: Found, reading: Reading
) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    restarting(fleet, reading, range(0, 4, 2))
    assert (fleet.devices()[0].restarts, fleet.devices()[0].quarantine) == (1, None)
    restarting(fleet, reading, range(4, 6, 2), uptime=98.0)
    (device,) = fleet.devices()
    assert device.quarantine is not None
    assert device.quarantine.until == reading.read_at + timedelta(minutes=64)
    fleet.release(device.id)
    (device,) = fleet.devices()
    assert (device.restarts, device.quarantine) == (0, None)
    with pytest.raises(NotFoundError):
        fleet.release("dnone")


def test_another_half_of_a_merged_device_tells_of_no_restart(found: Found, reading: Reading) -> None:
    """Its uptime is another one's, which may be shorter by chance."""
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=1))
    keep, other = fleet.devices()
    fleet.merge(keep.id, other.id)
    restarting(fleet, replace(reading, identity=keep.identity), range(0, 2, 2))
    restarting(fleet, replace(reading, identity=other.identity), range(2, 4, 2), uptime=50.0)
    assert (only(fleet), fleet.devices()[0].restarts) == (keep.id, 0)


def test_a_device_may_get_an_interval_of_its_own_and_lose_it_again(found: Found) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    for seconds in (30.0, None):
        (change,) = fleet.edit(only(fleet), AdminEdit(interval_seconds=seconds))
        assert change.is_material
        assert fleet.devices()[0].interval_seconds == seconds
    with pytest.raises(NotFoundError):
        fleet.edit("dnone", AdminEdit(interval_seconds=30.0))


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


def leveled(reading: Reading, level: float, minute: float, **said: Any) -> Reading:
    """The reading so many minutes later, its cyan at another level."""
    black, cyan = reading.supplies
    now = replace(cyan, level=Percent(value=level))
    return replace(reading, read_at=reading.read_at + timedelta(minutes=minute), supplies=(black, now), **said)


def test_a_supply_that_was_replaced_is_told_with_the_reading_that_confirms_it(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    seen: list[Change] = []
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.subscribe(seen.extend)
    for minute, level in ((0, 12.0), (5, 100.0)):
        fleet.apply(DeviceRead(device_id=only(fleet), reading=leveled(reading, level, minute), profile=Profile()))
    assert [change.replaced for change in seen] == [(), ()]
    assert [rise.index for rise in fleet.devices()[0].rises] == ["1.2"]
    # A program that starts again, or another one that goes on, knows of the rise.
    fleet = Fleet(fleet.devices())
    fleet.subscribe(seen.extend)
    fleet.apply(DeviceRead(device_id=only(fleet), reading=leveled(reading, 99.0, 10), profile=Profile()))
    (event,) = seen[-1].replaced
    assert (event.device_id, event.index, event.color) == (only(fleet), "1.2", "cyan")
    assert event.at == reading.read_at + timedelta(minutes=5)
    assert fleet.devices()[0].rises == ()


def test_what_is_in_doubt_about_a_supply_is_material(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    for minute, level in ((0, 12.0), (5, 100.0)):
        fleet.apply(DeviceRead(device_id=only(fleet), reading=leveled(reading, level, minute), profile=Profile()))
    (change,) = fleet.apply(DeviceRead(device_id=only(fleet), reading=leveled(reading, 100.0, 10), profile=Profile()))
    assert (change.is_material, len(change.replaced)) == (True, 1)


def test_only_what_this_program_read_is_called_read(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    changes = list(fleet.apply(found("10.0.0.5", serial="AAAA1111")))
    changes += fleet.put(replace(fleet.devices()[0], reading=reading))
    changes += fleet.apply(silence(only(fleet), reading.read_at))
    assert [change.is_read for change in changes] == [False] * 3
    (change,) = fleet.apply(DeviceRead(device_id=only(fleet), reading=leveled(reading, 12.0, 5), profile=Profile()))
    assert change.is_read


def test_supplies_are_compared_with_the_last_reading_of_the_same_device(found: Found, reading: Reading) -> None:
    """The second device gets the first one's address: what it says there is no rise of the first one's."""
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222"))
    first, second = (device.id for device in fleet.devices())
    own = [replace(reading.identity, serial=serial) for serial in ("AAAA1111", "BBBB2222")]
    told: list[tuple[str, float]] = []
    steps = ((first, 0, 12.0), (second, 1, 40.0), (first, 1, 45.0), (first, 1, 100.0), (first, 1, 100.0))
    for minute, (asked, answers, level) in enumerate(steps):
        said = leveled(reading, level, minute, identity=own[answers])
        for change in fleet.apply(DeviceRead(device_id=asked, reading=said, profile=Profile())):
            assert change.is_read == (
                change.device_id == (first, second)[answers]
                and change.after is not None
                and change.after.reading == said
            )
            told += [
                (event.device_id, event.before.value) for event in change.replaced if isinstance(event.before, Percent)
            ]
    assert told == [(second, 45.0)]


def test_a_merged_devices_other_half_replaces_nothing(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB2222", minute=1))
    keep, other = fleet.devices()
    fleet.merge(keep.id, other.id)
    own = [replace(reading.identity, serial=serial) for serial in ("AAAA1111", "BBBB2222")]
    for minute in range(0, 60, 5):
        half = leveled(reading, (12.0, 90.0)[minute % 2], minute, identity=own[minute % 2])
        (change,) = fleet.apply(DeviceRead(device_id=keep.id, reading=half, profile=Profile()))
        assert (change.replaced, fleet.devices()[0].rises) == ((), ())


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
