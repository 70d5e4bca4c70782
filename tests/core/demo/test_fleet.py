from ipaddress import IPv4Address, IPv4Network

import pytest

from core.demo.fleet import (
    BLOCKS,
    DEFAULT_COUNT,
    MAX_COUNT,
    LivingDevice,
    choose_addresses,
    choose_block,
    make_pace,
    make_units,
)
from core.demo.printers import HP_COLOR, MODELS, OKI, SLEEPER
from core.demo.schedule import Pace
from core.demo.unit import Unit
from core.errors import UsageError
from core.snmp.codec import decode_response, encode_get

UPTIME, PAGES = "1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.43.10.2.1.4.1.1"
QUESTION = encode_get("2c", "public", 7, [UPTIME, PAGES])


class Watch:
    """Seconds since the start, set by the test."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def ask(device: LivingDevice) -> tuple[int, int]:
    answer = device.answer(QUESTION)
    assert answer is not None
    (_, uptime), (_, pages) = decode_response(answer).varbinds
    assert isinstance(uptime, int)
    assert isinstance(pages, int)
    return uptime, pages


def test_a_device_answers_with_what_it_shows_at_that_moment() -> None:
    watch = Watch()
    device = LivingDevice(Unit(HP_COLOR), Pace(), watch)
    uptime, pages = ask(device)
    watch.now = 120.0
    later_uptime, later_pages = ask(device)
    assert later_uptime == uptime + 12_000
    assert later_pages > pages


def test_a_device_is_brought_up_to_date_once_a_second_at_most() -> None:
    watch = Watch()
    device = LivingDevice(Unit(HP_COLOR), Pace(), watch)
    first = ask(device)
    recording = device.recording
    watch.now = 0.9
    assert ask(device) == first
    assert device.recording is recording
    watch.now = 1.0
    assert ask(device)[0] == first[0] + 100


def test_a_device_that_answers_one_version_only_is_silent_in_the_other() -> None:
    device = LivingDevice(Unit(OKI), Pace(), Watch())
    assert device.answer(QUESTION) is None
    assert device.answer(encode_get("1", "public", 7, [UPTIME])) is not None


def test_a_deep_sleeper_loses_the_first_datagram_after_a_quiet_spell_and_wakes_slowly() -> None:
    watch = Watch()
    device = LivingDevice(Unit(SLEEPER), Pace(), watch)
    story = []
    for watch.now in (0.0, 0.5, 1.0, 3.0, 20.0, 50.0, 50.5, 60.0):
        story.append((device.answer(QUESTION) is not None, device.delay > 0))
    lost, slow, quick = (False, True), (True, True), (True, False)
    assert story == [lost, slow, slow, quick, quick, lost, slow, quick]


def test_every_make_comes_once_before_any_comes_twice() -> None:
    units = make_units(DEFAULT_COUNT + 2)
    assert [unit.model for unit in units] == [*MODELS, *MODELS[:2]]
    assert units[0].serial != units[DEFAULT_COUNT].serial


@pytest.mark.parametrize("count", [0, -3, MAX_COUNT + 1])
def test_a_fleet_of_an_impossible_size_is_refused(count: int) -> None:
    with pytest.raises(UsageError, match="not possible"):
        make_units(count)


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf"), 10_001.0])
def test_an_impossible_speed_is_refused(speed: float) -> None:
    with pytest.raises(UsageError, match="not possible"):
        make_pace(speed)


@pytest.mark.parametrize(("count", "prefix"), [(1, 26), (17, 26), (30, 25), (80, 24), (150, 23), (300, 22), (500, 22)])
@pytest.mark.parametrize("number", [0, 5, BLOCKS - 1, BLOCKS, 4_194_304])
def test_the_devices_stand_in_order_and_apart_within_their_block(count: int, prefix: int, number: int) -> None:
    block = choose_block(count, number)
    addresses = [IPv4Address(address) for address in choose_addresses(block, count)]
    assert block.prefixlen == prefix
    assert block.subnet_of(IPv4Network("127.77.0.0/16"))
    assert addresses == sorted(set(addresses))
    assert len(addresses) == count
    assert set(addresses) <= set(block.hosts())


def test_blocks_of_different_numbers_do_not_overlap() -> None:
    blocks = [choose_block(300, number) for number in range(BLOCKS)]
    assert len(set(blocks)) == BLOCKS
