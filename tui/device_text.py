"""One device as plain text: aligned, without color, for pipes, screen readers and the clipboard (pure)."""

from collections.abc import Iterable, Sequence

from core.admin_edits import display_name
from core.alerts.rows import about_words, row_forms
from core.alerts.rules import Assessment
from core.alerts.thresholds import thresholds_for
from core.alerts.wording import level_words, warnings
from core.model.device import Device, Reading
from core.model.events import SupplyReplaced
from core.printer.text import tidy
from tui.ages import age_words
from tui.device_facts import (
    Around,
    Told,
    connection_facts,
    contact_facts,
    identity_facts,
    status_facts,
    tray_level_words,
    tray_words,
)
from tui.supply_words import read_at, supply_level_words

LABEL = 14
"""Characters of the labels, so that both blocks of them are aligned."""
MOST_REPLACED = 5
"""Replacements listed, the newest."""


def device_text(
    device: Device, assessment: Assessment, around: Around, replaced: Sequence[SupplyReplaced] = ()
) -> list[str]:
    """Everything about one device, a line each.

    Args:
        device: which.
        assessment: its state.
        around: what it is seen against.
        replaced: what was replaced in it, the oldest first.
    """
    state = "; ".join(warnings(device.reading, assessment)) or assessment.state
    if assessment.state == "unreachable" and state != assessment.state:
        state = f"{assessment.state}; {state}"
    head = [
        Told("Device", display_name(device)),
        Told("Id", device.id),
        Told("Printer", "yes" if device.identity.is_printer else "no"),
        Told("State", state),
    ]
    blocks: list[list[str]] = [
        facts_lines([*head, *contact_facts(device, around), *status_facts(device, around)], LABEL),
        facts_lines([*identity_facts(device, around), *connection_facts(device, around)], LABEL),
    ]
    if device.reading is not None:
        blocks += _tables(device, device.reading, assessment, around)
    if replaced:
        blocks.append(["REPLACED", *(replacement_line(event) for event in reversed(replaced[-MOST_REPLACED:]))])
    if device.notes:
        blocks.append(["NOTES", *(tidy(line) for line in device.notes.split("\n"))])
    lines: list[str] = []
    for block in filter(None, blocks):
        lines += ["", *block] if lines else block
    return lines


def replacement_line(event: SupplyReplaced) -> str:
    """One replaced supply: "2026-02-12  Cyan Toner Cartridge, from 3% to 100%, serial number C9 after C1"."""
    before = "" if event.before is None else f"from {level_words(event.before)} "
    serials = " after ".join(filter(None, (event.new_serial, event.old_serial)))
    serial = f", serial number {serials}" if event.new_serial else ""
    return tidy(f"{event.at.astimezone():%Y-%m-%d}: {event.name}, {before}to {level_words(event.after)}{serial}")


def facts_lines(facts: Iterable[Told], least: int = 0) -> list[str]:
    """Labels and texts below each other; the labels take at least so many characters."""
    pairs = [(fact.label.lower() if fact.label != "MAC" else fact.label, fact.text) for fact in facts]
    width = max(least, *(len(label) for label, _ in pairs))
    return [f"{label.ljust(width)}  {tidy(text) if text else 'not offered'}" for label, text in pairs]


def _cells(text: str) -> int:
    """The width of a text on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # most lists do without

    return cell_len(text)


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Aligned columns, two blanks between, the last one unpadded."""
    body = [[tidy(cell) for cell in row] for row in rows]
    widths = [max((_cells(row[i]) for row in [list(heads), *body]), default=0) for i in range(len(heads))]
    lines = []
    for row in [list(heads), *body]:
        cells = [cell + " " * (width - _cells(cell)) for cell, width in zip(row[:-1], widths, strict=False)]
        cells.append(row[-1])
        lines.append("  ".join(cells).rstrip())
    return lines


def _tables(device: Device, reading: Reading, assessment: Assessment, around: Around) -> list[list[str]]:
    supplies = [
        (
            supply.index,
            supply.name,
            supply.color or "-",
            supply_level_words(supply, thresholds_for(device.id, supply, around.thresholds), around.now),
            assessment.of(supply.index),
            supply.part_number or "-",
            supply.serial or "-",
            age_words(read_at(device, supply), around.now),
            supply.level.source,
        )
        for supply in reading.supplies
    ]
    trays = [(tray.index, tray.name, tray_words(tray), tray_level_words(tray) or "-") for tray in reading.trays]
    alerts = [(row.index, row.severity, about_words(row), row_forms(row)[0]) for row in reading.alerts]
    heads = ("SUPPLY", "NAME", "COLOR", "LEVEL", "STATE", "PART", "SERIAL", "AGE", "SOURCE")
    return [
        table_lines(heads, supplies) if supplies else [],
        table_lines(("TRAY", "NAME", "STATE", "LEVEL"), trays) if trays else [],
        table_lines(("ALERT", "SEVERITY", "ABOUT", "TEXT"), alerts) if alerts else [],
    ]
