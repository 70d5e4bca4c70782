"""`supplies add`: printers by name or address, from a file, from the queues of CUPS."""

import argparse
import os

from core.errors import UsageError
from core.services import Services
from tui.cli.console import complain, tell_notice
from tui.cli.output import device_json, print_json, print_table

_COLUMNS = ("id", "address", "vendor", "model", "serial", "state")


async def run(arguments: argparse.Namespace) -> int:
    """Ask the hosts who they are and keep them; status 1 when one did not answer."""
    async with Services.opened(arguments.home, on_notice=tell_notice) as services:
        hosts = list(arguments.hosts)
        if arguments.from_cups is not None:
            hosts += await _hosts_of_queues(services, arguments.from_cups or os.environ.get("CUPS_SERVER") or None)
        if arguments.from_file:
            hosts += services.discovery.read_target_file(arguments.from_file)
        if not hosts and arguments.from_cups is None:
            raise UsageError("nothing to add", "name a host, or use --from-cups or --from-file FILE")
        if not hosts:
            complain("CUPS has no queue with a network printer")
        added, failed = await services.discovery.add_hosts(hosts, community=arguments.community)
        for error in failed:
            complain(str(error))
        rows = [device_json(device, services.settings.thresholds) for device in added]
        if arguments.json:
            print_json(rows)
        elif rows:
            heads = [column.upper() for column in _COLUMNS]
            print_table(heads, [[str(row[column] or "-") for column in _COLUMNS] for row in rows])
        return int(bool(failed))


async def _hosts_of_queues(services: Services, server: str | None) -> list[str]:
    queues = await services.discovery.cups_queues(server)
    for queue in queues:
        if queue.host is None:
            complain(f"queue {queue.name}: {queue.skipped}")
    return [queue.host for queue in queues if queue.host is not None]
