"""The days of a history file: each row holds what differs from the day before (pure).

A row is [pages, {supply index: level}, {counter: count}]: the page count as it is, the other two as far as they
changed; null for what is not offered any more. Parts at the end that say nothing are left out: [] is a day on which
nothing changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from core.model.history import KEPT_DAYS, Day
from core.model.level import Level
from core.store.history_levels import Count, LevelCode, level_code, level_of_code
from core.store.tables import Rows

T = TypeVar("T")


class _DayRow(msgspec.Struct, frozen=True, array_like=True):
    pages: Count | UnsetType | None = UNSET
    levels: dict[str, LevelCode | None] = {}
    counters: dict[str, Count | None] = {}


_DAY = msgspec.json.Decoder(_DayRow)
_FIRST_YEAR = 1970
_DAMAGED = (msgspec.DecodeError, RecursionError)


def fold_days(rows: Mapping[str, msgspec.Raw], device_id: str) -> tuple[tuple[Day, ...], tuple[str, ...]]:
    """The days of a file in full, the oldest first, and the keys of rows that make no sense and are left out."""
    days: list[Day] = []
    damaged: list[str] = []
    levels: dict[str, Level] = {}
    counters: dict[str, int] = {}
    pages: int | None = None
    for key in sorted(rows):
        try:
            day, row = _date(key), _DAY.decode(rows[key])
        except _DAMAGED:
            damaged.append(key)
            continue
        if row.levels:
            levels = _changed(
                levels, {index: None if code is None else level_of_code(code) for index, code in row.levels.items()}
            )
        if row.counters:
            counters = _changed(counters, row.counters)
        if row.pages is not UNSET:
            pages = row.pages
        days.append(Day(date=day, device_id=device_id, levels=levels, pages=pages, counters=counters))
    return tuple(days), tuple(damaged)


def add_days(rows: Rows, new: Mapping[str, msgspec.Raw], device_id: str) -> date | None:
    """Put days into a file's rows that are not there yet; those that grew too old go.

    A day that is there stays as it is: it was an earlier reading of that day.

    Args:
        rows: changed in place.
        new: ISO date -> the day's row in full.
        device_id: whose.

    Returns:
        The day that ages are counted from now (`reference_day`); None where nothing was to be done.
    """
    missing = {key: row for key, row in new.items() if not _is_day(rows.get(key))}
    if not missing:
        return None
    old, _ = fold_days(rows, device_id)
    added = [day for key, row in missing.items() for day in fold_days({key: row}, device_id)[0]]
    days = sorted((*old, *added), key=lambda day: day.date)
    raw = dict(rows)
    dates = [day.date for day in old]
    after: dict[date, date | None] = dict(zip(dates, (None, *dates), strict=False))
    before: Day | None = None
    rows.clear()
    for day in kept_days(days):
        key = day.date.isoformat()
        stands_as_it_was = after.get(day.date, day.date) == (before.date if before else None)
        rows[key] = raw[key] if stands_as_it_was else _difference(before, day)
        before = day
    return reference_day(days)


def reference_day(days: Sequence[Day]) -> date:
    """The day that ages are counted from: the last but one, so that a clock gone wrong for a day costs no year."""
    return days[-2:][0].date


def kept_days(days: Sequence[Day]) -> Sequence[Day]:
    """The days that are not too old; they hold full values, and so nothing is lost with the others."""
    if not days:
        return days
    oldest = reference_day(days) - timedelta(days=KEPT_DAYS)
    return [day for day in days if day.date >= oldest]


def full_row(day: Day) -> msgspec.Raw:
    """A day's row that stands for itself."""
    return _difference(None, day)


def _difference(before: Day | None, day: Day) -> msgspec.Raw:
    """The row of a day after another one."""
    if before is None:
        before = Day(date=day.date, device_id=day.device_id)
    levels: dict[str, LevelCode | None] = {
        index: level_code(level)
        for index, level in day.levels.items()
        if (old := before.levels.get(index)) is not level and old != level
    }
    counters: dict[str, int | None] = {
        kind: count for kind, count in day.counters.items() if before.counters.get(kind) != count
    }
    levels.update({index: None for index in before.levels if index not in day.levels})
    counters.update({kind: None for kind in before.counters if kind not in day.counters})
    parts: list[object] = [day.pages, levels, counters]
    if not counters:
        del parts[2:]
        if not levels:
            del parts[1 if day.pages != before.pages else 0 :]
    return msgspec.Raw(msgspec.json.encode(parts))


def _changed(values: Mapping[str, T], changes: Mapping[str, T | None]) -> dict[str, T]:
    return {key: value for key, value in {**values, **changes}.items() if value is not None}


def _is_day(row: msgspec.Raw | None) -> bool:
    if row is None:
        return False
    try:
        _DAY.decode(row)
    except _DAMAGED:
        return False
    return True


def _date(key: str) -> date:
    """A date from its one writing.

    Raises:
        msgspec.DecodeError: it is none.
    """
    try:
        day = date.fromisoformat(key)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from error
    if day.isoformat() != key or day.year < _FIRST_YEAR:
        raise msgspec.DecodeError(f"{key!r} is no date")
    return day
