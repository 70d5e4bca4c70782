"""When a supply was replaced: its percent rose by 30 points and stayed, or its serial number changed (MISSION C8).

Pure. A rise is believed when the next reading confirms it, so that neither a shaken cartridge nor a single wrong
reading counts; a new serial number is believed at once. A receptacle's level is its remaining space: emptying it is the
same rise. Only percent counts; a level slightly above the capacity is a percent too (a generous filling), one that
cannot be right is not. What a supply was before its level, its serial number or its whole row went away is kept until
it is back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from core.identity import are_different, normalized_serial
from core.model.device import Reading, Rise
from core.model.events import SupplyReplaced
from core.model.level import Level, Percent
from core.model.supply import Supply

L = TypeVar("L", bound=Level)

REPLACED_RISE = 30.0
"""A rise by so many percent points is a new supply (MISSION C8)."""

FALL_IN_DOUBT = timedelta(hours=6)
"""A level that fell by `REPLACED_RISE` points within so short a time may be a single wrong reading: coming back to
where it was is no rise. Our choice: longer than usual poll intervals, shorter than a night."""

FALL_SLACK = 5.0
"""Percent points by which a level may come back higher after such a fall; more is a new supply. Our choice."""

MAX_RISES = 64
"""Doubts kept for one device, the newest; no printer on record has as many supplies."""


def is_rise(before: float, after: float) -> bool:
    """Whether a level in percent rose so much that the supply must be another one."""
    return round(after - before, 1) >= REPLACED_RISE


def find_replacements(
    device_id: str, known: Reading | None, rises: Sequence[Rise], reading: Reading
) -> tuple[tuple[Rise, ...], tuple[SupplyReplaced, ...]]:
    """What a new reading says about replaced supplies.

    Args:
        device_id: whose readings, for the events.
        known: the reading before; None: there was none, and nothing was replaced.
        rises: what was in doubt after that one.
        reading: the new one. Another device's (a merged one's, a new one's at the same address) is not compared.

    Returns:
        What is in doubt now, and what was replaced.
    """
    if known is None or (known.identity is not reading.identity and are_different(known.identity, reading.identity)):
        return (), ()
    if reading.supplies is known.supplies and not rises:
        return (), ()  # a steady poll hands on the very same supplies
    before = {(supply.index, supply.type, supply.color): supply for supply in known.supplies}
    doubts = {(rise.index, rise.type, rise.color): rise for rise in rises}
    replaced: list[SupplyReplaced] = []
    for supply in reading.supplies:
        key = (supply.index, supply.type, supply.color)
        old, rise = before.pop(key, None), doubts.pop(key, None)
        if rise is None and (old is None or _is_quiet(old, supply)):
            continue
        case = _Case(old, known.read_at, rise, supply, reading.read_at)
        event = case.replacement(device_id)
        doubt = None if event else case.doubt()
        if event is not None:
            replaced.append(event)
        if doubt is not None:
            doubts[key] = doubt
    for key, gone in before.items():
        if key not in doubts and (gone.serial or isinstance(gone.level, Percent)):
            doubts[key] = _rise(gone, before=_percent(gone.level, known.read_at), serial=gone.serial)
    return tuple(doubts.values())[-MAX_RISES:], tuple(replaced)


class _Case(msgspec.Struct, frozen=True):
    """One supply in two readings, with what was in doubt between them."""

    old: Supply | None
    """None: the reading before had no such row."""
    old_at: datetime
    rise: Rise | None
    new: Supply
    new_at: datetime

    @property
    def serial(self) -> str | None:
        """The serial number that was known last."""
        return (self.old.serial if self.old else None) or (self.rise.serial if self.rise else None)

    @property
    def last(self) -> Percent | None:
        """The level of the reading before."""
        return _percent(self.old.level, self.old_at) if self.old else None

    @property
    def level(self) -> Percent | None:
        """The new level if it was read again: a poll does not ask every one, and what stands confirms nothing."""
        is_old = self.old is not None and _moment(self.new.level, self.new_at) == _moment(self.old.level, self.old_at)
        return None if is_old else _percent(self.new.level, self.new_at)

    def replacement(self, device_id: str) -> SupplyReplaced | None:
        """What there is to tell."""
        rise = self.rise
        is_confirmed = rise is not None and rise.seen_at is not None and _rose(rise.before, self.level)
        if not is_confirmed and not _are_two(self.serial, self.new.serial):
            return None
        before: Level | None = (rise.before if rise else None) or self.last
        if before is None and self.old is not None:
            before = _timed(self.old.level, self.old_at)
        return SupplyReplaced(
            device_id=device_id,
            index=self.new.index,
            name=self.new.name,
            color=self.new.color,
            at=(rise.seen_at if rise else None) or self.new_at,
            before=before,
            after=_timed(self.new.level, self.new_at),
            old_serial=self.serial,
            new_serial=self.new.serial,
        )

    def doubt(self) -> Rise | None:
        """What stays or comes into doubt where nothing was replaced."""
        before, seen_at = self._compared()
        is_serial_away = self.serial is not None and self.new.serial is None
        if before is None and not is_serial_away:
            return None
        return _rise(self.new, before=before, serial=self.new.serial or self.serial, seen_at=seen_at)

    def _compared(self) -> tuple[Percent | None, datetime | None]:
        """The level that the next one is to be compared with instead of this, and when a rise over it was seen."""
        rise, last, level = self.rise, self.last, self.level
        kept = rise.before if rise else None
        seen_at = rise.seen_at if rise else None
        if level is None:
            return kept or last, seen_at
        if kept is not None and last is not None:  # after a fall in doubt, or a rise that did not stay
            is_new = _rose(last, level) and level.value > kept.value + FALL_SLACK
            return (last, self.new_at) if is_new else (None, None)
        base = kept or last
        if _rose(base, level):
            return base, self.new_at
        if base is not None and _rose(level, base) and self.new_at - _moment(base, self.old_at) < FALL_IN_DOUBT:
            return base, None
        return None, None


def _is_quiet(old: Supply, new: Supply) -> bool:
    """Whether a look tells that nothing happened: so it is nearly always."""
    if old.serial != new.serial:
        return False
    if isinstance(old.level, Percent) and isinstance(new.level, Percent):
        return abs(new.level.value - old.level.value) < REPLACED_RISE - 1
    return not isinstance(old.level, Percent) and not isinstance(new.level, Percent)


def _are_two(serial: str | None, other: str | None) -> bool:
    """Whether two serial numbers are known and differ in more than their writing."""
    if serial == other:
        return False
    plain = normalized_serial(serial), normalized_serial(other)
    return None not in plain and plain[0] != plain[1]


def _rose(before: Percent | None, after: Percent | None) -> bool:
    return before is not None and after is not None and is_rise(before.value, after.value)


def _percent(level: Level, at: datetime) -> Percent | None:
    return _timed(level, at) if isinstance(level, Percent) else None


def _moment(level: Level, at: datetime) -> datetime:
    """When a level was read that stands in a reading of that time."""
    return level.read_at or at


def _timed(level: L, at: datetime) -> L:
    """A level that says by itself when it was read."""
    return replace(level, read_at=_moment(level, at))


def _rise(supply: Supply, *, before: Percent | None, serial: str | None, seen_at: datetime | None = None) -> Rise:
    return Rise(index=supply.index, type=supply.type, color=supply.color, before=before, serial=serial, seen_at=seen_at)
