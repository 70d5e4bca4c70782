"""From targets as written and options to a sweep that may start, by the settings of the moment."""

import asyncio
from collections.abc import Callable, Sequence

from core.clock import Clock
from core.credentials import CredentialBook
from core.discovery.estimate import Estimate, estimate
from core.discovery.names import resolve_targets
from core.discovery.options import SweepOptions
from core.discovery.sweep import Sweep
from core.discovery.targets import Targets, parse_targets
from core.settings import DiscoverySettings


class Preparation:
    """Knows the settings, the credentials and the clock.

    Args:
        settings: the settings of the moment.
        credentials: communities.
        clock: for sweeps.
    """

    def __init__(self, *, settings: Callable[[], DiscoverySettings], credentials: CredentialBook, clock: Clock) -> None:
        self._settings = settings
        self._credentials = credentials
        self._clock = clock

    def communities(self, options: SweepOptions) -> tuple[str, ...]:
        """Those that a sweep tries, in order."""
        return options.communities or self._credentials.communities

    async def targets(self, texts: Sequence[str], options: SweepOptions) -> Targets:
        """Whom a sweep asks, names looked up.

        Raises:
            UsageError: a target is written wrong, or they are too many.
        """
        # Files of targets may be large and slow to read: not on the loop.
        parsed = await asyncio.to_thread(
            parse_targets,
            texts,
            exclude=self._settings().exclude,
            default_port=options.port or self._settings().port,
            allow_large=options.allow_large,
        )
        return await resolve_targets(parsed)

    def estimate(self, targets: Targets, options: SweepOptions) -> Estimate:
        """What a sweep costs.

        Raises:
            UsageError: no community, or one that cannot be sent.
        """
        return estimate(
            targets,
            rate=options.rate or self._settings().rate,
            communities=self.communities(options),
            limit_seconds=options.limit_seconds or self._settings().limit_seconds,
        )

    def sweep(self, targets: Targets, options: SweepOptions) -> Sweep:
        """A sweep, not begun."""
        return Sweep(
            targets,
            communities=self.communities(options),
            rate=options.rate or self._settings().rate,
            limit_seconds=options.limit_seconds or self._settings().limit_seconds,
            clock=self._clock,
        )
