"""Why a sweep of these targets would ask nobody: it is not run, as it would seem to have found nothing (pure)."""

from core.discovery.grammar import HostName
from core.discovery.targets import Targets
from core.errors import NotFoundError, SuppliesError, UsageError

_NAMED = 3
"""Names that are told with their reasons; more are counted."""


def nobody_to_ask(targets: Targets) -> SuppliesError | None:
    """What is wrong with targets that hold no address; None where there is one, or may be once names are looked up.

    Args:
        targets: as they are to be asked.

    Returns:
        A `NotFoundError` where names have no address, else a `UsageError`.
    """
    if targets.count or any(isinstance(entry, HostName) for entry in targets.entries):
        return None
    left_out, unknown = targets.left_out, [failure for failure in targets.failures if not failure.is_exclude]
    words = []
    if left_out:
        who = "the address is" if left_out == 1 else f"all {left_out:,} addresses are"
        words.append(f"{who} in discovery.exclude")
    words += [f"{failure.name}: {failure.reason}" for failure in unknown[:_NAMED]]
    if len(unknown) > _NAMED:
        words.append(f"and {len(unknown) - _NAMED:,} more names")
    if unknown:
        return NotFoundError(", ".join(words), "write the name in full, or name an address")
    if left_out:
        return UsageError(words[0], "name others, or take them out of discovery.exclude")
    return no_targets()


def no_targets() -> UsageError:
    """Nothing was written at all."""
    return UsageError("no targets to sweep", "name networks, ranges, hosts, names or @file")
