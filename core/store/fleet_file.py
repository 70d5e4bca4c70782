"""fleet.json as this program knows it: which rows it has seen, what it writes, what other programs wrote.

Blocking calls, one at a time, for a thread beside the event loop.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from core.model.device import Device
from core.notices import Notice, Tell
from core.store.edits import Edit, edited_row, parse_device
from core.store.storage import Generation
from core.store.tables import Database, Rows

TABLE = "devices"
"""The table of the devices, by their ids."""

_NAMED = 3
"""Damaged rows named in one message."""


class News(msgspec.Struct, frozen=True):
    """What is on disk and not yet known here."""

    changed: tuple[Device, ...]
    """New or different devices."""
    removed: tuple[str, ...]
    """Ids of devices whose rows are gone."""
    is_set_back: bool
    """Whether the file was lost or restored from an older generation: then what this program knows is newer."""
    prints: dict[str, int]
    """Id -> fingerprint of its row, for every row that is a device."""
    damaged: dict[str, int]
    """Id -> fingerprint, for every row that is none."""
    generation: Generation | None


class FleetFile:
    """The devices on disk.

    Args:
        path: fleet.json.
        tell: hears in one line of restored files and damaged rows, in the calling thread.
    """

    def __init__(self, path: Path, tell: Tell) -> None:
        self._path = path
        self._database = Database(path, tell=tell)
        self._storage = self._database.durable_storage
        self._tell = tell
        self._prints: dict[str, int] = {}
        self._damaged: dict[str, int] = {}
        self._generation: Generation | None = None
        self._restored = 0
        self._is_lost = False

    def load(self) -> tuple[Device, ...]:
        """Every device on disk, in the order they were added; damaged rows are told and left alone.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        news = self._compare({})
        self.accept(news)
        return tuple(sorted(news.changed, key=lambda device: (_seconds(device.added_at), device.id)))

    def news(self) -> News | None:
        """What other programs wrote since; None when nothing was written. A look at the file's status, mostly.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        if self._storage.generation_on_disk() == self._generation and not self._is_lost:
            return None
        return self._compare(self._prints)

    def accept(self, news: News) -> None:
        """Know those news from now on."""
        self._prints, self._damaged, self._generation = news.prints, news.damaged, news.generation
        self._is_lost, self._restored = False, self._storage.times_restored

    def write(self, edits: Mapping[str, Edit]) -> None:
        """Lay edits over the newest generation in one pass.

        Rows that another program changed meanwhile stay unknown here, so that `news` gives them as merged.

        Raises:
            StoreError: not written; the file is as it was.
        """
        prints: dict[str, int | None] = {}
        base: Generation | None = None

        def change(rows: Rows) -> bool:
            nonlocal base
            base = self._storage.generation
            is_set_back = self._is_set_back(base)
            is_changed = False
            for device_id, edit in edits.items():
                row = rows.get(device_id)
                is_known = self._prints.get(device_id) == (None if row is None else _print(row))
                # Nobody removed what an older generation does not have.
                full = replace(edit, may_create=True) if is_set_back else edit
                new = edited_row(row, full, is_trusted=is_known and edit.before is not None)
                if new is None:
                    rows.pop(device_id, None)
                else:
                    rows[device_id] = new
                if is_known:
                    prints[device_id] = None if new is None else _print(new)
                is_changed = is_changed or new is not row
            return is_changed

        self._database.keyed(TABLE).edit(change)
        self._is_lost = self._is_lost or (base is None and self._generation is not None)
        if base == self._generation:
            self._generation = self._storage.generation
        for device_id, fingerprint in prints.items():
            if fingerprint is None:
                self._prints.pop(device_id, None)
            else:
                self._prints[device_id] = fingerprint

    def _compare(self, known: Mapping[str, int]) -> News:
        rows = self._database.keyed(TABLE).rows()
        generation = self._storage.generation
        changed: list[Device] = []
        prints: dict[str, int] = {}
        damaged: dict[str, int] = {}
        told: list[str] = []
        for device_id, row in rows.items():
            fingerprint = _print(row)
            if known.get(device_id) != fingerprint:
                try:
                    changed.append(parse_device(row))
                except (msgspec.DecodeError, RecursionError) as error:
                    damaged[device_id] = fingerprint
                    if self._damaged.get(device_id) != fingerprint:
                        told.append(f"{device_id} ({error})")
                    continue
            prints[device_id] = fingerprint
        self._report(told)
        removed = tuple(device_id for device_id in known if device_id not in rows)
        return News(tuple(changed), removed, self._is_set_back(generation), prints, damaged, generation)

    def _is_set_back(self, generation: Generation | None) -> bool:
        is_gone = generation is None and self._generation is not None
        return is_gone or self._is_lost or self._storage.times_restored != self._restored

    def _report(self, damaged: list[str]) -> None:
        if damaged:
            more = f" and {len(damaged) - _NAMED} more" if len(damaged) > _NAMED else ""
            words = f"devices in {self._path.name} are damaged and left out: {', '.join(damaged[:_NAMED])}{more}"
            self._tell(Notice(words, "error"))


def _print(row: msgspec.Raw) -> int:
    return hash(bytes(row))


def _seconds(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
