"""Two rows of one printer become one with the first full reading that tells them for it."""

from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from core.admin_edits import AdminEdit
from core.fleet import Change, Fleet
from core.model.device import Device, Identity, Profile, Reading
from core.model.events import DeviceFound, DeviceRead
from core.model.level import Percent

Found = Callable[..., DeviceFound]
SERIAL, MAC = "AAAA1111", "00:17:c8:00:00:01"


def half(found: Found, address: str, *, minute: float = 10) -> DeviceFound:
    """A find whose questions a stop cut short: neither serial number nor MAC."""
    whole = found(address, minute=minute)
    return replace(whole, credentials="community:00000001", profile=Profile(version="1"))


def said(reading: Reading, minute: float = 15, **facts: object) -> Reading:
    """A full reading: the serial number and the MAC unless told otherwise."""
    at = reading.read_at.replace(minute=int(minute))
    identity = replace(reading.identity, **({"serial": SERIAL, "mac": MAC} | facts))
    return replace(reading, read_at=at, identity=identity)


def read(fleet: Fleet, device: Device, reading: Reading, profile: Profile | None = None) -> tuple[Change, ...]:
    return fleet.apply(DeviceRead(device_id=device.id, reading=reading, profile=profile or Profile(version="1")))


def known_and_half_found(found: Found, reading: Reading, **facts: object) -> tuple[Fleet, Device, Device]:
    """A printer known and read at 10.0.0.5, and a row of a stopped sweep at 10.0.0.9."""
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", serial=SERIAL, mac=MAC))
    read(fleet, fleet.devices()[0], said(reading, 1, **facts))
    fleet.apply(half(found, "10.0.0.9"))
    older, younger = fleet.devices()
    return fleet, older, younger


def places(devices: Sequence[Device]) -> list[tuple[str, str]]:
    return [(device.id, device.address) for device in devices]


def test_a_full_read_that_tells_a_known_serial_number_makes_the_two_rows_one(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    fleet.edit(older.id, AdminEdit(given_name="by the window"))
    seen: list[Change] = []
    fleet.subscribe(seen.extend)
    now = said(reading)
    read(fleet, younger, now, Profile(version="1", max_objects=9))
    (device,) = fleet.devices()
    assert (device.id, device.address, device.given_name) == (older.id, "10.0.0.9", "by the window")
    assert (device.added_at, device.reading, device.last_seen) == (older.added_at, now, now.read_at)
    assert (device.credentials, device.profile) == ("community:00000001", Profile(version="1", max_objects=9))
    assert [use.address for use in device.addresses] == ["10.0.0.5", "10.0.0.9"]
    assert (device.silent_since, device.unreachable_since, device.problem) == (None, None, None)
    assert {change.device_id for change in seen if change.after is None} == {younger.id}
    assert [change.device_id for change in seen if change.is_read] == [older.id]
    assert fleet.find_known(Identity(), "10.0.0.9", 161) == device
    assert fleet.find_known(Identity(), "10.0.0.5", 161) is None


def test_without_a_serial_number_the_mac_makes_them_one(found: Found, reading: Reading) -> None:
    fleet = Fleet()
    fleet.apply(found("10.0.0.5", mac=MAC))
    fleet.apply(half(found, "10.0.0.9"))
    older, younger = fleet.devices()
    read(fleet, younger, said(reading, serial=None))
    assert places(fleet.devices()) == [(older.id, "10.0.0.9")]


def test_another_serial_number_outweighs_the_same_mac(found: Found, reading: Reading) -> None:
    fleet, _, younger = known_and_half_found(found, reading)
    read(fleet, younger, said(reading, serial="BBBB2222"))
    assert [device.identity.serial for device in fleet.devices()] == [SERIAL, "BBBB2222"]


def test_rows_of_two_models_with_one_serial_number_stay_two(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    for minute in (15, 20):
        read(fleet, younger, said(reading, minute, model="M2"))
    assert places(fleet.devices()) == [(older.id, "10.0.0.5"), (younger.id, "10.0.0.9")]


def test_a_known_printer_of_another_model_is_not_taken_in_where_it_answers_with_a_known_number(
    found: Found, reading: Reading
) -> None:
    """Both have keys: what the two models are called does not depend on one answer."""
    fleet = Fleet()
    first = found("10.0.0.5", serial=SERIAL)
    fleet.apply(first)
    other = found("10.0.0.6", serial=SERIAL, minute=1)
    fleet.apply(replace(other, identity=replace(other.identity, model="M2")))
    read(fleet, fleet.devices()[1], said(reading, model="M1", mac=None))
    assert len(fleet) == 2


def test_rows_that_are_double_on_disk_become_one_whichever_is_read(found: Found, reading: Reading) -> None:
    for number in (0, 1):
        fleet, older, younger = known_and_half_found(found, reading)
        double = replace(younger, identity=older.identity, reading=said(reading, 12))
        gone = replace(older, address="10.0.0.9", silent_since=double.last_seen, unreachable_since=double.last_seen)
        fleet = Fleet((gone, double))
        assert fleet.is_displaced(gone)
        read(fleet, fleet.devices()[number], said(reading))
        (device,) = fleet.devices()
        assert (device.id, device.address, device.unreachable_since) == (older.id, "10.0.0.9", None)
        assert not fleet.is_displaced(device)


def test_the_history_of_a_row_that_was_read_goes_on_under_the_one_that_stays(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    fleet = Fleet((older, replace(younger, identity=older.identity, reading=said(reading, 12))))
    read(fleet, older, said(reading))
    (device,) = fleet.devices()
    assert device.known_as == (younger.id,)
    assert fleet.find(younger.id) == device


def test_three_rows_of_one_printer_become_one(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    doubles = [replace(younger, id=f"d{number}", identity=older.identity) for number in (1, 2)]
    fleet = Fleet((older, *doubles))
    read(fleet, doubles[1], said(reading))
    assert places(fleet.devices()) == [(older.id, "10.0.0.9")]


def test_a_replaced_supply_is_told_by_the_later_of_the_two_readings(found: Found, reading: Reading) -> None:
    """The young row has seen the new cartridge come already: it does not come twice."""
    fleet, older, younger = known_and_half_found(found, reading)
    black, cyan = reading.supplies
    full = replace(cyan, level=Percent(value=100.0))
    double = replace(younger, identity=older.identity, reading=replace(said(reading, 12), supplies=(black, full)))
    fleet = Fleet((older, double))
    for minute in (15, 20):
        changes = read(fleet, fleet.devices()[-1], replace(said(reading, minute), supplies=(black, full)))
        assert [change.replaced for change in changes if change.replaced] == []
    assert fleet.devices()[0].rises == ()


def test_what_was_said_of_the_young_row_only_is_taken_over(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    fleet.edit(older.id, AdminEdit(given_name="old name"))
    fleet.edit(younger.id, AdminEdit(given_name="new name", notes="hums", interval_seconds=30.0))
    read(fleet, younger, said(reading))
    (device,) = fleet.devices()
    assert (device.given_name, device.notes, device.interval_seconds) == ("old name", "hums", 30.0)


@pytest.mark.parametrize(
    ("older_is_ignored", "younger_is_ignored", "is_double", "is_ignored"),
    [
        (True, False, False, True),  # it comes back half known: dropped is dropped
        (False, True, False, False),
        (True, True, False, True),
        (True, False, True, False),  # of two that could be told for it one was dropped: the other one is meant
        (False, True, True, False),
        (True, True, True, True),
    ],
)
def test_a_dropped_printer_stays_dropped_unless_its_double_was_kept(
    found: Found,
    reading: Reading,
    *,
    older_is_ignored: bool,
    younger_is_ignored: bool,
    is_double: bool,
    is_ignored: bool,
) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    if is_double:
        fleet.put(replace(younger, identity=older.identity))
    fleet.set_ignored(older.id, is_ignored=older_is_ignored)
    fleet.set_ignored(younger.id, is_ignored=younger_is_ignored)
    read(fleet, younger, said(reading))
    (device,) = fleet.devices()
    assert (device.id, device.is_ignored) == (older.id, is_ignored)


def test_rows_that_were_merged_into_the_young_one_can_be_taken_out_of_the_old_one(
    found: Found, reading: Reading
) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    fleet.apply(found("10.0.0.7", minute=11, serial="CCCC3333"))
    other = fleet.devices()[2]
    fleet.merge(younger.id, other.id)
    read(fleet, younger, said(reading))
    assert places(fleet.devices()) == [(older.id, "10.0.0.9")]
    fleet.unmerge(older.id)
    assert {device.id: device.address for device in fleet.devices()} == {older.id: "10.0.0.9", other.id: "10.0.0.7"}


@pytest.mark.parametrize(("is_silent", "address"), [(False, "10.0.0.7"), (True, "10.0.0.9")])
def test_a_device_that_was_merged_into_another_row_comes_back_into_it(
    found: Found, reading: Reading, *, is_silent: bool, address: str
) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    fleet.apply(found("10.0.0.7", minute=2, serial="CCCC3333"))
    keeper = fleet.devices()[2]
    fleet.merge(keeper.id, older.id)
    if is_silent:
        fleet.put(replace(fleet.find(keeper.id), silent_since=keeper.last_seen))
    read(fleet, younger, said(reading))
    (device,) = fleet.devices()
    assert (device.id, device.address, device.identity.serial) == (keeper.id, address, "CCCC3333")
    assert (device.reading is not None) == is_silent
    fleet.unmerge(keeper.id)
    assert {row.id: row.address for row in fleet.devices()} == {keeper.id: "10.0.0.7", older.id: "10.0.0.9"}


def test_a_later_sweep_leaves_no_half_known_row_behind(found: Found, reading: Reading) -> None:
    """The stopped sweep's row was never read; the next sweep finds the printer there with its serial number."""
    fleet, older, younger = known_and_half_found(found, reading)
    changes = fleet.apply(found("10.0.0.9", minute=30, serial=SERIAL))
    assert places(fleet.devices()) == [(older.id, "10.0.0.9")]
    assert younger.id in {change.device_id for change in changes if change.after is None}


def test_a_half_known_row_that_was_displaced_goes_with_the_next_full_read(found: Found, reading: Reading) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    away = replace(younger, silent_since=younger.last_seen, unreachable_since=younger.last_seen)
    fleet = Fleet((replace(older, address="10.0.0.9"), away))
    read(fleet, older, said(reading))
    assert places(fleet.devices()) == [(older.id, "10.0.0.9")]


@pytest.mark.parametrize("fact", ["another make", "another model", "it was read", "it is dropped"])
def test_a_displaced_row_of_its_own_stays(found: Found, reading: Reading, fact: str) -> None:
    fleet, older, younger = known_and_half_found(found, reading)
    if fact == "another make":
        fleet.put(replace(younger, identity=replace(younger.identity, vendor="Kyocera", model=None)))
    elif fact == "another model":
        fleet.put(replace(younger, identity=replace(younger.identity, model="M2"), model_names=("M2",)))
    elif fact == "it was read":
        fleet.put(replace(younger, reading=reading))
    else:
        fleet.set_ignored(younger.id, is_ignored=True)
    fleet.apply(found("10.0.0.9", minute=30, serial=SERIAL))
    assert [device.id for device in fleet.devices()] == [older.id, younger.id]


def test_a_reading_of_another_printer_joins_that_ones_rows(found: Found, reading: Reading) -> None:
    """The address of a third printer was given to one that has two rows."""
    fleet, older, younger = known_and_half_found(found, reading)
    fleet.put(replace(younger, identity=older.identity))
    fleet.apply(found("10.0.0.7", minute=11, serial="CCCC3333"))
    asked = fleet.devices()[2]
    read(fleet, asked, said(reading))
    assert places(fleet.devices()) == [(older.id, "10.0.0.7"), (asked.id, "10.0.0.7")]
    assert fleet.is_displaced(fleet.find(asked.id))
