"""What this session told in toasts: errors and notices stay readable after the toast has gone (pure)."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from textual.notifications import SeverityLevel

MOST_ENTRIES = 500
"""Entries kept; a program may run for months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was told; a new object whenever anything of it changes."""

    number: int
    """Its place in the session, from 1."""
    at: datetime
    """When; the last time where it was told again and again."""
    severity: SeverityLevel
    title: str
    """In one line; empty where the text says it all."""
    text: str
    """What it means and what to do."""
    times: int = 1
    """How often it was told in a row."""

    @property
    def key(self) -> str:
        """What a list knows it by."""
        return str(self.number)


class SessionLog:
    """The entries of this session, the newest first; the oldest go when they are too many."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=MOST_ENTRIES)
        self._told = 0

    @property
    def entries(self) -> Sequence[Entry]:
        """The newest first."""
        return tuple(self._entries)

    @property
    def told(self) -> int:
        """How many there were, those included that are no longer kept."""
        return self._told

    def add(self, at: datetime, severity: SeverityLevel, title: str, text: str) -> None:
        """Keep one; the same one in a row is counted."""
        newest = self._entries[0] if self._entries else None
        if newest is not None and (newest.severity, newest.title, newest.text) == (severity, title, text):
            self._entries[0] = replace(newest, at=at, times=newest.times + 1)
            return
        self._told += 1
        self._entries.appendleft(Entry(number=self._told, at=at, severity=severity, title=title, text=text))
