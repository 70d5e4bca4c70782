"""`supplies edit`: what an admin decides about single devices."""

import argparse

from core.admin_edits import AdminEdit
from core.errors import UsageError
from core.services import Services
from tui.cli.console import complain


async def run(arguments: argparse.Namespace) -> int:
    """Change the devices named; all of them or, where one is not known, none."""
    if arguments.interval is None and not arguments.release:
        raise UsageError("nothing to change is named", "`supplies edit --help` lists what can be")
    async with Services.opened(arguments.home, on_notice=complain) as services:
        fleet = services.fleet
        for device in [fleet.find(text) for text in arguments.devices]:
            if arguments.interval is not None:
                seconds = None if arguments.interval == "default" else arguments.interval
                fleet.edit(device.id, AdminEdit(interval_seconds=seconds))
            if arguments.release:
                fleet.release(device.id)
        return 0
