from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.credentials import CredentialBook, community_reference
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpAuthError, SnmpTimeout
from core.model.device import Device, Rise
from core.model.level import Percent
from core.model.sameness import same_reading
from core.monitor.reader import Reader
from core.printer.trail import Notes
from core.secrets import Secrets
from core.settings import PollingSettings
from core.snmp.client import Community
from core.snmp.codec import decode_request
from core.snmp.recording import INTEGER, OCTETS, Record, Recording
from tests.core.monitor.conftest import HandClock


async def test_a_printer_is_read_in_full_with_what_was_learned(reader: Reader, site: Agent, clock: HandClock) -> None:
    full = await reader.read_address("127.84.1.1", site.port, Community("public"), None)
    assert full.reading.identity.vendor == "HP"
    assert full.reading.read_at == clock.now()
    assert len(full.reading.supplies) >= 4
    assert all(isinstance(supply.level, Percent) for supply in full.reading.supplies[:4])
    assert full.profile.version == "2c"
    assert full.profile.bulk is False, "HP is known to break GETBULK"


async def test_a_v1_only_printer_gives_the_same_kind_of_reading(reader: Reader, site: Agent) -> None:
    full = await reader.read_address("127.84.1.2", site.port, Community("public"), None)
    assert (full.profile.version, full.reading.identity.vendor) == ("1", "OKI")
    assert full.reading.supplies
    assert full.reading.counters.pages is not None


async def test_the_community_that_answers_is_found_and_referred_to_by_a_hash(
    site: Agent, clock: HandClock, polling: PollingSettings
) -> None:
    book = CredentialBook(("wrong", "public"), (), Secrets({}))
    reader = Reader(credentials=book, clock=clock, polling=polling)
    found = await reader.find("127.84.1.1", site.port)
    assert found.credentials == community_reference("public")
    assert "public" not in str(found.credentials)
    assert found.identity.is_printer


async def test_silence_to_every_community_says_what_to_check(reader: Reader, site: Agent) -> None:
    site.devices["127.84.1.1"].is_asleep = True
    with pytest.raises(SnmpTimeout, match="is the community right"):
        await reader.find("127.84.1.1", site.port)


async def test_credentials_gone_from_the_settings_are_named(reader: Reader) -> None:
    device = Device(id="d1", address="127.84.1.1", credentials="community:00000000")
    with pytest.raises(SnmpAuthError, match="is not in the settings"):
        await reader.read_device(device)


async def test_every_value_can_be_explained_by_its_raw_objects(reader: Reader, site: Agent) -> None:
    notes = Notes()
    device = Device(id="d1", address="127.84.1.1", port=site.port, credentials=community_reference("public"))
    event, full = await reader.read_device(device, notes)
    assert event.device_id == "d1"
    level = next(note for note in notes.all() if note.subject == "supplies.1.1.level")
    assert level.oids
    assert all(oid in full.values for oid in level.oids)


async def test_a_device_that_is_no_printer_is_identified_and_asked_no_more(
    reader: Reader, simulated: Callable[[str], SimulatedDevice]
) -> None:
    async with Agent({"127.84.1.9": simulated("hpe_switch_2530")}) as agent:
        full = await reader.read_address("127.84.1.9", agent.port, Community("public"), None)
    assert full.reading.identity.is_printer is False
    assert full.reading.supplies == ()
    assert len(full.values) < 20


async def test_a_solid_ink_printer_without_its_web_page_keeps_what_snmp_says(
    reader: Reader, simulated: Callable[[str], SimulatedDevice]
) -> None:
    async with Agent({"127.84.1.8": simulated("xerox_phaser_8560dn")}) as agent:
        full = await reader.read_address("127.84.1.8", agent.port, Community("public"), None)
    assert "some" in {supply.level.__struct_config__.tag for supply in full.reading.supplies}


async def test_what_was_learned_before_is_used_at_once(reader: Reader, site: Agent) -> None:
    first = await reader.read_address("127.84.1.2", site.port, Community("public"), None)
    learned = replace(first.profile, max_objects=7)
    again = await reader.read_address("127.84.1.2", site.port, Community("public"), learned)
    assert again.profile == learned
    assert again.reading == first.reading


async def known(reader: Reader, site: Agent, address: str) -> Device:
    found = await reader.find(address, site.port)
    device = Device(
        id="d1",
        address=address,
        port=site.port,
        credentials=found.credentials,
        profile=found.profile,
        identity=found.identity,
    )
    event, _ = await reader.read_device(device)
    return replace(device, reading=event.reading, profile=event.profile, identity=event.reading.identity)


@pytest.mark.parametrize("address", ["127.84.1.1", "127.84.1.2"])
async def test_a_poll_asks_only_what_moves(reader: Reader, site: Agent, clock: HandClock, address: str) -> None:
    device = await known(reader, site, address)
    asked: list[bytes] = []
    answer = site.devices[address].answer
    site.devices[address].answer = lambda datagram: asked.append(datagram) or answer(datagram)  # type: ignore[method-assign,func-returns-value]
    clock.seconds += 300
    event = await reader.poll_device(device)
    assert device.reading is not None
    assert same_reading(event.reading, device.reading)
    assert event.reading.read_at == clock.now()
    assert event.reading.full_at == device.reading.full_at
    assert len(asked) <= 2


async def test_a_day_later_everything_is_asked_again(reader: Reader, site: Agent, clock: HandClock) -> None:
    device = await known(reader, site, "127.84.1.1")
    clock.seconds += 86_400
    event = await reader.poll_device(device)
    assert event.reading.full_at == clock.now()


async def test_a_replaced_cartridge_brings_its_new_serial_number(
    reader: Reader, site: Agent, clock: HandClock, simulated: Callable[[str], SimulatedDevice]
) -> None:
    device = await known(reader, site, "127.84.1.1")
    records = {record.oid: record for record in site.devices["127.84.1.1"].recording}
    level = (1, 3, 6, 1, 2, 1, 43, 11, 1, 1, 9, 1, 2)
    records[level] = Record(level, INTEGER, 100)
    site.devices["127.84.1.1"].recording = Recording(records.values())
    clock.seconds += 300
    event = await reader.poll_device(device)
    assert event.reading.full_at == clock.now()
    assert event.reading.supplies[1].level == Percent(value=100.0, raw_level=100, raw_max=100)


async def test_a_status_change_brings_the_alert_rows(reader: Reader, site: Agent, clock: HandClock) -> None:
    device = await known(reader, site, "127.84.1.1")
    records = {record.oid: record for record in site.devices["127.84.1.1"].recording}
    alert = (1, 3, 6, 1, 2, 1, 43, 18, 1, 1)
    for column, value in ((2, 3), (4, 8), (5, 1), (7, 8)):
        records[*alert, column, 1, 90] = Record((*alert, column, 1, 90), INTEGER, value)
    bits = (1, 3, 6, 1, 2, 1, 25, 3, 5, 1, 2, 1)
    records[bits] = Record(bits, OCTETS, b"\x04")
    site.devices["127.84.1.1"].recording = Recording(records.values())
    clock.seconds += 300
    event = await reader.poll_device(device)
    assert event.reading.status.errors == ("jammed",)
    assert "jam" in {row.code for row in event.reading.alerts}
    assert event.reading.full_at != clock.now()


@pytest.mark.parametrize(("misses", "is_learned"), [(0, True), (1, False)])
async def test_how_long_a_device_takes_to_wake_up_is_not_how_long_it_takes(
    reader: Reader, site: Agent, clock: HandClock, monkeypatch: pytest.MonkeyPatch, misses: int, is_learned: bool
) -> None:
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 0.1)
    device = await known(reader, site, "127.84.1.1")
    assert device.profile is not None
    site.devices["127.84.1.1"].delay = 0.4
    silent = replace(device, silent_since=clock.now() if misses else None, misses=misses)
    event = await reader.poll_device(silent)
    assert (event.profile.timeout > device.profile.timeout) is is_learned


@pytest.mark.parametrize(
    ("misses", "is_unreachable", "is_learned_anew"),
    [(0, False, False), (1, False, False), (2, False, True), (3, True, False)],
)
async def test_a_silent_device_is_learned_anew_at_its_last_chance_only(
    reader: Reader,
    site: Agent,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    misses: int,
    is_unreachable: bool,
    is_learned_anew: bool,
) -> None:
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 0.1)
    device = await known(reader, site, "127.84.1.1")
    assert device.profile is not None
    site.devices["127.84.1.1"].versions = frozenset({"2c"})
    away = replace(
        device,
        profile=replace(device.profile, version="1"),
        misses=misses,
        silent_since=clock.now() if misses else None,
        unreachable_since=clock.now() if is_unreachable else None,
    )
    if is_learned_anew:
        event = await reader.poll_device(away)
        assert event.profile.version == "2c"
    else:
        with pytest.raises(SnmpTimeout):
            await reader.poll_device(away)


async def test_a_rise_in_doubt_is_settled_by_a_full_read(reader: Reader, site: Agent, clock: HandClock) -> None:
    device = await known(reader, site, "127.84.1.1")
    first = device.reading.supplies[0] if device.reading else None
    assert first is not None
    rise = Rise(index=first.index, type=first.type, color=first.color, before=Percent(value=10.0), seen_at=clock.now())
    clock.seconds += 300
    event = await reader.poll_device(replace(device, rises=(rise,)))
    assert event.reading.full_at == clock.now()
    event = await reader.poll_device(replace(device, rises=(replace(rise, seen_at=None),)))
    assert event.reading.full_at == device.reading.full_at if device.reading else None


async def test_a_request_that_was_lost_teaches_nothing_and_one_that_never_fits_does(
    reader: Reader, site: Agent, clock: HandClock
) -> None:
    device = await known(reader, site, "127.84.1.1")
    assert device.profile is not None
    hp = site.devices["127.84.1.1"]
    answer = hp.answer
    large = [0]

    def losing(datagram: bytes) -> bytes | None:
        is_large = len(decode_request(datagram).oids) > 8
        large[0] += is_large
        return None if is_large else answer(datagram)

    hp.answer = losing  # type: ignore[method-assign]
    sizes = []
    for _ in range(3):
        clock.seconds += 300
        event = await reader.poll_device(device)
        sizes.append(event.profile.max_objects)
    full = device.profile.max_objects
    assert sizes[:2] == [full, full], "twice may be chance"
    assert sizes[2] < full
    hp.answer = answer  # type: ignore[method-assign]
    clock.seconds += 300
    assert (await reader.poll_device(device)).profile.max_objects == full


async def test_one_answered_poll_forgets_the_doubts(reader: Reader, site: Agent, clock: HandClock) -> None:
    device = await known(reader, site, "127.84.1.1")
    assert device.profile is not None
    hp = site.devices["127.84.1.1"]
    answer = hp.answer
    for _ in range(3):
        for is_losing in (True, True, False):
            hp.answer = (  # type: ignore[method-assign]
                (lambda datagram: None if len(decode_request(datagram).oids) > 8 else answer(datagram))
                if is_losing
                else answer
            )
            clock.seconds += 300
            event = await reader.poll_device(device)
            assert event.profile.max_objects == device.profile.max_objects


async def test_another_patience_counts_from_the_next_read_on(reader: Reader, polling: PollingSettings) -> None:
    reader.use(replace(polling, timeout_seconds=7.0, retries=0))
    patience = reader.patience_for(Device(id="d1", address="127.84.1.1"))
    assert (patience.timeout, patience.retries) == (7.0, 0)
