"""`supplies discover` and `supplies add`: find printers from the command line."""

import argparse
import asyncio
import signal
import sys
from contextlib import aclosing

from core.errors import UsageError
from core.model.device import Device
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepProgressed
from core.model.export import device_object
from core.services import Services, SweepOptions
from tui.cli.output import complain, device_json, print_json, print_line, print_table

_ENDINGS = {
    "complete": "complete: every address was asked",
    "limit": "ended by the time limit",
    "stopped": "stopped",
}


async def run(arguments: argparse.Namespace) -> int:
    """Sweep the targets; printers are printed as they are found. Status 1 when no printer was found."""
    async with Services.opened(arguments.home, on_notice=complain) as services:
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
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signal_number, services.discovery.stop)
        return await _sweep(services, targets, options, as_json=arguments.json)


async def _estimate(services: Services, targets: tuple[str, ...], options: SweepOptions, *, as_json: bool) -> int:
    estimate = await services.discovery.estimate(targets, options)
    if as_json:
        print_line(
            {
                "addresses": estimate.addresses,
                "datagrams": estimate.datagrams,
                "bytes": estimate.bytes,
                "seconds": round(estimate.seconds, 1),
            }
        )
    else:
        print(f"targets    {' '.join(targets)}")
        print(f"addresses  {estimate.addresses:,}")
        print(f"datagrams  at most {estimate.datagrams:,}, to one UDP port each")
        print(f"bytes      at most {estimate.bytes:,}")
        print(f"seconds    about {estimate.seconds:,.0f}")
    return 0


async def _sweep(services: Services, targets: tuple[str, ...], options: SweepOptions, *, as_json: bool) -> int:
    cost = await services.discovery.estimate(targets, options)
    if not as_json:
        where = f"{cost.addresses:,} addresses, at most {cost.datagrams:,} datagrams and {cost.bytes:,} bytes"
        complain(f"asking {where}, about {cost.seconds:,.0f} s; Ctrl-C stops")
    ended: SweepEnded | None = None
    async with aclosing(services.discovery.run(targets, options)) as events:
        async for event in events:
            if isinstance(event, SweepEnded):
                ended = event
            else:
                _tell(event, as_json=as_json)
    assert ended is not None
    if as_json:
        print_line(
            {
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
            }
        )
    else:
        others = f", {ended.others} other devices" if ended.others else ""
        complain(
            f"{_ENDINGS[ended.reason]} after {ended.seconds:.1f} s; {ended.printers} printers{others}; "
            f"{ended.sent_bytes:,} bytes sent, {ended.received_bytes:,} received"
        )
        if ended.problem:
            complain(f"{ended.unsent:,} datagrams could not be sent: {ended.problem}")
    await services.discovery.readings_done()
    return int(ended.printers == 0)


def _tell(event: SweepEvent, *, as_json: bool) -> None:
    if isinstance(event, DeviceFound):
        device = Device(
            id="",
            address=event.address,
            port=event.port,
            identity=event.identity,
            profile=event.profile,
            last_seen=event.seen_at,
        )
        if as_json:
            print_line({"event": "found", "device": device_object(device, "unknown", {})})
        elif event.identity.is_printer:
            who = event.identity
            name = " ".join(filter(None, (who.vendor, who.model))) or "printer of unknown make"
            print(f"{event.address}:{event.port}  {name}  {who.serial or 'no serial number'}", flush=True)
    elif isinstance(event, SweepProgressed):
        if as_json:
            print_line(
                {
                    "event": "progress",
                    "sent": event.sent,
                    "total": event.total,
                    "answered": event.answered,
                    "printers": event.printers,
                }
            )
        elif sys.stderr.isatty():
            print(f"\r{event.sent:,} of {event.total:,} asked, {event.printers} printers ", end="", file=sys.stderr)
            if event.sent == event.total:
                print(file=sys.stderr)


async def add(arguments: argparse.Namespace) -> int:
    """Add printers by name or address, from a file or from the queues of CUPS; status 1 when one did not answer."""
    async with Services.opened(arguments.home, on_notice=complain) as services:
        hosts = list(arguments.hosts)
        if arguments.from_cups is not None:
            queues = await services.discovery.cups_queues(arguments.from_cups or None)
            for queue in queues:
                if queue.host is None:
                    complain(f"queue {queue.name}: {queue.skipped}")
            hosts += [queue.host for queue in queues if queue.host is not None]
        if arguments.from_file:
            hosts += services.discovery.read_target_file(arguments.from_file)
        if not hosts:
            if arguments.from_cups is not None:
                complain("CUPS has no queue with a network printer")
                return 0
            raise UsageError("nothing to add", "name a host, or use --from-cups or --from-file FILE")
        added, failed = await services.discovery.add_hosts(hosts, community=arguments.community)
        for error in failed:
            complain(str(error))
        if arguments.json:
            for device in added:
                print_json(device, services.settings.thresholds)
        elif added:
            rows = [device_json(device, services.settings.thresholds) for device in added]
            heads = ("id", "address", "vendor", "model", "serial", "state")
            print_table([head.upper() for head in heads], [[str(row[head] or "-") for head in heads] for row in rows])
        return int(bool(failed))
