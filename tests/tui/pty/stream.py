"""What is in the bytes that a program writes to a terminal (pure)."""

import re
import unicodedata
from collections.abc import Iterator

_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_COLORS = frozenset({*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)})
_CSI = rb"\x1b\[[<-?]?[0-9;:]*[ -/]*[@-~]"
_OSC = rb"\x1b\](?:22;[a-z-]*|52;c;[A-Za-z0-9+/=]*)\x07"
"""The shape of the pointer, and the clipboard."""
_EXPECTED = re.compile(rb"(?:%s|%s)" % (_CSI, _OSC))
_ALLOWED_CONTROLS = frozenset("\r\n")


def color_codes(data: bytes) -> Iterator[bytes]:
    """The sequences that choose a color (30-38, 40-48, 90-97, 100-107); 39 and 49, the terminal's own, are none."""
    for found in _SGR.finditer(data):
        if any(code in _COLORS for code in _codes(found[1])):
            yield found[0]


def _codes(parameters: bytes) -> Iterator[int]:
    """The codes of one SGR sequence without the numbers of a color behind 38, 48 or 58."""
    numbers = [int(number or 0) for number in parameters.replace(b":", b";").split(b";")]
    place = 0
    while place < len(numbers):
        code = numbers[place]
        yield code
        if code in (38, 48, 58):
            place += {5: 2, 2: 4}.get(numbers[place + 1] if place + 1 < len(numbers) else 0, 0)
        place += 1


def plain_text(data: bytes) -> str:
    """What is left without the sequences that Textual writes."""
    return _EXPECTED.sub(b"", data).decode(errors="surrogateescape")


def strange_characters(data: bytes) -> set[str]:
    """Control, format, private-use and undecodable characters that are no part of what Textual writes."""
    return {
        character
        for character in plain_text(data)
        if unicodedata.category(character)[0] == "C" and character not in _ALLOWED_CONTROLS
    }
