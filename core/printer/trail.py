"""Why a value is what it is: the readers note the raw objects and the rule behind every value they give."""

from typing import Protocol

import msgspec


class Note(msgspec.Struct, frozen=True):
    """One value explained."""

    subject: str
    """What it is about: "model", "supplies.1.3.level", ..."""
    value: str
    """The value that came out, as text."""
    rule: str
    """The rule in one line, with its source."""
    oids: tuple[str, ...] = ()
    """The raw objects it was made of."""


class Trail(Protocol):
    """Takes notes."""

    def note(self, subject: str, value: object, rule: str, *oids: str) -> None:
        """Remember why `subject` is `value`."""
        ...


class NoTrail:
    """Nobody asked why."""

    def note(self, subject: str, value: object, rule: str, *oids: str) -> None:
        """Forget."""


class Notes:
    """Keeps every note, in order; of two about one subject the later one counts."""

    def __init__(self) -> None:
        self._notes: dict[str, Note] = {}

    def note(self, subject: str, value: object, rule: str, *oids: str) -> None:
        """Remember why `subject` is `value`."""
        self._notes.pop(subject, None)
        self._notes[subject] = Note(subject, str(value), rule, oids)

    def all(self) -> tuple[Note, ...]:
        """The notes in the order they were taken."""
        return tuple(self._notes.values())


NO_TRAIL = NoTrail()
