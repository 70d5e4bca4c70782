import asyncio
import socket
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import sweep as sweep_module
from core.discovery.sweep import Sweep
from core.discovery.targets import parse_targets
from core.errors import UsageError
from core.model.events import DeviceFound, SweepEnded, SweepProgressed
from core.snmp.recording import Recording

Printer = Callable[[int], Recording]
Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("short_patience")


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
    assert -0.6 < seen.end.seconds - predicted < 5.0  # a machine that is held up sends later


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
                except OSError as error:
                    pytest.skip(f"port {port} cannot be listened on: {error}")
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
