"""A steady poll's answers applied to the last reading, and whether more has to be asked (pure).

Only what moves is asked (`core.printer.plan.poll_plan`): levels, status, counters. What cannot be told from that alone
is not guessed: the update then says what to ask.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from core.model.device import Reading
from core.model.level import Percent
from core.model.status import Counters, Status
from core.model.supply import Supply
from core.printer.alerts import read_alerts
from core.printer.answers import Answers, Value, as_integer
from core.printer.charsets import declared_charset
from core.printer.dialects import DIALECTS
from core.printer.levels import NEAR_EMPTY_RICOH, level_of
from core.printer.media import read_covers, read_trays
from core.printer.merge import merge_facts
from core.printer.oids import (
    ALERT_CODE,
    HR_DEVICE_STATUS,
    HR_PRINTER_ERRORS,
    HR_PRINTER_STATUS,
    MARKER_LIFE_COUNT,
    PRT_ALL_EVENTS,
    PRT_CONFIG_CHANGES,
    SYS_UPTIME,
)
from core.printer.plan import level_objects
from core.printer.solid_ink_flags import with_flags
from core.printer.status import DEVICE_STATUS, combined, console_lines, error_bits, says_sleep
from core.printer.trail import NO_TRAIL
from core.printer.vendors.facts import VendorFacts
from core.replacements import is_rise
from core.turning import turned_over

UPTIME_DRIFT, UPTIME_SLACK = 0.05, 60.0
"""A device's clock may run that share and those seconds ahead of ours; more is another device's uptime. Our choice."""

Need = Literal["nothing", "signs", "everything"]
"""What is still to be asked: nothing; panel, covers, trays and alert rows; or the whole device."""


class Update(msgspec.Struct, frozen=True):
    """The reading after a poll."""

    reading: Reading
    needs: Need = "nothing"
    reason: str = ""
    """Why more is to be asked, in words."""


def update(
    reading: Reading, values: Mapping[str, Value], *, read_at: datetime, moved: Sequence[str] | None = None
) -> Update:
    """Apply the answers to a steady poll.

    Args:
        reading: the last reading.
        values: the answers to `poll_plan(reading, reading.identity)`; missing objects left out.
        read_at: when they came (UTC).
        moved: the objects whose answers differ from those that gave the reading; None: every one is looked at.
    """
    reason = _why_everything(reading, values, read_at)
    if reason:
        return Update(reading, "everything", reason)
    index = _index(reading)
    if moved is not None and all(oid == f"{MARKER_LIFE_COUNT}.{index}.1" for oid in moved):
        return Update(_as_before(reading, values, index, read_at))
    facts, has_facts = _facts(reading, values)
    supplies, reason = _supplies(reading, values, facts if has_facts else None)
    if reason:
        return Update(reading, "everything", reason)
    status = _status(reading.status, values, index)
    events = as_integer(values.get(f"{PRT_ALL_EVENTS}.{index}"))
    updated = replace(
        reading,
        read_at=read_at,
        supplies=supplies,
        status=status,
        counters=_counters(reading.counters, values, index, facts),
        uptime_seconds=_uptime(reading, values),
        alert_events=events,
    )
    reason = _why_signs(reading, updated, values)
    if reason and not has_facts and any(s.condition and s.type != "solidWax" for s in supplies):
        # The maker's own verdicts come from records that a poll does not ask: they may have changed too.
        return Update(updated, "everything", reason)
    return Update(updated, "signs", reason) if reason else Update(updated)


def _as_before(reading: Reading, values: Mapping[str, Value], index: int, read_at: datetime) -> Reading:
    """The reading of a device that did nothing but perhaps print."""
    counters = reading.counters
    if counters.pages_source == "printer-mib":
        counters = _counters(counters, values, index, VendorFacts())
    return replace(reading, read_at=read_at, counters=counters, uptime_seconds=_uptime(reading, values))


def _uptime(reading: Reading, values: Mapping[str, Value]) -> float | None:
    uptime = as_integer(values.get(SYS_UPTIME))
    return reading.uptime_seconds if uptime is None else uptime / 100


def _why_signs(before: Reading, after: Reading, values: Mapping[str, Value]) -> str:
    if after.alert_events != before.alert_events:
        return "an alert came or went"
    if after.status != before.status:
        return "the status changed"
    if any(f"{ALERT_CODE}.{row.index}" not in values for row in before.alerts):
        return "an alert row is gone"
    return ""


def with_signs(reading: Reading, answers: Answers) -> Reading:
    """The reading with panel, covers, trays and alert rows read anew.

    Args:
        reading: after `update`.
        answers: what `core.printer.plan.SIGN_WALKS` gave.
    """
    answers.charset = declared_charset(answers, NO_TRAIL)
    alerts = read_alerts(answers)
    lines = console_lines(answers, reading.identity.device_index) or reading.status.console
    status = replace(reading.status, console=lines, asleep=reading.status.asleep or any(map(says_sleep, lines)))
    supplies = reading.supplies
    if any(supply.type == "solidWax" for supply in supplies):
        supplies = with_flags(supplies, status, alerts)
    return replace(
        reading,
        supplies=supplies,
        status=status,
        alerts=alerts,
        trays=read_trays(answers),
        covers=read_covers(answers),
    )


def _index(reading: Reading) -> int:
    return 1 if reading.identity.device_index is None else reading.identity.device_index


def _why_everything(reading: Reading, values: Mapping[str, Value], read_at: datetime) -> str:
    ticks = as_integer(values.get(SYS_UPTIME))
    if ticks is not None and reading.uptime_seconds is not None:
        elapsed = (read_at - reading.read_at).total_seconds()
        gained = ticks / 100 - reading.uptime_seconds
        if gained < 0:
            return "it was restarted"
        if gained > elapsed * (1 + UPTIME_DRIFT) + UPTIME_SLACK:
            return "its uptime has jumped: another device may answer there"
    changes = as_integer(values.get(f"{PRT_CONFIG_CHANGES}.{_index(reading)}"))
    if changes != reading.config_changes:
        return "its set-up changed"
    return ""


def _facts(reading: Reading, values: Mapping[str, Value]) -> tuple[VendorFacts, bool]:
    """The maker's own records, where the poll asked for any."""
    dialect = DIALECTS.get(reading.identity.dialect or "")
    if dialect is None or not any(oid in values for oid in dialect.polls):
        return VendorFacts(), False
    return dialect.read(Answers(values), NO_TRAIL), True


def _supplies(
    reading: Reading, values: Mapping[str, Value], facts: VendorFacts | None
) -> tuple[tuple[Supply, ...], str]:
    """The supplies with their new levels, the very same objects where nothing changed; why that is not all to it."""
    dialect = reading.identity.dialect
    rows: list[Supply] = []
    for known in reading.supplies:
        objects = level_objects(known.index)
        if objects is None:
            continue
        # The maker's records are joined to rows as the device gives them; the fleet turns them again.
        supply = turned_over(known) if facts is not None and known.is_turned else known
        raw = as_integer(values.get(objects[0]))
        if raw is None:
            if supply.level.raw_level is not None:
                return (), f"supply {supply.index} is gone"
            rows.append(supply)
            continue
        if supply.max is not None and as_integer(values.get(objects[1])) != supply.max:
            return (), f"the capacity of supply {supply.index} changed"
        rows.append(_standard_row(supply, raw, dialect))
    if facts is not None:
        merged = merge_facts(rows, facts.supplies, dialect=dialect or "") if facts.supplies else rows
        return _joined(reading, {row.index: row for row in merged}, is_merged=True)
    return _joined(reading, {row.index: row for row in rows}, is_merged=False)


def _standard_row(supply: Supply, raw: int, dialect: str | None) -> Supply:
    """The row as prtMarkerSuppliesTable has it now."""
    level = supply.level
    if raw == level.raw_level and level.source == "printer-mib":
        # What made the level is as it was, and so is the level: most of what a poll brings.
        return supply if level.read_at is None else replace(supply, level=replace(level, read_at=None))
    level, _ = level_of(raw, supply.max or level.raw_max, supply.unit, dialect=dialect)
    condition = supply.condition
    if dialect == "ricoh":
        condition = "low" if raw == NEAR_EMPTY_RICOH else None
    row = replace(supply, level=level, condition=condition, is_turned=False)
    return turned_over(row) if supply.is_turned else row


def _joined(reading: Reading, rows: Mapping[str, Supply], *, is_merged: bool) -> tuple[tuple[Supply, ...], str]:
    """The supplies in their old order with the new levels; the reason where that is not all there is to it."""
    # Rows that the records would make on top are none: a poll asks too little to tell what kind of device they are of.
    supplies = []
    is_changed = False
    for supply in reading.supplies:
        row = rows.get(supply.index)
        if row is supply:
            supplies.append(supply)
            continue
        if row is None or (supply.level.source != row.level.source == "printer-mib"):
            # A poll does not ask what this level came from: the last full reading's word stands, with its age.
            row = _aged(supply, reading.read_at)
        elif _is_replaced(supply, row):
            return (), f"supply {supply.index} was replaced"
        elif is_merged:
            is_same = row.level == supply.level and row.condition == supply.condition
            row = (
                supply
                if is_same
                else replace(supply, level=row.level, condition=row.condition, is_turned=row.is_turned)
            )
        is_changed = is_changed or row is not supply
        supplies.append(row)
    return (tuple(supplies) if is_changed else reading.supplies), ""


def _is_replaced(supply: Supply, row: Supply) -> bool:
    """Whether the level rose so much that serial and part number may be others too."""
    last = supply.level if isinstance(supply.level, Percent) else supply.last_level
    return isinstance(row.level, Percent) and isinstance(last, Percent) and is_rise(last.value, row.level.value)


def _aged(supply: Supply, read_at: datetime) -> Supply:
    """The supply whose level is as old as the reading it stood in."""
    return supply if supply.level.read_at else replace(supply, level=replace(supply.level, read_at=read_at))


def _status(old: Status, values: Mapping[str, Value], index: int) -> Status:
    device_number = as_integer(values.get(f"{HR_DEVICE_STATUS}.{index}"))
    printer_number = as_integer(values.get(f"{HR_PRINTER_STATUS}.{index}"))
    raw_errors = values.get(f"{HR_PRINTER_ERRORS}.{index}")
    if device_number is None and printer_number is None and raw_errors is None:
        return old
    printer, _ = combined(device_number, printer_number)
    is_standby = device_number == 2 and printer_number == 1
    status = Status(
        device=DEVICE_STATUS.get(device_number or 1, "unknown"),
        printer=printer,
        asleep=is_standby or (old.asleep and printer == old.printer),
        errors=error_bits(raw_errors),
        console=old.console,
    )
    return old if status == old else status


def _counters(old: Counters, values: Mapping[str, Value], index: int, facts: VendorFacts) -> Counters:
    pages = old.pages
    if old.pages_source == "printer-mib":
        asked = as_integer(values.get(f"{MARKER_LIFE_COUNT}.{index}.1"))
        pages = asked if asked is not None and asked >= 0 else pages
    elif facts.pages is not None and facts.pages >= 0:
        pages = facts.pages
    kinds = {**old.by_kind, **{kind: count for kind, count in facts.counters.items() if count >= 0}}
    if pages == old.pages and kinds == old.by_kind:
        return old
    return replace(old, pages=pages, by_kind=kinds)
