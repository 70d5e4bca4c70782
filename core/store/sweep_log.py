"""Earlier sweeps on disk: sweeps.json, shared by any number of programs, the last hundred kept."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from core.model.sweep import SweepRecord
from core.notices import Tell, log_notice
from core.store.background import COALESCE_SECONDS, BackgroundWriter
from core.store.tables import Database, Rows

log = logging.getLogger(__name__)

KEPT_SWEEPS = 100
"""Sweeps kept; the oldest go first."""
SWEEPS, SCHEDULE = "sweeps", "schedule"
"""The two tables of the file."""

OFF = "off"
"""The words of the absence of a schedule."""

_KEY = "plan"


class _PlanMark(msgspec.Struct):
    """Which plan was seen first when."""

    words: str
    since: datetime


class SweepLog:
    """Keeps the records of sweeps, and since when their schedule is what it is.

    Args:
        path: sweeps.json.
        tell: told in one line, on the event loop, when a write failed or a damaged file was restored.
        delay: seconds that records gather before they are written.
    """

    def __init__(self, path: Path, tell: Tell = log_notice, *, delay: float = COALESCE_SECONDS) -> None:
        self._pending: dict[str, SweepRecord] = {}
        self._busy = asyncio.Lock()
        self._writer = BackgroundWriter(
            self._write_batch, lambda: bool(self._pending), tell, delay=delay, name="sweep-log"
        )
        self._path = path
        self._database: Database | None = None

    def remember(self, record: SweepRecord) -> None:
        """Take a record to be written soon."""
        self._pending[record.id] = record
        self._writer.wake()

    async def flush(self) -> None:
        """Wait until everything remembered is on disk.

        Raises:
            StoreError: it could not be written; it stays pending.
        """
        await self._writer.flush(self._write_batch)

    async def read(self) -> tuple[SweepRecord, ...]:
        """Every sweep that is kept, of all programs, the newest first.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        async with self._busy:
            on_disk = await self._writer.in_thread(self._read)
        known = {record.id: record for record in on_disk} | self._pending
        return tuple(known[key] for key in sorted(known, reverse=True)[:KEPT_SWEEPS])

    async def plan_since(self, words: str, now: datetime) -> datetime:
        """Since when the schedule is what it is; a new one is noted down as of now.

        Args:
            words: the schedule, however it is written.
            now: the time.

        Raises:
            StoreError: the file cannot be read or written.
        """

        def look() -> datetime:
            found = now

            def change(rows: Rows) -> bool:
                nonlocal found
                mark = _mark_in(rows)
                if mark is None and words == OFF:
                    return False  # most homes have never had a schedule
                if mark is not None and mark.words == words:
                    found = mark.since
                    return False
                rows[_KEY] = msgspec.Raw(msgspec.json.encode(_PlanMark(words, now)))
                return True

            self._opened().keyed(SCHEDULE).edit(change)
            return found

        async with self._busy:
            return await self._writer.in_thread(look)

    # Beside the event loop

    def _opened(self) -> Database:
        if self._database is None:
            # What was lost with a damaged file is no reason to do without the new ones.
            self._database = Database(self._path, tell=self._writer.hear, starts_anew=True)
        return self._database

    def _read(self) -> tuple[SweepRecord, ...]:
        return tuple(_records(self._opened().keyed(SWEEPS).documents()))

    def _write(self, batch: Iterable[SweepRecord]) -> None:
        def change(rows: Rows) -> bool:
            rows.update({record.id: msgspec.Raw(msgspec.json.encode(record)) for record in batch})
            for outdated in sorted(rows)[:-KEPT_SWEEPS]:
                del rows[outdated]
            return True

        self._opened().keyed(SWEEPS).edit(change)

    async def _write_batch(self) -> None:
        async with self._busy:
            self._writer.rest()
            batch, self._pending = self._pending, {}
            if not batch:
                return
            try:
                await self._writer.in_thread(lambda: self._write(batch.values()))
            except BaseException:
                self._pending = batch | self._pending
                raise
            self._writer.all_is_well()


def _records(documents: Mapping[str, object]) -> Iterable[SweepRecord]:
    for key, document in documents.items():
        try:
            yield msgspec.convert(document, SweepRecord)
        except msgspec.ValidationError as error:
            log.warning("sweep %s is damaged and left out (%s)", key, error)


def _mark_in(rows: Rows) -> _PlanMark | None:
    try:
        return msgspec.json.decode(rows[_KEY], type=_PlanMark)
    except (KeyError, msgspec.DecodeError):
        return None
