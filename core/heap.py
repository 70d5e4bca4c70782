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


def tidy_heap() -> bool:
    """Free what only the collector can, if there may be much of it: screens that were closed refer to themselves.

    Takes a quarter of a second where a terminal program was used for hours: for a moment in which nobody waits.

    Returns:
        Whether it was done.
    """
    if gc.get_count()[2] < _MOST_UNTIDY:
        return False
    gc.collect()
    return True
