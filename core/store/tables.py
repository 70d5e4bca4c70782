"""Tables of documents under their own ids, changed in batches: one pass over the file whatever the batch's size."""

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Table

from core.notices import Tell, log_notice
from core.store.lock import WriteLock
from core.store.storage import DurableStorage

log = logging.getLogger(__name__)

Rows = dict[str, msgspec.Raw]
"""Document id -> its JSON, not parsed."""


class KeyedTable(Table):
    """A TinyDB table whose documents have text ids and stay raw JSON until somebody asks for them.

    TinyDB's own calls work on it as ever, under the lock between programs; `rows` and `edit` are the fast way.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB leaves the class open but types it as int
    default_query_cache_capacity = 0
    """A cached answer would miss what other programs wrote."""

    def rows(self) -> Rows:
        """Every row by its id, from the newest generation on disk."""
        tables = self._storage.read() or {}
        return tables.get(self.name, {})

    def edit(self, change: Callable[[Rows], bool]) -> None:
        """Read the newest generation, let `change` edit its rows and write them, alone among all programs.

        Args:
            change: edits the rows in place and says whether there is anything to write.

        Raises:
            StoreError: not written; the file is as it was.
        """
        storage = self._storage
        assert isinstance(storage, DurableStorage)
        with storage.locked():
            tables = storage.read() or {}
            if change(tables.setdefault(self.name, {})):
                storage.write(tables)
                self.clear_cache()

    def documents(self) -> dict[str, dict[str, Any]]:
        """Every document by its id; rows that are no objects are left out and told to the log."""
        return self._parsed(self.rows())

    def _parsed(self, rows: Rows) -> dict[str, dict[str, Any]]:
        documents = {}
        for key, row in rows.items():
            try:
                documents[key] = msgspec.json.decode(row, type=dict[str, Any])
            except msgspec.DecodeError as error:
                log.warning("row %s of table %s is damaged and left out (%s)", key, self.name, error)
        return documents

    def _read_table(self) -> dict[str, Mapping[Any, Any]]:
        return dict(self.documents())

    def _update_table(self, updater: Callable[[dict[Any, Mapping[Any, Any]]], None]) -> None:
        def change(rows: Rows) -> bool:
            documents: dict[Any, Mapping[Any, Any]] = dict(self._parsed(rows))
            known = set(documents)
            updater(documents)
            for gone in known - documents.keys():
                del rows[gone]
            rows.update({str(key): _raw(document) for key, document in documents.items()})
            return True

        self.edit(change)


class Database(TinyDB):
    """One state file with its tables.

    Args:
        path: the file; its folder is made with mode 0700.
        tell: hears in one line that a damaged file was restored, or that others can enter the folder.
        lock: one that many files share; None: one of its own.
        starts_anew: where a file and the generation before it are damaged, it is begun anew instead of an error.
    """

    table_class = KeyedTable

    def __init__(
        self,
        path: Path,
        *,
        tell: Tell = log_notice,
        lock: WriteLock | None = None,
        starts_anew: bool = False,
    ) -> None:
        super().__init__(path, storage=DurableStorage, tell=tell, lock=lock, starts_anew=starts_anew)

    @property
    def durable_storage(self) -> DurableStorage:
        """The storage below, for its generations."""
        storage = self.storage
        assert isinstance(storage, DurableStorage)
        return storage

    def keyed(self, name: str) -> KeyedTable:
        """The table of that name."""
        table = self.table(name)
        assert isinstance(table, KeyedTable)
        return table

    def documents(self, table: str) -> dict[str, dict[str, Any]]:
        """Every document of a table by its id, from the newest generation on disk.

        Raises:
            StoreError: the file cannot be read, or a newer version wrote it.
        """
        return self.keyed(table).documents()

    def apply(self, table: str, puts: Mapping[str, Mapping[str, Any]], removes: Iterable[str] = ()) -> None:
        """Put and remove documents of a table as one durable change.

        Raises:
            StoreError: not written; the file is as it was.
        """

        def change(rows: Rows) -> bool:
            rows.update({key: _raw(document) for key, document in puts.items()})
            for key in removes:
                rows.pop(key, None)
            return True

        self.keyed(table).edit(change)


def _raw(document: Mapping[Any, Any]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(document))
