"""`supplies devices`, `show`, `poll`, `remove`, `ignore` and `merge`: the fleet for scripts."""

import argparse
from datetime import UTC

from core.alerts.rules import assess
from core.errors import StoreError, UsageError
from core.model.device import Device
from core.model.history import History
from core.printer.trail import Notes
from core.services import Services
from tui.cli.console import asked_of, complain, tell_notice
from tui.cli.device_lines import in_order
from tui.cli.output import device_json, notes_json, past_json, print_devices, print_json, print_lines, print_notes
from tui.device_facts import Around
from tui.device_text import device_text
from tui.page_rates import page_rates

_FINDING = ("low", "near_empty", "empty", "attention")


async def run(arguments: argparse.Namespace) -> int:
    """List the devices, the most urgent first; with --low, status 1 when something is low."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        thresholds = services.settings.thresholds
        devices = [device for device in services.fleet.devices() if not device.is_ignored or arguments.all]
        if not arguments.all:
            devices = [device for device in devices if device.identity.is_printer]
        devices = in_order(devices, thresholds)
        if arguments.low:
            devices = [device for device in devices if assess(device, thresholds).state in _FINDING]
        if arguments.json:
            print_json([device_json(device, thresholds) for device in devices])
        elif devices:
            print_devices(devices, thresholds, services.clock.now())
        elif not arguments.low:
            complain("no printers are known yet (`supplies discover` finds them, `supplies add HOST` adds one)")
        return int(arguments.low and bool(devices))


async def show(arguments: argparse.Namespace) -> int:
    """One device in full; --explain reads it now and shows the raw objects and the rule behind every value."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        device = services.fleet.find(arguments.device)
        notes = Notes()
        values = None
        if arguments.explain:
            event, full = await services.reader.read_device(device, notes)
            services.fleet.apply(event)
            device, values = services.fleet.find(device.id), full.values
        thresholds, now = services.settings.thresholds, services.clock.now()
        history = await _past(services, device)
        rates = page_rates(history.days, now.astimezone(UTC).date())
        if arguments.json:
            explained = {} if values is None else {"explain": notes_json(notes.all(), values)}
            print_json(device_json(device, thresholds) | past_json(history, rates) | explained)
            return 0
        polling, credentials = services.settings.polling, services.credentials.words_of
        around = Around(
            now=now,
            polling=polling,
            thresholds=thresholds,
            credentials=credentials,
            rates=rates,
            past=history,
            how_to_turn=lambda index: f"`supplies edit {device.id} --turn {index}` turns it",
        )
        print_lines(device_text(device, assess(device, thresholds), around, history.replacements))
        if values is not None:
            print_notes(notes.all(), values)
        return 0


async def _past(services: Services, device: Device) -> History:
    """What is known of its past; none where the file cannot be read, which is told."""
    try:
        return await services.history.read(device)
    except StoreError as error:
        complain(str(error))
        return History()


async def poll(arguments: argparse.Namespace) -> int:
    """One round now; status 1 when a device did not answer."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        fleet = services.fleet
        named = [fleet.find(text) for text in arguments.devices]
        chosen = tuple(named) or services.poller.watched()
        answered = await services.poller.poll_all(chosen, asked_of(len(chosen)))
        now = [device for device in (fleet.get(device.id) for device in chosen) if device is not None]
        thresholds = services.settings.thresholds
        if arguments.json:
            print_json([device_json(device, thresholds) for device in now])
        else:
            print_devices(now, thresholds, services.clock.now())
        if answered < len(chosen):
            complain(f"{len(chosen) - answered} of {len(chosen)} did not answer")
        return int(answered < len(chosen))


async def remove(arguments: argparse.Namespace) -> int:
    """Forget devices; a later sweep brings them back."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        for device in [services.fleet.find(text) for text in arguments.devices]:
            services.fleet.remove(device.id)
        return 0


async def ignore(arguments: argparse.Namespace) -> int:
    """Drop devices so that later sweeps leave them dropped; --undo takes them back."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        for device in [services.fleet.find(text) for text in arguments.devices]:
            services.fleet.set_ignored(device.id, is_ignored=not arguments.undo)
        return 0


async def merge(arguments: argparse.Namespace) -> int:
    """Make two rows one device; --undo takes the last one merged out again."""
    if arguments.undo and arguments.other is not None:
        raise UsageError("merge --undo takes one device", "`supplies merge --undo DEVICE` takes the last one out again")
    if not arguments.undo and arguments.other is None:
        raise UsageError("merge takes two devices", "`supplies merge DEVICE OTHER`: OTHER becomes part of DEVICE")
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        keep = services.fleet.find(arguments.device)
        if arguments.undo:
            services.fleet.unmerge(keep.id)
        else:
            services.fleet.merge(keep.id, services.fleet.find(arguments.other).id)
        return 0
