"""The keys of the settings: which of them can be used, and what is wrong with the others (pure)."""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from tui.commands import COMMANDS, Command
from tui.key_names import names_of


class Complaint(NamedTuple):
    """What is wrong with a setting, in one line, and what to do."""

    title: str
    hint: str


def read_keys(keys: Mapping[str, str]) -> tuple[dict[str, str], list[Complaint]]:
    """Sort out the remapped keys.

    Args:
        keys: command id -> keys, as in `[ui] keys`.

    Returns:
        Those that can be used, and a complaint about each of the others; their commands keep the usual keys.
    """
    known = [command.id for command in COMMANDS]
    usable, complaints = {}, []
    for command_id, text in keys.items():
        if command_id not in known:
            hint = nearest(command_id, known) or "the help shows every command"
            complaints.append(Complaint(f"no command {command_id!r}", f"ui.keys: {hint}"))
        elif not all(key.strip() for key in text.split(",")):
            hint = "name keys such as f5 or ctrl+r, with commas between"
            complaints.append(Complaint(f"no key for {command_id!r}", f"ui.keys: {hint}"))
        else:
            usable[command_id] = text
    return usable, complaints


def first_key(command_id: str, remapped: Mapping[str, str]) -> str:
    """The key to name in a sentence: "d", "enter", or what the settings put in its place.

    Args:
        command_id: which command.
        remapped: command id -> the keys that the settings give it.
    """
    if command_id in remapped:
        return names_of(remapped[command_id])[0]
    command = _command(command_id)
    return command.key_display.split(" ")[0] if command.key_display else names_of(command.keys)[0]


def every_key(command_ids: Iterable[str], remapped: Mapping[str, str]) -> str:
    """All keys of commands that do the same, for a sentence: "q or esc".

    Args:
        command_ids: which commands.
        remapped: command id -> the keys that the settings give it.
    """
    names = (names_of(remapped.get(id_) or _command(id_).keys) for id_ in command_ids)
    return " or ".join(dict.fromkeys(name for some in names for name in some))


def _command(command_id: str) -> Command:
    return next(command for command in COMMANDS if command.id == command_id)


def nearest(wrong: str, known: Collection[str]) -> str | None:
    """Ask "did you mean ...?" with the known word that is most like the wrong one; None where none is."""
    near = get_close_matches(wrong, known, 1)
    return f"did you mean {near[0]}?" if near else None
