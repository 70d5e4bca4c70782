"""`supplies record HOST`: walk a device into a .snmprec file that can be replayed and sent."""

import argparse
from pathlib import Path

from core.services import Services
from core.snmp.recording import format_recording
from core.snmp.recording_file import open_new, write_recording
from core.snmp.redact import redact
from tui.cli.console import complain, console, tell_notice


async def run(arguments: argparse.Namespace) -> int:
    """Walk the device and write what it says, with --redact without what tells whose it is."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:

        def progress(count: int) -> None:
            console.progress(f"{count:,} objects")

        recording = await services.recorder.record(arguments.host, community=arguments.community, on_progress=progress)
    if arguments.output is None:
        octets = format_recording(redact(recording) if arguments.redact else recording)
        console.say(octets.decode("ascii").rstrip("\n"))
        return 0
    file = open_new(Path(arguments.output), may_replace=True)
    written = write_recording(file, recording, is_redacted=arguments.redact)
    complain(f"{written:,} objects written to {arguments.output}")
    return 0
