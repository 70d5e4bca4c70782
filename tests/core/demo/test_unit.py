from core.demo.printers import HP_COLOR, MODELS, PHASER, XEROX
from core.demo.unit import ALERTS, Oid, Unit, load

SERIAL = (1, 3, 6, 1, 2, 1, 43, 5, 1, 1, 17, 1)
NAME = (1, 3, 6, 1, 2, 1, 1, 5, 0)
MAC = (1, 3, 6, 1, 2, 1, 2, 2, 1, 6, 1)


def value(unit: Unit, oid: Oid) -> bytes:
    return unit.octets_at(oid)


def test_the_first_of_a_make_is_what_the_recording_shows() -> None:
    unit = Unit(PHASER)
    assert list(unit.recording) == list(load(PHASER.recording))
    assert unit.printer.starts == tuple(supply.start for supply in PHASER.supplies)


def test_another_of_the_make_differs_wherever_its_identity_stands() -> None:
    first, other = Unit(HP_COLOR), Unit(HP_COLOR, 3)
    old, new = value(first, SERIAL), value(other, SERIAL)
    assert len(old) == len(new)
    holders = [record.oid for record in first.recording if isinstance(record.value, bytes) and old in record.value]
    assert len(holders) >= 4  # sysDescr, prtGeneralSerialNumber, the 1284 id and the maker's own object.
    for oid in holders:
        assert new in value(other, oid)
        assert old not in value(other, oid)
    assert value(other, NAME) == value(first, NAME) + b"-4"
    assert value(other, MAC)[:3] == value(first, MAC)[:3]


def test_other_cartridges_have_other_serial_numbers() -> None:
    first, other = Unit(XEROX), Unit(XEROX, 1)
    description = (1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 6, 1, 2)
    assert first.cartridge_serials[2] in value(first, description)
    assert other.cartridge_serials[2] in value(other, description)
    assert first.cartridge_serials[2] != other.cartridge_serials[2]


def test_no_two_of_many_share_a_serial_number_name_or_mac() -> None:
    units = [Unit(model, number) for model in MODELS for number in range(18)]
    for oid, least in ((SERIAL, 15), (NAME, 17), (MAC, 17)):
        values = [found for unit in units if (found := value(unit, oid))]
        assert len(values) == len(set(values)) == least * 18


def test_objects_that_are_the_same_are_shared_between_the_units_of_a_make() -> None:
    first, other = Unit(XEROX), Unit(XEROX, 5)
    shared = {id(record) for record in first.recording} & {id(record) for record in other.recording}
    assert len(shared) > len(first.recording) * 0.9


def test_alert_rows_of_a_recording_belong_to_its_moment() -> None:
    assert not any(record.oid[: len(ALERTS)] == ALERTS for record in load(PHASER.recording))
