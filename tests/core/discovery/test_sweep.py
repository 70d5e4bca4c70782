import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.credentials import community_reference
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import sweep as sweep_module
from core.discovery.sweep import Sweep
from core.discovery.targets import parse_targets
from core.errors import UsageError
from core.model.events import DeviceFound, SweepEnded, SweepProgressed
from core.snmp.codec import encode_get
from core.snmp.recording import Recording, read_recording

Printer = Callable[[int], Recording]
Run = Callable[..., Any]


@pytest.fixture
def sockets_made(monkeypatch: pytest.MonkeyPatch) -> list[socket.socket]:
    """Every network socket that is opened from now on."""
    made: list[socket.socket] = []

    class Noted(socket.socket):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self.family != socket.AF_UNIX:  # the event loop's own
                made.append(self)

    monkeypatch.setattr("core.discovery.sockets.socket.socket", Noted)
    return made


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.discovery.reception.ANSWER_SECONDS", 0.3)


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


async def test_it_is_over_at_once_when_everybody_has_answered(printer: Printer, run: Run) -> None:
    async with Agent({"127.9.30.1": SimulatedDevice(printer(1))}) as agent:
        seen = await run("127.9.30.1", agent.port, wait_seconds=30.0)
    assert seen.end.reason == "complete"
    assert seen.end.seconds < 5.0


@pytest.mark.parametrize("targets", ["", "no-such-name"])
async def test_nobody_to_ask_is_complete_too(targets: str, run: Run) -> None:
    seen = await run(targets, 161)
    assert (seen.end.reason, seen.end.total, seen.end.sent_bytes) == ("complete", 0, 0)


async def test_printers_appear_while_the_sweep_runs(printer: Printer) -> None:
    async with Agent({"127.9.31.1": SimulatedDevice(printer(1))}) as agent:
        sweep = Sweep(parse_targets(["127.9.31.0/24"], default_port=agent.port), rate=1.0)
        async with aclosing(sweep.events()) as events:
            async for event in events:
                if isinstance(event, DeviceFound):
                    break
                assert isinstance(event, SweepProgressed)
                assert event.sent < 254


async def test_progress_is_told_a_few_times_a_second_and_once_at_the_end(run: Run) -> None:
    seen = await run("127.9.32.0/24", 10161, rate=400.0, wait_seconds=0.3)
    assert 3 <= len(seen.progress) <= 2 + seen.end.seconds / sweep_module.PROGRESS_SECONDS
    sent = [progress.sent for progress in seen.progress]
    shares = [progress.share for progress in seen.progress]
    assert sent == sorted(sent)
    assert shares == sorted(shares)
    assert 0 < sent[0] < 254
    assert 0 < shares[0] < 0.5
    last = seen.progress[-1]
    assert (last.sent, last.total, last.share, last.seconds_left) == (254, 254, 1.0, 0.0)


async def test_the_time_left_comes_true(run: Run) -> None:
    seen = await run("127.9.33.0/24", 10161, rate=400.0, wait_seconds=0.3)
    elapsed = sweep_module.PROGRESS_SECONDS
    predicted = seen.progress[0].seconds_left + elapsed
    assert predicted == pytest.approx(seen.end.seconds, abs=0.6)


async def test_the_rate_is_kept(run: Run) -> None:
    seen = await run("127.9.34.0/24", 10161, rate=1_000.0, wait_seconds=0.05)
    assert seen.end.seconds >= (2 * 254 - 2 * 50) / 1_000


async def test_the_time_limit_ends_it(printer: Printer, run: Run) -> None:
    async with Agent({"127.9.35.1": SimulatedDevice(printer(1))}) as agent:
        seen = await run("127.9.35.0/24", agent.port, rate=100.0, limit_seconds=0.3)
    assert seen.end.reason == "limit"
    assert 1 <= seen.end.sent < 254
    assert seen.end.seconds < 1.0
    assert seen.addresses == ["127.9.35.1"]


async def test_stop_ends_it_within_100_ms(printer: Printer) -> None:
    loop = asyncio.get_running_loop()
    lags = []
    async with Agent({"127.9.36.1": SimulatedDevice(printer(1))}) as agent:
        for _ in range(3):  # the best of three: the machine may be busy with something else
            sweep = Sweep(parse_targets(["127.9.36.0/24"], default_port=agent.port), rate=2.0)
            asked_to_stop = 0.0

            def stop(sweep: Sweep = sweep) -> None:
                nonlocal asked_to_stop
                asked_to_stop = loop.time()
                sweep.stop()

            events = [event async for event in _calling_back_after_the_first_find(sweep, stop)]
            lags.append(loop.time() - asked_to_stop)
            ended = events[-1]
            assert isinstance(ended, SweepEnded)
            assert ended.reason == "stopped"
            assert ended.sent < 254
    assert min(lags) < 0.1


async def _calling_back_after_the_first_find(sweep: Sweep, callback: Callable[[], None]) -> Any:
    async for event in sweep:
        if isinstance(event, DeviceFound):
            # Called while the sweep waits for its next turn.
            asyncio.get_running_loop().call_later(0.05, callback)
        yield event


async def test_a_sweep_stopped_before_it_began_sends_nothing(run: Run) -> None:
    sweep = Sweep(parse_targets(["127.9.37.0/24"], default_port=10161))
    sweep.stop()
    ended = [event async for event in sweep][-1]
    assert isinstance(ended, SweepEnded)
    assert (ended.reason, ended.sent, ended.sent_bytes) == ("stopped", 0, 0)


async def test_a_stop_loses_nobody_who_has_answered(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_of = SimulatedDevice.answer
    sweeps: list[Sweep] = []
    asked: list[bytes] = []

    def stopping(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        asked.append(datagram)
        if len(asked) == 1:
            return answer_of(self, datagram)
        sweeps[0].stop()
        return None

    monkeypatch.setattr(SimulatedDevice, "answer", stopping)
    async with Agent({"127.9.38.1": SimulatedDevice(printer(1), max_message=150)}) as agent:
        sweeps.append(Sweep(parse_targets(["127.9.38.1"], default_port=agent.port)))
        events = [event async for event in sweeps[0]]
    assert [event.address for event in events if isinstance(event, DeviceFound)] == ["127.9.38.1"]
    assert isinstance(events[-1], SweepEnded)
    assert (events[-1].reason, events[-1].answered) == ("stopped", 1)


async def test_a_stop_loses_no_answer_that_has_come_in(printer: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_of = SimulatedDevice.answer
    sweeps: list[Sweep] = []

    def stopping(self: SimulatedDevice, datagram: bytes) -> bytes | None:
        sweeps[0].stop()
        return answer_of(self, datagram)

    monkeypatch.setattr(SimulatedDevice, "answer", stopping)
    async with Agent({"127.9.48.1": SimulatedDevice(printer(1))}) as agent:
        sweeps.append(Sweep(parse_targets(["127.9.48.0/24"], default_port=agent.port), rate=20.0))
        events = [event async for event in sweeps[0]]
    assert [event.identity.serial for event in events if isinstance(event, DeviceFound)] == ["VNB3000001"]
    assert isinstance(events[-1], SweepEnded)
    assert events[-1].reason == "stopped"


async def test_leaving_the_loop_closes_the_socket(sockets_made: list[socket.socket]) -> None:
    sweep = Sweep(parse_targets(["127.9.39.0/24"], default_port=10161), rate=100.0)
    async with aclosing(sweep.events()) as events:
        assert isinstance(await anext(events), SweepProgressed)
        assert [one.fileno() >= 0 for one in sockets_made] == [True]
    assert [one.fileno() for one in sockets_made] == [-1]


async def test_cancelling_the_task_closes_the_socket_and_ends_within_100_ms(sockets_made: list[socket.socket]) -> None:
    is_running = asyncio.Event()

    async def consume() -> None:
        async for _ in Sweep(parse_targets(["127.9.40.0/24"], default_port=10161), rate=100.0):
            is_running.set()

    task = asyncio.create_task(consume())
    await is_running.wait()
    loop = asyncio.get_running_loop()
    cancelled_at = loop.time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert loop.time() - cancelled_at < 0.1
    assert [one.fileno() for one in sockets_made] == [-1]


async def test_the_socket_is_closed_after_a_whole_sweep(sockets_made: list[socket.socket], run: Run) -> None:
    await run("127.9.41.1", 10161, wait_seconds=0.01)
    assert [one.fileno() for one in sockets_made] == [-1]


async def test_a_sweep_without_a_community_is_a_usage_error(run: Run) -> None:
    with pytest.raises(UsageError, match="no community"):
        await run("127.9.42.1", 10161, communities=[])


async def test_addresses_the_machine_cannot_send_to_are_counted(
    sockets_made: list[socket.socket], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Walled(socket.socket):
        def sendto(self, *args: Any) -> int:
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("core.discovery.sockets.socket.socket", Walled)
    seen = await run("127.9.43.1-5", 10161, wait_seconds=30.0)
    assert seen.end.reason == "complete"
    assert (seen.end.unsent, seen.end.problem) == (10, "Network is unreachable")
    assert (seen.end.sent_bytes, seen.end.total) == (0, 5)
    assert seen.end.seconds < 5.0


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


PRINTING_PORTS = (80, 443, 515, 631, 9100)


def _listen(kind: socket.SocketKind, address: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, kind)
    try:
        listener.setblocking(False)
        listener.bind((address, port))
        if kind == socket.SOCK_STREAM:
            listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


async def test_no_other_port_of_a_swept_address_ever_hears_of_it(printer: Printer, run: Run) -> None:
    listeners = []
    try:
        for port in PRINTING_PORTS:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                try:
                    listeners.append(_listen(kind, "127.9.45.1", port))
                except PermissionError:
                    pytest.skip(f"port {port} needs root to listen on")
        devices = {"127.9.45.1": SimulatedDevice(printer(1)), "127.9.45.2": SimulatedDevice(printer(2), versions=["1"])}
        async with Agent(devices) as agent:
            seen = await run("127.9.45.0/29", agent.port, communities=["public", "office"])
        assert seen.end.printers == 2
        for listener in listeners:
            with pytest.raises(BlockingIOError):
                _ = listener.accept() if listener.type == socket.SOCK_STREAM else listener.recv(9)
    finally:
        for listener in listeners:
            listener.close()


async def test_a_sweep_opens_one_udp_socket_and_nothing_else(
    printer: Printer, run: Run, sockets_made: list[socket.socket]
) -> None:
    async with Agent({"127.9.46.1": SimulatedDevice(printer(1))}) as agent:
        sockets_made.clear()
        await run("127.9.46.1-4", agent.port)
    assert [(one.family, one.type) for one in sockets_made] == [(socket.AF_INET, socket.SOCK_DGRAM)]


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
