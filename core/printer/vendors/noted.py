"""Private objects read with their story: each value that comes out is noted on the trail."""

from collections.abc import Iterable, Mapping

from core.printer.answers import Answers, Value, as_integer
from core.printer.trail import Trail

MAX_TEXT = 255
"""Characters kept of a text: what a DisplayString may hold."""
MAX_COUNT = 2**63 - 1
"""A larger number is no count, level or capacity."""

Row = dict[str, Value]
"""One table row: column -> value."""


def as_count(value: Value | None) -> int | None:
    """A number of things: zero or more, and not absurdly large."""
    number = as_integer(value)
    return number if number is not None and 0 <= number <= MAX_COUNT else None


def as_level(value: Value | None) -> int | None:
    """A level or capacity: as `as_count`, and the negative codes."""
    number = as_integer(value)
    return number if number is not None and -MAX_COUNT <= number <= MAX_COUNT else None


class Noted:
    """Looks private objects up for one reader.

    Args:
        answers: what the device gave.
        trail: where each value is noted, under "vendor.<subject>".
        rule: the source of the objects, e.g. "XEROX-HOST-RESOURCES-EXT-MIB".
    """

    def __init__(self, answers: Answers, trail: Trail, rule: str) -> None:
        self.answers = answers
        self.trail = trail
        self.rule = rule

    def text(self, subject: str, *oids: str) -> str | None:
        """The first of those objects that holds text, cleaned and cut; anything but an octet string is no text."""
        for oid in oids:
            text = self.plain(self.answers.get(oid))
            if text is not None:
                self.note(subject, text, oid)
                return text
        return None

    def plain(self, value: Value | None) -> str | None:
        """Clean text out of a column, cut; None for anything but an octet string with text in it."""
        if not isinstance(value, bytes):
            return None
        return (self.answers.as_text(value[: 4 * MAX_TEXT]) or "")[:MAX_TEXT].strip() or None

    def count(self, subject: str, *oids: str) -> int | None:
        """The first of those objects that holds a count."""
        for oid in oids:
            number = as_count(self.answers.get(oid))
            if number is not None:
                self.note(subject, number, oid)
                return number
        return None

    def counters(self, table: Mapping[str, str | tuple[str, ...]]) -> dict[str, int]:
        """Counters by plain name: of several objects for one name the first that counts.

        The makers' files have few names among them ("black", "copy", "equivalent color"). They count impressions,
        except "duplex" (sheets printed on both sides, or impressions on them, as the maker counts), "scan" and
        "images" (sides) and "labels".
        """
        found: dict[str, int] = {}
        for name, oids in table.items():
            number = self.count(f"counters.{name}", *((oids,) if isinstance(oids, str) else oids))
            if number is not None:
                found[name] = number
        return found

    def sum(self, subject: str, *oids: str) -> int | None:
        """The sum of those objects that hold a count; None where none does."""
        numbers = {oid: number for oid in oids if (number := as_count(self.answers.get(oid))) is not None}
        if not numbers:
            return None
        self.note(subject, sum(numbers.values()), *numbers)
        return sum(numbers.values())

    def sums(self, table: Mapping[str, Iterable[str]]) -> dict[str, int]:
        """Counters by plain name, each the sum of its objects."""
        added = {name: self.sum(f"counters.{name}", *oids) for name, oids in table.items()}
        return {name: number for name, number in added.items() if number is not None}

    def note(self, subject: str, value: object, *oids: str) -> None:
        """Note one private value with this reader's rule."""
        self.trail.note(f"vendor.{subject}", value, self.rule, *oids)


def rows(answers: Answers, base: str, *columns: int) -> dict[str, Row]:
    """Rows of a table by index suffix, in index order; `Row` keys are columns."""
    found: dict[str, Row] = {}
    for column in columns:
        for suffix, value in answers.below(f"{base}.{column}"):
            found.setdefault(suffix, {})[str(column)] = value
    return {suffix: found[suffix] for suffix in sorted(found, key=_arcs)}


def _arcs(suffix: str) -> tuple[int, ...]:
    return tuple(map(int, suffix.split(".")))
