"""What a device answered, with the look-ups that the readers need: columns, texts, numbers."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from core.printer.text import decode, tidy

Value = int | bytes | str


@lru_cache(maxsize=16_384)
def _key(oid: str) -> tuple[int, ...]:
    return tuple(map(int, oid.split(".")))


class Answers(Mapping[str, Value]):
    """A read-only mapping of dotted OID to value, ordered by OID.

    Args:
        values: what the device gave; missing objects are simply not in it.
    """

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self.charset: int | None = None
        """IANA MIBenum that the device declares for its descriptions; None when it declares none."""

    def __getitem__(self, oid: str) -> Value:
        return self._values[oid]

    def __iter__(self) -> Iterator[str]:
        return (oid for _, oid in self._ordered)

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def _ordered(self) -> list[tuple[tuple[int, ...], str]]:
        """Every OID by its arcs; made when somebody asks for a column, which most polls do not."""
        return sorted((_key(oid), oid) for oid in self._values)

    def below(self, base: str) -> Iterator[tuple[str, Value]]:
        """Each (suffix, value) strictly below `base`, in OID order; the suffix has no leading dot."""
        key = _key(base)
        start = bisect_left(self._ordered, (key, ""))
        cut = len(base) + 1
        for position in range(start, len(self._ordered)):
            arcs, oid = self._ordered[position]
            if arcs[: len(key)] != key:
                return
            if len(oid) > len(base):
                yield oid[cut:], self._values[oid]

    def column(self, base: str) -> dict[str, Value]:
        """One table column: index suffix ("1.3") -> value."""
        return dict(self.below(base))

    def has_below(self, base: str) -> bool:
        """Whether anything was answered below `base`."""
        return next(self.below(base), None) is not None

    def integer(self, oid: str) -> int | None:
        """A number, also where the agent wrapped it into a string of digits; None when absent."""
        return as_integer(self._values.get(oid))

    def text(self, oid: str) -> str | None:
        """Clean text in the declared charset; None when absent or blank."""
        return self.as_text(self._values.get(oid))

    def octets(self, oid: str) -> bytes | None:
        """The raw octets; None when absent or no octet string."""
        value = self._values.get(oid)
        return value if isinstance(value, bytes) else None

    def as_text(self, value: Value | None) -> str | None:
        """Clean text of a value that came out of a column."""
        if isinstance(value, bytes):
            return tidy(decode(value, self.charset)) or None
        return None if value is None else str(value)


def as_integer(value: Value | None) -> int | None:
    """Coerce an SNMP value to a number: INTEGER, Counter, Gauge, or a string holding digits (PROTOCOL: types vary)."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, bytes):
        digits = value.strip(b"\0 \t\r\n")
        body = digits[1:] if digits[:1] == b"-" else digits
        if body.isdigit() and len(body) <= 20:
            return int(digits)
    return None
