"""Times in the few words that fit into a column."""

from datetime import datetime

from core.ages import age_words, moment_words

__all__ = ["age_words", "ago_words", "byte_words", "duration_words", "moment_words"]


def ago_words(moment: datetime | None, now: datetime) -> str:
    """The same in a sentence: "just now", "3 min ago", "never"."""
    age = age_words(moment, now)
    return {"now": "just now", "never": "never"}.get(age, f"{age} ago")


def duration_words(seconds: float) -> str:
    """How long something takes: "below 1 s", "42 s", "5 min", "2 h 10 min"."""
    if seconds < 1:
        return "below 1 s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def byte_words(count: int) -> str:
    """An amount of data: "978 bytes", "7.2 kB", "1.4 MB" (of a thousand each)."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
