"""How much a device prints, from the page counts of its days (pure)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from core.model.history import Day


def pages_per_day(days: Sequence[Day], *, until: date, window: int) -> float | None:
    """The mean number of pages a day.

    A count that fell (a new board, a reset) and the day another device stands in the history are a new baseline: what
    was printed in between is not known, and neither pages nor days of it count.

    Args:
        days: the oldest first, as `History.days`.
        until: the last day that counts.
        window: how many days before it count.

    Returns:
        None where there are no two days to compare.
    """
    since = until - timedelta(days=window)
    counted = [day for day in days if since <= day.date <= until and day.pages is not None]
    pages = span = 0
    for before, after in pairwise(counted):
        assert before.pages is not None
        assert after.pages is not None
        if after.device_id == before.device_id and after.pages >= before.pages:
            pages += after.pages - before.pages
            span += (after.date - before.date).days
    return pages / span if span else None
