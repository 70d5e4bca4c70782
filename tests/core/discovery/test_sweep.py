import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.credentials import community_reference
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import sweep as sweep_module
from core.snmp.codec import encode_get
from core.snmp.recording import Recording, read_recording

Printer = Callable[[int], Recording]
Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("short_patience")


async def test_every_device_is_found_with_what_it_is(printer: Printer, run: Run) -> None:
    devices = {f"127.9.20.{host}": SimulatedDevice(printer(host)) for host in (1, 77, 254)}
    async with Agent(devices) as agent:
        seen = await run("127.9.20.0/24", agent.port)
    assert seen.addresses == ["127.9.20.1", "127.9.20.254", "127.9.20.77"]
    one = next(found for found in seen.found if found.address == "127.9.20.77")
    assert one.port == agent.port
    assert one.identity.is_printer
    assert (one.identity.vendor, one.identity.serial) == ("HP", "VNB3000077")
    assert one.profile.version == "2c"
    assert one.credentials == community_reference("public")
    assert one.seen_at.tzinfo is not None
    assert one.sweep_started is not None
    assert one.sweep_started <= one.seen_at
    assert seen.end.reason == "complete"
    assert (seen.end.sent, seen.end.total, seen.end.answered, seen.end.printers, seen.end.others) == (254, 254, 3, 3, 0)


async def test_the_bytes_are_those_on_the_wire(printer: Printer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answered = 0
    device = SimulatedDevice(printer(1))
    answer_of = SimulatedDevice.answer

    def counted(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        nonlocal asked, answered
        answer = answer_of(self, datagram)
        asked += len(datagram)
        answered += len(answer or b"")
        return answer

    monkeypatch.setattr(SimulatedDevice, "answer", counted)
    async with Agent({"127.9.21.1": device, "127.9.21.2": SimulatedDevice(printer(2), versions=["1"])}) as agent:
        seen = await run("127.9.21.1-2", agent.port)
    assert seen.end.printers == 2
    assert (seen.end.sent_bytes, seen.end.received_bytes) == (asked, answered)
    assert seen.end.printer_bytes == asked + answered


async def test_devices_that_are_no_printers_are_counted_apart(printer: Printer, server: Recording, run: Run) -> None:
    async with Agent({"127.9.22.1": SimulatedDevice(printer(1)), "127.9.22.2": SimulatedDevice(server)}) as agent:
        seen = await run("127.9.22.0/29", agent.port)
    assert {found.address: found.identity.is_printer for found in seen.found} == {
        "127.9.22.1": True,
        "127.9.22.2": False,
    }
    assert (seen.end.printers, seen.end.others, seen.end.answered) == (1, 1, 2)
    assert seen.end.printer_bytes < seen.end.sent_bytes + seen.end.received_bytes


async def test_a_device_that_speaks_v1_only_is_found_in_the_second_round(printer: Printer, run: Run) -> None:
    async with Agent({"127.9.23.1": SimulatedDevice(printer(1), versions=["1"])}) as agent:
        seen = await run("127.9.23.1", agent.port)
    assert [found.identity.serial for found in seen.found] == ["VNB3000001"]
    assert seen.found[0].profile.version == "1"
    assert seen.end.reason == "complete"


async def test_a_device_whose_first_datagram_got_lost_is_not_taken_for_a_v1_one(printer: Printer, run: Run) -> None:
    async with Agent({"127.9.24.1": SimulatedDevice(printer(1), lost_datagrams=1)}) as agent:
        seen = await run("127.9.24.1", agent.port)
    assert seen.found[0].profile.version == "2c"
    assert seen.found[0].identity.serial == "VNB3000001"


async def test_communities_are_tried_in_order(printer: Printer, run: Run) -> None:
    devices = {
        "127.9.25.1": SimulatedDevice(printer(1), community="office"),
        "127.9.25.2": SimulatedDevice(printer(2)),
        "127.9.25.3": SimulatedDevice(printer(3), community="unknown"),
    }
    async with Agent(devices) as agent:
        seen = await run("127.9.25.1-3", agent.port, communities=["public", "office"])
    assert [(found.address, found.credentials) for found in seen.found] == [
        ("127.9.25.2", community_reference("public")),
        ("127.9.25.1", community_reference("office")),
    ]
    assert seen.end.reason == "complete"


async def test_a_device_with_small_answers_is_read_in_parts(printer: Printer, run: Run) -> None:
    async with Agent({"127.9.26.1": SimulatedDevice(printer(1), max_message=150)}) as agent:
        seen = await run("127.9.26.1", agent.port)
    assert seen.found[0].identity.serial == "VNB3000001"
    assert seen.found[0].profile.max_objects < 4


async def test_a_lost_answer_to_a_further_question_is_asked_for_again(
    printer: Printer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.discovery.reception.ANSWER_SECONDS", 0.02)
    device = SimulatedDevice(printer(1), max_message=150)
    answer_of, asked = SimulatedDevice.answer, []

    def lossy(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        asked.append(datagram)
        return None if len(asked) == 2 else answer_of(self, datagram)

    monkeypatch.setattr(SimulatedDevice, "answer", lossy)
    async with Agent({"127.9.27.1": device}) as agent:
        seen = await run("127.9.27.1", agent.port)
    assert asked[1] == asked[2]
    assert seen.found[0].identity.serial == "VNB3000001"


async def test_a_device_that_falls_silent_is_reported_with_what_it_said(
    printer: Printer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.discovery.reception.ANSWER_SECONDS", 0.02)
    answer_of, asked = SimulatedDevice.answer, []

    def once(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        asked.append(datagram)
        return answer_of(self, datagram) if len(asked) <= 2 else None

    monkeypatch.setattr(SimulatedDevice, "answer", once)
    async with Agent({"127.9.28.1": SimulatedDevice(printer(1), max_message=150)}) as agent:
        seen = await run("127.9.28.1", agent.port)
    assert [found.identity.vendor for found in seen.found] == ["HP"]
    assert seen.found[0].identity.serial != "VNB3000001"
    assert seen.end.reason == "complete"


async def test_excluded_addresses_get_nothing(printer: Printer, run: Run) -> None:
    devices = {f"127.9.29.{host}": SimulatedDevice(printer(host)) for host in (1, 2)}
    async with Agent(devices) as agent:
        seen = await run("127.9.29.0/30", agent.port, exclude=("127.9.29.2",))
    assert seen.addresses == ["127.9.29.1"]
    assert seen.end.total == 1


async def test_the_injected_clock_stamps_the_finds(printer: Printer, run: Run) -> None:
    class Stopped:
        def now(self) -> datetime:
            return datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

        def monotonic(self) -> float:
            return 1_000.0

    async with Agent({"127.9.44.1": SimulatedDevice(printer(1))}) as agent:
        seen = await run("127.9.44.1", agent.port, clock=Stopped())
    assert seen.found[0].seen_at == seen.found[0].sweep_started == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert seen.end.seconds == 0.0


async def test_real_printers_are_found_within_600_bytes_each(run: Run) -> None:
    folder = os.environ.get("SUPPLIES_RECORDINGS")
    if not folder:
        pytest.skip("SUPPLIES_RECORDINGS does not name a folder of recordings")
    files = sorted(Path(folder).glob("*.snmprec"))
    devices = {f"127.9.47.{host}": SimulatedDevice(read_recording(path)) for host, path in enumerate(files, 1)}
    async with Agent(devices) as agent:
        seen = await run("127.9.47.0/24", agent.port, wait_seconds=0.5)
    assert len(seen.addresses) == len(files)
    assert seen.end.printers == len(files)
    assert [found.address for found in seen.found if not (found.identity.vendor and found.identity.model)] == []
    assert seen.end.printer_bytes / seen.end.printers <= 600


def test_the_question_fits_into_what_every_agent_must_accept() -> None:
    for version, oids in (("2c", sweep_module.PRINTERS.identity_oids), ("1", sweep_module.PRINTERS.v1_identity_oids)):
        assert len(encode_get(version, "x" * 32, 2**30, oids)) <= 484  # RFC 3417, section 3.2
