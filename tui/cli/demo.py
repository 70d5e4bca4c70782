"""`supplies demo`: the terminal program over simulated printers on loopback; all real work over real UDP."""

import argparse
import tempfile
from contextlib import aclosing
from pathlib import Path

from core.demo.past import give_pasts
from core.demo.process import DemoProcess
from core.errors import UsageError
from core.model.events import DeviceFound, SweepEnded
from core.services import Services, SweepOptions
from core.settings import set_value
from tui.cli.console import complain, console, tell_notice
from tui.cli.interrupts import ended_by_interrupt
from tui.cli.output import print_devices
from tui.cli.terminal import has_terminal, open_terminal

POLL_SECONDS = 5
"""The demo's polling interval: supplies drain within minutes there."""


async def run(arguments: argparse.Namespace) -> int:
    """Start the fleet, then the terminal program; without a terminal, one sweep and the list in plain text."""
    if arguments.home is not None:
        raise UsageError("the demo takes no --home", "it has a home of its own, which is gone when it ends")
    with ended_by_interrupt(), tempfile.TemporaryDirectory(prefix="supplies-demo-") as folder:
        home = Path(folder)
        async with DemoProcess(count=arguments.count, speed=arguments.speed) as fleet:
            _write_settings(home / "settings.toml", fleet)
            if has_terminal():
                return await open_terminal(
                    home,
                    discover_at_start=True,
                    prepare=lambda services: give_pasts(services.fleet, services.history),
                )
            complain(f"no terminal here: {fleet.devices} simulated devices are found, read once and listed")
            return await _plain(home)


def _write_settings(path: Path, fleet: DemoProcess) -> None:
    set_value(path, "discovery", "targets", [fleet.targets])
    set_value(path, "discovery", "port", fleet.port)
    # Slow enough to see printers appear, fast enough for hundreds of them.
    set_value(path, "discovery", "rate", max(12, fleet.devices))
    set_value(path, "polling", "interval_seconds", POLL_SECONDS)
    set_value(path, "polling", "timeout_seconds", 1.0)


async def _plain(home: Path) -> int:
    async with Services.opened(home, on_notice=tell_notice) as services:
        fast = SweepOptions(rate=500)
        async with aclosing(services.discovery.run(services.discovery.default_targets(), fast)) as events:
            async for event in events:
                if isinstance(event, DeviceFound) and event.identity.is_printer:
                    console.say(f"found {event.address}  {event.identity.vendor} {event.identity.model}", at_once=True)
                elif isinstance(event, SweepEnded):
                    complain(f"sweep {event.reason} after {event.seconds:.1f} s, {event.printers} printers")
        unread = await services.discovery.readings_done()
        if unread:
            complain(f"{unread} printers could not be read")
        printers = [device for device in services.fleet.devices() if device.identity.is_printer]
        console.say()
        print_devices(printers, services.settings.thresholds, services.clock.now())
        return int(not printers or unread > 0)
