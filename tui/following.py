"""Following the program's signals for as long as a widget is there."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.message_pump import MessagePump
from textual.signal import Signal
from textual.widget import Widget

Told = TypeVar("Told")


class Following(MessagePump):
    """Mixed into a widget: ends what it follows when it goes.

    Textual's signals hold a widget that is gone until they are published next, with its whole screen.
    """

    _followed: tuple[Signal[Any], ...] = ()

    def follow(self, signal: Signal[Told], hear: Callable[[Told], None]) -> None:
        """Have `hear` called with what the signal tells."""
        assert isinstance(self, Widget)
        signal.subscribe(self, hear)
        self._followed = (*self._followed, signal)

    def on_unmount(self) -> None:
        """Nothing is heard any more."""
        assert isinstance(self, Widget)
        for signal in self._followed:
            signal.unsubscribe(self)
        self._followed = ()
