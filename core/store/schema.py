"""The version of the documents' shape: older files are brought up to it as they are read, newer ones are refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from core.errors import StoreError

SCHEMA = 1
"""The version of the documents' shape that this program writes."""

Tables = dict[str, dict[str, Any]]
"""Table name -> document id -> document, as TinyDB has it; a document that was read is still raw JSON."""

Migration = Callable[[str, dict[str, Any]], dict[str, Any]]
"""A pure function: the table's name and a document of one version give the document of the next."""

MIGRATIONS: dict[int, Migration] = {}
"""Version -> how a document of that version becomes one of the next; complete from 1 to `SCHEMA` - 1."""

_META, _KEY = "meta", "schema"


class _Stamp(msgspec.Struct):
    version: int


def stamped(tables: Tables) -> Tables:
    """The tables with this program's version in front."""
    return {_META: {_KEY: {"version": SCHEMA}}, **{name: rows for name, rows in tables.items() if name != _META}}


def upgraded(tables: Tables, path: Path) -> Tables:
    """The tables in this program's shape, every document migrated one version after the other.

    Documents that are no objects stay as they are: whoever reads them reports them one by one.

    Args:
        tables: as read; a file without a stamp counts as version 1.
        path: the file, for the message.

    Raises:
        StoreError: a newer version wrote the file.
        msgspec.DecodeError: the stamp makes no sense.
    """
    version = _version(tables)
    if version > SCHEMA:
        raise StoreError(
            f"{path} was written by a newer version (schema {version}, this one knows {SCHEMA})",
            "update this program, or use another folder with --home",
        )
    for step in range(version, SCHEMA):
        for name, rows in tables.items():
            if name != _META:
                tables[name] = {key: _migrated(MIGRATIONS[step], name, row) for key, row in rows.items()}
    return tables


def _version(tables: Tables) -> int:
    stamp = tables.get(_META, {}).get(_KEY)
    if stamp is None:
        return 1
    version = msgspec.json.decode(stamp, type=_Stamp).version
    if version < 1:
        raise msgspec.DecodeError(f"schema version {version}")
    return version


def _migrated(migrate: Migration, table: str, row: msgspec.Raw) -> msgspec.Raw:
    try:
        document = msgspec.json.decode(row, type=dict[str, Any])
    except msgspec.DecodeError:
        return row
    return msgspec.Raw(msgspec.json.encode(migrate(table, document)))
