"""The simulated fleet as a process of its own, so that it takes nothing from the terminal's event loop."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from core.errors import UsageError

START_SECONDS = 20.0
"""How long the process may take until it serves."""
_ENDING_SECONDS = 2.0
_ROOT = Path(__file__).resolve().parents[2]
"""Where the package `core` lies, in a checkout and installed."""


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """What the process says when it serves."""

    targets: str
    """The network to sweep, e.g. "127.77.12.0/26"."""
    port: int
    devices: int


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """What the process says when it cannot serve."""

    error: str
    hint: str


class DemoProcess:
    """Runs the simulated fleet for as long as the context lasts.

    Args:
        count: devices, up to `core.demo.fleet.MAX_COUNT`; None for every make once.
        speed: simulated seconds a real second; None for an hour a minute.
        start_seconds: how long it may take until it serves.

    Raises:
        UsageError: count or speed out of range, no loopback addresses to be had, or the process does not come up.
    """

    def __init__(
        self, count: int | None = None, speed: float | None = None, *, start_seconds: float = START_SECONDS
    ) -> None:
        self._options = [] if count is None else ["--count", str(count)]
        self._options += [] if speed is None else ["--speed", str(speed)]
        self._start_seconds = start_seconds
        self._process: asyncio.subprocess.Process | None = None
        self.targets = ""
        """The network to sweep, e.g. "127.77.12.0/26"; many of its addresses are silent."""
        self.port = 0
        """The UDP port of every device."""
        self.devices = 0
        """How many devices answer there, those that are no printers included."""

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return None if self._process is None else self._process.pid

    async def __aenter__(self) -> Self:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "core.demo",
            *self._options,
            cwd=_ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            # A Ctrl-C in the terminal is for the program; the fleet ends when its standard input does.
            start_new_session=True,
        )
        self._process = process
        try:
            ready = await self._wait_until_ready(process)
        except BaseException:
            await self._end()
            raise
        self.targets, self.port, self.devices = ready.targets, ready.port, ready.devices
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def _wait_until_ready(self, process: asyncio.subprocess.Process) -> Ready:
        if process.stdout is None or process.stderr is None:
            raise UsageError("the demo's process has no output", "this is a bug; please report it")
        try:
            async with asyncio.timeout(self._start_seconds):
                line = await process.stdout.readline()
                complaint = b"" if line else await process.stderr.read()
        except TimeoutError as error:
            raise UsageError(
                f"the demo's process did not come up within {self._start_seconds:g} s", "try fewer devices (--count)"
            ) from error
        if not line:
            last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
            raise UsageError(f"the demo's process ended: {last or 'without a word'}", "this is a bug; please report it")
        said = _understand(line)
        if isinstance(said, Failed):
            raise UsageError(said.error, said.hint)
        return said

    async def _end(self) -> None:
        """Ask it to end, then insist."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        # stderr is read to its end so that a full pipe never keeps the process.
        for insist in (process.terminate, process.kill):
            try:
                async with asyncio.timeout(_ENDING_SECONDS):
                    await process.communicate()
            except TimeoutError:
                insist()
            else:
                return
        await process.wait()


def _understand(line: bytes) -> Ready | Failed:
    """What the process said in its first line."""
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(line, type=Ready)
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(line, type=Failed)
    return Failed(error=f"the demo's process said {line[:60]!r}", hint="this is a bug; please report it")
