"""`supplies inspect FILE`: read a recording as if it were a device."""

import argparse
from pathlib import Path

from core.alerts.rules import Thresholds, assess
from core.clock import SystemClock
from core.model.device import Device
from core.printer.answers import Answers
from core.printer.read import read
from core.printer.trail import Notes
from core.settings import PollingSettings
from core.snmp.recording import read_recording
from tui.cli.output import device_json, notes_json, print_json, print_lines, print_notes
from tui.device_facts import Around
from tui.device_text import device_text


def run(arguments: argparse.Namespace) -> int:
    """Print what a recording says; status 0 once it could be read, whatever its levels are."""
    path = Path(arguments.file)
    notes = Notes()
    now = SystemClock().now()
    recording = read_recording(path)
    values = recording.values()
    reading = read(Answers(values), read_at=now, trail=notes)
    device = Device(id=path.stem, address=path.name, port=0, identity=reading.identity, reading=reading, last_seen=now)
    if arguments.json:
        explained = {"explain": notes_json(notes.all(), values)} if arguments.explain else {}
        print_json(device_json(device, Thresholds()) | explained)
        return 0
    print_lines(device_text(device, assess(device, Thresholds()), Around(now=now, polling=PollingSettings())))
    if arguments.explain:
        print_notes(notes.all(), values)
    return 0
