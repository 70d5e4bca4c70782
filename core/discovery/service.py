"""Finding printers as screens and commands use it: proposals, estimate, sweep, additions; finds go into the fleet."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.clock import Clock
from core.credentials import CredentialBook
from core.discovery.additions import Additions, OnProgress
from core.discovery.estimate import Estimate
from core.discovery.intake import Intake
from core.discovery.options import AS_SET, SweepOptions
from core.discovery.preparation import Preparation
from core.discovery.readings import ReadingQueue
from core.discovery.subnets import own_subnets
from core.discovery.sweeping import Listener, Sweeping, SweepJournal
from core.discovery.targets import Target
from core.discovery.turn import Sweeper, Turn
from core.errors import SuppliesError
from core.fleet import Fleet
from core.model.device import Device
from core.model.events import SweepEvent
from core.model.sweep import StartedBy, SweepRecord
from core.monitor.reader import Reader
from core.notices import Notice, Tell
from core.settings import DiscoverySettings

if TYPE_CHECKING:
    from core.discovery.cups import CupsQueue

__all__ = ["AS_SET", "Discovery", "Proposal", "SweepOptions"]

PROPOSAL_SECONDS = 30.0
"""How long the own subnets are taken for granted."""


class Proposal(msgspec.Struct, frozen=True):
    """A subnet of this host that may be swept."""

    target: str
    note: str
    """Where it lies: "eth0, 254 addresses"."""


class Discovery:
    """Sweeps, additions and imports.

    Args:
        fleet: where finds go.
        settings: the settings of the moment: targets, excludes, rate, limits.
        credentials: communities and users.
        reader: asks hosts that are added by hand.
        clock: for times.
        turn: one sweep at a time over all programs.
        journal: keeps what came of each sweep.
        read_soon: starts a full read of a device that was found.
        remember_community: keeps a community that was given for once and found a device, which needs it from then on.
        notify: told one line about a target that cannot be asked.
        stale_seconds: gives the age of a reading from which on a find asks for a new one.
    """

    def __init__(
        self,
        *,
        fleet: Fleet,
        settings: Callable[[], DiscoverySettings],
        credentials: CredentialBook,
        reader: Reader,
        clock: Clock,
        turn: Turn,
        journal: SweepJournal,
        read_soon: Callable[[str], Awaitable[bool]],
        remember_community: Callable[[str], Awaitable[str]],
        notify: Tell,
        stale_seconds: Callable[[], float],
    ) -> None:
        self._fleet = fleet
        self._settings = settings
        self._credentials = credentials
        self._clock = clock
        self._turn = turn
        self._journal = journal
        self._notify = notify
        self._readings = ReadingQueue(read_soon)
        self._preparation = Preparation(settings=settings, credentials=credentials, clock=clock)
        intake = Intake(fleet=fleet, readings=self._readings, clock=clock, stale_seconds=stale_seconds)
        self._sweeping = Sweeping(
            fleet=fleet,
            preparation=self._preparation,
            intake=intake,
            readings=self._readings,
            turn=turn,
            journal=journal,
            clock=clock,
            remember_community=remember_community,
            notify=notify,
        )
        self._additions = Additions(
            settings=settings,
            reader=reader,
            intake=intake,
            remember_community=remember_community,
            tell=self._sweeping.tell,
        )
        self._proposals: tuple[float, tuple[Proposal, ...]] | None = None

    # Before a sweep

    def propose(self) -> tuple[Proposal, ...]:
        """This host's own subnets that are worth sweeping, looked up at most twice a minute."""
        now = self._clock.monotonic()
        if self._proposals is None or now - self._proposals[0] > PROPOSAL_SECONDS:
            self._proposals = (now, self._own_subnets())
        return self._proposals[1]

    def _own_subnets(self) -> tuple[Proposal, ...]:
        try:
            subnets = own_subnets()
        except SuppliesError as error:
            self._notify(Notice(str(error), "error"))
            return ()
        return tuple(
            Proposal(
                subnet.target,
                f"{subnet.interface}, {subnet.addresses:,} addresses"
                + (f", part of {subnet.whole}" if subnet.is_narrowed else ""),
            )
            for subnet in subnets
        )

    def default_targets(self) -> tuple[str, ...]:
        """The targets in the settings, else the proposals."""
        return self._settings().targets or tuple(proposal.target for proposal in self.propose())

    async def estimate(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> Estimate:
        """What a sweep of these targets would cost.

        Raises:
            UsageError: a target is written wrong, or they are too many.
        """
        return self._preparation.estimate(await self._preparation.targets(texts, options), options)

    # The sweep

    @property
    def is_running(self) -> bool:
        """Whether a sweep of this program is under way, from the look-up of its names on."""
        return self._sweeping.is_running

    def sweeper(self) -> Sweeper | None:
        """Who sweeps now, in any program that shares the state folder."""
        return self._turn.sweeper()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear everything about the sweeps of this program, whoever starts them; the returned function ends it."""
        return self._sweeping.subscribe(listener)

    def run(
        self, texts: Sequence[str], options: SweepOptions = AS_SET, *, started_by: StartedBy = "terminal"
    ) -> AsyncGenerator[SweepEvent, None]:
        """Sweep; finds enter the fleet before they are yielded, printers among them are read in full meanwhile.

        A scheduled sweep gives way to one that is started otherwise.

        Raises:
            UsageError: a target is written wrong, there are none or too many, all are excluded, or a sweep is running
                already.
            NotFoundError: all that is left of the targets is names without an address.
            StoreError: the state folder cannot be used.
        """
        return self._sweeping.run(texts, options, started_by)

    def stop(self) -> None:
        """End the running sweep at once; nothing happens when there is none."""
        self._sweeping.stop()

    # After a sweep

    async def earlier(self) -> tuple[SweepRecord, ...]:
        """The last sweeps of all programs that share the state folder, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        return await self._journal.read()

    def options_of(self, record: SweepRecord) -> SweepOptions:
        """What to run a sweep again with; communities that are gone from the settings are left out."""
        return SweepOptions(
            communities=self._credentials.named(record.credentials),
            port=record.port,
            rate=record.rate,
            limit_seconds=record.limit_seconds,
        )

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

    # By hand

    async def add_hosts(
        self, hosts: Sequence[str], *, community: str | None = None, on_progress: OnProgress | None = None
    ) -> tuple[tuple[Device, ...], tuple[SuppliesError, ...]]:
        """Ask hosts by name or address who they are, take them into the fleet and read them.

        Args:
            hosts: targets; each may mean several addresses.
            community: asked with this one only; kept once a device answers to it.
            on_progress: told how many addresses were asked, of how many, and how many devices were added by that.

        Returns:
            The devices, and an error for each host that could not be added.

        Raises:
            UsageError: a host is written wrong.
        """
        added, failed = await self._additions.add(hosts, community=community, on_progress=on_progress)
        await self.readings_done()
        devices = (self._fleet.get(device.id) for device in added)
        return tuple(device for device in devices if device is not None), failed

    async def one_target(self, host: str) -> Target:
        """The one address that a host means.

        Raises:
            UsageError: it is written wrong, or means several addresses.
            NotFoundError: its name cannot be looked up.
        """
        return await self._additions.one_target(host)

    async def cups_queues(self, server: str | None = None) -> tuple["CupsQueue", ...]:
        """The print queues of the local CUPS, or of the server given, with their printers' hosts.

        Raises:
            CupsError: CUPS does not answer.
        """
        return await self._additions.cups_queues(server)

    def read_target_file(self, path: Path) -> list[str]:
        """The hosts in a file, one or more a line.

        Raises:
            UsageError: it cannot be read or a line is no target.
        """
        return self._additions.read_file(path)
