"""The sweep's UDP sockets: one for each IP version, never bound to a port of ours, never anything but datagrams."""

import errno
import socket
from collections.abc import Iterable, Iterator

from core.errors import SnmpError

RECEIVE_BUFFER = 4 * 1024 * 1024
"""Octets asked of the kernel for answers that wait; it gives what net.core.rmem_max allows."""
LARGEST_ANSWER = 8192
"""Octets read of a datagram: an answer to the sweep's questions has at most some 3 kB, longer ones do not decode."""

_FULL = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOBUFS, errno.ENOMEM})


def is_full(error: OSError) -> bool:
    """Whether the machine can send nothing at the moment, whatever the address."""
    return error.errno in _FULL


class Sockets:
    """Non-blocking, open from the start.

    Args:
        versions: the IP versions to open one for, 4 or 6.

    Raises:
        SnmpError: the machine gives no socket; none stays open.
    """

    def __init__(self, versions: Iterable[int]) -> None:
        self.received_bytes = 0
        """UDP payload received so far, wanted or not."""
        self._sockets: dict[int, socket.socket] = {}
        for version in frozenset(versions):
            try:
                opened = socket.socket(socket.AF_INET if version == 4 else socket.AF_INET6, socket.SOCK_DGRAM)
            except OSError as error:
                self.close()
                raise SnmpError(
                    f"no UDP socket for IPv{version} ({error.strerror or error})", "look at the limits of this process"
                ) from error
            self._sockets[version] = opened
            opened.setblocking(False)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)

    def for_version(self, version: int) -> socket.socket:
        """The socket for IPv4 (4) or IPv6 (6)."""
        return self._sockets[version]

    def all(self) -> tuple[socket.socket, ...]:
        """Every open socket."""
        return tuple(self._sockets.values())

    def receive(self, limit: int) -> Iterator[tuple[bytes, str, int]]:
        """Up to `limit` datagrams that wait on each socket: octets, sender's address and port. Never blocks."""
        for opened in self.all():
            for _ in range(limit):
                try:
                    datagram, sender = opened.recvfrom(LARGEST_ANSWER)
                except BlockingIOError:
                    break
                except OSError:
                    # An ICMP error of some address, on systems that report it here; the next datagram is unharmed.
                    continue
                self.received_bytes += len(datagram)
                yield datagram, sender[0], sender[1]

    def close(self) -> None:
        """Close every socket."""
        for opened in self._sockets.values():
            opened.close()
        self._sockets.clear()
