"""A sweep that is over, as it is kept: what was asked for, by whom, how it ended and what came of it."""

from datetime import datetime
from typing import Literal

import msgspec

StartedBy = Literal["terminal", "command line", "schedule"]
"""Who started a sweep."""

NAMED_AT_MOST = 200
"""Devices named of those that are new or gone; the counts are whole."""


class SweepRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sweep."""

    id: str
    """Unique among all programs; later sweeps sort behind earlier ones."""
    started_at: datetime
    started_by: StartedBy
    targets: tuple[str, ...]
    """As written."""
    reason: str
    """"complete", "limit", "stopped" (by the user), "gave way" (a scheduled one, to one started by hand), "left" (the
    program ended) or "failed"."""
    problem: str | None = None
    """Why it failed, or the machine's most frequent reason for not sending."""
    seconds: float = 0.0
    asked: int = 0
    """Addresses asked, of `total`."""
    total: int = 0
    answered: int = 0
    printers: int = 0
    others: int = 0
    """Devices that answered and are no printers."""
    new: int = 0
    """Printers that were not known before."""
    gone: int | None = None
    """Known printers among the targets that did not answer; None: not every address was asked, so nobody can tell."""
    new_ids: tuple[str, ...] = ()
    """The first `NAMED_AT_MOST` of the new ones, by their devices' ids."""
    gone_ids: tuple[str, ...] = ()
    """The same of those that did not answer."""
    sent_bytes: int = 0
    received_bytes: int = 0
    unsent: int = 0
    """Datagrams that the machine refused to send."""
    unknown_names: tuple[str, ...] = ()
    """The first `NAMED_AT_MOST` DNS names among the targets that have no address and were not asked."""
    credentials: tuple[str, ...] = ()
    """References of the communities it was given, never the communities; empty: those of the settings."""
    port: int | None = None
    """Its own port; None: as set. The same for the two below."""
    rate: int | None = None
    limit_seconds: float | None = None

    @property
    def is_scheduled(self) -> bool:
        """Whether the schedule started it."""
        return self.started_by == "schedule"
