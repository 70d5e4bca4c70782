"""A process that answers each line with a line of JSON, and ends with the block that needs it, whatever happens."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: where `-m tests...` works."""
START_SECONDS = 60.0
"""What it may take until its first line: a worker reads ten thousand printers first."""
_ENDING_SECONDS = 3.0


class LineProcess:
    """`python -m MODULE OPTION ...` for as long as the context lasts; its first line says that it is ready.

    Args:
        module: serves until its standard input ends.
        options: of its command line.
    """

    def __init__(self, module: str, *options: str) -> None:
        self._arguments = ("-m", module, *options)
        self._process: asyncio.subprocess.Process | None = None
        self.ready: dict[str, Any] = {}
        """What its first line said."""

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # a Ctrl-C is for the bench, which ends this one itself
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                self.ready = await self._read()
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def ask(self, line: str) -> dict[str, Any]:
        """Its answer to a line.

        Raises:
            RuntimeError: it has ended.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        return await self._read()

    async def _read(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{' '.join(self._arguments)} ended; what it said stands above")
        said: dict[str, Any] = json.loads(line)
        return said

    async def _end(self) -> None:
        """Close its standard input, then insist."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        for insist in (process.terminate, process.kill):
            try:
                async with asyncio.timeout(_ENDING_SECONDS):
                    await process.wait()
            except TimeoutError:
                with suppress(ProcessLookupError):
                    insist()
            else:
                return
        await process.wait()
