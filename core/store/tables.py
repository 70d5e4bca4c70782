"""Tables of documents under their own ids, changed in batches: one pass over the file whatever the batch's size."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table

from core.errors import StoreError
from core.store.storage import DurableStorage

SCHEMA = 1
"""The version of the documents' shape that this program writes."""


class KeyedTable(Table):
    """A TinyDB table whose documents have text ids."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB leaves the class open but types it as int

    def documents(self) -> dict[str, dict[str, Any]]:
        """Every document by its id, from the newest generation on disk."""
        return {str(key): dict(document) for key, document in self._read_table().items()}

    def apply(self, puts: Mapping[str, Mapping[str, Any]], removes: Iterable[str] = ()) -> None:
        """Put and remove documents in one read and one write."""

        def change(table: dict[Any, Mapping[str, Any]]) -> None:
            table.update(puts)
            for document_id in removes:
                table.pop(document_id, None)

        self._update_table(change)


class Database(TinyDB):
    """One state file: a table of documents and the version of their shape.

    Every change is read, changed and written under the inter-process lock, so that programs sharing the folder never
    lose each other's rows.
    """

    table_class = KeyedTable

    def __init__(self, path: Path, *, on_restored: Any = None) -> None:
        options = {"on_restored": on_restored} if on_restored else {}
        super().__init__(path, storage=DurableStorage, **options)
        self._path = path

    def check_schema(self) -> None:
        """Refuse a file that a newer version of this program wrote.

        Raises:
            StoreError: its documents may mean something this version does not know.
        """
        version = self._keyed("meta").documents().get("schema", {}).get("version")
        if isinstance(version, int) and version > SCHEMA:
            raise StoreError(
                f"{self._path} was written by a newer version (schema {version}, this one knows {SCHEMA})",
                "update this program, or use another folder with --home",
            )

    def documents(self, table: str) -> dict[str, dict[str, Any]]:
        """Every document of a table by its id, from the newest generation on disk."""
        return self._keyed(table).documents()

    def apply(self, table: str, puts: Mapping[str, Mapping[str, Any]], removes: Iterable[str] = ()) -> None:
        """Put and remove documents of a table as one durable change.

        Raises:
            StoreError: not written; the file is as it was.
        """
        storage = self.storage
        assert isinstance(storage, DurableStorage)
        with storage.locked():
            self.check_schema()
            if not self._keyed("meta").documents():
                self._keyed("meta").apply({"schema": {"version": SCHEMA}})
            self._keyed(table).apply(puts, removes)

    def _keyed(self, name: str) -> KeyedTable:
        table = self.table(name, cache_size=0)
        assert isinstance(table, KeyedTable)
        return table
