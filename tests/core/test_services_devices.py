"""What an admin has done with one device that goes over the network: other credentials, a recording."""

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.credentials import community_reference
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import NotFoundError, SnmpAuthError, SnmpTimeout, UsageError
from core.model.device import Device
from core.services import Services
from core.snmp.recording import read_recording

RECORDINGS = Path(__file__).parents[2] / "core" / "demo" / "recordings"
ADDRESS = "127.85.2.1"


@pytest.fixture
async def printer() -> AsyncIterator[tuple[SimulatedDevice, int]]:
    device = SimulatedDevice(read_recording(RECORDINGS / "kyocera_ecosys_p3155dn.snmprec"))
    async with Agent({ADDRESS: device}) as agent:
        yield device, agent.port


@pytest.fixture
async def services(tmp_path: Path, printer: tuple[SimulatedDevice, int]) -> AsyncIterator[Services]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "settings.toml").write_text("[polling]\ntimeout_seconds = 0.2\nretries = 0\n")
    async with Services.opened(home) as services:
        await services.discovery.add_hosts([f"{ADDRESS}:{printer[1]}"])
        yield services


def known(services: Services) -> Device:
    return services.fleet.find(ADDRESS)


async def test_other_credentials_are_kept_only_when_the_device_answers_to_them(
    services: Services, printer: tuple[SimulatedDevice, int]
) -> None:
    before = known(services)
    with pytest.raises(SnmpTimeout):
        await services.change_credentials(before.id, community="typo")
    assert known(services).credentials == before.credentials
    assert "typo" not in services.credentials.communities
    printer[0].community = "lab"
    await services.change_credentials(before.id, community="lab")
    assert known(services).credentials == community_reference("lab")
    assert "lab" in services.credentials.communities
    assert await services.poller.poll_now(before.id)


async def test_a_new_community_is_in_the_settings_and_in_no_other_file(
    services: Services, printer: tuple[SimulatedDevice, int], caplog: pytest.LogCaptureFixture
) -> None:
    printer[0].community = "tiger-lily"
    await services.change_credentials(known(services).id, community="tiger-lily")
    await services.flush()
    files = [path for path in services.paths.state.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"tiger-lily" in path.read_bytes()] == ["settings.toml"]
    assert "tiger-lily" not in caplog.text


async def test_credentials_of_the_settings_are_tried_by_reference(
    services: Services, printer: tuple[SimulatedDevice, int]
) -> None:
    printer[0].community = "lab"
    reference = await services.add_community("lab")
    await services.change_credentials(known(services).id, reference=reference)
    assert known(services).credentials == reference
    with pytest.raises(SnmpAuthError, match="not in the settings"):
        await services.change_credentials(known(services).id, reference="v3:gone")
    with pytest.raises(NotFoundError):
        await services.change_credentials("dgone", reference=reference)


async def test_a_recording_goes_into_a_private_file_redacted(services: Services, tmp_path: Path) -> None:
    path, counts = tmp_path / "a.snmprec", list[int]()
    written = await services.recorder.record_to(path, known(services).id, on_progress=counts.append)
    assert len(read_recording(path)) == written
    assert counts == sorted(counts)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    serial = known(services).identity.serial
    assert serial is not None
    assert serial.encode() not in path.read_bytes()
    whole = tmp_path / "b.snmprec"
    await services.recorder.record_to(whole, known(services).id, is_redacted=False)
    assert serial.encode() in whole.read_bytes()


async def test_a_file_that_is_there_is_not_written_over(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.snmprec"
    path.write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        await services.recorder.record_to(path, known(services).id)
    assert path.read_text() == "mine"


async def test_a_recording_that_fails_or_is_stopped_leaves_no_file(
    services: Services, printer: tuple[SimulatedDevice, int], tmp_path: Path
) -> None:
    path = tmp_path / "a.snmprec"
    printer[0].is_asleep = True
    with pytest.raises(SnmpTimeout):
        await services.recorder.record_to(path, known(services).id)
    assert not path.exists()
    running = asyncio.create_task(services.recorder.record_to(path, known(services).id))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not path.exists()
