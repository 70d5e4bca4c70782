import asyncio
import errno
import os
import socket

import ifaddr
import pytest

from core.snmp.connected_socket import Arrival, ConnectedSocket
from tests.core.snmp.conftest import has_ipv6


class Peer:
    """A UDP socket on loopback that is asked by hand."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.socket = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 0))
        self.socket.settimeout(5)
        self.port: int = self.socket.getsockname()[1]

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


async def test_datagrams_go_both_ways() -> None:
    arrived: asyncio.Queue[Arrival] = asyncio.Queue()
    with Peer() as peer:
        connected = ConnectedSocket("127.0.0.1", peer.port, arrived.put_nowait)
        connected.send(b"question")
        question, sender = peer.socket.recvfrom(100)
        for answer in (b"answer", b"", b"x" * 60_000):
            peer.socket.sendto(answer, sender)
            assert await asyncio.wait_for(arrived.get(), 5) == answer
        connected.close()
    assert question == b"question"


async def test_what_another_port_sends_never_arrives() -> None:
    arrived: asyncio.Queue[Arrival] = asyncio.Queue()
    with Peer() as peer, Peer() as stranger:
        connected = ConnectedSocket("127.0.0.1", peer.port, arrived.put_nowait)
        connected.send(b"question")
        _, sender = peer.socket.recvfrom(100)
        stranger.socket.sendto(b"forged", sender)
        peer.socket.sendto(b"answer", sender)
        assert await asyncio.wait_for(arrived.get(), 5) == b"answer"
        connected.close()
    assert arrived.empty()


async def test_a_closed_port_arrives_as_an_error() -> None:
    arrived: asyncio.Queue[Arrival] = asyncio.Queue()
    with Peer() as peer:
        port = peer.port
    connected = ConnectedSocket("127.0.0.1", port, arrived.put_nowait)
    connected.send(b"question")
    assert isinstance(await asyncio.wait_for(arrived.get(), 5), ConnectionRefusedError)
    connected.close()


async def test_a_datagram_that_is_too_large_is_an_error() -> None:
    with Peer() as peer:
        connected = ConnectedSocket("127.0.0.1", peer.port, lambda _: None)
        with pytest.raises(OSError, match=os.strerror(errno.EMSGSIZE)):
            connected.send(bytes(70_000))
        connected.close()


async def test_a_blocked_machine_loses_the_datagram(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blocked(socket.socket):
        def send(self, *_: object) -> int:
            raise BlockingIOError(errno.EAGAIN, "blocked")

    monkeypatch.setattr(socket, "socket", Blocked)
    connected = ConnectedSocket("127.0.0.1", 9, lambda _: None)
    connected.send(b"question")
    connected.close()


@pytest.mark.parametrize("address", ["printer7", "127.0.0.1%lo", "fe80::1%no-such-interface", "::ffff:127.0.0.1.5"])
async def test_what_is_no_address_is_an_error_and_leaves_nothing_open(address: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011  (which one depends on the platform)
        ConnectedSocket(address, 161, lambda _: None)


def link_local_address() -> str | None:
    """An IPv6 address of this machine that means nothing without its zone."""
    for adapter in ifaddr.get_adapters():
        for found in adapter.ips:
            if isinstance(found.ip, tuple) and found.ip[0].startswith("fe80:"):
                return f"{found.ip[0].partition('%')[0]}%{adapter.name}"
    return None


@pytest.mark.skipif(link_local_address() is None, reason="this machine has no link-local IPv6 address")
async def test_the_zone_of_an_ipv6_address_counts() -> None:
    address = link_local_address()
    assert address is not None
    connected = ConnectedSocket(address, 9, lambda _: None)
    peer = connected._socket.getpeername()
    connected.close()
    assert peer[3] == socket.if_nametoindex(address.partition("%")[2])
    with pytest.raises(OSError):  # noqa: PT011  (which one depends on the platform)
        ConnectedSocket(address.partition("%")[0], 9, lambda _: None)


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
async def test_datagrams_go_both_ways_over_ipv6() -> None:
    arrived: asyncio.Queue[Arrival] = asyncio.Queue()
    with Peer("::1") as peer:
        connected = ConnectedSocket("::1", peer.port, arrived.put_nowait)
        connected.send(b"question")
        peer.socket.sendto(b"answer", peer.socket.recvfrom(100)[1])
        assert await asyncio.wait_for(arrived.get(), 5) == b"answer"
        connected.close()
