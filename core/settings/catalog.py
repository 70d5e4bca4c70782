"""The settings one by one, read off the schema: what the screen, the command line and the README show (pure)."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import inspect

from core.settings.schema import Settings

Kind = Literal["whole", "number", "text", "switch", "choice", "list", "table"]
"""What a value is; a list has texts, a table has entries by name."""
ANY = "*"
"""Stands for the name of an entry in a path: ("thresholds", "types", "*", "low")."""
Path = tuple[str, ...]
"""Where a setting stands: ("discovery", "rate")."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One setting, or one that every entry of a table has."""

    path: Path
    kind: Kind
    title: str
    """Two words or three."""
    help: str
    """One sentence."""
    default: Any
    """As TOML has it; None: not set."""
    is_required: bool = False
    """Whether an entry cannot be without it."""
    unit: str = ""
    """What a number counts, as it stands behind it; empty for plain numbers."""
    effect: str = "at once"
    """When a change counts."""
    least: float | None = None
    most: float | None = None
    above: float | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    """What a text must look like, as a regular expression."""
    min_length: int = 0
    """Of a text, or of each text in a list."""
    check: Callable[[str], str | None] | None = None
    """What is wrong with a text, or with one in a list, beyond that."""
    examples: tuple[str, ...] = ()
    entry: str = ""
    """Of a table: what one entry is called."""
    is_private: bool = False
    """Whether its texts are shown by their first letters, as communities are."""
    is_array: bool = False
    """Of a table: whether it is written as [[tables]] that have their name inside."""

    @property
    def key(self) -> str:
        """Its name in the file: "discovery.rate"."""
        return ".".join(self.path)

    @property
    def section(self) -> str:
        """The table of the file it is in."""
        return self.path[0]


@cache
def catalog() -> tuple[Setting, ...]:
    """Every setting in the order of the schema; those of entries right behind their table."""
    root = inspect.type_info(Settings)
    assert isinstance(root, inspect.StructType)
    return tuple(setting for field in root.fields for setting in _of_section(field))


@cache
def section_titles() -> dict[str, str]:
    """Table of the file -> its title."""
    root = inspect.type_info(Settings)
    assert isinstance(root, inspect.StructType)
    return {field.name: _unfolded(field.type)[1].get("title", field.name) for field in root.fields}


def setting_at(path: Path) -> Setting | None:
    """The setting that a path leads to, with the names of entries in it; None where there is none."""
    return next((setting for setting in catalog() if matches(setting.path, path)), None)


def matches(pattern: Path, path: Path) -> bool:
    """Whether a path is one of those that a setting's path stands for."""
    return len(pattern) == len(path) and all(ours in (ANY, theirs) for ours, theirs in zip(pattern, path, strict=True))


def members(table: Setting) -> tuple[Setting, ...]:
    """What every entry of a table has."""
    inside = (*table.path, ANY)
    return tuple(setting for setting in catalog() if setting.path[: len(inside)] == inside)


def _of_section(field: inspect.Field) -> Iterator[Setting]:
    node, words = _unfolded(field.type)
    if isinstance(node, inspect.StructType):
        yield from _of_fields((field.name,), node)
    else:
        yield from _described((field.name,), node, words, field)


def _of_fields(path: Path, struct: inspect.StructType) -> Iterator[Setting]:
    hints = get_type_hints(struct.cls)
    for field in struct.fields:
        node, words = _unfolded(field.type)
        # msgspec forgets the order of a Literal's texts.
        yield from _described((*path, field.name), node, words | {"choices": _texts(hints[field.name])}, field)


def _texts(hint: Any) -> tuple[str, ...]:
    """The texts of a Literal in their order, whatever is around it."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return next((texts for part in get_args(hint) if (texts := _texts(part))), ())


def _described(path: Path, node: inspect.Type, words: dict[str, Any], field: inspect.Field) -> Iterator[Setting]:
    item, said = _unfolded(node.item_type) if isinstance(node, inspect.VarTupleType) else (node, words)
    own = {
        "path": path,
        "title": words.get("title", path[-1]),
        "help": words.get("description", ""),
        "default": _default(field),
        "is_required": field.required,
        "unit": words.get("unit", ""),
        "effect": words.get("effect", "at once"),
        "choices": words.get("choices", ()),
        "check": said.get("check"),
        "examples": tuple(words.get("examples", ())),
        "entry": words.get("entry", "entry"),
        "is_private": words.get("private", False),
    }
    if isinstance(node, inspect.DictType):
        yield Setting(kind="table", **own)
        value, about = _unfolded(node.value_type)
        yield from _entries((*path, ANY), value, {"title": words.get("title", "")} | about)
    elif isinstance(item, inspect.StructType):
        yield Setting(kind="table", is_array=True, **own)
        yield from _entries((*path, ANY), item, {})
    else:
        yield Setting(kind="list" if item is not node else _kind(node), **_limits(item), **own)


def _entries(path: Path, node: inspect.Type, words: dict[str, Any]) -> Iterator[Setting]:
    """What every entry of a table has: fields, or it is a text itself."""
    if isinstance(node, inspect.StructType):
        yield from _of_fields(path, node)
    else:
        nameless = inspect.Field(name=ANY, encode_name=ANY, type=node, required=False, default=None)
        yield from _described(path, node, words, nameless)


def _kind(node: inspect.Type) -> Kind:
    kinds: dict[type, Kind] = {
        inspect.IntType: "whole",
        inspect.FloatType: "number",
        inspect.StrType: "text",
        inspect.BoolType: "switch",
        inspect.LiteralType: "choice",
    }
    return kinds[type(node)]


def _limits(node: inspect.Type) -> dict[str, Any]:
    if isinstance(node, inspect.IntType | inspect.FloatType):
        return {"least": node.ge, "most": node.le, "above": node.gt}
    if isinstance(node, inspect.StrType):
        return {"min_length": node.min_length or 0, "pattern": node.pattern}
    return {}


def _default(field: inspect.Field) -> Any:
    value = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
    return None if value is msgspec.NODEFAULT else msgspec.to_builtins(value)


def _unfolded(node: inspect.Type) -> tuple[inspect.Type, dict[str, Any]]:
    """A type without its words and without "or None", and the words."""
    words: dict[str, Any] = {}
    while True:
        if isinstance(node, inspect.Metadata):
            words = {**(node.extra_json_schema or {}), **(node.extra or {})} | words
            node = node.type
        elif isinstance(node, inspect.UnionType):
            node = next(kind for kind in node.types if not isinstance(kind, inspect.NoneType))
        else:
            return node, words
