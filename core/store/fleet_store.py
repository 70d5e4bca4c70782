"""The fleet on disk: read at the start, written in coalesced batches off the event loop, watched for others' writes."""

import asyncio
from pathlib import Path

from core.errors import StoreError
from core.fleet import Change, Fleet
from core.model.device import Device
from core.model.sameness import same_device
from core.notices import Tell, log_notice
from core.store.background import COALESCE_SECONDS, BackgroundWriter
from core.store.edits import Edit, edited_device, joined, with_later_times
from core.store.fleet_file import FleetFile, News

_AT_ONCE = 20
"""Devices taken in before the event loop gets its turn."""


class FleetStore:
    """Loads the devices, keeps what changes and takes in what other programs change.

    Args:
        path: fleet.json.
        on_problem: told in one line, on the event loop, when a write failed or a damaged file was restored.
        delay: seconds that changes gather before they are written.
    """

    def __init__(self, path: Path, on_problem: Tell = log_notice, *, delay: float = COALESCE_SECONDS) -> None:
        self._pending: dict[str, Edit] = {}
        self._taking: Device | str | None = None
        self._busy = asyncio.Lock()
        self._writer = BackgroundWriter(
            self._write_batch, lambda: bool(self._pending), on_problem, delay=delay, name="fleet-store"
        )
        self._file = FleetFile(path, self._writer.hear)

    def load(self) -> tuple[Device, ...]:
        """Every device on disk; a row that does not parse is told and left alone.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        try:
            return self._file.load()
        finally:
            self._writer.pass_on()

    def remember(self, changes: tuple[Change, ...]) -> None:
        """Take changes to be written soon; a subscriber of the fleet.

        What comes from the disk is not written back. Where only times moved nothing is written, but what is pending for
        that device takes them along.
        """
        for change in changes:
            if self._is_from_disk(change):
                continue
            pending = self._pending.get(change.device_id)
            if pending is not None or change.is_material:
                self._keep(change.device_id, joined(pending, Edit.of(change.before, change.after)))
        self._writer.wake()

    async def flush(self) -> None:
        """Wait until everything remembered is on disk.

        Raises:
            StoreError: it could not be written; it stays pending.
        """
        await self._writer.flush(self._write_batch)

    async def refresh(self, fleet: Fleet) -> bool:
        """Let the fleet know what other programs wrote; to be called every second or two.

        Costs a look at the file's status while nobody writes. A file that cannot be read is told once, not raised.

        Args:
            fleet: gets `put` and `remove` for what differs; edits of this program that are not written yet stay.

        Returns:
            Whether another program changed, added or removed a device.
        """
        async with self._busy:
            try:
                news = await self._writer.in_thread(self._file.news)
            except StoreError as error:
                self._writer.tell_once(error)
                return False
            if news is None:
                return False
            self._writer.all_is_well()
            is_changed = await self._take_in(fleet, news)
            self._file.accept(news)
        self._writer.wake()
        return is_changed

    # What others wrote

    async def _take_in(self, fleet: Fleet, news: News) -> bool:
        count = 0
        for number, theirs in enumerate(news.changed, 1):
            count += self._take(fleet, theirs, is_set_back=news.is_set_back)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        for number, device_id in enumerate(news.removed, 1):
            count += self._lose(fleet, device_id, is_set_back=news.is_set_back)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return count > 0

    def _take(self, fleet: Fleet, theirs: Device, *, is_set_back: bool) -> bool:
        """Bring one row into the fleet; what this program has over it is pending afterwards."""
        edit, ours = self._pending.get(theirs.id), fleet.get(theirs.id)
        if edit is not None and edit.after is None:
            return False  # removed here: the row goes with the next batch
        if ours is None:
            merged = theirs
        elif is_set_back:
            merged = ours
        else:
            merged = with_later_times(ours, theirs)
            merged = merged if edit is None else edited_device(merged, edit)
        self._keep(theirs.id, None if same_device(theirs, merged) else Edit.of(theirs, merged))
        if merged == ours:
            return False
        self._taking = merged
        fleet.put(merged)
        self._taking = None
        return True

    def _lose(self, fleet: Fleet, device_id: str, *, is_set_back: bool) -> bool:
        """Take one device out of the fleet that is gone from the disk, unless it is to be written there."""
        edit, ours = self._pending.get(device_id), fleet.get(device_id)
        if ours is None or (edit is not None and edit.may_create):
            return False
        if is_set_back:
            self._keep(device_id, Edit.of(None, ours))
            return False
        self._keep(device_id, None)
        self._taking = device_id
        fleet.remove(device_id)
        self._taking = None
        return True

    def _is_from_disk(self, change: Change) -> bool:
        if change.after is None:
            return self._taking == change.device_id
        return change.after is self._taking

    # Writing

    def _keep(self, device_id: str, edit: Edit | None) -> None:
        if edit is None:
            self._pending.pop(device_id, None)
        else:
            self._pending[device_id] = edit

    async def _write_batch(self) -> None:
        async with self._busy:
            self._writer.rest()
            batch, self._pending = self._pending, {}
            if not batch:
                return
            try:
                await self._writer.in_thread(lambda: self._file.write(batch))
            except BaseException:
                newer, self._pending = self._pending, batch
                for device_id, edit in newer.items():
                    self._keep(device_id, joined(batch.get(device_id), edit))
                raise
            self._writer.all_is_well()
