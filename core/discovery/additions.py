"""Printers added by hand: by name or address, from the queues of CUPS, from a file."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.discovery.intake import Intake
from core.discovery.names import resolve_targets
from core.discovery.targets import Target, Targets, parse_targets, read_target_file
from core.errors import NotFoundError, SuppliesError, UsageError
from core.model.device import Device
from core.model.events import DeviceFound
from core.monitor.reader import Reader
from core.settings import DiscoverySettings

if TYPE_CHECKING:
    from core.discovery.cups import CupsQueue

ADD_AT_ONCE = 32
"""Hosts added by hand that are asked at the same time."""

OnProgress = Callable[[int, int, int], None]
"""Told how many addresses were asked so far, of how many, and how many devices were added by that."""


class Additions:
    """Asks hosts that somebody named who they are.

    Args:
        settings: the settings of the moment: excludes and port.
        reader: asks a host.
        intake: where finds go.
        remember_community: keeps a community that found a device.
        tell: hears every find.
    """

    def __init__(
        self,
        *,
        settings: Callable[[], DiscoverySettings],
        reader: Reader,
        intake: Intake,
        remember_community: Callable[[str], Awaitable[str]],
        tell: Callable[[DeviceFound], None],
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._intake = intake
        self._remember_community = remember_community
        self._tell = tell

    async def add(
        self, hosts: Sequence[str], *, community: str | None = None, on_progress: OnProgress | None = None
    ) -> tuple[tuple[Device, ...], tuple[SuppliesError, ...]]:
        """Ask hosts by name or address who they are and take them into the fleet.

        Args:
            hosts: targets; each may mean several addresses.
            community: asked with this one only; kept once a device answers to it.
            on_progress: told how far it is, at the start and after each.

        Returns:
            The devices, and an error for each host that could not be added; it names its target where nobody answered.

        Raises:
            UsageError: a host is written wrong.
        """
        missed: list[tuple[str, SuppliesError]] = []
        heard: set[str] = set()
        added: dict[str, Device] = {}
        gate = asyncio.Semaphore(ADD_AT_ONCE)
        asked: list[tuple[str, Target, str | None]] = []
        for host in hosts:
            named, problems = await self._named_targets(host)
            asked += [(host, target, name) for target, name in named]
            missed += [(host, problem) for problem in problems]
        done = 0

        def tell() -> None:
            if on_progress is not None:
                on_progress(done, len(asked), len(added))

        async def take(found: DeviceFound, name: str | None) -> None:
            if community is not None:
                await self._remember_community(community)
            named = msgspec.structs.replace(found, host=name)
            taken = self._intake.take_by_hand(named)
            self._tell(named)
            added[taken.device.id] = taken.device

        async def ask(host: str, target: Target, name: str | None) -> None:
            nonlocal done
            found = None
            async with gate:
                try:
                    found = await self._reader.find(target.address, target.port, community=community)
                except SuppliesError as error:
                    missed.append((host, error))
            if found is not None:
                heard.add(host)
                await take(found, name)
            done += 1  # not where it is cancelled: who stops this is told how many were asked
            tell()

        if asked:
            tell()
        await asyncio.gather(*(ask(*one) for one in asked))
        for host, problem in missed:
            problem.target = "" if host in heard else host
        return tuple(added.values()), tuple(problem for _, problem in missed)

    async def _named_targets(self, host: str) -> tuple[list[tuple[Target, str | None]], list[SuppliesError]]:
        """The addresses of one host, with the DNS name that gave them; names without one."""
        parsed = self._parsed(host)
        targets = await resolve_targets(parsed)
        failures: list[SuppliesError] = [
            UsageError(f"{failure.name}: {failure.reason}", "is the name right?") for failure in targets.failures
        ]
        name = parsed.names[0].name if len(parsed.names) == 1 and not parsed.count else None
        return [(target, name) for target in targets], failures

    def _parsed(self, host: str) -> Targets:
        settings = self._settings()
        return parse_targets((host,), exclude=settings.exclude, default_port=settings.port)

    async def one_target(self, host: str) -> Target:
        """The one address that a host means.

        Raises:
            UsageError: it is written wrong, or means several addresses.
            NotFoundError: its name cannot be looked up.
        """
        targets = await resolve_targets(self._parsed(host))
        if targets.failures:
            raise NotFoundError(f"{host}: {targets.failures[0].reason}", "is the name right?")
        if targets.count != 1:
            raise UsageError(f"{host!r} means {targets.count} addresses", "name one host")
        return targets.at(0)

    async def cups_queues(self, server: str | None = None) -> tuple["CupsQueue", ...]:
        """The print queues of the local CUPS, or of the server given, with their printers' hosts.

        Raises:
            CupsError: CUPS does not answer.
        """
        from core.discovery.cups import cups_hosts  # its HTTP library takes long to load

        return await cups_hosts(server)

    def read_file(self, path: Path) -> list[str]:
        """The hosts in a file, one or more a line.

        Raises:
            UsageError: it cannot be read or a line is no target.
        """
        return read_target_file(path)
