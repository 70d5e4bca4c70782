"""What the terminal asks of the core's discovery: estimates, sweeps, additions, earlier sweeps, the schedule."""

from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.discovery.options import AS_SET, SweepOptions
from core.errors import SuppliesError
from core.model.device import Device
from core.model.events import SweepEvent, SweepNews
from core.model.sweep import SweepRecord


class Proposal(Protocol):
    """A subnet of this host that may be swept."""

    @property
    def target(self) -> str:
        """As one types it, e.g. "10.1.2.0/24"."""
        ...

    @property
    def note(self) -> str:
        """Where it lies, e.g. "eth0, 254 addresses"."""
        ...


class Estimate(Protocol):
    """What a sweep would cost at most."""

    @property
    def addresses(self) -> int:
        """Addresses to ask."""
        ...

    @property
    def datagrams(self) -> int:
        """Datagrams sent when nobody answers."""
        ...

    @property
    def bytes(self) -> int:
        """UDP payload of these datagrams."""
        ...

    @property
    def seconds(self) -> float:
        """How long it takes when nobody answers, whatever the time limit."""
        ...

    @property
    def is_cut_by_limit(self) -> bool:
        """Whether the time limit may end it before that."""
        ...

    @property
    def is_large(self) -> bool:
        """Whether there are so many addresses that one is asked before."""
        ...

    @property
    def excluded(self) -> int:
        """Addresses left out by the settings."""
        ...

    @property
    def unknown_names(self) -> Sequence[str]:
        """DNS names that have no address; they are not asked."""
        ...

    @property
    def refusal(self) -> SuppliesError | None:
        """Why there is nobody to ask, so that the sweep is not run."""
        ...


class Queue(Protocol):
    """A print queue; exactly one of host and skipped is given."""

    @property
    def name(self) -> str:
        """The queue's."""
        ...

    @property
    def host(self) -> str | None:
        """Its printer's address or DNS name."""
        ...

    @property
    def skipped(self) -> str | None:
        """Why it has no host to ask."""
        ...


class Sweeper(Protocol):
    """Who sweeps."""

    @property
    def words(self) -> str:
        """For people: "the terminal on srv1, process 4711"."""
        ...


class Discovery(Protocol):
    """Finds devices; what they find enters the fleet by itself."""

    @property
    def is_running(self) -> bool:
        """Whether a sweep of this program is under way."""
        ...

    def propose(self) -> Sequence[Proposal]:
        """The own subnets."""
        ...

    def default_targets(self) -> Sequence[str]:
        """The targets of the settings, else the proposals."""
        ...

    async def estimate(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> Estimate:
        """The cost of sweeping these targets.

        Raises:
            UsageError: a target is written wrong, or they are too many.
        """
        ...

    def run(self, texts: Sequence[str], options: SweepOptions = AS_SET) -> AsyncGenerator[SweepEvent, None]:
        """Sweep; the last event is `SweepEnded`.

        Raises:
            SuppliesError: the sweep cannot start.
        """
        ...

    def stop(self) -> None:
        """End the running sweep at once."""
        ...

    def subscribe(self, listener: Callable[[SweepNews], None]) -> Callable[[], None]:
        """Hear of every sweep of this program, whoever starts it, and of finds by hand."""
        ...

    def sweeper(self) -> Sweeper | None:
        """Who sweeps now, in any program that shares the state; None: nobody."""
        ...

    async def earlier(self) -> Sequence[SweepRecord]:
        """The last sweeps, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        ...

    def options_of(self, record: SweepRecord) -> SweepOptions:
        """What to run a sweep again with."""
        ...

    async def add_hosts(
        self,
        hosts: Sequence[str],
        *,
        community: str | None = None,
        on_progress: Callable[[int, int, int], None] | None = None,
    ) -> tuple[Sequence[Device], Sequence[SuppliesError]]:
        """Ask hosts who they are and take them in; the devices, and what went wrong.

        Progress is how many addresses were asked, of how many, and how many devices were added by that.

        Raises:
            UsageError: a host is written wrong.
        """
        ...

    async def cups_queues(self, server: str | None = None) -> Sequence[Queue]:
        """The print queues of this machine's CUPS, or of the server given.

        Raises:
            CupsError: CUPS does not answer.
        """
        ...

    def read_target_file(self, path: Path) -> Sequence[str]:
        """The hosts in a file.

        Raises:
            UsageError: it cannot be read or a line is no target.
        """
        ...


class Scheduler(Protocol):
    """The sweeps by the schedule."""

    async def next_run(self) -> datetime | None:
        """When the next one is due, in the past while it waits for its turn; None: never.

        Raises:
            StoreError: nobody can tell.
        """
        ...
