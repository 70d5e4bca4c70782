"""`supplies settings`: every setting with its value and where it comes from; sets one and takes it back."""

import argparse
from typing import Any

from core.errors import SettingsError, UsageError
from core.paths import find_paths
from core.settings.catalog import ANY, Path, Setting, members, setting_at
from core.settings.entries import Entry, entries, key_of, path_of
from core.settings.loading import Loaded, read_settings
from core.settings.values import fitting, parsed, with_unit, written
from core.settings.writing import set_at, unset_at
from tui.cli.console import complain, console
from tui.cli.output import print_json, print_table

_HEADS = ("KEY", "VALUE", "DEFAULT", "FROM", "MEANING")


def run(arguments: argparse.Namespace) -> int:
    """List the settings or one of them, or change one; whoever runs on this home takes a change up by itself."""
    file = find_paths(arguments.home).settings_file
    if arguments.unset:
        if arguments.key is None or arguments.values:
            raise UsageError("--unset takes one KEY", "`supplies settings --unset discovery.rate`")
        unset_at(file, path_of(arguments.key))
        return 0
    if arguments.values:
        path = path_of(arguments.key)
        value = _value(path, arguments.values)
        if value is None:
            unset_at(file, path)
        else:
            set_at(file, path, value)
        return 0
    loaded = read_settings(file)
    for warning in loaded.warnings:
        complain(f"{file}: {warning}")
    if arguments.key is None:
        _list(entries(loaded), is_json=arguments.json)
    else:
        _show(loaded, path_of(arguments.key), is_json=arguments.json)
    return 0


def _value(path: Path, texts: list[str]) -> Any:
    """What the texts on the command line mean; None: that there is no value."""
    setting = setting_at(path)
    if setting is None or setting.kind == "table":
        raise UsageError(f"{key_of(path)} is a table", f"set what is in it, e.g. {_inside(path, setting)}")
    if len(texts) > 1 and setting.kind != "list":
        raise UsageError(f"{key_of(path)} takes one value", "put it into quotes")
    try:
        return parsed(setting, texts[0]) if len(texts) == 1 else fitting(setting, texts)
    except ValueError as error:
        raise UsageError(f"{key_of(path)}: {error}", setting.help.rstrip(".")) from None


def _inside(path: Path, table: Setting | None) -> str:
    """The key of something in a table or (None) in an entry of one."""
    entry = path if table is None else (*path, table.entry.upper())
    table = table or setting_at(path[:-1])
    assert table is not None, "a path that is no setting leads to an entry of a table"
    member = next(member.path[-1] for member in members(table) if member.path[-1] != "name")
    return key_of(entry if member == ANY else (*entry, member))


def _list(found: list[Entry], *, is_json: bool) -> None:
    if is_json:
        print_json([_object(entry) for entry in found])
        return
    print_table(_HEADS, [_row(entry) for entry in found])


def _show(loaded: Loaded, path: Path, *, is_json: bool) -> None:
    """One setting; of an entry or a table everything that is in it."""
    found = [entry for entry in entries(loaded) if entry.path[: len(path)] == path]
    exact = next((entry for entry in found if entry.path == path), None)
    if exact is not None and exact.setting.kind != "table":
        if is_json:
            print_json(_object(exact))
        elif isinstance(exact.value, list):
            for item in exact.value:
                console.say(item)
        else:
            console.say(written(exact.setting, exact.value))
    elif found:
        _list(found, is_json=is_json)
    else:
        raise SettingsError(f"{key_of(path)} is not set", "`supplies settings` lists what is")


def _row(entry: Entry) -> tuple[str, ...]:
    setting = entry.setting
    return (
        entry.key,
        _words(setting, entry.value),
        _words(setting, setting.default),
        "file" if entry.is_in_file else "default",
        setting.help,
    )


def _words(setting: Setting, value: Any) -> str:
    return with_unit(setting, value) or "-"


def _object(entry: Entry) -> dict[str, Any]:
    setting = entry.setting
    return {
        "key": entry.key,
        "value": entry.value,
        "default": setting.default,
        "from": "file" if entry.is_in_file else "default",
        "title": setting.title,
        "meaning": setting.help,
        "unit": setting.unit or None,
        "kind": setting.kind,
    }
