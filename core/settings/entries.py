"""The settings as they are in one installation: every key with its value and where it comes from (pure)."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from core.errors import UsageError
from core.settings.catalog import ANY, Path, Setting, catalog
from core.settings.changing import plain
from core.settings.loading import Loaded, entries_of, leaves
from core.settings.schema import LATER


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One setting with its value."""

    setting: Setting
    path: Path
    """With the names of entries in it."""
    value: Any
    """As TOML has it; None where it is not set and has no default; of a table the names of its entries."""
    is_in_file: bool
    """Whether the file sets it; else the default counts."""

    @property
    def key(self) -> str:
        """How it is called on the command line: "discovery.rate"."""
        return key_of(self.path)


def entries(loaded: Loaded) -> list[Entry]:
    """Every setting in the order of the schema, those of entries behind their table."""
    in_file = {path for _, path, _ in leaves(loaded.document)}
    document = plain(loaded.settings)
    return [
        Entry(setting=setting, path=path, value=_shown(setting, value), is_in_file=path in in_file)
        for setting in catalog()
        for path, value in _values(document, (), setting.path)
    ]


def _values(node: Any, before: Path, rest: Path) -> Iterator[tuple[Path, Any]]:
    if not rest:
        yield before, node
    elif rest[0] == ANY:
        for name, entry in entries_of(node):
            yield from _values(entry, (*before, name), rest[1:])
    else:
        yield from _values((node or {}).get(rest[0]), (*before, rest[0]), rest[1:])


def _shown(setting: Setting, value: Any) -> Any:
    return [name for name, _ in entries_of(value)] if setting.kind == "table" else value


def key_of(path: Path) -> str:
    """A path as one types it; names with dots or slashes in quotes."""
    return ".".join(name if re.fullmatch(r"[\w-]+", name) else f'"{name}"' for name in path)


def path_of(key: str) -> Path:
    """The path that a key means: a setting, a table, or an entry of one ("thresholds.types.opc", "snmpv3.lab").

    Names of entries may be written with or without quotes.

    Raises:
        UsageError: there is no such setting; the nearest one is named.
    """
    tables = [(*setting.path, ANY) for setting in catalog() if setting.kind == "table"]
    for pattern in (*(setting.path for setting in catalog()), *tables):
        found = re.fullmatch(_expression(pattern), key)
        if found is not None:
            names = (name.strip('"') for name in found.groups())
            return tuple(next(names) if part == ANY else part for part in pattern)
    if key in LATER or key.partition(".")[0] in LATER:
        raise UsageError(f"{key} is not used by this version", "`supplies settings` lists what is")
    near = difflib.get_close_matches(key, [setting.key for setting in catalog() if ANY not in setting.path], 1)
    raise UsageError(
        f"{key} is not a setting", f"did you mean {near[0]}?" if near else "`supplies settings` lists them all"
    )


def _expression(pattern: Path) -> str:
    return r"\.".join(r'("[^"]+"|[^"]+)' if part == ANY else re.escape(part) for part in pattern)
