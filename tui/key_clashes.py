"""Which commands the same key would mean at the same place (pure)."""

from collections.abc import Mapping, Sequence

from textual.keys import format_key

from tui.commands import APP, COMMANDS, FIELD, LIST, PAGE, WELCOME, Command
from tui.dialog_commands import DIALOGS

_WIDGETS = frozenset({LIST, PAGE})
"""Scopes of parts that any screen may have."""
_APART = frozenset({FIELD, WELCOME})
"""Scopes of parts that have the keys for themselves."""
_QUESTIONS = frozenset(DIALOGS)
"""Scopes of questions: what works everywhere does not work there."""


def keys_of(command: Command, remapped: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command.

    Args:
        command: which.
        remapped: command id -> the keys that the settings give it.
    """
    text = remapped.get(command.id, command.keys)
    return tuple(key.strip() for key in text.split(",") if key.strip())


def clash(command: Command, keys: Sequence[str], remapped: Mapping[str, str]) -> tuple[str, Command] | None:
    """The first key that means another command where this one works, and that command; None when there is none.

    Keys that the two commands share by default are no clash: only one of the two can be used at a time.

    Args:
        command: whose keys are changed.
        keys: its new ones.
        remapped: command id -> the keys that the settings give it.
    """
    usual = _same(keys_of(command, {}))
    for key in keys:
        named = format_key(key)
        for other in COMMANDS:
            if other.id == command.id or not _meet(command, other):
                continue
            is_shared_by_default = named in usual and named in _same(keys_of(other, {}))
            if named in _same(keys_of(other, remapped)) and not is_shared_by_default:
                return key, other
    return None


def _same(keys: Sequence[str]) -> set[str]:
    """The keys in the form in which two names of one key are the same: "[" and "left_square_bracket"."""
    return {format_key(key) for key in keys}


def _meet(one: Command, other: Command) -> bool:
    """Whether both can be meant at the same time."""
    return any(_can_meet(ours, theirs) for ours in one.scopes for theirs in other.scopes)


def _can_meet(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    both = {ours, theirs}
    if both & _APART:
        return False
    return bool(both & _WIDGETS) or (APP in both and not both & _QUESTIONS)
