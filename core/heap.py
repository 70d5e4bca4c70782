"""What the garbage collector need not look at."""

import gc

_ALLOCATIONS = 20_000
"""Objects between two of the collector's looks; Python's default of 700 costs a poll a tenth of its time."""

_MOST_UNTIDY = 3
"""Looks at younger objects, each after 200,000 new ones, that a whole look is owed after."""


def settle_heap() -> None:
    """Spare the collector everything that there is now: the devices and their rows, which are never garbage at once.

    It would look through ten thousand of them again and again, 50 ms at a time, in which no key is answered.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)


def is_untidy() -> bool:
    """Whether there may be much that only the collector can free, though it has not looked at all for long."""
    return gc.get_count()[2] >= _MOST_UNTIDY


def tidy_heap() -> None:
    """Free what only the collector can: screens that were closed refer to themselves.

    Takes up to a quarter of a second where all devices were read anew: for a moment in which nobody waits.
    """
    gc.collect()
