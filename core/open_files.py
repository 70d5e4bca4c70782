"""How many sockets this process may open: the limit is raised as far as the system lets it."""

import resource

RESERVED = 128
"""Descriptors for everything but the sockets of polls: files, terminal, sweep, event loop. Our choice."""


def room_for_sockets(wanted: int) -> int:
    """Make room for so many sockets at the same time.

    The soft limit (RLIMIT_NOFILE, often 1,024) is raised up to the hard one; a higher one is left as it is.

    Args:
        wanted: sockets.

    Returns:
        How many there is room for, at most `wanted`, at least 1.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = wanted + RESERVED
    if soft != resource.RLIM_INFINITY and soft < needed:
        allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        if allowed > soft:
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
            soft = allowed
    if soft == resource.RLIM_INFINITY:
        return wanted
    return max(1, min(wanted, soft - RESERVED))
