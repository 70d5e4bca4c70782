"""What a sweep will cost, before it starts: counted from the datagrams that it would really send (pure)."""

from collections.abc import Iterable

import msgspec

from core.discovery.grammar import HostName
from core.discovery.interview import Recognition
from core.discovery.probe import rounds_for
from core.discovery.refusal import nobody_to_ask
from core.discovery.sweep import LIMIT_SECONDS, PRINTERS, RATE, WAIT_SECONDS
from core.discovery.targets import MAX_ADDRESSES, Targets
from core.errors import SuppliesError


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """The cost of a sweep, without the answers and the questions to devices found (some 400 bytes a printer)."""

    addresses: int
    """Addresses asked, DNS names not yet looked up counted as one each."""
    datagrams_max: int
    """Where none ever answers: one for each community and SNMP version."""
    bytes_max: int
    """UDP payload of `datagrams_max`."""
    seconds_max: float | None
    """Time to send `datagrams_max` and to wait for answers after each round; None where the rate is not limited."""
    is_cut_by_limit: bool
    """True where `seconds_max` is above the time limit: the sweep may then end before every address was asked twice."""
    excluded: int = 0
    """Addresses left out by the settings."""
    unknown_names: tuple[str, ...] = ()
    """DNS names that have no address; they are not asked."""
    refusal: SuppliesError | None = None
    """Why there is nobody to ask, so that the sweep is not run; None where there is."""

    @property
    def is_large(self) -> bool:
        """Whether there are so many addresses that they must be meant: usually a prefix is mistyped."""
        return self.addresses > MAX_ADDRESSES

    @property
    def datagrams(self) -> int:
        """The most that will be sent: what an admin wants to know before the start."""
        return self.datagrams_max

    @property
    def bytes(self) -> int:
        """UDP payload of the most that will be sent."""
        return self.bytes_max

    @property
    def seconds(self) -> float:
        """The longest it takes, never beyond the time limit's reach; 0 where the rate is not limited."""
        return self.seconds_max or 0.0


def estimate(
    targets: Targets,
    *,
    communities: Iterable[str] = ("public",),
    rate: float | None = RATE,
    limit_seconds: float = LIMIT_SECONDS,
    wait_seconds: float = WAIT_SECONDS,
    recognition: Recognition = PRINTERS,
) -> Estimate:
    """What `core.discovery.sweep.Sweep` with the same arguments will cost.

    Raises:
        UsageError: no community, or one that cannot be sent.
    """
    rounds = rounds_for(communities, recognition.identity_oids, recognition.v1_identity_oids)
    addresses = targets.count + sum(isinstance(entry, HostName) for entry in targets.entries)
    seconds_max = None
    if rate:
        seconds_max = round(addresses * len(rounds) / rate + (wait_seconds * len(rounds) if addresses else 0.0), 1)
    return Estimate(
        addresses=addresses,
        datagrams_max=addresses * len(rounds),
        bytes_max=addresses * sum(len(asked.template) for asked in rounds),
        seconds_max=seconds_max,
        is_cut_by_limit=seconds_max is not None and seconds_max > limit_seconds,
        excluded=targets.left_out,
        unknown_names=targets.unknown_names,
        refusal=nobody_to_ask(targets),
    )
