"""Writing beside the event loop: soon after something is pending, seldom where it takes long, again where it failed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from core.errors import StoreError
from core.notices import Notice, Tell

T = TypeVar("T")

COALESCE_SECONDS = 1.0
"""How long changes gather before they are written together."""

RETRY_SECONDS = 30.0
"""How long to wait after a write that failed."""

_REST = 9
"""A batch's duration is followed by this many times as much rest: writing takes at most a tenth of the time."""


def pause_after(seconds: float, delay: float) -> float:
    """How long changes gather after a batch that took so many seconds: what takes long is written less often."""
    return max(delay, _REST * seconds)


class BackgroundWriter:
    """When a store writes, and how its problems are told.

    Args:
        write: writes a batch of what is pending; raises StoreError, after which all that was not written is pending.
        is_pending: whether there is anything to write.
        tell: told in one line, on the event loop, what went wrong.
        delay: seconds that changes gather.
        name: of the task.
        reason: what makes two problems one, which is told once.
    """

    def __init__(
        self,
        write: Callable[[], Awaitable[None]],
        is_pending: Callable[[], bool],
        tell: Tell,
        *,
        delay: float,
        name: str,
        reason: Callable[[StoreError], str] = str,
    ) -> None:
        self._write = write
        self._is_pending = is_pending
        self._tell = tell
        self._delay = delay
        self._name = name
        self._reason = reason
        self._unheard: list[Notice] = []
        self._told: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._writing: asyncio.Task[None] | None = None
        self._flushing = 0

    def wake(self, delay: float | None = None) -> None:
        """Write in a while if anything is pending and nothing is under way; without an event loop somebody flushes."""
        if not self._is_pending() or self._timer is not None or self._writing is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._timer = loop.call_later(self._delay if delay is None else delay, self._start)

    def rest(self) -> None:
        """What is pending is being written: nothing has to be woken for it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def flush(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write now.

        Raises:
            StoreError: it could not be written; it is tried again later.
        """
        self._flushing += 1
        try:
            await write()
        finally:
            self._flushing -= 1
            self.wake(RETRY_SECONDS)  # only what is pending still

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking work beside the loop; a cancelled caller still waits for its end, as nothing can stop it."""
        running = asyncio.get_running_loop().run_in_executor(None, work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait((running,))
            running.exception()
            raise
        finally:
            self.pass_on()

    # Telling

    def hear(self, notice: Notice) -> None:
        """Take a notice from any thread; it is told on the event loop."""
        self._unheard.append(notice)

    def pass_on(self) -> None:
        """Tell what was heard."""
        while self._unheard:
            self._tell(self._unheard.pop(0))

    def tell_once(self, error: StoreError) -> None:
        """Tell a problem, unless it was told since all was well."""
        reason = self._reason(error)
        if reason not in self._told:
            self._told.add(reason)
            self._tell(Notice(str(error), "error"))

    def all_is_well(self) -> None:
        """Problems that come again are new ones."""
        self._told.clear()

    def _start(self) -> None:
        self._timer = None
        self._writing = asyncio.get_running_loop().create_task(self._write_in_background(), name=self._name)

    async def _write_in_background(self) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        delay = RETRY_SECONDS
        try:
            await self._write()
            delay = pause_after(loop.time() - started, self._delay)
        except StoreError as error:
            if not self._flushing:  # else the flush meets it too and raises it
                self.tell_once(error)
        finally:
            self._writing = None
            self.wake(delay)
