"""Thousands of agents on loopback from one process and one socket: `python -m tests.fleet.many --count 3000`.

One socket hears every address of 127.0.0.0/8; the address that was asked comes with the datagram (IP_PKTINFO) and is
the answer's sender. Answers come from the demo's recordings; each address gets a serial number of its own (with --names
also a name), of the same length, written over the recording's in the octets of the answer.

It serves until its standard input ends. A line there is answered by a line with the counts so far: datagrams, bytes,
how many agents have answered ("agents"), the bytes of the one that took and gave most ("most_bytes"). The line "print"
lets every printer print a page first, the line "drain NUMBER ..." takes a little of the first supply of those agents,
the line "forget" sets all counts to zero.
"""

import argparse
import json
import random
import selectors
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address
from pathlib import Path

from core.demo.responder import SimulatedDevice
from core.printer.oids import PRT_SERIAL
from core.snmp.recording import Recording, read_recording
from tests.fleet.loopback import LoopbackSocket, Question

RECORDINGS = Path(__file__).parents[2] / "core" / "demo" / "recordings"
KINDS = ("hp_color_laserjet_m554", "kyocera_ecosys_p3155dn", "konica_minolta_bizhub_c300i", "sharp_mx_3071")
COUNTS = ("requests", "answers", "received_bytes", "sent_bytes", "sets", "lost")
LIFE_COUNT = bytes.fromhex("060c2b060102012b0a0201040101")
"""prtMarkerLifeCount.1.1 as it stands in an answer (BER), in front of its value."""


LEVEL = bytes.fromhex("060c2b060102012b0b0101090101")
"""prtMarkerSuppliesLevel.1.1 in the same way."""
NAME = "1.3.6.1.2.1.1.5.0"
"""sysName."""


def kind_recording(number: int) -> Recording:
    """What the agent of that number answers from."""
    return read_recording(RECORDINGS / f"{KINDS[number % len(KINDS)]}.snmprec")


def own_serial(recorded: bytes, number: int) -> bytes:
    """The serial number of the agent of that number, as long as the recorded one."""
    return recorded[:2] + f"{number:0{len(recorded) - 2}d}".encode()


def own_name(recorded: bytes, number: int) -> bytes:
    """The name of the agent of that number, as long as the recorded one: told apart by how it begins."""
    return (b"p%05d-" % number + recorded[7:])[: len(recorded)]


def with_pages(answer: bytes, pages: int) -> bytes:
    """The answer with that many pages more on its page counter, which keeps its length; without one as it is."""
    return _with_number(answer, LIFE_COUNT, lambda count: count + pages) if pages else answer


def drained(answer: bytes, times: int) -> bytes:
    """The answer with so many fiftieths less of its first supply, its length kept; without a level as it is."""
    return _with_number(answer, LEVEL, lambda level: level - times * max(1, level // 50)) if times else answer


def _with_number(answer: bytes, object_id: bytes, change: Callable[[int], int]) -> bytes:
    name = answer.find(object_id)
    if name < 0:
        return answer
    start = name + len(object_id) + 2
    end = start + answer[start - 1]
    number = change(int.from_bytes(answer[start:end]))
    return answer[:start] + number.to_bytes(end - start) + answer[end:]


class Kind:
    """One recording, answering for many addresses.

    Args:
        recording: what it answers from.
        has_names: whether each address has a name of its own.
    """

    def __init__(self, recording: Recording, *, has_names: bool = False) -> None:
        self.device = SimulatedDevice(recording)
        values = recording.values()
        serial, name = values[f"{PRT_SERIAL}.1"], values[NAME]
        assert isinstance(serial, bytes)
        assert isinstance(name, bytes)
        self.serial = serial
        self.name = name if has_names else None

    def answer(self, datagram: bytes, number: int) -> bytes | None:
        answer = self.device.answer(datagram)
        if answer is None:
            return None
        if self.name is not None and self.name in answer:
            answer = answer.replace(self.name, own_name(self.name, number))
        return answer.replace(self.serial, own_serial(self.serial, number)) if self.serial in answer else answer


class Many:
    """Agents at `count` addresses from `first` on; those in `dead` never answer.

    Args:
        first: their first address, in 127.0.0.0/8.
        count: how many.
        port: of all of them; 0 takes a free one.
        dead_every: every n-th of them never answers; 0: all do.
        loss: the share of datagrams that gets lost, questions and answers alike.
        seed: of the losses.
        has_names: whether each has a name of its own.
    """

    def __init__(
        self,
        first: str,
        count: int,
        port: int,
        *,
        dead_every: int = 0,
        loss: float = 0.0,
        seed: int = 1,
        has_names: bool = False,
    ) -> None:
        self.first = int(IPv4Address(first))
        self.count = count
        self.dead_every = dead_every
        self.loss = loss
        self.dice = random.Random(seed)
        self.pages = 0
        self.drains: Counter[int] = Counter()
        """How often the agent of a number was drained."""
        self.kinds = [Kind(kind_recording(number), has_names=has_names) for number in range(len(KINDS))]
        self.loopback = LoopbackSocket(port)
        self.bytes_of: dict[int, int] = {}
        """Bytes both ways of every agent that has answered, by its number."""
        self.counts = dict.fromkeys(COUNTS, 0)

    def serve_ready(self) -> None:
        """Answer everything that waits."""
        while (question := self.loopback.receive()) is not None:
            self._serve(question)

    def _serve(self, question: Question) -> None:
        datagram = question.datagram
        number = int.from_bytes(question.address) - self.first
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
        answer = drained(with_pages(answer, self.pages), self.drains[number])
        self.counts["answers"] += 1
        self.counts["sent_bytes"] += len(answer)
        if self._is_lost():
            return
        self.bytes_of[number] = self.bytes_of.get(number, 0) + len(datagram) + len(answer)
        self.loopback.answer(answer, question)

    def _is_lost(self) -> bool:
        is_lost = self.loss > 0 and self.dice.random() < self.loss
        self.counts["lost"] += is_lost
        return is_lost

    def run(self) -> None:
        """Serve until standard input ends."""
        selector = selectors.DefaultSelector()
        selector.register(self.loopback.socket, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print(json.dumps({"port": self.loopback.port}), flush=True)
        while True:
            for key, _ in selector.select():
                if key.fileobj is self.loopback.socket:
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
        elif line.startswith("drain "):
            self.drains.update(map(int, line.split()[1:]))
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
    parser.add_argument("--names", action="store_true", help="a name of its own for each")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Many(
        options.first,
        options.count,
        options.port,
        dead_every=options.dead_every,
        loss=options.loss,
        seed=options.seed,
        has_names=options.names,
    ).run()


if __name__ == "__main__":
    main()
