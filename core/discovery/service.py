"""Finding printers as the screens and commands use it: proposals, estimate, sweep, import; finds go into the fleet."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.clock import Clock
from core.credentials import CredentialBook, community_reference
from core.discovery.estimate import Estimate, estimate
from core.discovery.names import resolve_targets
from core.discovery.readings import ReadingQueue
from core.discovery.subnets import own_subnets
from core.discovery.sweep import Sweep
from core.discovery.targets import Target, Targets, parse_targets, read_target_file
from core.contact import is_quarantined
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
PROPOSAL_SECONDS = 30.0
"""How long the own subnets are taken for granted."""


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
        remember_community: keeps a community that was given for once and found a device, which needs it from then on.
        notify: told one line about a target that cannot be asked.
        stale_seconds: the age of a reading from which on a find asks for a new one.
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
        remember_community: Callable[[str], Awaitable[str]],
        notify: Callable[[str], None],
        stale_seconds: float,
    ) -> None:
        self._fleet = fleet
        self._settings = settings
        self._credentials = credentials
        self._reader = reader
        self._clock = clock
        self._remember_community = remember_community
        self._notify = notify
        self._stale_seconds = stale_seconds
        self._sweep: Sweep | None = None
        self._is_claimed = False
        self._is_to_stop = False
        self._readings = ReadingQueue(read_soon)
        self._proposals: tuple[float, tuple[Proposal, ...]] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a sweep is under way, from the look-up of its names on."""
        return self._is_claimed

    def propose(self) -> tuple[Proposal, ...]:
        """This host's own subnets that are worth sweeping, looked up at most twice a minute."""
        now = self._clock.monotonic()
        if self._proposals is None or now - self._proposals[0] > PROPOSAL_SECONDS:
            found = tuple(
                Proposal(
                    subnet.target,
                    f"{subnet.interface}, {subnet.addresses:,} addresses"
                    + (f", part of {subnet.whole}" if subnet.is_narrowed else ""),
                )
                for subnet in own_subnets()
            )
            self._proposals = (now, found)
        return self._proposals[1]

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
            communities=options.communities or self._credentials.communities,
            limit_seconds=options.limit_seconds or self._settings.limit_seconds,
        )

    async def run(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> AsyncGenerator[SweepEvent, None]:
        """Sweep; finds enter the fleet before they are yielded, printers among them are read in full meanwhile.

        Raises:
            UsageError: a target is written wrong, there are none or too many, or a sweep is running already.
        """
        if self._is_claimed:
            raise UsageError("a sweep is running already", "stop it first")
        self._is_claimed, self._is_to_stop = True, False
        try:
            sweep = await self._prepared(texts, options)
            async with aclosing(sweep.events()) as events:
                async for event in events:
                    if isinstance(event, DeviceFound):
                        await self._keep_community(event, options)
                        self._take_in(event)
                        if options.reads_at_once:
                            self._readings.start()
                    yield event
        finally:
            self._sweep, self._is_claimed = None, False

    async def _prepared(self, texts: Sequence[str], options: SweepOptions) -> Sweep:
        targets = await self._targets(texts, options)
        for failure in targets.failures:
            self._notify(f"{failure.name} is {'not left out' if failure.is_exclude else 'not asked'}: {failure.reason}")
        self._sweep = Sweep(
            targets,
            communities=options.communities or self._credentials.communities,
            rate=options.rate or self._settings.rate,
            limit_seconds=options.limit_seconds or self._settings.limit_seconds,
            clock=self._clock,
        )
        if self._is_to_stop:
            self._sweep.stop()
        return self._sweep

    async def _keep_community(self, found: DeviceFound, options: SweepOptions) -> None:
        for name in options.communities:
            if found.credentials == community_reference(name):
                await self._remember_community(name)

    def stop(self) -> None:
        """End the running sweep at once; nothing happens when there is none."""
        self._is_to_stop = True
        if self._sweep is not None:
            self._sweep.stop()

    async def readings_done(self) -> int:
        """Read every printer found so far that has not been read, and wait for the readings under way.

        Returns:
            How many printers could not be read since this was last asked; what is wrong stands at the devices.
        """
        return await self._readings.done()

    @property
    def unread(self) -> int:
        """Printers found that are waiting to be read or being read."""
        return len(self._readings)

    async def add_hosts(
        self, hosts: Sequence[str], *, community: str | None = None
    ) -> tuple[tuple[Device, ...], tuple[SuppliesError, ...]]:
        """Ask hosts by name or address who they are, take them into the fleet and read them.

        Args:
            hosts: targets; each may mean several addresses.
            community: asked with this one only; kept once a device answers to it.

        Returns:
            The devices, and an error for each host that could not be added.

        Raises:
            UsageError: a host is written wrong.
        """
        failed: list[SuppliesError] = []
        added: list[str] = []
        gate = asyncio.Semaphore(ADD_AT_ONCE)

        async def ask(target: Target, name: str | None) -> None:
            async with gate:
                try:
                    found = await self._reader.find(target.address, target.port, community=community)
                except SuppliesError as error:
                    failed.append(error)
                    return
            if community is not None:
                await self._remember_community(community)
            added.append(self._take_in_by_hand(msgspec.structs.replace(found, host=name)))

        asked = [asked for host in hosts for asked in await self._named_targets(host, failed)]
        await asyncio.gather(*(ask(target, name) for target, name in asked))
        await self.readings_done()
        devices = (self._fleet.get(device_id) for device_id in dict.fromkeys(added))
        return tuple(device for device in devices if device is not None), tuple(failed)

    async def _named_targets(self, host: str, failed: list[SuppliesError]) -> list[tuple[Target, str | None]]:
        """The addresses of one host, with the DNS name that gave them."""
        parsed = parse_targets((host,), exclude=self._settings.exclude, default_port=self._settings.port)
        targets = await resolve_targets(parsed)
        failed += [
            UsageError(f"{failure.name}: {failure.reason}", "is the name right?") for failure in targets.failures
        ]
        name = parsed.names[0].name if len(parsed.names) == 1 and not parsed.count else None
        return [(target, name) for target in targets]

    def _take_in_by_hand(self, found: DeviceFound) -> str:
        """Take in a device that was added by hand: one that was dropped is taken back. Gives its id."""
        known = self._fleet.find_known(found.identity, found.address, found.port)
        if known is not None and known.is_ignored:
            self._fleet.set_ignored(known.id, is_ignored=False)
        self._take_in(found)
        device = self._fleet.find_known(found.identity, found.address, found.port)
        assert device is not None, "what was taken in is known"
        return device.id

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
        # Files of targets may be large and slow to read: not on the loop.
        parsed = await asyncio.to_thread(
            parse_targets,
            texts,
            exclude=self._settings.exclude,
            default_port=options.port or self._settings.port,
            allow_large=options.allow_large,
        )
        return await resolve_targets(parsed)

    def _take_in(self, found: DeviceFound) -> None:
        for change in self._fleet.apply(found):
            device = change.after
            if device is not None and device.identity.is_printer and not device.is_ignored and self._is_news(change):
                self._readings.add(device.id)

    def _is_news(self, change: Change) -> bool:
        """Whether a find asks for a full read: a new device, one away or never read, one that moved, an old reading."""
        before, after = change.before, change.after
        if after is not None and is_quarantined(after, self._clock.now()):
            return False
        if before is None or after is None or before.reading is None or before.silent_since is not None:
            return after is not None and after.silent_since is None
        age = (self._clock.now() - before.reading.read_at).total_seconds()
        moved = (before.address, before.credentials, before.profile) != (
            after.address,
            after.credentials,
            after.profile,
        )
        return moved or age >= self._stale_seconds
