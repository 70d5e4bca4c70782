"""How much a device prints: the mean pages a day over the windows that its history can fill (pure)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from core.model.history import KEPT_DAYS, Day
from core.page_rate import pages_per_day

WINDOWS = (30, 90, KEPT_DAYS)
"""Days that figures and plots look back."""


class PageRate(NamedTuple):
    """A mean number of pages a day."""

    window: int
    """Days looked back."""
    pages: float


def page_rates(days: Sequence[Day], today: date) -> tuple[PageRate, ...]:
    """The means that can be told apart: a longer window is left out where the history is no longer.

    Args:
        days: the oldest first.
        today: the last day that counts (UTC).
    """
    counted = [day.date for day in days if day.pages is not None]
    found: list[PageRate] = []
    for window in WINDOWS:
        pages = pages_per_day(days, until=today, window=window)
        if pages is not None and (not found or (today - counted[0]).days > found[-1].window):
            found.append(PageRate(window, pages))
    return tuple(found)


def rates_words(rates: Iterable[PageRate]) -> str:
    """The means in words: "about 143 over 30 days, about 120 over 90 days"."""
    return ", ".join(f"{rate_words(rate.pages)} over {rate.window} days" for rate in rates)


def rate_words(pages: float) -> str:
    """One mean: "about 143", "about 0.4", "none"."""
    if pages == 0:
        return "none"
    return f"about {pages:,.0f}" if pages >= 10 else f"about {max(0.1, pages):.1f}"
