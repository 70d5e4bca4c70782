from collections.abc import Callable

import pytest
from msgspec.structs import replace

from core.clock import Clock
from core.credentials import community_reference
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpAuthError, SnmpTimeout
from core.model.device import Device
from core.model.level import Percent
from core.monitor.reader import Reader
from core.printer.trail import Notes
from core.snmp.client import Community


async def test_a_printer_is_read_in_full_with_what_was_learned(reader: Reader, site: Agent, clock: Clock) -> None:
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


async def test_the_community_that_answers_is_found_and_referred_to_by_a_hash(reader: Reader, site: Agent) -> None:
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
