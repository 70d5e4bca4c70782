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
    SUPPLY_LEVEL,
    SUPPLY_MAX,
    SYS_UPTIME,
)
from core.printer.solid_ink_flags import with_flags
from core.printer.status import DEVICE_STATUS, combined, console_lines, error_bits, says_sleep
from core.printer.trail import NO_TRAIL
from core.printer.vendors.facts import VendorFacts

REPLACED_RISE = 30.0
"""A rise by so many percent points is a new cartridge (MISSION C8): its serial and part number are asked then."""

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


def update(reading: Reading, values: Mapping[str, Value], *, read_at: datetime) -> Update:
    """Apply the answers to a steady poll.

    Args:
        reading: the last reading.
        values: the answers to `poll_plan(reading, reading.identity)`; missing objects left out.
        read_at: when they came (UTC).
    """
    reason = _why_everything(reading, values, read_at)
    if reason:
        return Update(reading, "everything", reason)
    facts, has_facts = _facts(reading, values)
    supplies, reason = _supplies(reading, values, facts if has_facts else None, read_at)
    if reason:
        return Update(reading, "everything", reason)
    index = _index(reading)
    status = _status(reading.status, values, index)
    events = as_integer(values.get(f"{PRT_ALL_EVENTS}.{index}"))
    uptime = as_integer(values.get(SYS_UPTIME))
    updated = replace(
        reading,
        read_at=read_at,
        supplies=supplies,
        status=status,
        counters=_counters(reading.counters, values, index, facts),
        uptime_seconds=reading.uptime_seconds if uptime is None else uptime / 100,
        alert_events=events,
    )
    reason = _why_signs(reading, updated, values)
    if reason and not has_facts and any(s.condition and s.type != "solidWax" for s in supplies):
        # The maker's own verdicts come from records that a poll does not ask: they may have changed too.
        return Update(updated, "everything", reason)
    return Update(updated, "signs", reason) if reason else Update(updated)


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
    reading: Reading, values: Mapping[str, Value], facts: VendorFacts | None, read_at: datetime
) -> tuple[tuple[Supply, ...], str]:
    dialect = reading.identity.dialect
    rows: list[Supply] = []
    for supply in reading.supplies:
        if not supply.index.replace(".", "").isdigit():
            continue
        raw = as_integer(values.get(f"{SUPPLY_LEVEL}.{supply.index}"))
        if raw is None:
            if supply.level.raw_level is not None:
                return (), f"supply {supply.index} is gone"
            rows.append(supply)
            continue
        asked_max = as_integer(values.get(f"{SUPPLY_MAX}.{supply.index}")) if supply.max is not None else None
        if supply.max is not None and asked_max != supply.max:
            return (), f"the capacity of supply {supply.index} changed"
        maximum = asked_max if asked_max is not None else supply.level.raw_max
        level, _ = level_of(raw, maximum, supply.unit, dialect=dialect, read_at=read_at)
        condition = supply.condition
        if dialect == "ricoh":
            condition = "low" if raw == NEAR_EMPTY_RICOH else None
        rows.append(replace(supply, level=level, condition=condition))
    if facts is not None and facts.supplies:
        rows = list(merge_facts(rows, facts.supplies, dialect=dialect or "", read_at=read_at))
    return _joined(reading.supplies, {row.index: row for row in rows})


def _joined(old: Sequence[Supply], rows: Mapping[str, Supply]) -> tuple[tuple[Supply, ...], str]:
    """The supplies in their old order with the new levels; the reason where that is not all there is to it."""
    # Rows that the records would make on top are none: a poll asks too little to tell what kind of device they are of.
    supplies = []
    for supply in old:
        row = rows.get(supply.index)
        if row is None or (supply.level.source != row.level.source == "printer-mib"):
            # A poll does not ask what this level came from: the last full reading's word stands, with its age.
            supplies.append(supply)
            continue
        if (
            isinstance(row.level, Percent)
            and isinstance(supply.level, Percent)
            and row.level.value - supply.level.value >= REPLACED_RISE
        ):
            return (), f"supply {supply.index} was replaced"
        supplies.append(replace(supply, level=row.level, condition=row.condition))
    return tuple(supplies), ""


def _status(old: Status, values: Mapping[str, Value], index: int) -> Status:
    device_number = as_integer(values.get(f"{HR_DEVICE_STATUS}.{index}"))
    printer_number = as_integer(values.get(f"{HR_PRINTER_STATUS}.{index}"))
    raw_errors = values.get(f"{HR_PRINTER_ERRORS}.{index}")
    if device_number is None and printer_number is None and raw_errors is None:
        return old
    printer, _ = combined(device_number, printer_number)
    is_standby = device_number == 2 and printer_number == 1
    return Status(
        device=DEVICE_STATUS.get(device_number or 1, "unknown"),
        printer=printer,
        asleep=is_standby or (old.asleep and printer == old.printer),
        errors=error_bits(raw_errors),
        console=old.console,
    )


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
