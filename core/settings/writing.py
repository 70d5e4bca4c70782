"""Writing settings.toml: one change at a time over all programs, comments kept, whole or not at all."""

import os
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from core.errors import SettingsError, StoreError
from core.paths import make_private_folder
from core.settings.catalog import Path as KeyPath
from core.settings.catalog import setting_at
from core.settings.limits import contradiction
from core.settings.loading import HINT, Loaded, misfit, parse_settings
from core.store.lock import WriteLock

BY_HAND = "change the file with an editor"
"""What to do about a file that is written in a way this program cannot change."""

Change = Callable[[MutableMapping[str, Any]], None]
"""Changes a document in place; done once to a plain one and once to the one with its comments."""


def set_value(path: Path, table: str, key: str, value: Any) -> Loaded:
    """Set one value, keeping the rest of the file with its comments.

    Args:
        path: settings.toml; made where it is missing.
        table: e.g. "discovery".
        key: e.g. "rate".
        value: as TOML has it.

    Returns:
        The file as it is now, with what other programs changed meanwhile.

    Raises:
        SettingsError: the file cannot be read or written, or the value does not fit.
    """
    return set_at(path, (table, key), value)


def set_at(path: Path, keys: KeyPath, value: Any) -> Loaded:
    """Set the value that a path of keys leads to; tables and entries on the way are made.

    Raises:
        SettingsError: the file cannot be read or written, or the value does not fit.
    """
    _refuse_misfit(path, keys, value)
    return _edit(path, keys, lambda document: _set(document, keys, value))


def unset_at(path: Path, keys: KeyPath) -> Loaded:
    """Take a value, an entry or a table out, so that the default counts again; one that is not there is no error.

    Raises:
        SettingsError: the file cannot be read or written, or what is left does not fit.
    """
    return _edit(path, keys, lambda document: _unset(document, keys))


def add_to_list(path: Path, keys: KeyPath, item: str, default: tuple[str, ...]) -> Loaded:
    """Put one more text at the end of a list, unless it is in it.

    Args:
        path: settings.toml.
        keys: where the list is.
        item: the text.
        default: the list where the file has none.

    Raises:
        SettingsError: the file cannot be read or written, or the text does not fit.
    """

    def change(document: MutableMapping[str, Any]) -> None:
        node: Any = document
        for key in keys:
            node = node.get(key, {}) if isinstance(node, Mapping) else {}
        kept = list(default) if isinstance(node, Mapping) else [str(text) for text in node]
        _set(document, keys, [*kept, item] if item not in kept else kept)

    _refuse_misfit(path, keys, [item])
    return _edit(path, keys, change)


def _refuse_misfit(path: Path, keys: KeyPath, value: Any) -> None:
    """Raise what is wrong with a value: [ui] is read whatever it holds, and yet nothing wrong is to be put there."""
    setting = setting_at(keys)
    wrong = misfit(setting, keys, value) if setting is not None else None
    if wrong is not None:
        raise SettingsError(f"{path}: {wrong}", HINT)


def _edit(path: Path, keys: KeyPath, change: Change) -> Loaded:
    """Read, change and write under the lock between programs."""
    file = path.resolve()  # a link to somebody's collection of settings stays a link
    try:
        make_private_folder(file.parent)
        with WriteLock(file.with_suffix(".lock"), of=file).held():
            text = _text(file)
            new = _changed(text, change, path)
            wrong = contradiction(tomllib.loads(text), tomllib.loads(new), keys)
            if wrong is not None:
                raise SettingsError(wrong, HINT)
            loaded = parse_settings(new, str(path))
            if new != text:
                _replace(file, new)
    except StoreError as error:
        raise SettingsError(error.title, error.hint) from error
    return loaded


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read ({error})", "mend or remove the file") from error


def _changed(text: str, change: Change, path: Path) -> str:
    """The text after a change; what the change does not concern is proven to mean the same as before."""
    import tomlkit  # takes a while to load, and most programs change nothing

    try:
        expected = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{path}: no TOML: {error}", "mend or remove the file") from error
    change(expected)
    try:
        document = tomlkit.parse(text)
        change(document)
        new = tomlkit.dumps(document) if text else tomlkit.dumps(document).lstrip("\n")
        if _without_empty(tomllib.loads(new)) == _without_empty(expected):
            return new
    except (tomlkit.exceptions.TOMLKitError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path}: is written in a way that cannot be changed here", BY_HAND) from error
    raise SettingsError(f"{path}: is written in a way that cannot be changed here", BY_HAND)


def _without_empty(node: Any) -> Any:
    """Without tables that hold nothing: one without a head of its own goes with the last table in it."""
    if not isinstance(node, dict):
        return node
    inner = {key: _without_empty(value) for key, value in node.items()}
    return {key: value for key, value in inner.items() if value != {}}


# Changes, the same to a plain document and to one of tomlkit


def _set(document: MutableMapping[str, Any], keys: KeyPath, value: Any) -> None:
    node: Any = document
    for place, key in enumerate(keys[:-1]):
        node = _inner(document, node, keys[: place + 1], key)
    last = keys[-1]
    if isinstance(value, dict) and not value:
        _inner(document, node, keys, last)
    elif last in node:
        node[last] = _plain(value)
    else:
        with _end_set_apart(node):
            node[last] = _plain(value)


def _inner(document: MutableMapping[str, Any], node: Any, path: KeyPath, key: str) -> Any:
    """What is behind a key; made where it is missing."""
    if isinstance(node, MutableMapping):
        if key not in node:
            setting = setting_at(path)
            node[key] = _new(document, is_array=setting is not None and setting.is_array, is_last=_is_last(path))
        return node[key]
    found = _behind(node, key)  # [[tables]] have their names inside
    if found is None:
        made = _new(document, is_last=True)
        if hasattr(made, "trivia"):
            made.trivia.indent = "\n"  # a blank line before it
        made["name"] = key
        node.append(made)
        found = node[-1]
    return found


@contextmanager
def _end_set_apart(node: Any) -> Iterator[None]:
    """Keep the blank line at the end of a table, and what follows it, behind what is put in.

    tomlkit puts new keys at the very end, below the comment that belongs to the next table.
    """
    body = getattr(getattr(node, "value", None), "body", [])
    end = next((place for place in range(len(body), 0, -1) if body[place - 1][0] is not None), 0)
    blank = next((place for place in range(end, len(body)) if not body[place][1].as_string().strip()), len(body))
    apart = [item for _, item in body[blank:]]
    del body[blank:]
    yield
    for item in apart:
        node.add(item)


def _is_last(path: KeyPath) -> bool:
    """Whether values stand in that table itself, so that it needs a head of its own."""
    setting = setting_at(path)
    return setting is None or setting.kind != "table" or path == ("ui", "keys")


def _new(document: MutableMapping[str, Any], *, is_array: bool = False, is_last: bool) -> Any:
    import tomlkit  # see `_changed`

    if not isinstance(document, tomlkit.TOMLDocument):
        return [] if is_array else {}
    return tomlkit.aot() if is_array else tomlkit.table(is_super_table=not is_last)


def _unset(document: MutableMapping[str, Any], keys: KeyPath) -> None:
    node: Any = document
    for key in keys[:-1]:
        node = _behind(node, key)
        if node is None:
            return
    last = keys[-1]
    if isinstance(node, MutableMapping):
        if last in node:
            del node[last]
        return
    for place, entry in enumerate(node):
        if entry.get("name") == last:
            del node[place]
            break
    if not node:
        _unset(document, keys[:-1])


def _behind(node: Any, key: str) -> Any:
    if isinstance(node, Mapping):
        return node.get(key)
    return next((entry for entry in node if entry.get("name") == key), None)


def _plain(value: Any) -> Any:
    """As TOML writes it: 300 instead of 300.0, lists instead of tuples."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def _replace(file: Path, text: str) -> None:
    try:
        with _temporary(file.parent) as temporary:
            with temporary.open("wb") as stream:
                stream.write(text.encode())
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror or error}", "the folder must be writable") from error


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".settings-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
