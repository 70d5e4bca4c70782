"""The bytes that a terminal sends for a key, by Textual's name, and for a command of the program."""

from collections.abc import Mapping

from tui.commands import COMMANDS, Command

_NAMED: Mapping[str, bytes] = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "insert": b"\x1b[2~",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "shift+up": b"\x1b[1;2A",
    "shift+down": b"\x1b[1;2B",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "space": b" ",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
    "f9": b"\x1b[20~",
    "f10": b"\x1b[21~",
    "slash": b"/",
    "question_mark": b"?",
    "full_stop": b".",
    "comma": b",",
    "minus": b"-",
    "plus": b"+",
    "colon": b":",
    "semicolon": b";",
    "asterisk": b"*",
    "equals_sign": b"=",
    "number_sign": b"#",
    "left_square_bracket": b"[",
    "right_square_bracket": b"]",
    "less_than_sign": b"<",
    "greater_than_sign": b">",
    "underscore": b"_",
    "exclamation_mark": b"!",
    "backslash": b"\\",
}


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key.

    Raises:
        KeyError: a key that has no bytes here.
    """
    if len(key) == 1:
        return key.encode()
    if key in _NAMED:
        return _NAMED[key]
    modifier, _, letter = key.partition("+")
    if modifier == "ctrl" and len(letter) == 1 and letter.isalpha():
        return bytes([ord(letter.upper()) - ord("@")])
    raise KeyError(key)


def can_send(key: str) -> bool:
    """Whether the bytes of a key are known."""
    try:
        key_bytes(key)
    except KeyError:
        return False
    return True


def title_of(command_id: str) -> str:
    """What the key line calls a command.

    Raises:
        KeyError: there is no such command.
    """
    return _command(command_id).title


def keys_of(command_id: str) -> tuple[str, ...]:
    """The names of the keys of a command, in its order.

    Raises:
        KeyError: there is no such command.
    """
    return tuple(_command(command_id).keys.split(","))


def command_bytes(command_id: str) -> bytes:
    """What to type for a command: its first key.

    Raises:
        KeyError: no such command, or none of its keys has bytes here.
    """
    return key_bytes(first_key(command_id))


def first_key(command_id: str) -> str:
    """The name of the first key of a command that a terminal can send.

    Raises:
        KeyError: no such command, or none of its keys has bytes here.
    """
    key = next(filter(can_send, keys_of(command_id)), None)
    if key is None:
        raise KeyError(command_id)
    return key


def _command(command_id: str) -> Command:
    found = next((command for command in COMMANDS if command.id == command_id), None)
    if found is None:
        raise KeyError(command_id)
    return found
