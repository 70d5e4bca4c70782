"""Agents on loopback that misbehave in one chosen way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from core.errors import SnmpBadAnswer
from core.snmp.codec import Request, decode_request, encode_response
from core.snmp.recording import Record

Behavior = Callable[[Request], Iterable[bytes]]
"""What an agent sends back for one decoded question: any number of datagrams."""

LOOPBACK = "127.0.0.1"


class HostileAgent(asyncio.DatagramProtocol):
    """Answers every datagram as its behavior says, and keeps what it was asked."""

    def __init__(self, behavior: Behavior) -> None:
        self._behavior = behavior
        self._transport: asyncio.DatagramTransport | None = None
        self.requests: list[Request] = []
        self.last_address: tuple[str, int] | None = None
        self.peer_of: HostileAgent | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        try:
            request = decode_request(data)
        except SnmpBadAnswer:
            return
        self.requests.append(request)
        self.last_address = addr
        assert self._transport is not None
        for datagram in self._behavior(request):
            self._transport.sendto(datagram, addr)

    def send_again(self, datagram: bytes) -> None:
        """One more datagram to whoever asked last."""
        assert self._transport is not None
        if not self._transport.is_closing():
            self._transport.sendto(datagram, self.last_address)

    def forge(self, datagram: bytes) -> Iterable[bytes]:
        """Answer from this agent's port a question that came to the agent it is the peer of."""
        assert self.peer_of is not None
        self.last_address = self.peer_of.last_address
        self.send_again(datagram)
        return []

    @property
    def port(self) -> int:
        assert self._transport is not None
        port: int = self._transport.get_extra_info("sockname")[1]
        return port


@asynccontextmanager
async def hostile_agent(behavior: Behavior) -> AsyncIterator[HostileAgent]:
    loop = asyncio.get_running_loop()
    transport, agent = await loop.create_datagram_endpoint(lambda: HostileAgent(behavior), local_addr=(LOOPBACK, 0))
    try:
        yield agent
    finally:
        transport.close()
        await asyncio.sleep(0)


def reply(request: Request, records: Iterable[Record], *, status: int = 0, index: int = 0, **changed: object) -> bytes:
    """A well-formed answer to the request, but for what `changed` says (version, community, request_id)."""
    fields = {"version": request.version, "community": request.community, "request_id": request.request_id} | changed
    return encode_response(
        fields["version"],  # type: ignore[arg-type]
        fields["community"],  # type: ignore[arg-type]
        fields["request_id"],  # type: ignore[arg-type]
        list(records),
        error_status=status,
        error_index=index,
    )


def integers(request: Request, value: int = 7) -> list[Record]:
    """That number for every object asked."""
    return [Record(oid, 2, value) for oid in request.oids]
