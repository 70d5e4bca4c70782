"""`supplies discover --earlier`: the last sweeps of all programs, the newest first."""

from collections.abc import Iterable
from typing import Any

from core.model.export import timestamp
from core.model.sweep import SweepRecord
from tui.cli.output import print_json, print_table

_HEADS = ("WHEN", "BY", "END", "SECONDS", "ASKED", "ANSWERED", "PRINTERS", "NEW", "GONE", "BYTES", "TARGETS")


def print_earlier(records: Iterable[SweepRecord], *, as_json: bool) -> None:
    """The sweeps, one a line, or as one JSON document."""
    if as_json:
        print_json([sweep_object(record) for record in records])
    else:
        print_table(_HEADS, [_row(record) for record in records])


def sweep_object(record: SweepRecord) -> dict[str, Any]:
    """A sweep for scripts; null means "not known" or "as set", devices go by their ids."""
    return {
        "id": record.id,
        "started_at": timestamp(record.started_at),
        "started_by": record.started_by,
        "targets": list(record.targets),
        "port": record.port,
        "rate": record.rate,
        "limit_seconds": record.limit_seconds,
        "reason": record.reason,
        "problem": record.problem,
        "seconds": record.seconds,
        "asked": record.asked,
        "total": record.total,
        "answered": record.answered,
        "printers": record.printers,
        "others": record.others,
        "new": record.new,
        "new_devices": list(record.new_ids),
        "gone": record.gone,
        "gone_devices": list(record.gone_ids),
        "sent_bytes": record.sent_bytes,
        "received_bytes": record.received_bytes,
        "unsent": record.unsent,
    }


def _row(record: SweepRecord) -> tuple[str, ...]:
    figures = (record.asked, record.answered, record.printers, record.new, record.gone)
    return (
        f"{record.started_at.astimezone():%Y-%m-%d %H:%M}",
        record.started_by,
        record.reason,
        f"{record.seconds:.1f}",
        *("-" if figure is None else f"{figure:,}" for figure in figures),
        f"{record.sent_bytes + record.received_bytes:,}",
        " ".join(record.targets) or "-",
    )
