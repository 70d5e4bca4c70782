import pytest

from core.demo.models import Form, SupplyModel
from core.demo.private_objects import add_to_records, set_records, told
from core.demo.simulation import Cartridge

SUPPLY = SupplyModel(row=1, label="Toner", pages=1000, start=1000, low_at=100)
OUT = Cartridge(SUPPLY.capacity, out_since=0)


def left(share: float) -> Cartridge:
    return Cartridge(round(SUPPLY.capacity * (1 - share)))


@pytest.mark.parametrize(
    ("form", "maximum", "cartridge", "level"),
    [
        ("counted", 100, left(1.0), 100),
        ("counted", 100, left(0.12), 12),
        ("counted", 100, left(0.001), 1),
        ("counted", 100, OUT, 0),
        ("counted", 25_000, left(0.37), 9250),
        ("tens", 100, left(0.56), 60),
        ("tens", 100, left(0.0001), 10),
        ("tens", 100, OUT, 0),
        ("some", -2, left(0.9), -3),
        ("some", -2, left(0.01), -3),
        ("some", -2, OUT, 0),
        ("ricoh", 100, left(0.5), -3),
        ("ricoh", 100, left(0.1), -100),
        ("ricoh", 100, OUT, 0),
        ("lexmark", 100, left(0.5), 3),
        ("lexmark", 100, left(0.05), 4),
        ("lexmark", 100, OUT, 5),
    ],
)
def test_a_level_is_told_in_the_makes_own_way(form: Form, maximum: int, cartridge: Cartridge, level: int) -> None:
    assert told(form, maximum, SUPPLY, cartridge) == level


BLOCK = bytes.fromhex("6f010400000a28 70010400000001 ff")


def test_only_the_named_records_of_a_block_are_exchanged() -> None:
    assert set_records(BLOCK, {0x6F: 900, 0x99: 5}) == bytes.fromhex("6f010400000384 70010400000001 ff")


def test_records_that_a_block_lacks_are_not_grown() -> None:
    assert add_to_records(BLOCK, {0x70: 9, 0x99: 5}) == bytes.fromhex("6f010400000a28 7001040000000a ff")


def test_a_device_without_the_block_stays_without_it() -> None:
    assert set_records(b"", {0x6F: 1}) == b""
