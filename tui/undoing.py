"""What was done in this session and how to take it back, the last first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Step = Callable[[], object]
"""Changes one device; raises `SuppliesError` where that can't be."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How one command is taken back."""

    title: str
    """What is so afterwards, e.g. "reception is back"."""
    text: str
    """What that means, in a sentence."""
    steps: Sequence[Step]
    """One a device."""


class UndoStack:
    """Remembers the last commands.

    Args:
        most: how many; the oldest are forgotten.
    """

    def __init__(self, most: int = 50) -> None:
        self._most = most
        self._done: list[Undo] = []

    def push(self, undo: Undo) -> None:
        """Remember how to take back what was just done."""
        self._done = [*self._done[-self._most + 1 :], undo]

    def pop(self) -> Undo | None:
        """What was done last; None: nothing is left."""
        return self._done.pop() if self._done else None
