"""Reading settings.toml: what does not fit is named in words, what is not known is reported, never dropped.

How the terminal looks must not keep printers from being polled: what does not fit in [ui] is reported, too, and its
default is used.
"""

import copy
import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from core.errors import SettingsError
from core.printer.supply_types import TYPES
from core.settings.catalog import ANY, Setting, catalog, matches, members
from core.settings.catalog import Path as KeyPath
from core.settings.schema import LATER, Settings
from core.settings.values import complaint, written

HINT = "`supplies settings` lists every setting with its limits"
"""What to do where a value does not fit."""
_LOOKS = "ui"
"""The table whose values need not fit."""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read."""

    settings: Settings = msgspec.field(default_factory=Settings)
    warnings: tuple[str, ...] = ()
    """One line for each key that this program does not use, and for each value of [ui] that does not fit."""
    document: dict[str, Any] = msgspec.field(default_factory=dict)
    """The file as it is but for such values, to tell what it sets."""


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the file; a missing one gives the defaults.

    Returns:
        The settings, and warnings about unknown keys, each with the nearest known one, and about [ui].

    Raises:
        SettingsError: not readable, not TOML, or a value outside [ui] that does not fit; the key is named.
    """
    loaded = read_settings(path)
    return loaded.settings, loaded.warnings


def read_settings(path: Path) -> Loaded:
    """The same with the document it was read from.

    Raises:
        SettingsError: not readable, not TOML, or a value outside [ui] that does not fit; the key is named.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Loaded()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})", "mend or remove the file") from error
    return parse_settings(text, str(path))


def parse_settings(text: str, name: str) -> Loaded:
    """The settings in a text.

    Args:
        text: TOML.
        name: of the file, for messages.

    Raises:
        SettingsError: not TOML, or a value outside [ui] that does not fit; the key is named.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: no TOML: {error}", "strings want quotes, tables want [brackets]") from error
    except RecursionError as error:
        raise SettingsError(f"{name}: no TOML: nested too deeply", "mend or remove the file") from error
    usable, told = _usable(document)
    try:
        return Loaded(settings=checked(usable), warnings=(*_unused(usable), *told), document=usable)
    except SettingsError as error:
        raise SettingsError(f"{name}: {error.title}", error.hint) from error


def checked(document: Mapping[str, Any]) -> Settings:
    """The settings of a document.

    Raises:
        SettingsError: a value does not fit; the first one is named.
    """
    for setting, path, value in leaves(document):
        wrong = misfit(setting, path, value)
        if wrong is not None:
            raise SettingsError(wrong, HINT)
    for table, name, missing in _missing(document):
        raise SettingsError(f"{_shown((*table.path, name))}: {missing} is missing", HINT)
    try:
        return msgspec.convert(document, Settings, strict=True)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$")
        what = "a [table] is wanted" if said.startswith("Expected `object`") else said
        where = _table_meant(place.strip(".`"), document)
        raise SettingsError(f"{where}: {what}" if where else what, HINT) from error


def misfit(setting: Setting, path: KeyPath, value: Any) -> str | None:
    """What is wrong with the value behind a path, its key in front; None when it fits."""
    wrong = complaint(setting, value)
    return None if wrong is None else f"{_shown(path)}{_value(value)}: {wrong}"


def _usable(document: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The document without what does not fit in [ui], and a line about each of that; a list loses the texts only."""
    looks = document.get(_LOOKS)
    if looks is None:
        return document, []
    usable = {**document, _LOOKS: copy.deepcopy(looks)}
    if not isinstance(looks, dict):
        del usable[_LOOKS]
        return usable, [f"{_LOOKS}: a [table] is wanted (its defaults are used)"]
    told: list[str] = []
    for setting, path, value in leaves({_LOOKS: usable[_LOOKS]}):  # lazily: a table that goes has no values
        if setting.kind == "list" and isinstance(value, list):
            wrong = [misfit(setting, path, [item]) for item in value]
            told += [f"{said} (it is left out)" for said in wrong if said is not None]
            value[:] = [item for item, said in zip(value, wrong, strict=True) if said is None]
        elif (said := misfit(setting, path, value)) is not None:
            default = f"{written(setting, setting.default) or 'none'} is used"
            told.append(f"{said} ({'it is left out' if ANY in setting.path else default})")
            _take_out(usable, path)
    return usable, told


def _take_out(node: Any, path: KeyPath) -> None:
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]


def _table_meant(place: str, document: Mapping[str, Any]) -> str:
    """The key of a place in msgspec's words, which do not say which entry of a table they mean."""
    key, bracket, _ = place.partition("[")
    if not bracket:
        return key
    for setting, path, value in leaves(document):
        if setting.key == key:
            for name, entry in entries_of(value):
                alone: Any = [entry] if setting.is_array else {name: entry}
                for part in reversed(path):
                    alone = {part: alone}
                try:
                    msgspec.convert(alone, Settings, strict=True)
                except msgspec.ValidationError:
                    return _shown((*path, name))
    return key


def leaves(document: Mapping[str, Any]) -> Iterator[tuple[Setting, KeyPath, Any]]:
    """Every setting that a document sets, with its path and value; those of entries with the entry's name."""
    for setting in catalog():
        yield from _found(setting, document, (), setting.path)


def _found(setting: Setting, node: Any, before: KeyPath, rest: KeyPath) -> Iterator[tuple[Setting, KeyPath, Any]]:
    if not rest:
        yield setting, before, node
    elif rest[0] == ANY:
        for name, entry in entries_of(node):
            yield from _found(setting, entry, (*before, name), rest[1:])
    elif isinstance(node, Mapping) and rest[0] in node:
        yield from _found(setting, node[rest[0]], (*before, rest[0]), rest[1:])


def _missing(document: Mapping[str, Any]) -> Iterator[tuple[Setting, str, str]]:
    """Every table with the name of an entry that lacks something, and what it lacks."""
    for table, _, value in leaves(document):
        if table.kind == "table":
            for name, entry in entries_of(value):
                for member in members(table):
                    field = member.path[-1]
                    if member.is_required and isinstance(entry, Mapping) and field not in entry:
                        yield table, name, field


def entries_of(table: Any) -> list[tuple[str, Any]]:
    """The entries of a table with their names; [[tables]] have theirs inside."""
    if isinstance(table, Mapping):
        return list(table.items())
    if not isinstance(table, list | tuple):
        return []
    return [
        (str(entry.get("name", number)) if isinstance(entry, Mapping) else str(number), entry)
        for number, entry in enumerate(table, 1)
    ]


def _unused(document: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(document, ())
    thresholds = document.get("thresholds")
    names = thresholds.get("types") if isinstance(thresholds, dict) else None
    for name in names if isinstance(names, dict) else ():
        if name not in TYPES.values():
            yield f"thresholds.types.{name}: there is no such type of supplies{_near(name, list(TYPES.values()), '')}"


def _unknown(node: Any, path: KeyPath) -> Iterator[str]:
    patterns = [s.path for s in catalog() if len(s.path) > len(path) and matches(s.path[: len(path)], path)]
    known = list(dict.fromkeys(pattern[len(path)] for pattern in patterns))
    if not known:
        return
    for name, inner in entries_of(node):
        where = (*path, name)
        if name in known or ANY in known:
            yield from _unknown(inner, where)
        elif ".".join(where) in LATER:
            yield f"{_shown(where)} is not used by this version"
        else:
            yield f"{_shown(where)} is not a setting{_near(name, known, _shown(path))}"


def _near(name: str, known: list[str], prefix: str) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f", did you mean {f'{prefix}.' if prefix else ''}{near[0]}?" if near else ""


def _shown(path: KeyPath) -> str:
    return ".".join(name if name.replace("-", "").replace("_", "").isalnum() else f'"{name}"' for name in path)


def _value(value: Any) -> str:
    """Numbers are shown; a text may be a community, which nobody need read over a shoulder."""
    return f" = {value}" if isinstance(value, int | float) and not isinstance(value, bool) else ""
