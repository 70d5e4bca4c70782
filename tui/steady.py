"""A bug in one handler does not end the program: the part that has it goes on, the admin gets one line."""

from typing import Protocol, cast

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump


class BugBearer(Protocol):
    """The program, as far as bugs go."""

    def bears(self, error: Exception) -> bool:
        """Tell and log a bug; False: the program must end with it."""
        ...


class Steady(MessagePump):
    """A screen, a widget or the program itself that outlives a bug in one of its handlers.

    Textual ends the message loop in which an exception arrives, and with it the program. One that comes while the part
    is being made leaves nothing to go on with, and ends it here, too.
    """

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; a bug is told instead of raised."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            is_being_made = isinstance(message, (events.Compose, events.Mount))
            if is_being_made or not cast("BugBearer", self.app).bears(error):
                raise
