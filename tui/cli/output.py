"""Plain text and JSON for scripts, pipes and screen readers: aligned, no color, safe characters only."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from core.alerts.rules import Thresholds, assess
from core.alerts.wording import level_words, summary, warnings
from core.model.device import Device
from core.model.export import device_object
from core.printer.text import tidy
from core.printer.trail import Note
from tui.cli.console import console


def device_json(device: Device, thresholds: Thresholds) -> dict[str, Any]:
    """The device object of the command-line contract."""
    assessed = assess(device, thresholds)
    return device_object(device, assessed.state, {supply.index: supply.state for supply in assessed.supplies})


def notes_json(notes: Iterable[Note], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What `--explain` adds to a device object: the raw objects and the rule behind every value."""
    return [
        {"subject": note.subject, "value": note.value, "rule": note.rule, "objects": _raw_objects(note, values)}
        for note in notes
    ]


def print_json(value: Any) -> None:
    """One JSON document, indented."""
    console.say(json.dumps(value, indent=1, ensure_ascii=False))


def print_line(value: Mapping[str, Any]) -> None:
    """One JSON object a line, at once: for programs that follow along."""
    console.say(json.dumps(value, ensure_ascii=False), at_once=True)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned columns, two blanks between, the last one unpadded."""
    body = [[tidy(cell) for cell in row] for row in rows]
    widths = [max((len(row[i]) for row in [list(heads), *body]), default=0) for i in range(len(heads))]
    for row in [list(heads), *body]:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)] + [row[-1]]
        console.say("  ".join(cells).rstrip())


def print_devices(devices: Sequence[Device], thresholds: Thresholds) -> None:
    """The list of devices, one a line."""
    rows = []
    for device in devices:
        who, assessed = device.identity, assess(device, thresholds)
        supplies = device.reading.supplies if device.reading else ()
        levels = ", ".join(f"{s.color or s.type} {level_words(s.level, receptacle=s.receptacle)}" for s in supplies[:4])
        more = f" +{len(supplies) - 4}" if len(supplies) > 4 else ""
        model = " ".join(filter(None, (who.vendor, who.model))) or "not known"
        alerts = summary(device.reading, assessed)
        rows.append((device.id, f"{device.address}:{device.port}", model, assessed.state, levels + more, alerts))
    print_table(("ID", "ADDRESS", "MODEL", "STATE", "SUPPLIES", "ALERTS"), rows)


def print_device(device: Device, thresholds: Thresholds) -> None:
    """Everything about one device."""
    who, assessed, reading = device.identity, assess(device, thresholds), device.reading
    facts = [
        ("id", device.id),
        ("address", f"{device.address}:{device.port}" if device.port else device.address),
        ("printer", "yes" if who.is_printer else "no"),
        ("vendor", who.vendor),
        ("model", who.model),
        ("serial number", who.serial),
        ("MAC", who.mac),
        ("name", who.name),
        ("location", who.location),
        ("firmware", who.firmware),
        ("state", "; ".join(warnings(reading, assessed)) or assessed.state),
    ]
    if device.problem:
        facts.append(("problem", device.problem))
    if reading:
        status = reading.status
        pages = reading.counters.pages
        facts += [
            ("status", status.printer + (", asleep" if status.asleep else "")),
            ("panel", " / ".join(status.console)),
            ("pages", f"{pages:,} {reading.counters.pages_unit or ''}" if pages is not None else None),
            ("counters", ", ".join(f"{kind} {count:,}" for kind, count in reading.counters.by_kind.items())),
        ]
    if device.profile:
        profile = device.profile
        bulk = "bulk" if profile.bulk else "no bulk"
        facts.append(
            ("protocol", f"SNMPv{profile.version}, {bulk}, {profile.max_objects} objects, {profile.timeout:g} s")
        )
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        console.say(f"{name.ljust(width)}  {tidy(value) if value else 'not offered'}")
    if reading and reading.supplies:
        console.say()
        print_table(
            ("SUPPLY", "NAME", "COLOR", "LEVEL", "STATE", "PART", "SOURCE"),
            [
                (
                    supply.index,
                    supply.name,
                    supply.color or "-",
                    level_words(supply.level, receptacle=supply.receptacle),
                    assessed.of(supply.index),
                    supply.part_number or "-",
                    supply.level.source,
                )
                for supply in reading.supplies
            ],
        )
    if reading and reading.trays:
        console.say()
        print_table(
            ("TRAY", "NAME", "STATE", "LEVEL"),
            [(t.index, t.name, t.state, "-" if t.level is None else str(t.level)) for t in reading.trays],
        )
    if reading and reading.alerts:
        console.say()
        print_table(
            ("ALERT", "SEVERITY", "GROUP", "TEXT"),
            [(a.index, a.severity, a.group, a.text) for a in reading.alerts],
        )


def print_notes(notes: Iterable[Note], values: Mapping[str, Any]) -> None:
    """The raw objects and the rule behind every value."""
    for note in notes:
        console.say(f"\n{note.subject} = {tidy(note.value)}\n  {note.rule}")
        for oid, text in _raw_objects(note, values).items():
            console.say(f"  {oid} = {text}")


def _raw_objects(note: Note, values: Mapping[str, Any]) -> dict[str, str]:
    return {oid: raw_text(values.get(oid)) for oid in note.oids}


def raw_text(value: Any) -> str:
    """A raw object in safe characters: octets that are no plain text go as hex."""
    if value is None:
        return "(not answered)"
    if isinstance(value, bytes):
        plain = value.decode("ascii", "replace")
        return f'"{plain}"' if value.isascii() and plain.isprintable() else f"0x{value.hex()}"
    return tidy(str(value))
