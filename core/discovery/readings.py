"""Printers that were found and wait for their first full reading."""

import asyncio
from collections.abc import Awaitable, Callable


class ReadingQueue:
    """Collects devices and has them read, at once or when somebody waits for it.

    Args:
        read: reads one device by its id; tells whether it answered.
    """

    def __init__(self, read: Callable[[str], Awaitable[bool]]) -> None:
        self._read = read
        self._waiting: list[str] = []
        self._running: set[asyncio.Future[bool]] = set()
        self._unread = 0

    def __len__(self) -> int:
        return len(self._waiting) + len(self._running)

    def add(self, device_id: str) -> None:
        """Have a device read with the next start."""
        if device_id not in self._waiting:
            self._waiting.append(device_id)

    def start(self) -> None:
        """Start the readings that wait."""
        waiting, self._waiting = self._waiting, []
        for device_id in waiting:
            reading = asyncio.ensure_future(self._read(device_id))
            self._running.add(reading)
            reading.add_done_callback(self._finished)

    async def done(self) -> int:
        """Start what waits and wait for all readings.

        Returns:
            How many devices could not be read since this was last asked.
        """
        self.start()
        while self._running:
            await asyncio.wait(tuple(self._running))
        unread, self._unread = self._unread, 0
        return unread

    def _finished(self, reading: asyncio.Future[bool]) -> None:
        self._running.discard(reading)
        if reading.cancelled() or reading.exception() is not None or not reading.result():
            self._unread += 1
