"""The monitor: polls while this program is the keeper, and takes in what other programs write all the while."""

import asyncio
from collections.abc import Awaitable, Callable

from core.monitor.keeper import KeeperLock
from core.monitor.poller import Poller

WATCH_SECONDS = 2.0
"""How often the state file is looked at for other programs' changes, and the keeper's place for being free."""


class Monitor:
    """Keeps a state folder's printers watched, by this program or by another one.

    Args:
        poller: the rounds.
        keeper: the poll lock.
        refresh: takes in what other programs wrote since the last time.
        notify: told one line when somebody else keeps, and when this program takes over.
    """

    def __init__(
        self,
        *,
        poller: Poller,
        keeper: KeeperLock,
        refresh: Callable[[], Awaitable[object]],
        notify: Callable[[str], None],
    ) -> None:
        self._poller = poller
        self._keeper = keeper
        self._refresh = refresh
        self._notify = notify
        self._told_of: str | None = None

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
        polling: asyncio.Task[None] | None = None
        try:
            while True:
                if polling is None and self._keeper.try_acquire():
                    if self._told_of is not None:
                        self._notify("no other program polls any more: this one does now")
                    polling = asyncio.create_task(self._poller.run(), name="polling")
                elif polling is None:
                    self._tell()
                elif polling.done():
                    await polling  # its error is ours
                await self._refresh()
                await asyncio.sleep(WATCH_SECONDS)
        finally:
            if polling is not None:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
            self._keeper.release()

    def _tell(self) -> None:
        words = self.keeper_words
        if words is not None and words != self._told_of:
            self._notify(f"{words} polls these printers; this program shows what it finds")
            self._told_of = words
