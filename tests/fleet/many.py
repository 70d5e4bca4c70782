"""Thousands of agents on loopback from one process and one socket: `python -m tests.fleet.many --count 3000`.

One socket hears every address of 127.0.0.0/8; the address that was asked comes with the datagram (IP_PKTINFO) and is
the answer's sender. Answers come from the demo's recordings; each address gets a serial number of its own, of the same
length, written over the recording's in the octets of the answer.

It serves until its standard input ends. A line there is answered by a line with the counts so far: datagrams, bytes,
how many agents have answered ("agents"), the bytes of the one that took and gave most ("most_bytes"). The line "print"
lets every printer print a page first, the line "forget" sets all counts to zero.
"""

import argparse
import json
import random
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

from core.demo.responder import SimulatedDevice
from core.printer.oids import PRT_SERIAL
from core.snmp.recording import Recording, read_recording

RECORDINGS = Path(__file__).parents[2] / "core" / "demo" / "recordings"
KINDS = ("hp_color_laserjet_m554", "kyocera_ecosys_p3155dn", "konica_minolta_bizhub_c300i", "sharp_mx_3071")
IP_PKTINFO = getattr(socket, "IP_PKTINFO", 8)
COUNTS = ("requests", "answers", "received_bytes", "sent_bytes", "sets", "lost")
LIFE_COUNT = bytes.fromhex("060c2b060102012b0a0201040101")
"""prtMarkerLifeCount.1.1 as it stands in an answer (BER), in front of its value."""


def kind_recording(number: int) -> Recording:
    """What the agent of that number answers from."""
    return read_recording(RECORDINGS / f"{KINDS[number % len(KINDS)]}.snmprec")


def own_serial(recorded: bytes, number: int) -> bytes:
    """The serial number of the agent of that number, as long as the recorded one."""
    return recorded[:2] + f"{number:0{len(recorded) - 2}d}".encode()


def with_pages(answer: bytes, pages: int) -> bytes:
    """The answer with that many pages more on its page counter, which keeps its length; without one as it is."""
    name = answer.find(LIFE_COUNT)
    if pages == 0 or name < 0:
        return answer
    start = name + len(LIFE_COUNT) + 2
    end = start + answer[start - 1]
    count = int.from_bytes(answer[start:end]) + pages
    return answer[:start] + count.to_bytes(end - start) + answer[end:]


def stay_on_loopback(opened: socket.socket) -> None:
    """Keep a socket that will be bound to every address from hearing anything from outside, where the system can."""
    with suppress(AttributeError, OSError):  # Linux only
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")


class Kind:
    """One recording, answering for many addresses."""

    def __init__(self, recording: Recording) -> None:
        self.device = SimulatedDevice(recording)
        serial = recording.values()[f"{PRT_SERIAL}.1"]
        assert isinstance(serial, bytes)
        self.serial = serial

    def answer(self, datagram: bytes, number: int) -> bytes | None:
        answer = self.device.answer(datagram)
        if answer is None or self.serial not in answer:
            return answer
        return answer.replace(self.serial, own_serial(self.serial, number))


class Many:
    """Agents at `count` addresses from `first` on; those in `dead` never answer.

    Args:
        first: their first address, in 127.0.0.0/8.
        count: how many.
        port: of all of them; 0 takes a free one.
        dead_every: every n-th of them never answers; 0: all do.
        loss: the share of datagrams that gets lost, questions and answers alike.
        seed: of the losses.
    """

    def __init__(
        self, first: str, count: int, port: int, *, dead_every: int = 0, loss: float = 0.0, seed: int = 1
    ) -> None:
        self.first = int(IPv4Address(first))
        self.count = count
        self.dead_every = dead_every
        self.loss = loss
        self.dice = random.Random(seed)
        self.pages = 0
        self.kinds = [Kind(kind_recording(number)) for number in range(len(KINDS))]
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        stay_on_loopback(self.socket)
        self.socket.bind(("0.0.0.0", port))  # where that fails: others than loopback are not answered
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]
        self.bytes_of: dict[int, int] = {}
        """Bytes both ways of every agent that has answered, by its number."""
        self.counts = dict.fromkeys(COUNTS, 0)

    def serve_ready(self) -> None:
        """Answer everything that waits."""
        while True:
            try:
                datagram, ancillary, _, sender = self.socket.recvmsg(4096, 64)
            except BlockingIOError:
                return
            asked = next((data for level, kind, data in ancillary if kind == IP_PKTINFO), None)
            if asked is not None and sender[0].startswith("127."):
                self._serve(datagram, asked[8:12], sender)

    def _serve(self, datagram: bytes, address: bytes, sender: tuple[str, int]) -> None:
        number = int.from_bytes(address) - self.first
        if not 0 <= number < self.count or (self.dead_every and number % self.dead_every == 0):
            return
        self.counts["requests"] += 1
        self.counts["received_bytes"] += len(datagram)
        self.counts["sets"] += b"\xa3" in datagram[:16]
        if self._is_lost():
            return
        answer = self.kinds[number % len(self.kinds)].answer(datagram, number)
        if answer is None:
            return
        answer = with_pages(answer, self.pages)
        self.counts["answers"] += 1
        self.counts["sent_bytes"] += len(answer)
        if self._is_lost():
            return
        self.bytes_of[number] = self.bytes_of.get(number, 0) + len(datagram) + len(answer)
        source = struct.pack("=I4s4s", 0, address, b"\0\0\0\0")
        self.socket.sendmsg([answer], [(socket.IPPROTO_IP, IP_PKTINFO, source)], 0, sender)

    def _is_lost(self) -> bool:
        is_lost = self.loss > 0 and self.dice.random() < self.loss
        self.counts["lost"] += is_lost
        return is_lost

    def run(self) -> None:
        """Serve until standard input ends."""
        selector = selectors.DefaultSelector()
        selector.register(self.socket, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print(json.dumps({"port": self.port}), flush=True)
        while True:
            for key, _ in selector.select():
                if key.fileobj is self.socket:
                    self.serve_ready()
                    continue
                line = sys.stdin.readline()
                if not line:
                    return
                self._obey(line.strip())
                most = max(self.bytes_of.values(), default=0)
                print(json.dumps(self.counts | {"agents": len(self.bytes_of), "most_bytes": most}), flush=True)

    def _obey(self, line: str) -> None:
        if line == "print":
            self.pages += 1
        elif line == "forget":
            self.counts = dict.fromkeys(COUNTS, 0)
            self.bytes_of.clear()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fleet.many", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--first", default="127.9.0.1")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--port", type=int, default=10161, help="0 takes a free one")
    parser.add_argument("--dead-every", type=int, default=0, help="every n-th address is dead")
    parser.add_argument("--loss", type=float, default=0.0, help="share of datagrams lost, either way")
    parser.add_argument("--seed", type=int, default=1, help="of the losses")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Many(
        options.first,
        options.count,
        options.port,
        dead_every=options.dead_every,
        loss=options.loss,
        seed=options.seed,
    ).run()


if __name__ == "__main__":
    main()
