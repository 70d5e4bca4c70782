"""The monitor: polls and sweeps by the schedule while this program is the keeper, and takes in what others write."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from core.monitor.keeper import KeeperLock
from core.notices import Notice, Tell

WATCH_SECONDS = 2.0
"""How often the state file is looked at for other programs' changes, and the keeper's place for being free."""


class Work(Protocol):
    """What only the keeper does."""

    async def run(self) -> None:
        """Do it until cancelled."""
        ...


class Monitor:
    """Keeps a state folder's printers watched, by this program or by another one.

    Args:
        poller: the rounds.
        scheduler: the sweeps by the schedule.
        keeper: the poll lock.
        refresh: takes in what other programs wrote since the last time.
        notify: told one line when somebody else keeps, and when this program takes over.
    """

    def __init__(
        self,
        *,
        poller: Work,
        scheduler: Work,
        keeper: KeeperLock,
        refresh: Callable[[], Awaitable[object]],
        notify: Tell,
    ) -> None:
        self._works = {"polling": poller, "schedule": scheduler}
        self._keeper = keeper
        self._refresh = refresh
        self._notify = notify
        self._told_of: str | None = None

    @property
    def is_keeping(self) -> bool:
        """Whether this program polls these printers."""
        return self._keeper.is_held

    @property
    def keeper_words(self) -> str | None:
        """Who else polls these printers; None when this program does, or nobody."""
        holder = None if self._keeper.is_held else self._keeper.holder()
        return None if holder is None else holder.words

    async def run(self) -> None:
        """Poll or watch until cancelled.

        Raises:
            StoreError: the state folder cannot be used.
        """
        tasks: list[asyncio.Task[None]] = []
        try:
            while True:
                if not tasks and self._keeper.try_acquire():
                    if self._told_of is not None:
                        self._notify(Notice("no other program polls any more: this one does now", "information"))
                    tasks = [asyncio.create_task(work.run(), name=name) for name, work in self._works.items()]
                elif not tasks:
                    self._tell()
                for task in tasks:
                    if task.done():
                        await task  # its error is ours
                await self._refresh()
                await asyncio.sleep(WATCH_SECONDS)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._keeper.release()

    def _tell(self) -> None:
        words = self.keeper_words
        if words is not None and words != self._told_of:
            self._notify(Notice(f"{words} polls these printers; this program shows what it finds", "information"))
            self._told_of = words
