"""Sweeps that end between a device's first answer and its last: each printer stays one row.

The printer speaks SNMPv1 only: its first answer tells make and model, all that tells it from its kind comes later.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import sweep
from core.discovery.sweep import Sweep
from core.discovery.targets import parse_targets
from core.model.events import DeviceFound, SweepEnded
from core.services import Services, SweepOptions
from core.snmp.recording import read_recording
from tests.fleet.many import RECORDINGS

OLD, NEW = "127.86.3.5", "127.86.3.9"
QUIET = SweepOptions(reads_at_once=False)
SERIAL = "AK6B014322"

pytestmark = pytest.mark.usefixtures("short_patience")


@pytest.fixture
async def site() -> AsyncIterator[Agent]:
    printer = SimulatedDevice(read_recording(RECORDINGS / "oki_c612.snmprec"), versions=["1"])
    async with Agent({OLD: printer, NEW: SimulatedDevice(printer.recording, versions=["1"], is_asleep=True)}) as agent:
        yield agent


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    (tmp_path / "settings.toml").write_text("[polling]\ntimeout_seconds = 0.3\nretries = 0\n[discovery]\nrate = 500\n")
    async with Services.opened(tmp_path) as services:
        yield services


def move(site: Agent) -> None:
    site.devices[OLD].is_asleep, site.devices[NEW].is_asleep = True, False


def when_in_conversation(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do that once, when a device that has answered is asked on."""
    answer_of = SimulatedDevice.answer
    has_answered = has_acted = False

    def answer(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        nonlocal has_answered, has_acted
        if has_answered and not has_acted:
            has_acted = True
            act()
        said = answer_of(self, datagram)
        has_answered = has_answered or said is not None
        return said

    monkeypatch.setattr(SimulatedDevice, "answer", answer)


async def swept(services: Services, site: Agent) -> SweepEnded:
    async with aclosing(services.discovery.run([f"127.86.3.0/28:{site.port}"], QUIET)) as events:
        last = [event async for event in events][-1]
    assert isinstance(last, SweepEnded)
    return last


@pytest.mark.parametrize("grace", [sweep.GRACE_SECONDS, 0.0])
async def test_a_printer_that_moved_is_one_row_after_a_stopped_sweep(
    services: Services, site: Agent, monkeypatch: pytest.MonkeyPatch, grace: float
) -> None:
    monkeypatch.setattr(sweep, "GRACE_SECONDS", grace)
    await swept(services, site)
    await services.discovery.readings_done()
    (before,) = services.fleet.devices()
    assert (before.address, before.identity.serial) == (OLD, SERIAL)
    move(site)
    with monkeypatch.context() as patched:
        when_in_conversation(patched, services.discovery.stop)
        assert (await swept(services, site)).reason == "stopped"
    assert len(services.fleet) == (1 if grace else 2), "without a grace it is half known, and a row of its own"
    assert await services.discovery.readings_done() == 0
    (device,) = services.fleet.devices()
    assert (device.id, device.address, device.identity.serial) == (before.id, NEW, SERIAL)
    assert device.added_at == before.added_at
    assert (device.silent_since, device.problem) == (None, None)


async def test_what_became_one_row_is_one_on_disk_for_every_program(
    services: Services, site: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "GRACE_SECONDS", 0.0)
    await swept(services, site)
    await services.discovery.readings_done()
    move(site)
    with monkeypatch.context() as patched:
        when_in_conversation(patched, services.discovery.stop)
        await swept(services, site)
    await services.flush()
    async with Services.opened(tmp_path) as other:
        assert len(other.fleet) == 2
        await services.discovery.readings_done()
        await services.flush()
        await other.refresh()
        assert other.fleet.devices() == services.fleet.devices()
        assert len(other.fleet) == 1
    async with Services.opened(tmp_path) as again:
        (device,) = again.fleet.devices()
        assert (device.address, (await again.history.read(device)).days != ()) == (NEW, True)


async def test_the_time_limit_lets_who_has_answered_say_the_rest(site: Agent) -> None:
    """The printer lets the question in v2c pass; the limit comes while it is waited for."""
    targets = parse_targets([f"{OLD}:{site.port}"])
    events = [event async for event in Sweep(targets, wait_seconds=0.2, limit_seconds=0.4)]
    (found,) = [event for event in events if isinstance(event, DeviceFound)]
    assert found.identity.serial == SERIAL
    ended = events[-1]
    assert isinstance(ended, SweepEnded)
    assert ended.reason == "limit"
    assert ended.seconds < 0.4 + sweep.GRACE_SECONDS


async def test_nobody_else_is_asked_after_a_stop(site: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    going = Sweep(parse_targets([f"127.86.3.0/24:{site.port}"]), rate=500.0, wait_seconds=0.2)
    sent_at_the_stop = 0

    def stop() -> None:
        nonlocal sent_at_the_stop
        so_far = going.so_far("stopped")
        assert so_far is not None
        sent_at_the_stop = so_far.sent_bytes
        going.stop()

    when_in_conversation(monkeypatch, stop)
    ended = [event async for event in going][-1]
    assert isinstance(ended, SweepEnded)
    assert (ended.reason, ended.printers) == ("stopped", 1)
    assert ended.sent_bytes - sent_at_the_stop < 400, "the questions to one device"


async def test_a_second_stop_waits_for_nobody(site: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    going = Sweep(parse_targets([f"{OLD}:{site.port}"]), wait_seconds=0.2)

    def stop_twice() -> None:
        going.stop()
        going.stop()

    when_in_conversation(monkeypatch, stop_twice)
    events = [event async for event in going]
    (found,) = [event for event in events if isinstance(event, DeviceFound)]
    assert (found.identity.model, found.identity.serial) == ("C612", None)
