"""From the octets that a terminal sends to Textual's messages: whatever comes, the next key is heard."""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

_ANSWERS = re.compile(
    r"\x1b\[\?[0-9;]*c"  # device attributes
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: colors, titles, the clipboard
    r"|\x1bP[^\x1b]*\x1b\\"  # DCS: settings, capabilities
)
"""What a terminal answers to editors and shells; over a slow line it comes when these have ended. No key is like it."""


class TerminalInput:
    """Reads keys, the mouse and pastes.

    Textual's own reading ends for good with the first octet that is no UTF-8 and the first key beyond Unicode, and
    takes answers that it did not ask for as keys.
    """

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser()

    def feed(self, octets: bytes) -> Iterable[Message]:
        """The messages that these octets complete."""
        text = _ANSWERS.sub("", self._decoder.decode(octets))
        return self._ask(lambda: self._parser.feed(text)) if text else ()

    def tick(self) -> Iterable[Message]:
        """The messages that are complete because nothing has come for a while, as a lone Escape."""
        return self._ask(self._parser.tick)

    def _ask(self, ask: Callable[[], Iterable[Message]]) -> Iterable[Message]:
        messages: list[Message] = []
        try:
            messages.extend(ask())
        except (ValueError, OverflowError):  # e.g. a key with a number that is no character
            self._parser = XTermParser()
        return messages
