"""The replacements of a history file: a row each, whoever saw it (pure)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from core.model.events import SupplyReplaced
from core.store.history_levels import LevelCode, level_code, level_of_code
from core.store.tables import Rows

SAME_REPLACEMENT = timedelta(hours=1)
"""Two replacements of one supply within so short a time, with the same new serial number, are one that two programs
saw, or whose serial number and level came one after the other. Our choice."""

MAX_REPLACEMENTS = 200
"""Replacements kept of one device, the newest: a gauge gone mad must not fill the disk."""


class _ReplacementRow(msgspec.Struct, frozen=True, omit_defaults=True):
    index: str
    name: str
    at: Annotated[datetime, Meta(tz=True)]
    after: LevelCode
    before: LevelCode | None = None
    color: str | None = None
    old_serial: str | None = None
    new_serial: str | None = None


_ROW = msgspec.json.Decoder(_ReplacementRow)


def add_replacements(rows: Rows, new: Iterable[SupplyReplaced]) -> bool:
    """Put replacements into a file's rows, each once whoever saw it; whether there was anything to add."""
    found, damaged = replacements_in(rows, "")
    known = list(found)
    for event in sorted(new, key=lambda event: event.at):
        if not any(_are_one(event, other) for other in known):
            known.append(event)
    if len(known) == len(found):
        return False
    for key in damaged:
        del rows[key]
    rows.update({f"{event.at.astimezone(UTC).isoformat()} {event.index}": _row(event) for event in known[len(found) :]})
    for key in sorted(rows)[:-MAX_REPLACEMENTS]:
        del rows[key]
    return True


def replacements_in(
    rows: Mapping[str, msgspec.Raw], device_id: str
) -> tuple[tuple[SupplyReplaced, ...], tuple[str, ...]]:
    """The replacements of a file, the oldest first, and the keys of rows that make no sense and are left out."""
    found: list[SupplyReplaced] = []
    damaged: list[str] = []
    for key, raw in rows.items():
        try:
            row = _ROW.decode(raw)
        except (msgspec.DecodeError, RecursionError):
            damaged.append(key)
            continue
        found.append(
            SupplyReplaced(
                device_id=device_id,
                index=row.index,
                name=row.name,
                color=row.color,
                at=row.at,
                before=None if row.before is None else level_of_code(row.before),
                after=level_of_code(row.after),
                old_serial=row.old_serial,
                new_serial=row.new_serial,
            )
        )
    return tuple(sorted(found, key=lambda event: event.at)), tuple(damaged)


def _row(event: SupplyReplaced) -> msgspec.Raw:
    row = _ReplacementRow(
        index=event.index,
        name=event.name,
        color=event.color,
        at=event.at,
        before=None if event.before is None else level_code(event.before),
        after=level_code(event.after),
        old_serial=event.old_serial,
        new_serial=event.new_serial,
    )
    return msgspec.Raw(msgspec.json.encode(row))


def _are_one(one: SupplyReplaced, other: SupplyReplaced) -> bool:
    is_same = (one.index, one.color, one.new_serial) == (other.index, other.color, other.new_serial)
    return is_same and abs(one.at - other.at) < SAME_REPLACEMENT
