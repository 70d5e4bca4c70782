"""What was told as rows of the log (pure)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.content import Content

from tui.session_log import Entry
from tui.widgets.columns import Column

SEVERITIES = {
    "error": ("×", "Error", "$error"),
    "warning": ("!", "Warning", "$warning"),
    "information": ("·", "Notice", "$muted"),
}
"""Severity -> glyph, word, style."""


def entry_text(entry: Entry) -> str:
    """An entry as plain text, for the clipboard."""
    _, word, _ = SEVERITIES[entry.severity]
    said = ": ".join(filter(None, (entry.title, entry.text)))
    return f"{clock_words(entry.at)} {word}: {said}"


def entry_content(entry: Entry) -> Content:
    """An entry in full: its title, then what to do."""
    glyph, word, style = SEVERITIES[entry.severity]
    often = f", told {entry.times} times" if entry.times > 1 else ""
    head = Content.assemble((f"{glyph} {word}", f"bold {style}"), (f"  {clock_words(entry.at)}{often}", "$muted"))
    said = [Content.styled(entry.title, "bold")] if entry.title else []
    return Content("\n").join([head, *said, *([Content(entry.text)] if entry.text else [])])


def brief_content(content: Content, width: int, most: int) -> Content:
    """As much of a text as `most` lines of that width hold; an ellipsis at its end says that there is more."""
    lines = content.wrap(max(1, width))
    if len(lines) <= most:
        return content
    last = lines[most - 1].truncate(max(1, width - 1))
    return Content("\n").join([*lines[: most - 1], Content.assemble(last, "…")])


def clock_words(moment: datetime) -> str:
    """The date and time of the admin's own zone, to the second."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"


def brief_clock_words(moment: datetime, now: datetime) -> str:
    """The same in eight cells: the time of today, the day of what is older."""
    there = moment.astimezone()
    return f"{there:%H:%M:%S}" if there.date() == now.astimezone().date() else f"{there:%d %b}"


def pick_entries(entries: Sequence[Entry], words: str) -> list[str]:
    """The keys of the entries that hold every one of the words, in their order."""
    wanted = words.casefold().split()
    return [
        entry.key
        for entry in entries
        if all(word in f"{entry.title} {entry.text} {SEVERITIES[entry.severity][1]}".casefold() for word in wanted)
    ]


def _severity_cell(entry: Entry, _width: int) -> Content:
    glyph, word, style = SEVERITIES[entry.severity]
    return Content.styled(f"{glyph} {word}", style)


def _told_cell(entry: Entry, _width: int) -> Content:
    often = f" ({entry.times} times)" if entry.times > 1 else ""
    first, _, _ = entry.text.partition("\n")
    if not entry.title:
        return Content.assemble(first, (often, "$muted"))
    return Content.assemble((entry.title, "bold"), (often, "$muted"), (f"  {first}", "$muted"))


def log_columns(now: Callable[[], datetime]) -> tuple[Column[Entry], ...]:
    """The columns of the log.

    Args:
        now: asked whenever a cell is drawn.
    """

    def at_cell(entry: Entry, _width: int) -> Content:
        return Content.styled(brief_clock_words(entry.at, now()), "$muted")

    return (
        Column(id="at", title="Time", draw=at_cell, least=8, ideal=8),
        Column(id="severity", title="Kind", draw=_severity_cell, least=9, ideal=9),
        Column(id="told", title="What", draw=_told_cell, least=20, ideal=60, is_growing=True),
    )
