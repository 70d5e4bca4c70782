"""Open files: a round over thousands of printers needs a socket for each one that is being asked."""

import resource

OPEN_FILES = 4096
"""As many as the largest bench needs, with room."""


def raise_open_files(wanted: int = OPEN_FILES) -> str | None:
    """Raise this process's soft limit of open files if it is lower.

    Returns:
        What to say when it cannot be raised that far; None when it is high enough.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return None
    reachable = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, hard))
    if reachable >= wanted:
        return None
    return f"only {reachable} files may be open (`ulimit -Hn`), {wanted} are wanted: the largest sizes may fail"
