"""One UDP socket that hears every address of 127.0.0.0/8 and answers from the address that was asked (Linux)."""

import socket
import struct
from contextlib import suppress
from typing import NamedTuple

IP_PKTINFO = getattr(socket, "IP_PKTINFO", 8)


class Question(NamedTuple):
    """A datagram, whom it was sent to, and who sent it."""

    datagram: bytes
    address: bytes
    """Four octets."""
    sender: tuple[str, int]


class LoopbackSocket:
    """The socket.

    Args:
        port: 0 takes a free one.
    """

    def __init__(self, port: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        stay_on_loopback(self.socket)
        self.socket.bind(("0.0.0.0", port))  # where that fails: others than loopback are not answered
        self.socket.setblocking(False)
        self.port: int = self.socket.getsockname()[1]

    def receive(self) -> Question | None:
        """The next datagram that came over loopback; None when none waits."""
        while True:
            try:
                datagram, ancillary, _, sender = self.socket.recvmsg(4096, 64)
            except BlockingIOError:
                return None
            asked = next((data for level, kind, data in ancillary if kind == IP_PKTINFO), None)
            if asked is not None and sender[0].startswith("127."):
                return Question(datagram, asked[8:12], sender)

    def answer(self, datagram: bytes, question: Question) -> None:
        """Send a datagram back."""
        source = struct.pack("=I4s4s", 0, question.address, b"\0\0\0\0")
        self.socket.sendmsg([datagram], [(socket.IPPROTO_IP, IP_PKTINFO, source)], 0, question.sender)


def stay_on_loopback(opened: socket.socket) -> None:
    """Keep a socket that will be bound to every address from hearing anything from outside, where the system can."""
    with suppress(AttributeError, OSError):  # Linux only
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
