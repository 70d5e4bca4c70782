"""A UDP socket connected to one device, on the event loop: datagrams from another address or port never arrive.

asyncio's own datagram transport makes room for 256 kB whenever a datagram comes, which costs a quarter of a whole
exchange.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable

_MAX_DATAGRAM = 65_535
"""Octets read of a datagram: UDP has no longer ones."""

Arrival = bytes | OSError
"""A datagram, or what the network says about the last one sent."""


class ConnectedSocket:
    """Open from the start.

    Args:
        address: an IPv4 or IPv6 address, with a zone or without, no name.
        port: UDP.
        on_arrival: takes what comes, in a callback of the loop; must not raise.

    Raises:
        OSError: this machine has no route there.
    """

    def __init__(self, address: str, port: int, on_arrival: Callable[[Arrival], None]) -> None:
        # Numbers to numbers, no look-up; this understands the zone of an IPv6 address.
        found = socket.getaddrinfo(address, port, type=socket.SOCK_DGRAM, flags=socket.AI_NUMERICHOST)
        family, kind, protocol, _, peer = found[0]
        self._on_arrival = on_arrival
        self._loop = asyncio.get_running_loop()
        self._socket = socket.socket(family, kind, protocol)
        try:
            self._socket.setblocking(False)
            self._socket.connect(peer)
            self._loop.add_reader(self._socket, self._on_readable)
        except OSError:
            self._socket.close()
            raise

    def send(self, datagram: bytes) -> None:
        """Send a datagram; where the machine is blocked it is lost on the way, as datagrams may be.

        Raises:
            OSError: the network refuses it, or refused the one before.
        """
        with contextlib.suppress(BlockingIOError):
            self._socket.send(datagram)

    def close(self) -> None:
        """Release the socket."""
        self._loop.remove_reader(self._socket)
        self._socket.close()

    def _on_readable(self) -> None:
        try:
            arrival: Arrival = self._socket.recv(_MAX_DATAGRAM)
        except BlockingIOError:
            return
        except OSError as error:
            arrival = error
        self._on_arrival(arrival)
