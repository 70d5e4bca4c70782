"""`supplies edit`: what an admin decides about single devices."""

import argparse

from msgspec import UNSET, UnsetType

from core.admin_edits import AdminEdit, checked_line, checked_notes, edited, parse_interval, turned
from core.errors import UsageError
from core.model.device import Device
from core.services import Services
from core.turning import turn_words
from tui.cli.console import complain, tell_notice


async def run(arguments: argparse.Namespace) -> int:
    """Change the devices named; all of them or, where one is not known or cannot be changed so, none."""
    edit = _edit(arguments)
    if edit == AdminEdit() and not arguments.turn and not arguments.release:
        raise UsageError("nothing to change is named", "`supplies edit --help` lists what can be")
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        fleet = services.fleet
        named = [fleet.find(text) for text in arguments.devices]
        changed = [_changed(device, edit, arguments.turn) for device in named]
        for device in changed:
            fleet.put(device)
            if arguments.release:
                fleet.release(device.id)
            for index in dict.fromkeys(arguments.turn):
                complain(turn_words(device, index))
        return 0


def _edit(arguments: argparse.Namespace) -> AdminEdit:
    """What the options say; what none of them names stays as it is."""
    managed = arguments.managed_elsewhere
    interval: float | UnsetType | None = UNSET if arguments.interval is None else parse_interval(arguments.interval)
    return AdminEdit(
        given_name=UNSET if arguments.name is None else checked_line(arguments.name),
        given_location=UNSET if arguments.location is None else checked_line(arguments.location),
        notes=UNSET if arguments.notes is None else checked_notes(arguments.notes),
        interval_seconds=interval,
        is_managed_elsewhere=UNSET if managed is None else managed,
    )


def _changed(device: Device, edit: AdminEdit, indexes: list[str]) -> Device:
    device = edited(device, edit)
    for index in dict.fromkeys(indexes):
        device = turned(device, index)
    return device
