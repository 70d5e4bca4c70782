"""Plain text and JSON for scripts, pipes and screen readers: aligned, no color, safe characters only."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from core.alerts.rules import Thresholds, assess
from core.model.device import Device
from core.model.export import device_object, replacement_object
from core.model.history import History
from core.printer.trail import Note
from tui.cli.console import console
from tui.cli.device_lines import DEVICE_HEADS, device_cells
from tui.device_text import table_lines
from tui.page_rates import PageRate
from tui.raw_objects import note_lines, raw_objects


def device_json(device: Device, thresholds: Thresholds) -> dict[str, Any]:
    """The device object of the command-line contract."""
    assessed = assess(device, thresholds)
    return device_object(device, assessed.state, {supply.index: supply.state for supply in assessed.supplies})


def notes_json(notes: Iterable[Note], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What `--explain` adds to a device object: the raw objects and the rule behind every value."""
    return [
        {"subject": note.subject, "value": note.value, "rule": note.rule, "objects": raw_objects(note, values)}
        for note in notes
    ]


def past_json(history: History, rates: Iterable[PageRate]) -> dict[str, Any]:
    """What `show` adds to a device object: how much it prints, and what was replaced in it."""
    return {
        "pages_per_day": {str(rate.window): round(rate.pages, 2) for rate in rates},
        "replacements": [replacement_object(event) for event in history.replacements],
    }


def print_lines(lines: Iterable[str]) -> None:
    """Lines as they are."""
    console.say("\n".join(lines))


def print_json(value: Any) -> None:
    """One JSON document, indented."""
    console.say(json.dumps(value, indent=1, ensure_ascii=False))


def print_line(value: Mapping[str, Any]) -> None:
    """One JSON object a line, at once: for programs that follow along."""
    console.say(json.dumps(value, ensure_ascii=False), at_once=True)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned columns, two blanks between, the last one unpadded."""
    print_lines(table_lines(heads, rows))


def print_devices(devices: Sequence[Device], thresholds: Thresholds, now: datetime) -> None:
    """The list of devices, one a line: what the devices screen tells, and what the commands want."""
    print_table(DEVICE_HEADS, [device_cells(device, thresholds, now) for device in devices])


def print_notes(notes: Iterable[Note], values: Mapping[str, Any]) -> None:
    """The raw objects and the rule behind every value."""
    for note in notes:
        print_lines(["", *note_lines(note, raw_objects(note, values))])
