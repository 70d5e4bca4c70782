"""The keeper's own sweeps: looks at the schedule, waits its turn, sweeps, says what came of it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Protocol

from core.clock import Clock
from core.discovery.options import SweepOptions
from core.discovery.schedule import Plan, next_run, plan_of
from core.errors import SuppliesError
from core.model.events import SweepEvent, SweepNews
from core.model.sweep import StartedBy, SweepRecord
from core.notices import Notice, Tell
from core.settings import DiscoverySettings

LOOK_SECONDS = 5.0
"""How often the schedule is looked at."""
GAVE_WAY = "gave way"
"""The reason of a scheduled sweep's end that made room for one started by hand."""


class Calendar(Protocol):
    """Remembers sweeps, and since when their schedule is what it is."""

    async def read(self) -> tuple[SweepRecord, ...]:
        """Those that are kept, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        ...

    async def plan_since(self, words: str, now: datetime) -> datetime:
        """Since when the schedule is what it is.

        Raises:
            StoreError: it cannot be read or written.
        """
        ...


class Sweeps(Protocol):
    """Runs sweeps and tells of them: what this asks of `core.discovery.service.Discovery`."""

    def default_targets(self) -> Sequence[str]:
        """What is swept where nothing is named."""
        ...

    def sweeper(self) -> object | None:
        """Who sweeps now, in any program; None: nobody."""
        ...

    def subscribe(self, listener: Callable[[SweepNews], None]) -> Callable[[], None]:
        """Hear of sweeps; the returned function ends it."""
        ...

    def run(
        self, texts: Sequence[str], options: SweepOptions, *, started_by: StartedBy
    ) -> AsyncGenerator[SweepEvent, None]:
        """Sweep.

        Raises:
            SuppliesError: it could not start, or not go on.
        """
        ...


class Scheduler:
    """Sweeps by the schedule in the settings while this program keeps the printers.

    Args:
        discovery: sweeps.
        settings: those of the moment.
        calendar: what was swept when.
        clock: the time.
        notify: told one line about each sweep that ended.
    """

    def __init__(
        self,
        *,
        discovery: Sweeps,
        settings: Callable[[], DiscoverySettings],
        calendar: Calendar,
        clock: Clock,
        notify: Tell,
    ) -> None:
        self._discovery = discovery
        self._settings = settings
        self._calendar = calendar
        self._clock = clock
        self._notify = notify
        self._kept_since: float | None = None
        self._words: str | None = None
        self._since: datetime | None = None
        self._last: datetime | None = None
        self._told: str | None = None

    async def next_run(self) -> datetime | None:
        """When the next sweep is due, whichever program runs it; in the past while it waits for its turn; None: never.

        Raises:
            StoreError: nobody can tell when the last one was.
        """
        plan = await self._plan(self._settings())
        return None if plan is None else self._due(plan)

    async def run(self) -> None:
        """Sweep whenever it is due, until cancelled."""
        self._words = None  # another program may have kept until now
        self._kept_since = self._clock.monotonic()
        try:
            while True:
                await self.look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._kept_since = None

    async def look(self) -> None:
        """Sweep if it is due and nobody else sweeps."""
        try:
            plan = await self._plan(self._settings())
            if plan is not None and self._due(plan) <= self._clock.now() and self._discovery.sweeper() is None:
                await self._sweep()
        except SuppliesError as error:
            if str(error) != self._told:
                self._told = str(error)
                self._notify(Notice(f"scheduled sweep: {error}", "error"))
        else:
            self._told = None

    async def _plan(self, settings: DiscoverySettings) -> Plan | None:
        """The plan of the settings; the times that go with it are looked up when it is new, or another program's."""
        words = "off" if settings.schedule == "off" else f"{settings.schedule} {settings.schedule_at}"
        if self._kept_since is None or words != self._words:
            now = self._clock.now()
            self._since = await self._calendar.plan_since(words, now)
            scheduled = (record.started_at for record in await self._calendar.read() if counts(record, now))
            self._last = max(scheduled, default=None)
            self._words = words
        return plan_of(settings.schedule, settings.schedule_at)

    def _due(self, plan: Plan) -> datetime:
        up_seconds = None if self._kept_since is None else self._clock.monotonic() - self._kept_since
        return next_run(plan, self._clock.now(), last=self._last, since=self._since, up_seconds=up_seconds)

    async def _sweep(self) -> None:
        records: list[SweepRecord] = []

        def hear(news: SweepNews) -> None:
            if isinstance(news, SweepRecord) and news.is_scheduled:
                records.append(news)

        unsubscribe = self._discovery.subscribe(hear)
        # Whoever wrote so many targets into the settings means them.
        options = SweepOptions(allow_large=True)
        try:
            events = self._discovery.run(self._discovery.default_targets(), options, started_by="schedule")
            async with aclosing(events):
                async for _ in events:
                    pass
        except SuppliesError:
            if not records:
                raise
        finally:
            unsubscribe()
        for record in records:
            if record.reason != GAVE_WAY:
                self._last = record.started_at
                self._notify(outcome(record))


def counts(record: SweepRecord, now: datetime) -> bool:
    """Whether a sweep was the schedule's and had its turn; one that gave way is run again."""
    return record.is_scheduled and record.reason != GAVE_WAY and record.started_at <= now


def outcome(record: SweepRecord) -> Notice:
    """What came of a scheduled sweep, in one line: "scheduled sweep: 3 new printers, 1 did not answer"."""
    if record.reason == "failed":
        return Notice(f"scheduled sweep failed: {record.problem}", "error")
    how = {"limit": "scheduled sweep, ended by its time limit", "stopped": "scheduled sweep, stopped"}
    new = f"{record.new} new printer{'' if record.new == 1 else 's'}" if record.new else "no new printer"
    gone = f", {record.gone} known one{'' if record.gone == 1 else 's'} did not answer" if record.gone else ""
    words = f"{how.get(record.reason, 'scheduled sweep')}: {new}{gone}"
    return Notice(words, "warning" if record.reason == "limit" else "information")
