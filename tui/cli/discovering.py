"""`supplies discover`: sweep networks from the command line, then read the printers found; list earlier sweeps."""

import argparse
import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager
from typing import Any

from core.errors import UsageError
from core.model.device import Device
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepProgressed
from core.model.export import device_object
from core.services import Services, SweepOptions
from tui.cli.console import complain, console, tell_notice
from tui.cli.earlier import print_earlier
from tui.cli.interrupts import on_interrupt
from tui.cli.output import print_line

_ENDINGS = {
    "complete": "complete: every address was asked",
    "limit": "ended by the time limit",
    "stopped": "stopped",
}


async def run(arguments: argparse.Namespace) -> int:
    """Sweep the targets and read what was found; status 1 when there was no printer, or one could not be read.

    The first signal ends a sweep that is running; another one, or one at any other time, ends the command.
    """
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        if arguments.earlier:
            print_earlier(await services.discovery.earlier(), as_json=arguments.json)
            return 0
        with _stopping_first(services):
            return await _discover(services, arguments)


@contextmanager
def _stopping_first(services: Services) -> Iterator[None]:
    task = asyncio.current_task()
    assert task is not None
    has_stopped = False

    def act() -> None:
        nonlocal has_stopped
        if services.discovery.is_running and not has_stopped:
            has_stopped = True
            services.discovery.stop()
        else:
            task.cancel()

    with on_interrupt(act):
        yield


async def _discover(services: Services, arguments: argparse.Namespace) -> int:
    targets = tuple(arguments.targets) or services.discovery.default_targets()
    if not targets:
        raise UsageError("no subnet of this host to sweep", "name targets, e.g. `supplies discover 10.1.0.0/24`")
    options = SweepOptions(
        communities=(arguments.community,) if arguments.community else (),
        port=arguments.port,
        rate=arguments.rate,
        limit_seconds=arguments.limit,
        allow_large=arguments.large,
        reads_at_once=False,
    )
    if arguments.estimate:
        return await _estimate(services, targets, options, as_json=arguments.json)
    try:
        ended = await _sweep(services, targets, options, as_json=arguments.json)
        if services.discovery.unread:
            console.progress(f"reading {services.discovery.unread} printers; Ctrl-C leaves the rest unread")
        unread = await services.discovery.readings_done()
    except asyncio.CancelledError:
        if services.discovery.unread:
            complain(f"stopped; printers not read: {services.discovery.unread} (`supplies poll` reads them)")
        raise
    if unread:
        complain(f"{unread} of {ended.printers} printers could not be read")
    return int(ended.printers == 0 or unread > 0)


async def _estimate(services: Services, targets: tuple[str, ...], options: SweepOptions, *, as_json: bool) -> int:
    estimate = await services.discovery.estimate(targets, options)
    if as_json:
        print_line(
            {
                "addresses": estimate.addresses,
                "excluded": estimate.excluded,
                "unknown_names": estimate.unknown_names,
                "datagrams": estimate.datagrams,
                "bytes": estimate.bytes,
                "seconds": round(estimate.seconds, 1),
            }
        )
        return 0
    console.say(f"targets    {' '.join(targets)}")
    written = estimate.addresses + estimate.excluded
    excluded = f" of {written:,}, {estimate.excluded:,} excluded" if estimate.excluded else ""
    console.say(f"addresses  {estimate.addresses:,}{excluded}")
    if estimate.unknown_names:
        console.say(f"unknown    {' '.join(estimate.unknown_names)}")
    console.say(f"datagrams  at most {estimate.datagrams:,}, to one UDP port each")
    console.say(f"bytes      at most {estimate.bytes:,}")
    console.say(f"seconds    about {estimate.seconds:,.0f}")
    return 0


async def _sweep(services: Services, targets: tuple[str, ...], options: SweepOptions, *, as_json: bool) -> SweepEnded:
    cost = await services.discovery.estimate(targets, options)
    if cost.refusal is not None:
        raise cost.refusal
    if not as_json:
        where = f"{cost.addresses:,} addresses, at most {cost.datagrams:,} datagrams and {cost.bytes:,} bytes"
        complain(f"asking {where}, about {cost.seconds:,.0f} s; Ctrl-C stops")
    tell: Callable[[SweepEvent, Device | None], None] = _tell_programs if as_json else _tell_people
    ended: SweepEnded | None = None
    async with aclosing(services.discovery.run(targets, options, started_by="command line")) as events:
        async for event in events:
            known = None
            if isinstance(event, SweepEnded):
                ended = event
            elif isinstance(event, DeviceFound):
                known = services.fleet.find_known(event.identity, event.address, event.port)
            tell(event, known)
    assert ended is not None
    return ended


def _tell_programs(event: SweepEvent, known: Device | None) -> None:
    if isinstance(event, DeviceFound):
        device = Device(
            id=known.id if known is not None else "",
            address=event.address,
            port=event.port,
            identity=event.identity,
            profile=event.profile,
            last_seen=event.seen_at,
            is_ignored=known is not None and known.is_ignored,
        )
        print_line({"event": "found", "device": device_object(device, "unknown", {})})
    elif isinstance(event, SweepProgressed):
        print_line(
            {
                "event": "progress",
                "sent": event.sent,
                "total": event.total,
                "answered": event.answered,
                "printers": event.printers,
            }
        )
    else:
        print_line(_ending_object(event))


def _ending_object(ended: SweepEnded) -> dict[str, Any]:
    return {
        "event": "done",
        "reason": ended.reason,
        "seconds": round(ended.seconds, 2),
        "sent_bytes": ended.sent_bytes,
        "received_bytes": ended.received_bytes,
        "sent": ended.sent,
        "answered": ended.answered,
        "printers": ended.printers,
        "others": ended.others,
        "printer_bytes": ended.printer_bytes,
        "unsent": ended.unsent,
        "problem": ended.problem,
        "unknown_names": ended.unknown_names,
    }


def _tell_people(event: SweepEvent, _known: Device | None) -> None:
    if isinstance(event, DeviceFound):
        if event.identity.is_printer:
            who = event.identity
            name = " ".join(filter(None, (who.vendor, who.model))) or "printer of unknown make"
            console.say(f"{event.address}:{event.port}  {name}  {who.serial or 'no serial number'}", at_once=True)
    elif isinstance(event, SweepProgressed):
        left = "" if event.seconds_left is None else f", {event.seconds_left:,.0f} s left"
        console.progress(f"{event.sent:,} of {event.total:,} asked, {event.printers} printers{left}")
    else:
        others = f", {event.others} other devices" if event.others else ""
        complain(
            f"{_ENDINGS[event.reason]} after {event.seconds:.1f} s; {event.printers} printers{others}; "
            f"{event.sent_bytes:,} bytes sent, {event.received_bytes:,} received"
        )
        if event.problem:
            complain(f"{event.unsent:,} datagrams could not be sent: {event.problem}")
        if event.unknown_names:
            complain(f"not asked, as no address is known: {', '.join(event.unknown_names)}")
