"""Keys that come faster than they are handled, as over a slow line: each goes where the one before it has led to."""

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.events import Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.app import App

LONGEST_SECONDS = 1.0
"""What the keys behind a key wait for it at most."""
STEADY_ROUNDS = 2
"""Rounds in which nothing must change after a key that may lead elsewhere; a letter has done at once what it does."""


class TypedAhead:
    """Hands out what the terminal sends, a key when the one before it has done what it does.

    Textual hands all keys of a packet to what has the focus then: the words of a filter, typed behind its key, would be
    commands of the list.

    Args:
        app: gets the messages.
    """

    def __init__(self, app: "App[object]") -> None:
        self._app = app
        self._waiting: deque[Message] = deque()
        self._task: asyncio.Task[None] | None = None

    def take(self, message: Message) -> None:
        """The next message; called in the event loop's thread."""
        self._waiting.append(message)
        if self._task is None:
            self._task = asyncio.create_task(self._hand_out())

    async def _hand_out(self) -> None:
        try:
            while self._waiting:
                message = self._waiting.popleft()
                self._app.post_message(message)
                if isinstance(message, Key) and not self._is_typed(message):
                    await self._wait_until_done(message)
        finally:
            self._task = None

    def _is_typed(self, key: Key) -> bool:
        """Whether it is a letter for a field: it leads nowhere else."""
        return key.is_printable and bool(self._app.screen_stack) and isinstance(self._app.focused, Input)

    async def _wait_until_done(self, key: Key) -> None:
        """A key goes from the app to what has the focus and from there upwards; what it does is done on this way.

        What that sets off, as an answer that is taken or a screen that opens, may take more than one such round.
        """
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                chosen = self._palette if key.key == "enter" else None
                rounds = 0
                while rounds < (1 if key.is_printable else STEADY_ROUNDS) or (chosen and self._palette is chosen):
                    before = self._place
                    await self._go_round()
                    rounds = rounds + 1 if self._place == before else 0
        except TimeoutError:
            return

    @property
    def _place(self) -> tuple[object, object]:
        """Where keys go."""
        return (self._app.screen, self._app.focused) if self._app.screen_stack else (None, None)

    @property
    def _palette(self) -> CommandPalette | None:
        """The palette, where it is open: it closes first and then does what was chosen."""
        screen, _ = self._place
        return screen if isinstance(screen, CommandPalette) else None

    async def _go_round(self) -> None:
        await _pass(self._app)
        if self._app.screen_stack:
            for node in (self._app.focused or self._app.screen).ancestors_with_self:
                await _pass(node)


async def _pass(node: MessagePump) -> None:
    """Wait until a node has handled everything that it has got so far."""
    passed = asyncio.Event()
    if node.is_running and node.call_later(passed.set):
        await passed.wait()
