"""Ages and moments in the few words that fit into a column (pure)."""

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


def moment_words(moment: datetime, now: datetime) -> str:
    """A time of the admin's own zone: "09:30" on the same day, else "2026-03-03 09:30"."""
    there, here = moment.astimezone(), now.astimezone()
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%Y-%m-%d %H:%M}"
