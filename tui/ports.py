"""What the terminal asks of the core: the part of `core.services.Services` that the screens use.

Written as Protocols so that the screens load without any adapter and tests may hand in a fake.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from core.clock import Clock
from core.fleet import Fleet
from core.model.events import SweepEvent
from core.settings import Settings


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
        """UDP payload of those datagrams."""
        ...

    @property
    def seconds(self) -> float:
        """How long it takes at the rate of the settings."""
        ...


class Discovery(Protocol):
    """Sweeps; what they find enters the fleet by itself."""

    @property
    def is_running(self) -> bool:
        """Whether a sweep is under way."""
        ...

    def propose(self) -> Sequence[Proposal]:
        """The own subnets."""
        ...

    def default_targets(self) -> Sequence[str]:
        """The targets of the settings, else the proposals."""
        ...

    async def estimate(self, texts: Sequence[str]) -> Estimate:
        """The cost of sweeping these targets.

        Raises:
            UsageError: a target is written wrong, or they are too many.
        """
        ...

    def run(self, texts: Sequence[str]) -> AsyncIterator[SweepEvent]:
        """Sweep; the last event is `SweepEnded`.

        Raises:
            SuppliesError: the sweep cannot start.
        """
        ...

    def stop(self) -> None:
        """End the running sweep at once."""
        ...


class Poller(Protocol):
    """Reads printers."""

    async def poll_now(self, device_id: str) -> bool:
        """Read one device again; the fleet learns the result. Whether it answered."""
        ...


class Monitor(Protocol):
    """Keeps the fleet up to date."""

    async def run(self) -> None:
        """Poll, or take in what another program polls, without end."""
        ...


class Services(Protocol):
    """Everything that the screens reach."""

    @property
    def fleet(self) -> Fleet:
        """The devices."""
        ...

    @property
    def settings(self) -> Settings:
        """As loaded."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def discovery(self) -> Discovery:
        """Sweeps."""
        ...

    @property
    def poller(self) -> Poller:
        """Readings."""
        ...

    @property
    def monitor(self) -> Monitor:
        """The rounds."""
        ...

    def subscribe_notices(self, notice: Callable[[str], None]) -> Callable[[], None]:
        """Hear lines that an admin should see; may call from any thread. The returned function ends it."""
        ...
