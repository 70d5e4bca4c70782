"""The addresses of a sweep by position: where each is and how far it has come, one octet an address."""

import socket
from bisect import bisect_right
from collections.abc import Sequence

from core.discovery.spans import Span, format_address

SILENT, TALKING, PRINTER, OTHER, NOISE = range(5)
"""An address has not answered; is being asked who it is; is a printer; is something else; answers nothing usable."""

SocketAddress = tuple[str, int] | tuple[str, int, int, int]
"""(address, port), for IPv6 with flow information and scope."""


class Field:
    """Who is asked.

    Args:
        spans: disjoint, in the order of asking.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        """In the order of asking."""
        self.starts = [0]
        """The position of each span's first address, and the end."""
        for span in spans:
            self.starts.append(self.starts[-1] + len(span))
        self.total = self.starts[-1]
        """Addresses."""
        self.states = bytearray(self.total)
        """One of the states above for each address."""
        self.silent = self.total
        """Addresses that are `SILENT`."""

    def move(self, position: int, state: int) -> None:
        """Give an address another state than `SILENT`."""
        if self.states[position] == SILENT:
            self.silent -= 1
        self.states[position] = state

    def locate(self, position: int) -> tuple[str, int]:
        """Address and port, the address with its zone where it has one."""
        span, number = self._find(position)
        return format_address(number, span.version, span.zone), span.port

    def socket_address(self, position: int) -> SocketAddress:
        """The address as sockets take it.

        Raises:
            OSError: the machine has no such interface.
        """
        span, number = self._find(position)
        if span.version == 4:
            return socket.inet_ntoa(number.to_bytes(4)), span.port
        scope = 0
        if span.zone:
            scope = int(span.zone) if span.zone.isdecimal() else socket.if_nametoindex(span.zone)
        return socket.inet_ntop(socket.AF_INET6, number.to_bytes(16)), span.port, 0, scope

    def version(self, position: int) -> int:
        """4 or 6."""
        return self._find(position)[0].version

    def is_from(self, position: int, host: str, port: int) -> bool:
        """Whether a datagram's sender is that address (interfaces of link-local addresses are not compared)."""
        span, number = self._find(position)
        if port != span.port:
            return False
        family, size = (socket.AF_INET, 4) if span.version == 4 else (socket.AF_INET6, 16)
        return host.partition("%")[0] == socket.inet_ntop(family, number.to_bytes(size))

    def _find(self, position: int) -> tuple[Span, int]:
        place = bisect_right(self.starts, position) - 1
        span = self.spans[place]
        return span, span.low + position - self.starts[place]
