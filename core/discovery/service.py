"""Finding printers as the screens and commands use it: proposals, estimate, sweep, import; finds go into the fleet."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.clock import Clock
from core.credentials import CredentialBook
from core.discovery.estimate import Estimate, estimate
from core.discovery.names import resolve_targets
from core.discovery.subnets import own_subnets
from core.discovery.sweep import Sweep
from core.discovery.targets import Target, Targets, parse_targets, read_target_file
from core.errors import NotFoundError, SuppliesError, UsageError
from core.fleet import Change, Fleet
from core.model.device import Device
from core.model.events import DeviceFound, SweepEvent
from core.monitor.reader import Reader
from core.settings import DiscoverySettings

if TYPE_CHECKING:
    from core.discovery.cups import CupsQueue

ADD_AT_ONCE = 32
"""Hosts added by hand that are asked at the same time."""


class SweepOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What one sweep does otherwise than the settings say; None: as the settings say."""

    communities: tuple[str, ...] = ()
    port: int | None = None
    rate: int | None = None
    limit_seconds: float | None = None
    allow_large: bool = False
    """More than 65,536 addresses are meant."""
    reads_at_once: bool = True
    """Read printers in full as they are found; False: when `Discovery.readings_done` is waited for, so that the sweep
    has the network for itself."""


class Proposal(msgspec.Struct, frozen=True):
    """A subnet of this host that may be swept."""

    target: str
    note: str
    """Where it lies: "eth0, 254 addresses"."""


AS_SET = SweepOptions()


class Discovery:
    """Sweeps, additions and imports.

    Args:
        fleet: where finds go.
        settings: targets, excludes, rate, limits.
        credentials: communities and users.
        reader: asks hosts that are added by hand.
        clock: for times.
        read_soon: starts a full read of a device that was found.
        remember_community: keeps a community that was given for one sweep, as its finds need it from then on.
        notify: told one line about a target that cannot be asked.
    """

    def __init__(
        self,
        *,
        fleet: Fleet,
        settings: DiscoverySettings,
        credentials: CredentialBook,
        reader: Reader,
        clock: Clock,
        read_soon: Callable[[str], Awaitable[bool]],
        remember_community: Callable[[str], str],
        notify: Callable[[str], None],
    ) -> None:
        self._fleet = fleet
        self._settings = settings
        self._credentials = credentials
        self._reader = reader
        self._clock = clock
        self._read_soon = read_soon
        self._remember_community = remember_community
        self._notify = notify
        self._sweep: Sweep | None = None
        self._readings: set[asyncio.Task[bool]] = set()
        self._to_read: list[str] = []

    @property
    def is_running(self) -> bool:
        """Whether a sweep is under way."""
        return self._sweep is not None

    def propose(self) -> tuple[Proposal, ...]:
        """This host's own subnets that are worth sweeping."""
        return tuple(
            Proposal(
                subnet.target,
                f"{subnet.interface}, {subnet.addresses:,} addresses"
                + (f", part of {subnet.whole}" if subnet.is_narrowed else ""),
            )
            for subnet in own_subnets()
        )

    def default_targets(self) -> tuple[str, ...]:
        """The targets in the settings, else the proposals."""
        return self._settings.targets or tuple(proposal.target for proposal in self.propose())

    async def estimate(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> Estimate:
        """What a sweep of these targets would cost.

        Raises:
            UsageError: a target is written wrong, or they are too many.
        """
        targets = await self._targets(texts, options)
        return estimate(
            targets,
            rate=options.rate or self._settings.rate,
            communities=options.communities or self._settings.communities,
            limit_seconds=options.limit_seconds or self._settings.limit_seconds,
        )

    async def run(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> AsyncGenerator[SweepEvent, None]:
        """Sweep; finds enter the fleet before they are yielded, printers among them are read in full meanwhile.

        Raises:
            UsageError: a target is written wrong, there are none or too many, or a sweep is running already.
        """
        if self._sweep is not None:
            raise UsageError("a sweep is running already", "stop it first")
        targets = await self._targets(texts, options)
        for name in options.communities:
            self._remember_community(name)
        for failure in targets.failures:
            self._notify(f"{failure.name} is {'not left out' if failure.is_exclude else 'not asked'}: {failure.reason}")
        started = self._clock.now()
        self._sweep = sweep = Sweep(
            targets,
            communities=options.communities or self._settings.communities,
            rate=options.rate or self._settings.rate,
            limit_seconds=options.limit_seconds or self._settings.limit_seconds,
            clock=self._clock,
        )
        try:
            async with aclosing(sweep.events()) as events:
                async for event in events:
                    if isinstance(event, DeviceFound):
                        self._take_in(msgspec.structs.replace(event, sweep_started=started))
                        if options.reads_at_once:
                            self._start_reading()
                    yield event
        finally:
            self._sweep = None

    def stop(self) -> None:
        """End the running sweep at once; nothing happens when there is none."""
        if self._sweep is not None:
            self._sweep.stop()

    async def readings_done(self) -> None:
        """Wait until every printer found so far has been read."""
        self._start_reading()
        while self._readings:
            await asyncio.wait(tuple(self._readings))

    async def add_hosts(self, hosts: Sequence[str]) -> tuple[tuple[Device, ...], tuple[SuppliesError, ...]]:
        """Ask hosts by name or address who they are, take them into the fleet and read them.

        Returns:
            The devices, and an error for each host that could not be added.

        Raises:
            UsageError: a host is written wrong.
        """
        targets = await self._targets(hosts, AS_SET)
        failed: list[SuppliesError] = [
            UsageError(f"{failure.name}: {failure.reason}", "is the name right?") for failure in targets.failures
        ]
        added: list[str] = []
        gate = asyncio.Semaphore(ADD_AT_ONCE)

        async def ask(target: Target) -> None:
            async with gate:
                try:
                    found = await self._reader.find(target.address, target.port)
                except SuppliesError as error:
                    failed.append(error)
                    return
                known = self._fleet.find_known(found.identity, target.address, target.port)
                if known is not None and known.is_ignored:  # adding it by hand takes it back
                    self._fleet.set_ignored(known.id, is_ignored=False)
                self._take_in(found)
                device = self._fleet.find_known(found.identity, target.address, target.port)
                if device is not None:
                    added.append(device.id)

        await asyncio.gather(*(ask(target) for target in targets))
        await self.readings_done()
        devices = (self._fleet.get(device_id) for device_id in dict.fromkeys(added))
        return tuple(device for device in devices if device is not None), tuple(failed)

    async def one_target(self, host: str) -> Target:
        """The one address that a host means.

        Raises:
            UsageError: it is written wrong, or means several addresses.
            NotFoundError: its name cannot be looked up.
        """
        targets = await self._targets((host,), AS_SET)
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

    def read_target_file(self, path: Path) -> list[str]:
        """The hosts in a file, one or more a line.

        Raises:
            UsageError: it cannot be read or a line is no target.
        """
        return read_target_file(path)

    async def _targets(self, texts: Sequence[str], options: SweepOptions) -> Targets:
        parsed = parse_targets(
            texts,
            exclude=self._settings.exclude,
            default_port=options.port or self._settings.port,
            allow_large=options.allow_large,
        )
        return await resolve_targets(parsed)

    def _take_in(self, found: DeviceFound) -> None:
        for change in self._fleet.apply(found):
            device = change.after
            if device is not None and device.identity.is_printer and not device.is_ignored and _is_news(change):
                self._to_read.append(device.id)

    def _start_reading(self) -> None:
        waiting, self._to_read = self._to_read, []
        for device_id in dict.fromkeys(waiting):
            task = asyncio.ensure_future(self._read_soon(device_id))
            self._readings.add(task)
            task.add_done_callback(self._readings.discard)


def _is_news(change: Change) -> bool:
    """Whether a find asks for a full read: a new device, one never read, or one at another address."""
    before, after = change.before, change.after
    return before is None or before.reading is None or (after is not None and before.address != after.address)
