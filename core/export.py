"""Devices as files: CSV for spreadsheets, JSON for programs (pure)."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from core.admin_edits import display_location, display_name
from core.alerts.rules import Assessment, Thresholds, assess
from core.alerts.wording import every_alert, level_words
from core.contact import is_quarantined
from core.errors import UsageError
from core.model.device import Device
from core.model.export import device_object, timestamp
from core.printer.text import tidy

Format = Literal["csv", "json"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet read a cell as a formula (OWASP, CSV Injection), in full width too."""
_GUARD = "'"
"""Goes before such a cell: spreadsheets take the rest as text."""


class _Exported(NamedTuple):
    device: Device
    assessment: Assessment
    now: datetime


def _model(one: _Exported) -> str | None:
    return " ".join(filter(None, (one.device.identity.vendor, one.device.identity.model)))


def _supplies(one: _Exported) -> str | None:
    supplies = one.device.reading.supplies if one.device.reading else ()
    return "; ".join(f"{one.name}: {level_words(one.level, receptacle=one.receptacle)}" for one in supplies)


def _alerts(one: _Exported) -> str | None:
    return "; ".join(every_alert(one.device, one.assessment, one.now))


def _pages(one: _Exported) -> str | None:
    pages = one.device.reading.counters.pages if one.device.reading else None
    return None if pages is None else str(pages)


def _status(one: _Exported) -> str | None:
    if is_quarantined(one.device, one.now):
        return "quarantined"
    if one.device.unreachable_since is not None:
        return "unreachable"
    if one.device.reading is None:
        return None
    status = one.device.reading.status
    return "asleep" if status.asleep else status.printer


class _Column(NamedTuple):
    title: str
    words: Callable[[_Exported], str | None]


_COLUMNS: dict[str, _Column] = {
    "id": _Column("ID", lambda one: one.device.id),
    "state": _Column("State", lambda one: one.assessment.state),
    "device": _Column("Device", lambda one: display_name(one.device)),
    "model": _Column("Model", _model),
    "vendor": _Column("Make", lambda one: one.device.identity.vendor),
    "serial": _Column("Serial number", lambda one: one.device.identity.serial),
    "address": _Column("Address", lambda one: one.device.address),
    "location": _Column("Location", lambda one: display_location(one.device)),
    "supplies": _Column("Supplies", _supplies),
    "alerts": _Column("Alerts", _alerts),
    "status": _Column("Status", _status),
    "pages": _Column("Pages", _pages),
    "age": _Column("Read at", lambda one: timestamp(one.device.reading.read_at) if one.device.reading else None),
    "managed": _Column("Managed elsewhere", lambda one: "yes" if one.device.is_managed_elsewhere else "no"),
    "notes": _Column("Notes", lambda one: one.device.notes),
}
COLUMNS: tuple[str, ...] = tuple(_COLUMNS)
"""The ids of every column, those of the devices list among them."""


def format_of(path: Path) -> Format:
    """What the ending of a file's name asks for.

    Raises:
        UsageError: it asks for nothing that there is.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".json"):
        raise UsageError(f"{path.name or '(no name)'}: the ending must be .csv or .json", "it decides what is written")
    return "csv" if ending == ".csv" else "json"


def encode(
    devices: Iterable[Device], format_: Format, columns: Sequence[str], thresholds: Thresholds, now: datetime
) -> str:
    """The text of a file.

    Args:
        devices: in the order in which they are written.
        format_: CSV has the columns, JSON everything.
        columns: ids of `COLUMNS`; CSV has the device's id before them.
        thresholds: what counts as low.
        now: decides whether a quarantine is over.
    """
    assessed = [_Exported(device, assess(device, thresholds), now) for device in devices]
    return _csv(assessed, columns) if format_ == "csv" else _json(assessed)


def _csv(devices: Iterable[_Exported], columns: Sequence[str]) -> str:
    """As in RFC 4180: a line of titles, lines that end in CR LF."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    chosen = [_COLUMNS[column_id] for column_id in dict.fromkeys(("id", *columns))]
    writer.writerow([column.title for column in chosen])
    for one in devices:
        writer.writerow([_cell(column.words(one)) for column in chosen])
    return text.getvalue()


def _cell(text: str | None) -> str:
    """One line of plain text that no spreadsheet runs."""
    plain = tidy(text or "")
    is_formula = (text or "").startswith(_FORMULA) or plain.startswith(_FORMULA)
    return f"{_GUARD}{plain}" if is_formula else plain


def _json(devices: Iterable[_Exported]) -> str:
    objects = [_object(one) for one in devices]
    return json.dumps(objects, indent=1, ensure_ascii=False) + "\n"


def _object(one: _Exported) -> dict[str, Any]:
    states = {supply.index: supply.state for supply in one.assessment.supplies}
    return device_object(one.device, one.assessment.state, states)
