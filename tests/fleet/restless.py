"""An office that does not keep still: `python -m tests.fleet.restless --count 500 --seed 7`.

The demo's simulated devices (they print, run low and empty, jam, get new cartridges, sleep) at addresses of loopback.
Now and then one falls silent for a while and one moves to another address; by the seed, so that it can be had again.
Each device has a short name of its own: "r007-prn-finance-color".

It serves until its standard input ends. Its first line says the port and the network; each line there is answered by a
line with the counts so far: "asleep" now, "moves", "naps", "answers".
"""

import argparse
import asyncio
import json
import random
import signal
import sys
import time
from collections.abc import Sequence
from ipaddress import IPv4Network

from core.demo.fleet import LivingDevice, make_pace, make_units
from core.demo.unit import Unit
from core.snmp.recording import Record, Recording
from tests.fleet.loopback import LoopbackSocket, Question

NETWORK = "127.85.0.0/22"
"""Twice as many addresses as the largest office has devices."""
TURN_SECONDS = 1.0
"""How often something may happen."""
NAP_SHARE, NAP_SECONDS = 0.001, (20.0, 90.0)
"""Share of the devices that fall silent in a turn, and for how many seconds."""
MOVE_SHARE = 0.0005
"""Share of the devices that move in a turn."""
_NAME = (1, 3, 6, 1, 2, 1, 1, 5, 0)


def named(unit: Unit, number: int) -> Unit:
    """The unit with a name that tells it from all others in its first letters."""
    unit.recording = Recording(
        Record(record.oid, record.tag, b"r%03d-%s" % (number, record.value))
        if record.oid == _NAME and isinstance(record.value, bytes)
        else record
        for record in unit.recording
    )
    return unit


class Office:
    """The devices, where they are, and what happens to them.

    Args:
        count: devices.
        speed: simulated seconds a second.
        seed: of everything that happens.
    """

    def __init__(self, count: int, speed: float, seed: int) -> None:
        self._dice = random.Random(seed)
        started = time.monotonic()
        pace = make_pace(speed)
        self.devices = [
            LivingDevice(named(unit, number), pace, lambda: time.monotonic() - started)
            for number, unit in enumerate(make_units(count))
        ]
        self._free = [address.packed for address in IPv4Network(NETWORK).hosts()]
        self._dice.shuffle(self._free)
        self._at = {self._free.pop(): device for device in self.devices}
        self._wakes: list[tuple[float, LivingDevice]] = []
        self.counts = dict.fromkeys(("moves", "naps", "answers"), 0)

    def turn(self, now: float) -> None:
        """What happens in one turn."""
        for wakes_at, device in self._wakes:
            if wakes_at <= now:
                device.is_asleep = False
        self._wakes = [(wakes_at, device) for wakes_at, device in self._wakes if wakes_at > now]
        for device in self._some(NAP_SHARE):
            if not device.is_asleep:
                device.is_asleep = True
                self._wakes.append((now + self._dice.uniform(*NAP_SECONDS), device))
                self.counts["naps"] += 1
        for device in self._some(MOVE_SHARE):
            old = next(address for address, other in self._at.items() if other is device)
            del self._at[old]
            self._at[self._free.pop(0)] = device
            self._free.append(old)
            self.counts["moves"] += 1

    def _some(self, share: float) -> list[LivingDevice]:
        expected = share * len(self.devices)
        number = int(expected) + (self._dice.random() < expected % 1)
        return self._dice.sample(self.devices, number)

    @property
    def asleep(self) -> int:
        """How many are silent now."""
        return len(self._wakes)

    def answer(self, question: Question, loopback: LoopbackSocket) -> None:
        """Let the device at that address answer, after its delay."""
        device = self._at.get(question.address)
        answer = None if device is None else device.answer(question.datagram)
        if device is None or answer is None:
            return
        self.counts["answers"] += 1
        if device.delay > 0:
            asyncio.get_running_loop().call_later(device.delay, loopback.answer, answer, question)
        else:
            loopback.answer(answer, question)


async def serve(office: Office, port: int) -> None:
    """Serve until standard input ends."""
    loop, loopback = asyncio.get_running_loop(), LoopbackSocket(port)

    def hear() -> None:
        while (question := loopback.receive()) is not None:
            office.answer(question, loopback)

    async def live() -> None:
        while True:
            await asyncio.sleep(TURN_SECONDS)
            office.turn(time.monotonic())

    loop.add_reader(loopback.socket, hear)
    living = asyncio.create_task(live())
    print(json.dumps({"port": loopback.port, "network": NETWORK}), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(office.counts | {"asleep": office.asleep}), flush=True)
    living.cancel()


def main(arguments: Sequence[str] | None = None) -> None:
    summary = (__doc__ or "").partition("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m tests.fleet.restless", description=summary)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--speed", type=float, default=120.0, help="simulated seconds a second")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serve(Office(options.count, options.speed, options.seed), options.port))


if __name__ == "__main__":
    main()
