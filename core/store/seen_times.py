"""seen.json: when each device last answered, for the programs that only watch.

A reading that changed nothing is not written with its device; else a quiet printer would look older and older to every
program but the one that polls. The times alone are a few bytes a device and go out once a minute.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from core.errors import StoreError
from core.fleet import Change, Fleet
from core.model.device import Device
from core.notices import Tell
from core.store.background import BackgroundWriter
from core.store.storage import Generation
from core.store.tables import Database, Rows

TABLE = "seen"
"""Device id -> [last seen, last read], milliseconds since 1970 (UTC)."""

WRITE_SECONDS = 60.0
"""How long times gather. Our choice: the ages that people see are in minutes."""

AT_ONCE = 400
"""Devices whose times are taken in with one look, so that a screen is never busy with ten thousand at once."""

_ROW = msgspec.json.Decoder(tuple[int, int])


class SeenTimes:
    """Writes the times of what this program reads, and takes in those of others.

    Args:
        path: seen.json.
        tell: told in one line, on the event loop, when it cannot be written or was damaged.
        delay: seconds that times gather.
    """

    def __init__(self, path: Path, tell: Tell, *, delay: float = WRITE_SECONDS) -> None:
        self._writer = BackgroundWriter(self._write, lambda: bool(self._pending), tell, delay=delay, name="seen-times")
        self._database = Database(path, tell=self._writer.hear, starts_anew=True)
        self._busy = asyncio.Lock()
        self._pending: dict[str, tuple[int, int] | None] = {}
        """None: the device is gone."""
        self._generation: Generation | None = None
        self._incoming: deque[tuple[str, tuple[int, int]]] = deque()

    def remember(self, changes: tuple[Change, ...]) -> None:
        """Take the times of what was just read; a subscriber of the fleet."""
        for change in changes:
            device = change.after
            if device is None:
                self._pending[change.device_id] = None
            elif change.is_read and device.reading is not None and device.last_seen is not None:
                self._pending[device.id] = (_milliseconds(device.last_seen), _milliseconds(device.reading.read_at))
        if self._pending:
            self._writer.wake()

    def load(self, devices: Iterable[Device]) -> list[Device]:
        """Devices as they were stored, with the times known since; a file that cannot be read is left alone."""
        try:
            times = self._read()
        except StoreError:
            times = {}
        return [later if (later := _with_times(device, times.get(device.id))) else device for device in devices]

    async def flush(self) -> None:
        """Write what is pending now.

        Raises:
            StoreError: it could not be written.
        """
        await self._writer.flush(self._write)

    async def refresh(self, fleet: Fleet) -> None:
        """Take in some of what others wrote; to be called every second or two."""
        if not self._incoming:
            try:
                news = await asyncio.to_thread(self._news)
            except StoreError:
                return  # the fleet's own file is in the same folder and tells
            self._incoming.extend(news.items())
        for _ in range(min(AT_ONCE, len(self._incoming))):
            device_id, times = self._incoming.popleft()
            device = fleet.get(device_id)
            later = _with_times(device, times) if device is not None else None
            if later is not None:
                fleet.put(later)

    def _news(self) -> dict[str, tuple[int, int]]:
        if self._database.durable_storage.generation_on_disk() == self._generation:
            return {}
        return self._read()

    def _read(self) -> dict[str, tuple[int, int]]:
        rows = self._database.keyed(TABLE).rows()
        self._generation = self._database.durable_storage.generation
        times = {}
        for device_id, row in rows.items():
            try:
                times[device_id] = _ROW.decode(row)
            except msgspec.DecodeError:
                continue  # the next reading of that device writes it anew
        return times

    async def _write(self) -> None:
        async with self._busy:
            self._writer.rest()
            batch, self._pending = self._pending, {}
            if not batch:
                return
            try:
                await self._writer.in_thread(lambda: self._store(batch))
            except BaseException:
                self._pending = {**batch, **self._pending}
                raise
            self._writer.all_is_well()

    def _store(self, batch: dict[str, tuple[int, int] | None]) -> None:
        def change(rows: Rows) -> bool:
            for device_id, times in batch.items():
                if times is None:
                    rows.pop(device_id, None)
                else:
                    rows[device_id] = msgspec.Raw(msgspec.json.encode(times))
            return True

        self._database.keyed(TABLE).edit(change)
        self._generation = self._database.durable_storage.generation


def _with_times(device: Device, times: tuple[int, int] | None) -> Device | None:
    """The device as last seen then; None where nothing is later than what is known."""
    if times is None or device.reading is None or device.last_seen is None:
        return None
    try:
        seen, read = _moment(times[0]), _moment(times[1])
    except (OverflowError, ValueError, OSError):
        return None
    if read <= device.reading.read_at or device.silent_since is not None:
        return None
    return replace(device, last_seen=max(seen, device.last_seen), reading=replace(device.reading, read_at=read))


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
