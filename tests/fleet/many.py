"""Thousands of agents on loopback from one process and one socket: `python -m tests.fleet.many --count 3000`.

One socket hears every address of 127.0.0.0/8; the address that was asked comes with the datagram (IP_PKTINFO) and is
the answer's sender. Answers come from the demo's recordings; each address gets a serial number of its own, of the same
length, written over the recording's in the octets of the answer. Counts and bytes are printed at the end.
"""

import argparse
import json
import selectors
import signal
import socket
import struct
import sys
from ipaddress import IPv4Address
from pathlib import Path

from core.demo.responder import SimulatedDevice
from core.printer.oids import PRT_SERIAL
from core.snmp.recording import read_recording

RECORDINGS = Path(__file__).parents[2] / "core" / "demo" / "recordings"
KINDS = ("hp_color_laserjet_m554", "kyocera_ecosys_p3155dn", "konica_minolta_bizhub_c300i", "sharp_mx_3071")
IP_PKTINFO = getattr(socket, "IP_PKTINFO", 8)


class Kind:
    """One recording, answering for many addresses."""

    def __init__(self, name: str) -> None:
        recording = read_recording(RECORDINGS / f"{name}.snmprec")
        self.device = SimulatedDevice(recording)
        serial = recording.values()[f"{PRT_SERIAL}.1"]
        assert isinstance(serial, bytes)
        self.serial = serial

    def answer(self, datagram: bytes, number: int) -> bytes | None:
        answer = self.device.answer(datagram)
        if answer is None or self.serial not in answer:
            return answer
        own = self.serial[:2] + f"{number:0{len(self.serial) - 2}d}".encode()
        return answer.replace(self.serial, own)


class Many:
    """Agents at `count` addresses from `first` on; those in `dead` never answer."""

    def __init__(self, first: str, count: int, port: int, *, dead_every: int = 0) -> None:
        self.first = int(IPv4Address(first))
        self.count = count
        self.dead_every = dead_every
        self.kinds = [Kind(name) for name in KINDS]
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        self.socket.bind(("0.0.0.0", port))  # loopback only in effect: others are not answered
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]
        self.counts = {"requests": 0, "answers": 0, "received_bytes": 0, "sent_bytes": 0, "sets": 0}

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
        answer = self.kinds[number % len(self.kinds)].answer(datagram, number)
        if answer is not None:
            self.counts["answers"] += 1
            self.counts["sent_bytes"] += len(answer)
            source = struct.pack("=I4s4s", 0, address, b"\0\0\0\0")
            self.socket.sendmsg([answer], [(socket.IPPROTO_IP, IP_PKTINFO, source)], 0, sender)

    def run(self) -> None:
        """Serve until standard input ends; a line on it is answered by the counts so far."""
        selector = selectors.DefaultSelector()
        selector.register(self.socket, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print(json.dumps({"port": self.port}), flush=True)
        while True:
            for key, _ in selector.select():
                if key.fileobj is self.socket:
                    self.serve_ready()
                elif not sys.stdin.readline():
                    return
                else:
                    print(json.dumps(self.counts), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", default="127.9.0.1")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--port", type=int, default=10161)
    parser.add_argument("--dead-every", type=int, default=0, help="every n-th address is dead")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Many(options.first, options.count, options.port, dead_every=options.dead_every).run()


if __name__ == "__main__":
    main()
