"""`supplies record HOST`: walk a device into a .snmprec file that can be replayed and sent."""

import argparse
from pathlib import Path

from core.errors import UsageError
from core.services import Services
from core.snmp.recording import format_recording
from core.snmp.redact import redact
from tui.cli.console import complain, console


async def run(arguments: argparse.Namespace) -> int:
    """Walk the device and write what it says, with --redact without what tells whose it is."""
    async with Services.opened(arguments.home, on_notice=complain) as services:

        def progress(count: int) -> None:
            console.progress(f"{count:,} objects")

        recording = await services.record(arguments.host, community=arguments.community, on_progress=progress)
    if arguments.redact:
        recording = redact(recording)
    octets = format_recording(recording)
    if arguments.output is None:
        console.say(octets.decode("ascii").rstrip("\n"))
        return 0
    try:
        Path(arguments.output).write_bytes(octets)  # noqa: ASYNC240  (the program's last act)
    except OSError as error:
        raise UsageError(f"{arguments.output}: {error.strerror or error}", "name a file that you may write") from error
    complain(f"{len(recording):,} objects written to {arguments.output}")
    return 0
