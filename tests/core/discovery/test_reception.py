import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from core.clock import SystemClock
from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery.reception import MAX_STRIKES
from core.snmp.codec import Response, decode_request, decode_response, encode_response
from core.snmp.recording import Recording

Printer = Callable[[int], Recording]
Run = Callable[..., Any]
Behavior = Callable[[bytes], Iterable[bytes]]
"""A question to any number of datagrams in return."""


class Peer(asyncio.DatagramProtocol):
    """A host that answers as told, through its own socket or another host's."""

    def __init__(self, behavior: Behavior) -> None:
        self.behavior = behavior
        self.transport: asyncio.DatagramTransport | None = None
        self.answers_through: Peer | None = None
        self.heard = 0

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.heard += 1
        speaker = self.answers_through or self
        assert speaker.transport is not None
        for datagram in self.behavior(data):
            speaker.transport.sendto(datagram, addr)


@asynccontextmanager
async def peer(address: str, port: int, behavior: Behavior) -> AsyncIterator[Peer]:
    transport, protocol = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: Peer(behavior), local_addr=(address, port)
    )
    try:
        yield protocol
    finally:
        transport.close()


def port_of(host: Peer) -> int:
    assert host.transport is not None
    port: int = host.transport.get_extra_info("sockname")[1]
    return port


def honest(device: SimulatedDevice) -> Behavior:
    def answer(question: bytes) -> Iterable[bytes]:
        datagram = device.answer(question)
        return [datagram] if datagram is not None else []

    return answer


def bent(device: SimulatedDevice, **changes: Any) -> Behavior:
    """An answer that is right but for one thing."""

    def answer(question: bytes) -> Iterable[bytes]:
        request = decode_request(question)
        fields: dict[str, Any] = {
            "version": request.version,
            "community": request.community,
            "request_id": request.request_id,
        } | {name: change(request) for name, change in changes.items()}
        records = [record for oid in request.oids if (record := device.recording.find(oid)) is not None]
        return [encode_response(records=records, **fields)]

    return answer


@pytest.fixture
def device(printer: Printer) -> SimulatedDevice:
    return SimulatedDevice(printer(1))


def hostile(kind: str, device: SimulatedDevice) -> Behavior:
    right = honest(device)
    behaviors: dict[str, Behavior] = {
        "nothing in it": lambda question: [b""],
        "random octets": lambda question: [os.urandom(300)],
        "the question itself": lambda question: [question],
        "cut off": lambda question: [answer[:-7] for answer in right(question)],
        "garbage behind the request id": lambda question: [answer[:40] + b"\xff" * 60 for answer in right(question)],
        "another request id": bent(device, request_id=lambda request: request.request_id ^ 0x10),
        "negative request id": bent(device, request_id=lambda request: -request.request_id),
        "another community": bent(device, community=lambda request: b"private"),
        "another version": bent(device, version=lambda request: "1" if request.version == "2c" else "2c"),
        "a flood of noise": lambda question: (os.urandom(200) for _ in range(3000)),
        "a flood of near misses": lambda question: (
            list(right(question))[0:1] and [answer[:-1] for answer in right(question)] * 3000
        ),
    }
    return behaviors[kind]


@pytest.mark.parametrize(
    "kind",
    ["nothing in it", "random octets", "the question itself", "cut off", "garbage behind the request id",
     "another request id", "negative request id", "another community", "a flood of noise", "a flood of near misses"],
)  # fmt: skip
async def test_a_host_that_answers_nonsense_is_no_find_and_holds_up_nobody(
    kind: str, device: SimulatedDevice, printer: Printer, run: Run
) -> None:
    async with (
        Agent({"127.9.60.2": SimulatedDevice(printer(2))}) as agent,
        peer("127.9.60.1", agent.port, hostile(kind, device)) as host,
    ):
        seen = await run("127.9.60.1-2", agent.port, wait_seconds=0.6 if "flood" in kind else 0.2)
    assert seen.addresses == ["127.9.60.2"]
    assert seen.end.reason == "complete"
    assert seen.end.seconds < 10.0
    assert 1 <= host.heard <= 2
    assert seen.end.printer_bytes < 700


async def test_an_answer_in_a_version_that_was_not_asked_yet_is_ignored(device: SimulatedDevice, run: Run) -> None:
    async with peer("127.9.61.1", 0, hostile("another version", device)) as host:
        seen = await run("127.9.61.1", port_of(host), communities=["public"])
    # Asked in v2c it says v1, which nobody asked for yet; asked in v1 it says v2c, which is a late answer.
    assert host.heard == 2
    assert [found.profile.version for found in seen.found] == ["2c"]


async def test_an_answer_from_another_address_is_ignored(device: SimulatedDevice, run: Run) -> None:
    async with peer("127.9.62.1", 0, honest(device)) as asked:
        port = port_of(asked)
        async with peer("127.9.62.2", port, lambda question: []) as other:
            asked.answers_through = other
            seen = await run("127.9.62.1-2", port)
    assert seen.found == []
    assert seen.end.received_bytes > 0


async def test_a_device_that_answers_twice_is_found_once(device: SimulatedDevice, run: Run) -> None:
    right = honest(device)
    async with peer("127.9.63.1", 0, lambda question: [*right(question), *right(question)]) as host:
        seen = await run("127.9.63.1-2", port_of(host))
    assert seen.addresses == ["127.9.63.1"]
    assert seen.end.answered == 1
    # Both answers were paid for.
    assert seen.end.printer_bytes > seen.end.received_bytes


async def test_who_answers_nonsense_too_often_is_asked_no_more(device: SimulatedDevice, run: Run) -> None:
    near_miss = hostile("cut off", device)
    communities = ["public", "one", "two", "three"]

    def insist(question: bytes) -> Iterable[bytes]:
        community = decode_request(question).community.decode()
        device.community = community
        return near_miss(question)

    async with peer("127.9.64.1", 0, insist) as host:
        seen = await run("127.9.64.1", port_of(host), communities=communities)
    assert host.heard == MAX_STRIKES < 2 * len(communities)
    assert seen.end.reason == "complete"
    assert seen.end.answered == 0


async def test_a_device_that_floods_in_conversation_is_soon_listened_to_no_more(
    printer: Printer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.discovery.reception.ANSWER_SECONDS", 0.1)
    decoded = 0

    def counted(datagram: bytes) -> Response:
        nonlocal decoded
        decoded += 1
        return decode_response(datagram)

    monkeypatch.setattr("core.discovery.reception.decode_response", counted)
    right = honest(SimulatedDevice(printer(1), max_message=150))

    def answer(question: bytes) -> Iterable[bytes]:
        return [whole[:-1] for whole in right(question)] * 500 if host.heard > 1 else right(question)

    async with peer("127.9.68.1", 0, answer) as host:
        seen = await run("127.9.68.1-2", port_of(host))
    assert decoded == 1 + MAX_STRIKES
    assert [found.address for found in seen.found] == ["127.9.68.1"]
    assert seen.end.reason == "complete"


async def test_hundreds_of_printers_that_answer_at_once_are_all_found(printer: Printer, run: Run) -> None:
    devices = {f"127.9.65.{host}": SimulatedDevice(printer(host)) for host in range(1, 201)}
    async with Agent(devices) as agent:
        seen = await run("127.9.65.1-200", agent.port, wait_seconds=10.0)
    assert seen.end.printers == 200
    assert len(set(seen.addresses)) == 200
    assert seen.end.seconds < 9.0


async def test_answers_that_wait_to_be_looked_at_are_not_given_up(
    printer: Printer, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look takes one answer and half a second of the sweep's clock: the wait of two seconds is soon over."""
    monkeypatch.setattr("core.discovery.reception.DECODED_AT_ONCE", 1)

    class Hurried(SystemClock):
        seconds = 0.0

        def monotonic(self) -> float:
            self.seconds += 0.5
            return self.seconds

    devices = {f"127.9.67.{host}": SimulatedDevice(printer(host)) for host in range(1, 31)}
    async with Agent(devices) as agent:
        seen = await run("127.9.67.1-31", agent.port, wait_seconds=2.0, limit_seconds=1e6, clock=Hurried())
    assert seen.end.printers == 30
    assert {found.profile.version for found in seen.found} == {"2c"}
    assert seen.end.reason == "complete"
