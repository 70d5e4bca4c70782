"""What becomes of the days: recorded as devices are read, written off the event loop, read back for one device."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date
from itertools import islice
from pathlib import Path

import msgspec

from core.errors import StoreError
from core.fleet import Change
from core.model.device import Device, Reading
from core.model.events import SupplyReplaced
from core.model.history import History, day_of
from core.notices import Notice, Tell, log_notice
from core.store.background import COALESCE_SECONDS, BackgroundWriter
from core.store.history_cleaning import HistoryCleaner
from core.store.history_days import full_row
from core.store.history_files import Entry, HistoryFiles, joined, merged

BATCH = 20
"""Devices written in one go; a rest follows (`core.store.background.pause_after`)."""

MAX_PENDING_DAYS = 7
"""Days kept in memory for a device whose file cannot be written; the oldest go first, and that is told."""

_FAILURES = 3
"""So many files in a row that cannot be written are the folder's fault: the rest of a batch is not tried."""


class _Outcome(msgspec.Struct):
    """What came of a batch."""

    undone: dict[str, Entry]
    error: StoreError | None = None
    """The first one."""


class HistoryRecorder:
    """Keeps each device's first reading of a day, and its replaced supplies.

    Only what this program reads is recorded; which days are on disk already it finds out by looking, when it first
    reads a device. Another program may record the same devices.

    Args:
        folder: of the histories.
        tell: told in one line, on the event loop, when a write failed or a damaged file was restored.
        delay: seconds that changes gather before they are written.
    """

    def __init__(self, folder: Path, tell: Tell = log_notice, *, delay: float = COALESCE_SECONDS) -> None:
        self._folder = folder
        self._tell = tell
        self._recorded: dict[str, date] = {}
        self._pending: dict[str, Entry] = {}
        self._batch: dict[str, Entry] = {}
        self._busy = asyncio.Lock()
        self._has_given_up = False
        self._writer = BackgroundWriter(
            self._write_batch, self._is_pending, tell, delay=delay, name="history", reason=self._reason
        )
        self._files = HistoryFiles(folder, self._writer.hear)
        self._cleaner = HistoryCleaner(self._files)

    def record(self, changes: tuple[Change, ...]) -> None:
        """Take what was read to be written soon; a subscriber of the fleet."""
        for change in changes:
            if change.after is None:
                self._recorded.pop(change.device_id, None)
            elif change.is_read and change.after.reading is not None:
                self._record(change.device_id, change.after.reading, change.replaced)
        self._writer.wake()

    async def flush(self) -> None:
        """Wait until everything recorded is on disk.

        Raises:
            StoreError: something could not be written; it stays pending.
        """
        await self._writer.flush(self._write_all)

    async def read(self, device: Device) -> History:
        """The past of a device, with that of the devices that were merged into it.

        Raises:
            StoreError: a file cannot be read, or a newer version wrote it.
        """
        wanted = {device_id: self._unwritten(device_id) for device_id in _ids(device)}
        return await self._writer.in_thread(
            lambda: merged([self._files.read(device_id, entry) for device_id, entry in wanted.items()])
        )

    async def put(self, device_id: str, past: History) -> None:
        """Add days and replacements that were not read here; days that are known stay as they are.

        Raises:
            StoreError: they could not be written.
        """
        entry = Entry({day.date.isoformat(): full_row(day) for day in past.days}, past.replacements)
        await self._writer.in_thread(lambda: self._files.write(device_id, entry))

    # What is pending

    def _record(self, device_id: str, reading: Reading, replaced: tuple[SupplyReplaced, ...]) -> None:
        day = reading.read_at.astimezone(UTC).date()
        days = {}
        if self._recorded.get(device_id) != day:
            # As it will lie on disk: that takes the least memory where ten thousand days begin at once.
            days = {day.isoformat(): full_row(day_of(device_id, reading))}
            self._recorded[device_id] = day
        if days or replaced:
            self._keep(device_id, Entry(days, replaced))

    def _keep(self, device_id: str, entry: Entry) -> None:
        whole = joined(self._pending.get(device_id), entry)
        if len(whole.days) > MAX_PENDING_DAYS:
            whole = Entry({day: whole.days[day] for day in sorted(whole.days)[-MAX_PENDING_DAYS:]}, whole.replaced)
            if not self._has_given_up:
                self._has_given_up = True
                words = f"{self._folder} could not be written for {MAX_PENDING_DAYS} days: older days are lost"
                self._tell(Notice(words, "error"))
        if entry.replaced:  # before all others: no later reading says it again
            self._pending = {device_id: whole, **{key: old for key, old in self._pending.items() if key != device_id}}
        else:
            self._pending[device_id] = whole

    def _unwritten(self, device_id: str) -> Entry | None:
        writing, pending = self._batch.get(device_id), self._pending.get(device_id)
        return writing if pending is None else joined(writing, pending)

    def _is_pending(self) -> bool:
        return bool(self._pending) or self._cleaner.is_due

    # Writing

    async def _write_batch(self) -> None:
        async with self._busy:
            self._writer.rest()
            outcome = await self._write(list(islice(self._pending, BATCH)))
        if outcome.error is not None:
            raise outcome.error

    async def _write_all(self) -> None:
        """Every device once."""
        tried: set[str] = set()
        error: StoreError | None = None
        async with self._busy:
            self._writer.rest()
            while batch := list(islice((key for key in self._pending if key not in tried), BATCH)):
                tried.update(batch)
                outcome = await self._write(batch)
                error = error or outcome.error
                if len(outcome.undone) == len(batch) >= _FAILURES:
                    break  # nor will the others
        if error is not None:
            raise error

    async def _write(self, device_ids: list[str]) -> _Outcome:
        self._batch = {key: self._pending.pop(key) for key in device_ids}
        outcome = _Outcome(self._batch)
        try:
            outcome = await self._writer.in_thread(lambda: self._work(self._batch))
        finally:
            self._batch = {}
            for key, entry in outcome.undone.items():
                newer = self._pending.pop(key, None)
                self._pending[key] = entry if newer is None else joined(entry, newer)
        if not self._pending:
            self._writer.all_is_well()
            self._has_given_up = False
        return outcome

    def _work(self, batch: Mapping[str, Entry]) -> _Outcome:
        """In the thread: write the batch, and clean a little."""
        outcome = _Outcome({})
        in_a_row = 0
        for device_id, entry in batch.items():
            if in_a_row == _FAILURES:
                outcome.undone[device_id] = entry
                continue
            try:
                reference = self._files.write(device_id, entry)
            except StoreError as error:
                outcome.error = outcome.error or error
                outcome.undone[device_id] = entry
                in_a_row += 1
            else:
                in_a_row = 0
                if reference is not None and reference.isoformat() not in entry.days:
                    self._cleaner.begin(reference)
        try:
            self._cleaner.step()
        except StoreError as error:
            outcome.error = outcome.error or error
        return outcome

    def _reason(self, error: StoreError) -> str:
        """The problem whichever file it is met in: one full disk is one problem."""
        return re.sub(rf"({re.escape(str(self._folder))})/[^\s:]+", r"\1", error.title)


def _ids(device: Device) -> Iterator[str]:
    """The device's id, those it had before, and those of the devices merged into it, the last merged first."""
    left = [device]
    while left:
        row = left.pop()
        yield row.id
        yield from row.known_as
        left += row.absorbed
