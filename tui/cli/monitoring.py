"""`supplies monitor`: the headless keeper, for a service or a cron job."""

import argparse
import asyncio

from core.services import Services
from tui.cli.console import asked_of, complain, tell_notice
from tui.cli.interrupts import on_interrupt


async def run(arguments: argparse.Namespace) -> int:
    """Poll every printer at its interval until stopped; with --once one round, status 1 when one did not answer."""
    async with Services.opened(arguments.home, program="monitor", on_notice=tell_notice) as services:
        watched = services.poller.watched()
        if arguments.once:
            answered = await services.poller.poll_all(watched, asked_of(len(watched)))
            complain(f"{answered} of {len(watched)} printers answered")
            return int(answered < len(watched))
        complain(f"watching {len(watched)} printers every {services.settings.polling.interval_seconds:g} s")
        watching = asyncio.ensure_future(services.monitor.run())

        def stop() -> None:
            watching.cancel()

        with on_interrupt(stop):
            try:
                await watching
            except asyncio.CancelledError:
                complain("stopped")
        return 0
