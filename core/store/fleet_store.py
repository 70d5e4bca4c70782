"""The fleet on disk: read at the start, written in coalesced batches off the event loop."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from core.errors import StoreError
from core.fleet import Change
from core.model.device import Device
from core.store.tables import Database

log = logging.getLogger(__name__)

TABLE = "devices"


def device_document(device: Device) -> dict[str, Any]:
    """A device as plain JSON values."""
    document = msgspec.to_builtins(device)
    assert isinstance(document, dict)
    return document


class FleetStore:
    """Loads the devices and, as a subscriber of the fleet, keeps what changes.

    Args:
        path: fleet.json.
        on_problem: told in one line when a write failed or a damaged file was restored.
    """

    def __init__(self, path: Path, on_problem: Any = log.warning) -> None:
        self._database = Database(path, on_restored=on_problem)
        self._on_problem = on_problem
        self._pending: dict[str, Device | None] = {}
        self._writing: asyncio.Task[None] | None = None

    def load(self) -> tuple[Device, ...]:
        """Every device on disk; a row that does not parse is told and left alone.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        self._database.check_schema()
        devices = []
        for device_id, document in self._database.documents(TABLE).items():
            try:
                devices.append(msgspec.convert(document, Device, strict=False))
            except msgspec.ValidationError as error:
                self._on_problem(f"device {device_id} in fleet.json is damaged and left out ({error})")
        return tuple(sorted(devices, key=lambda device: (_stamp(device.added_at), device.id)))

    def remember(self, changes: tuple[Change, ...]) -> None:
        """Take changes to be written soon; a subscriber of the fleet."""
        for change in changes:
            self._pending[change.device_id] = change.after
        if self._writing is None:
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:  # no loop: the caller flushes
                return
            self._writing = loop.create_task(self._write_until_done(), name="fleet-store")

    async def flush(self) -> None:
        """Wait until everything remembered is on disk.

        Raises:
            StoreError: it could not be written; it stays pending.
        """
        if self._writing is not None:
            await asyncio.wait((self._writing,))
        if self._pending:
            await self._write_batch()

    async def _write_until_done(self) -> None:
        try:
            while self._pending:
                await self._write_batch()
        except StoreError as error:
            self._on_problem(str(error))
        finally:
            self._writing = None

    async def _write_batch(self) -> None:
        batch, self._pending = self._pending, {}
        try:
            await asyncio.to_thread(self._write, batch)
        except BaseException:
            self._pending = {**batch, **self._pending}
            raise

    def _write(self, batch: dict[str, Device | None]) -> None:
        puts = {device_id: device_document(device) for device_id, device in batch.items() if device is not None}
        removes = [device_id for device_id, device in batch.items() if device is None]
        self._database.apply(TABLE, puts, removes)


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
