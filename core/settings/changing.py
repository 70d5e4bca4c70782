"""Settings with one of them changed, as the file would be read after the change (pure)."""

from collections.abc import Mapping
from typing import Any

import msgspec

from core.errors import SettingsError
from core.settings.catalog import ANY, Path, catalog, setting_at
from core.settings.limits import FillsUp, contradiction
from core.settings.loading import HINT, checked, entries_of, misfit
from core.settings.schema import Settings


def with_value(settings: Settings, table: str, key: str, value: Any) -> Settings:
    """The settings with one value set.

    Raises:
        SettingsError: there is no such setting, or the value does not fit.
    """
    return changed(settings, (table, key), value)


def changed(settings: Settings, path: Path, value: Any, fills_up: FillsUp = lambda _: None) -> Settings:
    """The settings with one value set, in an entry that is made where it is missing.

    Args:
        settings: as they are.
        path: where, with the names of entries.
        value: as TOML has it; None: not set, so that the default counts; {}: an entry without any value yet.
        fills_up: which supplies fill up, as far as that is known; their limits are others.

    Raises:
        SettingsError: there is no such setting, or the value does not fit.
    """
    table = setting_at(path[:-1])
    is_new_entry = value == {} and table is not None and table.kind == "table" and not table.is_array
    if setting_at(path) is None and not is_new_entry:
        raise SettingsError(f"{'.'.join(path)} is not a setting", HINT)
    before = plain(settings)
    after = _put(before, path, value)
    setting = setting_at(path)
    wrong = misfit(setting, path, value) if setting is not None and value is not None else None
    wrong = wrong or contradiction(before, after, path, fills_up)
    if wrong is not None:
        raise SettingsError(wrong, HINT)
    return checked(after)


def plain(settings: Settings) -> dict[str, Any]:
    """The document that has every setting, without those that are not set."""
    document: dict[str, Any] = _without_none(msgspec.to_builtins(settings))
    return document


def _without_none(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_none(value) for key, value in node.items() if value is not None}
    return [_without_none(value) for value in node] if isinstance(node, list | tuple) else node


def value_at(settings: Settings, path: Path) -> Any:
    """The value in force, as TOML has it; None where it is not set or its entry is not there."""
    node: Any = plain(settings)
    for key in path:
        node = dict(entries_of(node)).get(key)
        if node is None:
            return None
    return node


def differences(before: Settings, after: Settings) -> list[str]:
    """The keys of the settings that differ; a table as a whole."""
    keys = [setting.path for setting in catalog() if ANY not in setting.path]
    return [".".join(path) for path in keys if value_at(before, path) != value_at(after, path)]


def _put(node: Any, path: Path, value: Any) -> Any:
    """A copy of a node with the value behind a path."""
    name, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        inner = _put(node.get(name, {}), rest, value) if rest else value
        others = {key: one for key, one in node.items() if key != name}
        return others if inner is None else {**node, name: inner}
    entries = dict(entries_of(node))
    entries[name] = _put(entries.get(name, {"name": name}), rest, value)
    return list(entries.values())
