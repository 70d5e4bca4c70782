"""`supplies inspect FILE`: read a recording as if it were a device."""

import argparse
from pathlib import Path

from core.printer.read import read

from core.alerts.rules import Thresholds
from core.clock import SystemClock
from core.model.device import Device
from core.printer.answers import Answers
from core.printer.trail import Notes
from core.snmp.recording import read_recording
from tui.cli.output import print_device, print_json, print_notes


def run(arguments: argparse.Namespace) -> int:
    """Print what a recording says; status 1 when something in it is low."""
    path = Path(arguments.file)
    notes = Notes()
    now = SystemClock().now()
    recording = read_recording(path)
    reading = read(Answers(recording.values()), read_at=now, trail=notes)
    device = Device(id=path.stem, address=path.name, port=0, identity=reading.identity, reading=reading, last_seen=now)
    if arguments.json:
        print_json(device, Thresholds())
    else:
        print_device(device, Thresholds())
    if arguments.explain:
        print_notes(notes.all(), recording.values(), as_json=arguments.json)
    return 0
