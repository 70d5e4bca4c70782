"""Which addresses a sweep asks: lists, files and excludes in, disjoint spans in the written order out."""

import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from core.discovery.grammar import Entry, HostName, parse_address, parse_word, split_words
from core.discovery.spans import ANY_PORT, Span, SpanSet, format_address
from core.errors import UsageError

MAX_ADDRESSES = 65_536
"""More than a /16 has to be allowed explicitly: usually a prefix is mistyped."""
MAX_ALLOWED_ADDRESSES = 1 << 24
"""No sweep asks more than a /8 holds, whatever is allowed: request ids and memory are laid out for that."""
MAX_FILE_BYTES = 16 * 1024 * 1024
"""A file of targets above this is refused."""


class Target(NamedTuple):
    """One address to ask."""

    address: str
    port: int


class NameFailure(msgspec.Struct, frozen=True):
    """A DNS name that could not be turned into an address."""

    name: str
    reason: str
    is_exclude: bool = False
    """True where it was meant to be left out: nobody knows now whether it was."""


class Targets:
    """Addresses without repetition, in the written order, minus the excluded ones.

    Args:
        entries: what to ask.
        excluded: what to leave out; spans at `ANY_PORT` at every port.
        failures: names that could not be resolved.
        allow_large: whether more than `MAX_ADDRESSES` are meant.

    Raises:
        UsageError: too many addresses.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        excluded: Iterable[Entry] = (),
        *,
        failures: tuple[NameFailure, ...] = (),
        allow_large: bool = False,
    ) -> None:
        self.entries = tuple(entries)
        """As written."""
        self.excluded = tuple(excluded)
        """As written."""
        self.failures = failures
        """Names that could not be resolved; they are asked nothing."""
        self.allow_large = allow_large
        """Whether more than `MAX_ADDRESSES` were allowed."""
        self._set = SpanSet(entry for entry in self.excluded if isinstance(entry, Span))
        for entry in self.entries:
            if isinstance(entry, Span):
                self._set.add(entry)
        self.spans = self._set.spans
        """Disjoint, in order."""
        self._starts = [0]
        for span in self.spans:
            self._starts.append(self._starts[-1] + len(span))
        _guard(self.count, allow_large=allow_large)

    @property
    def count(self) -> int:
        """Addresses to ask (one at two ports counts twice); names not yet resolved are not in it."""
        return self._set.count

    @property
    def left_out(self) -> int:
        """Addresses that would be asked if nothing were excluded."""
        if not self.excluded:
            return 0
        written = SpanSet()
        for entry in self.entries:
            if isinstance(entry, Span):
                written.add(entry)
        return written.count - self.count

    @property
    def unknown_names(self) -> tuple[str, ...]:
        """Names to be asked of which no address could be found."""
        return tuple(failure.name for failure in self.failures if not failure.is_exclude)

    @property
    def names(self) -> tuple[HostName, ...]:
        """Names waiting for `core.discovery.names.resolve_targets`."""
        return tuple(entry for entry in (*self.entries, *self.excluded) if isinstance(entry, HostName))

    def __iter__(self) -> Iterator[Target]:
        for span in self.spans:
            for number in range(span.low, span.high + 1):
                yield Target(format_address(number, span.version, span.zone), span.port)

    def at(self, position: int) -> Target:
        """The address at that 0-based position of the order.

        Raises:
            IndexError: there is none.
        """
        if not 0 <= position < self.count:
            raise IndexError(position)
        place = bisect_right(self._starts, position) - 1
        span = self.spans[place]
        return Target(format_address(span.low + position - self._starts[place], span.version, span.zone), span.port)

    def contains(self, address: str, port: int | None = None) -> bool:
        """Whether that address is asked, at that port or (None) at any; text that is no address is not."""
        try:
            span = parse_address(address, port or ANY_PORT)
        except ValueError:
            return False
        ports = {other.port for other in self.spans} if port is None else {port}
        return any(self._set.has(span.low, (span.version, wanted, span.zone)) for wanted in ports)


def parse_targets(
    texts: Iterable[str], *, exclude: Iterable[str] = (), default_port: int = 161, allow_large: bool = False
) -> Targets:
    """Read lists of targets as `core.discovery.grammar` describes them; "@path" stands for the targets in a file.

    DNS names stay names (`Targets.names`) until `core.discovery.names.resolve_targets` looks them up.

    Args:
        texts: each one target or several, separated by commas or white space.
        exclude: the same, to be left out; without a port, at every port.
        default_port: for targets that name none.
        allow_large: accept more than `MAX_ADDRESSES`.

    Raises:
        UsageError: a target is written wrong, never to be asked, or there are too many; the bad part is named.
    """
    entries = [parse_word(word, default_port) for word in _words(texts)]
    excluded = [parse_word(word, ANY_PORT) for word in _words(exclude)]
    return Targets(entries, excluded, allow_large=allow_large)


def read_target_file(path: Path) -> list[str]:
    """The targets in a file: one or more a line, "#" starts a comment.

    Raises:
        UsageError: the file cannot be read, is no text, too large, or names another file.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            # Reading a device or a pipe may never end.
            raise UsageError(f"{path}: no regular file", "name a file of targets, one or more a line")
        if facts.st_size > MAX_FILE_BYTES:
            raise UsageError(f"{path}: larger than {MAX_FILE_BYTES // 1024 // 1024} MB", "is this a list of targets?")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}", "name a file of targets that you may read") from error
    except ValueError as error:
        raise UsageError(f"{path}: no text file", "one or more targets a line, # starts a comment") from error
    words = [word for line in text.splitlines() for word in split_words(line.partition("#")[0])]
    nested = next((word for word in words if word.startswith("@")), None)
    if nested is not None:
        raise UsageError(f"{path}: names another file, {nested!r}", "files of targets do not hold further files")
    return words


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in split_words(text):
            if word.startswith("@"):
                yield from read_target_file(Path(word[1:]))
            else:
                yield word


def _guard(count: int, *, allow_large: bool) -> None:
    if count > MAX_ALLOWED_ADDRESSES:
        raise UsageError(
            f"{count:,} addresses are more than one sweep can ask ({MAX_ALLOWED_ADDRESSES:,})",
            "name smaller networks",
        )
    if count > MAX_ADDRESSES and not allow_large:
        raise UsageError(
            f"{count:,} addresses are more than the guard of {MAX_ADDRESSES:,}",
            "name smaller networks, exclude what holds no printers, or allow a large sweep (--large)",
        )
