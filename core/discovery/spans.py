"""Sets of addresses as ranges of integers: a /8 costs no more memory than a single address (pure)."""

import ipaddress
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

Key = tuple[int, int, str]
"""What addresses are compared within: IP version, port, IPv6 zone."""

ANY_PORT = 0
"""The port of an exclude that was written without one: it leaves the address out at every port."""


class Span(msgspec.Struct, frozen=True):
    """Consecutive addresses, both ends included, asked at one port."""

    low: int
    """The first address as a number."""
    high: int
    port: int
    version: int = 4
    """4 or 6."""
    zone: str = ""
    """The interface of a link-local IPv6 address, e.g. "eth0"."""

    def __len__(self) -> int:
        return self.high - self.low + 1

    @property
    def key(self) -> Key:
        """Addresses of different keys never meet."""
        return self.version, self.port, self.zone


def format_address(number: int, version: int, zone: str = "") -> str:
    """The address in its usual writing."""
    if version == 4:
        return str(ipaddress.IPv4Address(number))
    return f"{ipaddress.IPv6Address(number)}%{zone}" if zone else str(ipaddress.IPv6Address(number))


class _Coverage:
    """Disjoint ranges of one key, sorted, touching ones joined."""

    def __init__(self) -> None:
        self._lows: list[int] = []
        self._highs: list[int] = []

    def gaps(self, low: int, high: int) -> list[tuple[int, int]]:
        """The parts of [low, high] that are not covered, in order."""
        found = []
        position = bisect_right(self._lows, low) - 1
        if position >= 0:
            low = max(low, self._highs[position] + 1)
        position += 1
        while low <= high:
            if position == len(self._lows) or self._lows[position] > high:
                found.append((low, high))
                break
            if self._lows[position] > low:
                found.append((low, self._lows[position] - 1))
            low = self._highs[position] + 1
            position += 1
        return found

    def cover(self, low: int, high: int) -> None:
        """Add [low, high]."""
        first = bisect_right(self._lows, low) - 1
        if first < 0 or self._highs[first] < low - 1:
            first += 1
        last = bisect_right(self._lows, high + 1)
        if first < last:
            low = min(low, self._lows[first])
            high = max(high, self._highs[last - 1])
        self._lows[first:last] = [low]
        self._highs[first:last] = [high]

    def has(self, number: int) -> bool:
        """Whether that address is covered."""
        position = bisect_right(self._lows, number) - 1
        return position >= 0 and number <= self._highs[position]


class SpanSet:
    """Grows span by span and keeps what is new of each, in the order in which it came.

    Args:
        excluded: left out for good; those at `ANY_PORT` are left out at every port.
    """

    def __init__(self, excluded: Iterable[Span] = ()) -> None:
        self._covered: dict[Key, _Coverage] = {}
        self._excluded: dict[Key, _Coverage] = {}
        self._spans: list[Span] = []
        self._count = 0
        for span in excluded:
            self._excluded.setdefault(span.key, _Coverage()).cover(span.low, span.high)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Disjoint, in the order of first mention."""
        return tuple(self._spans)

    @property
    def count(self) -> int:
        """Addresses (an address at two ports counts twice)."""
        return self._count

    def add(self, span: Span) -> None:
        """Take over what is neither in the set nor excluded."""
        covered = self._covered.setdefault(span.key, _Coverage())
        pieces = covered.gaps(span.low, span.high)
        for key in (span.key, (span.version, ANY_PORT, span.zone)):
            excluded = self._excluded.get(key)
            if excluded is not None:
                pieces = [gap for low, high in pieces for gap in excluded.gaps(low, high)]
        for low, high in pieces:
            covered.cover(low, high)
            self._count += high - low + 1
            last = self._spans[-1] if self._spans else None
            if last is not None and last.key == span.key and last.high + 1 == low:
                self._spans[-1] = Span(last.low, high, span.port, span.version, span.zone)
            else:
                self._spans.append(Span(low, high, span.port, span.version, span.zone))

    def has(self, number: int, key: Key) -> bool:
        """Whether that address is in the set at the key's port."""
        covered = self._covered.get(key)
        return covered is not None and covered.has(number)
