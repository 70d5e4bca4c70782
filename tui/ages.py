"""Times in the few words that fit into a column."""

from datetime import datetime

_UNITS = (("d", 86400), ("h", 3600), ("min", 60))


def age_words(moment: datetime | None, now: datetime) -> str:
    """How long ago: "now" below a minute, else "3 min", "2 h", "5 d"; "never" without a moment."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    for unit, size in _UNITS:
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return "now"


def ago_words(moment: datetime | None, now: datetime) -> str:
    """The same in a sentence: "just now", "3 min ago", "never"."""
    age = age_words(moment, now)
    return {"now": "just now", "never": "never"}.get(age, f"{age} ago")


def moment_words(moment: datetime, now: datetime) -> str:
    """A time of the admin's own zone: "09:30" on the same day, else "2026-03-03 09:30"."""
    there, here = moment.astimezone(), now.astimezone()
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%Y-%m-%d %H:%M}"


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
