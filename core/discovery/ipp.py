"""The one question that a CUPS server is asked, and its answer: IPP's binary form (RFC 8010), nothing more of IPP.

A message is a version, a code, a request id and then attributes: a tag octet, a name with its length, a value with its
length. Tags below 0x10 delimit groups; an empty name adds a value to the attribute before; collections are values
between two marks and are skipped, as is every tag unknown here. The decoder reads front to back once, never recurses,
and trusts no length.
"""

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from core.errors import CupsError
from core.printer.text import decode, tidy

CUPS_GET_PRINTERS = 0x4002
"""CUPS' operation that lists the queues (CUPS Implementation of IPP, "CUPS-Get-Printers")."""
NOT_FOUND = 0x0406
"""client-error-not-found: how CUPS says that there is no queue at all."""
MAX_ANSWER = 4 * 1024 * 1024
"""Octets of the largest answer read: some ten thousand queues with the attributes asked here."""

_NOT_IPP = "the CUPS server's answer is no IPP"
_HINT = "check that the address is a CUPS server's, usually port 631"
_VERSION = b"\x02\x00"


class GroupTag(IntEnum):
    """Delimiter tags of attribute groups (RFC 8010 section 3.5.1)."""

    OPERATION = 0x01
    END = 0x03
    PRINTER = 0x04


class ValueTag(IntEnum):
    """Tags of the values read here (RFC 8010 section 3.5.2)."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    COLLECTION_BEGIN = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    COLLECTION_END = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_TEXTS = frozenset(range(ValueTag.TEXT, ValueTag.MIME_TYPE + 1))
_LOCALIZED = frozenset({ValueTag.TEXT_WITH_LANGUAGE, ValueTag.NAME_WITH_LANGUAGE})
_NUMBERS = frozenset({ValueTag.INTEGER, ValueTag.ENUM})

Value = int | bool | str
"""Numbers and enums as int, booleans as bool, every kind of text as a clean str."""


class Group(msgspec.Struct, frozen=True):
    """One attribute group of an answer, e.g. one queue."""

    tag: int
    """A `GroupTag`, or a delimiter unknown here."""
    attributes: dict[str, tuple[Value, ...]]
    """By name; an attribute without a readable value ("no-value", dates, ranges, ...) has an empty tuple."""

    def text(self, name: str) -> str | None:
        """The attribute's first value where that is a text that is not blank; None otherwise."""
        for value in self.attributes.get(name, ()):
            return value or None if isinstance(value, str) else None
        return None


class Answer(msgspec.Struct, frozen=True):
    """An IPP answer."""

    status: int
    """The status code, e.g. 0x0000 successful-ok, 0x0406 client-error-not-found."""
    request_id: int
    """The id of the request it answers."""
    groups: tuple[Group, ...]
    """Every group, in order."""

    @property
    def is_success(self) -> bool:
        """Whether the status is one of the successful-ok family (0x0000 to 0x00ff, RFC 8011 section B.1.2)."""
        return 0 <= self.status <= 0xFF

    def queues(self) -> tuple[Group, ...]:
        """The printer groups: one a queue."""
        return tuple(group for group in self.groups if group.tag == GroupTag.PRINTER)

    def message(self) -> str | None:
        """The server's own words about the status, where it gives any."""
        for group in self.groups:
            if group.tag == GroupTag.OPERATION:
                return group.text("status-message")
        return None


def encode_get_printers(attributes: Sequence[str], request_id: int = 1) -> bytes:
    """The octets of a CUPS-Get-Printers request for those attributes of every queue.

    Args:
        attributes: attribute names, each shorter than 256 octets; at least one.
        request_id: 1 to 2**31-1; the answer repeats it.
    """
    message = bytearray(_VERSION)
    message += CUPS_GET_PRINTERS.to_bytes(2, "big") + request_id.to_bytes(4, "big")
    message.append(GroupTag.OPERATION)
    _append(message, ValueTag.CHARSET, "attributes-charset", "utf-8")
    _append(message, ValueTag.LANGUAGE, "attributes-natural-language", "en")
    for position, name in enumerate(attributes):
        _append(message, ValueTag.KEYWORD, "" if position else "requested-attributes", name)
    message.append(GroupTag.END)
    return bytes(message)


def decode_answer(octets: bytes) -> Answer:
    """The answer in those octets; what follows the end mark is ignored.

    Raises:
        CupsError: this is no IPP answer: too short, cut off, or with lengths that point past its end.
    """
    if len(octets) < 8:
        raise CupsError(_NOT_IPP, _HINT)
    reader = _Reader(octets)
    reader.read_all()
    return Answer(
        status=int.from_bytes(octets[2:4], "big"),
        request_id=int.from_bytes(octets[4:8], "big"),
        groups=tuple(
            Group(tag, {name: tuple(values) for name, values in found.items()}) for tag, found in reader.groups
        ),
    )


def _append(message: bytearray, tag: ValueTag, name: str, value: str) -> None:
    message.append(tag)
    for part in (name.encode("ascii"), value.encode("ascii")):
        message += len(part).to_bytes(2, "big") + part


class _Reader:
    """Walks an answer's attributes once, front to back."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._position = 8
        self._depth = 0
        self._values: list[Value] | None = None
        self.groups: list[tuple[int, dict[str, list[Value]]]] = []

    def read_all(self) -> None:
        """Read to the end mark, or to the end of the octets where an old server leaves the mark out."""
        while self._position < len(self._octets):
            tag = self._octets[self._position]
            self._position += 1
            if tag == GroupTag.END:
                return
            if tag < 0x10:
                self.groups.append((tag, {}))
                self._values = None
                self._depth = 0
            else:
                self._take(tag, self._part(), self._part())

    def _part(self) -> bytes:
        """The next length and that many octets."""
        start = self._position + 2
        end = start + int.from_bytes(self._octets[self._position : start], "big")
        if end > len(self._octets) or start > len(self._octets):
            raise CupsError(_NOT_IPP, _HINT)
        self._position = end
        return self._octets[start:end]

    def _take(self, tag: int, name: bytes, value: bytes) -> None:
        """One value; of an attribute named twice in a group the first counts, as RFC 8010 forbids the second."""
        if not self.groups:
            raise CupsError(_NOT_IPP, _HINT)
        if tag == ValueTag.COLLECTION_END:
            self._depth = max(0, self._depth - 1)
            return
        if name and not self._depth:
            attributes = self.groups[-1][1]
            key = name.decode("latin-1")
            self._values = [] if key in attributes else attributes.setdefault(key, [])
        if tag == ValueTag.COLLECTION_BEGIN:
            self._depth += 1
        elif not self._depth and self._values is not None:
            readable = _readable(tag, value)
            if readable is not None:
                self._values.append(readable)


def _readable(tag: int, value: bytes) -> Value | None:
    """A value of a known kind and of the length that its kind has; None for everything else."""
    if tag in _TEXTS:
        return tidy(decode(value, 106))
    if tag in _NUMBERS and len(value) == 4:
        return int.from_bytes(value, "big", signed=True)
    if tag == ValueTag.BOOLEAN and len(value) == 1:
        return value != b"\0"
    if tag in _LOCALIZED:
        return _localized(value)
    return None


def _localized(value: bytes) -> str | None:
    """The text of a textWithLanguage: length, language, length, text (RFC 8010 section 3.9); None where cut off."""
    start = 2 + int.from_bytes(value[:2], "big")
    length = value[start : start + 2]
    text = value[start + 2 :]
    if len(length) < 2 or len(text) != int.from_bytes(length, "big"):
        return None
    return tidy(decode(text, 106))
