"""What the garbage collector need not look at."""

import gc

_ALLOCATIONS = 20_000
"""Objects between two of the collector's looks; Python's default of 700 costs a poll a tenth of its time."""


def settle_heap() -> None:
    """Spare the collector everything that there is now: the devices and their rows, which are never garbage at once.

    It would look through ten thousand of them again and again, 50 ms at a time, in which no key is answered.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
