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
_BEGUN = re.compile(r"\x1b(?:\[\?[0-9;]*|\][^\x07\x1b]*\x1b?|P[^\x1b]*\x1b?)\Z")
"""The beginning of one, at the end of a packet."""
_MOST_HELD = 1000
"""Characters of a begun answer that its end is waited for with."""
_TICKS_HELD = 4
"""Ticks of the reader after which what was begun is no answer: Alt with a bracket, say."""
_PASTE = re.compile(r"\x1b\[20[01]~")
_PASTE_BEGIN = "\x1b[200~"
_PARTS = re.compile(r"(?=\x1b)")
_SEQUENCE = re.compile(r"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]")
_CARRIED = ("mouse_pixels", "terminal_size", "terminal_pixel_size")
"""What Textual's parser has learned of the terminal."""


class TerminalInput:
    """Reads keys, the mouse and pastes.

    Textual's own reading ends for good with the first octet that is no UTF-8 and the first key beyond Unicode, and
    takes answers that it did not ask for as keys.
    """

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._parser = XTermParser()
        self._held = ""
        self._ticks = 0
        self._is_in_paste = False

    def feed(self, octets: bytes) -> Iterable[Message]:
        """The messages that these octets complete."""
        text, self._held = self._held + self._decoder.decode(octets), ""
        marks = _PASTE.findall(text)
        if not self._is_in_paste and not marks:
            text = _ANSWERS.sub("", text)
            begun = _BEGUN.search(text)
            if begun is not None and len(begun[0]) <= _MOST_HELD:
                text, self._held, self._ticks = text[: begun.start()], begun[0], 0
        if marks:
            self._is_in_paste = marks[-1] == _PASTE_BEGIN
        return self._parse(text)

    def tick(self) -> Iterable[Message]:
        """The messages that are complete because nothing has come for a while, as a lone Escape."""
        self._ticks += 1
        if self._held and self._ticks >= _TICKS_HELD:
            text, self._held = self._held, ""
            return self._parse(text)
        return self._ask(self._parser.tick)[0]

    def _parse(self, text: str) -> list[Message]:
        messages: list[Message] = []
        for part in filter(None, _PARTS.split(text)):
            heard, is_whole = self._ask(lambda part=part: self._parser.feed(part))  # type: ignore[misc]
            messages += heard
            if not is_whole and (rest := _SEQUENCE.sub("", part, count=1)) not in ("", part):
                messages += self._ask(lambda rest=rest: self._parser.feed(rest))[0]  # type: ignore[misc]
        return messages

    def _ask(self, ask: Callable[[], Iterable[Message]]) -> tuple[list[Message], bool]:
        """What the parser says, and whether it got through."""
        messages: list[Message] = []
        try:
            messages.extend(ask())
        except (ValueError, OverflowError):  # e.g. a key with a number that is no character
            before, self._parser = self._parser, XTermParser()
            for name in _CARRIED:
                setattr(self._parser, name, getattr(before, name))
            return messages, False
        return messages, True
