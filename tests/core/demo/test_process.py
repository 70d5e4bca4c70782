"""The fleet's process over real UDP on loopback."""

import asyncio
import os
import socket
import sys
from ipaddress import IPv4Network
from pathlib import Path

import msgspec
import pytest

from core.demo.__main__ import serve
from core.demo.fleet import choose_addresses
from core.demo.process import DemoProcess, Ready
from core.errors import UsageError
from core.snmp.codec import Response, decode_response, encode_get

CYAN = "1.3.6.1.2.1.43.11.1.1.9.1.2"
ROOT = Path(__file__).parents[3]


async def ask(address: str, port: int, oid: str) -> Response:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.setblocking(False)
        asker.connect((address, port))
        await loop.sock_sendall(asker, encode_get("2c", "public", 1, [oid]))
        async with asyncio.timeout(5):
            return decode_response(await loop.sock_recv(asker, 65_535))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def can_bind(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.bind((address, port))
        except OSError:
            return False
    return True


async def test_the_fleet_answers_while_the_context_lasts_and_leaves_nothing_behind() -> None:
    async with DemoProcess(count=3) as demo:
        addresses = choose_addresses(IPv4Network(demo.targets), 3)
        pid = demo.pid
        assert demo.devices == 3
        assert pid is not None
        assert is_running(pid)
        ((oid, level),) = (await ask(addresses[0], demo.port, CYAN)).varbinds
        assert (oid, level) == (CYAN, 12)
        assert not can_bind(addresses[2], demo.port)
    assert demo.pid is None
    assert not is_running(pid)
    assert all(can_bind(address, demo.port) for address in addresses)


async def test_the_fleet_ends_when_what_it_serves_fails() -> None:
    demo, pids = DemoProcess(count=1), list[int | None]()

    async def fail() -> None:
        async with demo:
            pids.append(demo.pid)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert pids[0] is not None
    assert not is_running(pids[0])


@pytest.mark.parametrize(
    ("count", "speed", "words"), [(0, None, "0 devices is not possible"), (1, -5.0, "speed -5 is not possible")]
)
async def test_what_the_process_refuses_is_refused_with_its_words(count: int, speed: float | None, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        async with DemoProcess(count=count, speed=speed):
            pytest.fail("it was not refused")
    assert refused.value.hint.startswith("choose ")


async def test_a_process_that_does_not_come_up_in_time_is_ended() -> None:
    demo = DemoProcess(count=1, start_seconds=0.0)
    with pytest.raises(UsageError, match="did not come up"):
        async with demo:
            pytest.fail("it came up")
    assert demo.pid is None


async def start() -> tuple[asyncio.subprocess.Process, Ready]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "core.demo", "--count", "1",
        cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(20):
        return process, msgspec.json.decode(await process.stdout.readline(), type=Ready)


@pytest.mark.parametrize("how", ["end of its input", "SIGTERM"])
async def test_the_process_ends_by_itself_at_the(how: str) -> None:
    process, ready = await start()
    assert ready.devices == 1
    assert process.stdin is not None
    if how == "SIGTERM":
        process.terminate()
    else:
        process.stdin.close()
    async with asyncio.timeout(5):
        await process.communicate()
    assert process.returncode == 0


async def test_a_second_fleet_finds_a_place_of_its_own(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    stop = asyncio.Event()
    fleets = [asyncio.create_task(serve(2, 60.0, stop)) for _ in range(2)]
    lines: list[bytes] = []
    async with asyncio.timeout(10):
        while len(lines) < 2:
            await asyncio.wait(fleets, timeout=0)
            lines += capfdbinary.readouterr().out.splitlines()
    first, second = (msgspec.json.decode(line, type=Ready) for line in lines)
    try:
        assert (first.targets, first.port) != (second.targets, second.port)
        for ready in (first, second):
            answer = await ask(choose_addresses(IPv4Network(ready.targets), 2)[0], ready.port, CYAN)
            assert answer.varbinds == ((CYAN, 12),)
    finally:
        stop.set()
        await asyncio.gather(*fleets)
