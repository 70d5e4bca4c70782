"""`supplies export`: the devices as a table for spreadsheets, or as JSON for programs."""

import argparse
from pathlib import Path

from core.alerts.rules import assess
from core.export import COLUMNS, encode, format_of
from core.model.severity import DEVICE_URGENCY
from core.services import Services
from tui.cli.console import complain, console, tell_notice


async def run(arguments: argparse.Namespace) -> int:
    """Write the printers, the most urgent first, to a file, which is replaced, or to standard output."""
    path = None if arguments.file in (None, "-") else Path(arguments.file)
    format_ = arguments.format or ("csv" if path is None else format_of(path))
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        thresholds = services.settings.thresholds
        devices = [
            device
            for device in services.fleet.devices()
            if arguments.all or (device.identity.is_printer and not device.is_ignored)
        ]
        devices.sort(key=lambda device: (-DEVICE_URGENCY[assess(device, thresholds).state], device.address))
        if path is None:
            text = encode(devices, format_, COLUMNS, thresholds, services.clock.now())
            console.say(text.replace("\r\n", "\n").rstrip("\n"))
        else:
            await services.export(path, [device.id for device in devices], format_=format_, may_replace=True)
            complain(f"{len(devices):,} device{'' if len(devices) == 1 else 's'} written to {path}")
    return 0
