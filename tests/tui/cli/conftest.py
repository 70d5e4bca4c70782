import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.snmp.recording import Recording, read_recording
from tui.cli import main

RECORDINGS = Path(__file__).parents[3] / "core" / "demo" / "recordings"
FIRST_ADDRESS = "127.83.7."


class WatchedDevice(SimulatedDevice):
    """A simulated device that tells another thread when it is asked."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording)
        self.seen = threading.Event()

    def answer(self, datagram: bytes) -> bytes | None:
        self.seen.set()
        return super().answer(datagram)


class Site(NamedTuple):
    """A handful of simulated devices on loopback, served from a thread of their own."""

    port: int
    addresses: dict[str, str]
    """Recording's name -> address."""
    devices: dict[str, SimulatedDevice]

    def target(self, name: str) -> str:
        return f"{self.addresses[name]}:{self.port}"


@pytest.fixture
def site() -> Iterator[Site]:
    names = ("hp_color_laserjet_m554", "kyocera_ecosys_p3155dn", "oki_c612", "hpe_switch_2530")
    addresses = {name: f"{FIRST_ADDRESS}{number}" for number, name in enumerate(names, 1)}
    devices: dict[str, SimulatedDevice] = {
        name: WatchedDevice(read_recording(RECORDINGS / f"{name}.snmprec")) for name in names
    }
    devices["oki_c612"].versions = frozenset({"1"})
    started, stop = threading.Event(), threading.Event()
    port: list[int] = []
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with Agent({addresses[name]: device for name, device in devices.items()}) as agent:
            port.append(agent.port)
            started.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert started.wait(10)
        yield Site(port[0], addresses, devices)
    finally:
        stop.set()
        thread.join()
        loop.close()


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in a home of its own."""

    def command(*arguments: str) -> Outcome:
        capsys.readouterr()
        try:
            status = main([*arguments, "--home", str(tmp_path / "home")])
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return command
