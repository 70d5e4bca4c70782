"""What is pressed next: the documented keys of the place, by a seed."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.soak_screen import headings
from tests.tui.pty.keys import can_send, key_bytes
from tui.commands import COLUMNS, COMMANDS, DIALOG, FIELD, SCOPE_TITLES, WELCOME, Command, commands_of
from tui.dialog_commands import DIALOGS

LEAVING = frozenset({"leave", "quit"})
"""Commands that end the program."""
OFTEN = frozenset({"cursor_down", "page_down", "back", "choose", "devices", "next_view"})
"""Commands that lead on."""
SELDOM = frozenset({"ignore", "remove", "forget", "merge", "picture", "remove_setting", "drop_all", "poll"})
"""Commands that would soon leave nothing to look at, or fill the disk."""
WORDS = (
    "r01",
    "hp",
    "kyocera 0",
    "-low",
    "loc:annex",
    "127.85.0.0/22",
    "127.85.1.0/28, 127.85.2.7",
    "no such thing",
    "漢字 é",
    "7",
    "-1",
    "x" * 300,
    "[/b][red]",
    '"',
)
"""What is typed into fields."""
BOX_KEYS = (*["escape"] * 5, "enter", "enter", "tab", "down", "up", "space", "pagedown", "right", "shift+tab")
_NO_PARTS = {*headings().values(), *DIALOGS, FIELD, WELCOME, "help", "tour"}
_PARTS = tuple(sorted(set(SCOPE_TITLES) - _NO_PARTS))
"""The scopes of lists, pages and other parts: a key of one that is not there does nothing, or something else."""
SIZES = ((60, 16), (140, 40), (80, 24), (40, 10), (100, 30))
HOME_SIZE = (80, 24)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is done to the program."""

    data: bytes = b""
    """What is typed."""
    command: str = ""
    """The id of the command that it is; empty for anything else."""
    size: tuple[int, int] | None = None
    """Another size of the terminal."""
    seconds: float = 0.0
    """For how long it is only watched."""
    words: str = ""
    """For the report."""


class Walk:
    """Chooses the steps.

    Args:
        seed: the same seed chooses the same steps where the same is shown.
    """

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._pressed: Counter[str] = Counter()

    def next_step(self, place: str, *, is_typing: bool) -> Step:
        """What to do there.

        Args:
            place: as `tests.bench.soak_screen.place` tells it.
            is_typing: whether keys go into a field.
        """
        roll = self._dice.random()
        if place == "small" or roll < 0.01:
            return Step(size=HOME_SIZE if place == "small" else self._dice.choice(SIZES), words="resize")
        if roll < 0.05:
            return Step(seconds=1.5, words="watch")
        if is_typing:
            return self._in_a_field()
        if place == "box":
            return self._in_a_box()
        return self._command(list(_pressable(place, *_PARTS)))

    def _in_a_field(self) -> Step:
        if self._dice.random() < 0.6:
            word = self._dice.choice(WORDS)
            return Step(word.encode(), words=f"type {word[:30]!r}")
        return self._command([*commands_of(FIELD), *commands_of(FIELD), *_by_id("clear_filter", "leave_field")])

    def _in_a_box(self) -> Step:
        roll = self._dice.random()
        if roll < 0.15:
            word = self._dice.choice((*WORDS, *(command.title for command in COMMANDS if command.id not in LEAVING)))
            return Step(word.encode(), words=f"type {word[:30]!r}")
        if roll < 0.3:
            return self._command(list(_pressable(DIALOG, COLUMNS, "help")))
        key = self._dice.choice(BOX_KEYS)
        return Step(key_bytes(key), words=key)

    def _command(self, commands: list[Command]) -> Step:
        command = self._dice.choices(commands, [self._weight(one) for one in commands])[0]
        self._pressed[command.id] += 1
        key = self._dice.choice([key for key in command.keys.split(",") if _is_safe(key)])
        return Step(key_bytes(key), command.id, words=f"{command.id} ({key})")

    def _weight(self, command: Command) -> float:
        """What was pressed least is pressed next, so that the walk comes everywhere."""
        if command.id in OFTEN:
            return 2.0
        return (0.3 if command.id in SELDOM else 1.0) / (1 + self._pressed[command.id] / 3)


def _pressable(*scopes: str) -> Iterator[Command]:
    """The commands of these scopes that can be pressed without ending the program."""
    for command in commands_of(*scopes):
        if command.id not in LEAVING and any(map(_is_safe, command.keys.split(","))):
            yield command


def _by_id(*ids: str) -> list[Command]:
    return [command for command in COMMANDS if command.id in ids]


def _is_safe(key: str) -> bool:
    """Whether a key can be sent and ends nothing, whatever is in front; Escape leads back, too."""
    return key not in ("q", "ctrl+q", "ctrl+c") and can_send(key)
