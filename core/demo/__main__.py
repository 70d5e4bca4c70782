"""The process of the simulated fleet: `python -m core.demo --count N --speed X`.

It serves the fleet on loopback, writes one line of JSON to standard output when it is ready (or when it cannot be), and
ends when its standard input ends, so that it never outlives the program that started it, or by SIGTERM or SIGINT.
"""

import argparse
import asyncio
import errno
import os
import signal
import sys
import threading
from contextlib import suppress
from ipaddress import IPv4Network

import msgspec

from core.clock import SystemClock
from core.demo.agent import Agent
from core.demo.fleet import (
    BLOCKS,
    DEFAULT_COUNT,
    LivingDevice,
    choose_addresses,
    choose_block,
    make_pace,
    make_units,
)
from core.demo.process import Failed, Ready
from core.demo.schedule import DEFAULT_SPEED
from core.errors import SuppliesError, UsageError

FIRST_PORT = 16161
"""The first port that is tried."""
TRIES = 16


async def serve(count: int, speed: float, stop: asyncio.Event) -> None:
    """Serve until `stop` is set.

    Raises:
        UsageError: count or speed out of range, or no loopback addresses to be had.
    """
    clock = SystemClock()
    pace, units = make_pace(speed), make_units(count)
    started = clock.monotonic()
    devices = [LivingDevice(unit, pace, lambda: clock.monotonic() - started) for unit in units]
    agent, block = await _bind(devices)
    try:
        _say(Ready(targets=str(block), port=agent.port, devices=count))
        await stop.wait()
    finally:
        await agent.close()


async def _bind(devices: list[LivingDevice]) -> tuple[Agent, IPv4Network]:
    """An agent on the first free block and port; the process number makes a clash with another demo unlikely."""
    for attempt in range(TRIES):
        block = choose_block(len(devices), (os.getpid() + attempt) % BLOCKS)
        addresses = choose_addresses(block, len(devices))
        agent = Agent(dict(zip(addresses, devices, strict=True)), FIRST_PORT + attempt)
        try:
            await agent.start()
        except UsageError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and cause.errno == errno.EADDRINUSE:
                continue
            raise UsageError(
                f"the demo cannot serve devices on {block}: {getattr(cause, 'strerror', None) or error.title}",
                "it needs all of 127.0.0.0/8 to be this machine's, as on Linux, and a socket for each device",
            ) from error
        return agent, block
    raise UsageError(
        f"the demo found no free port from {FIRST_PORT} to {FIRST_PORT + TRIES - 1}", "end some of the other demos"
    )


def _say(message: Ready | Failed) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(message) + b"\n")
    sys.stdout.buffer.flush()


def _watch_input(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Wait (in a thread of its own) for the end of standard input."""
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 4096):
            pass
    with suppress(RuntimeError):  # The loop may have ended first.
        loop.call_soon_threadsafe(stop.set)


async def _run(count: int, speed: float) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    threading.Thread(target=_watch_input, args=(loop, stop), daemon=True).start()
    await serve(count, speed, stop)


def main() -> int:
    """Serve as the command line says; the exit status is 0, or 2 when it cannot."""
    parser = argparse.ArgumentParser(prog="python -m core.demo", description="Serve a simulated fleet on loopback.")
    parser.add_argument("--count", type=int, default=DEFAULT_COUNT, help="devices (default: %(default)s)")
    parser.add_argument("--speed", type=float, default=DEFAULT_SPEED, help="simulated seconds a second (%(default)s)")
    options = parser.parse_args()
    try:
        asyncio.run(_run(options.count, options.speed))
    except SuppliesError as error:
        _say(Failed(error=error.title, hint=error.hint))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
