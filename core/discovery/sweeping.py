"""One sweep after the other: whose turn it is, finds into the fleet, everything told, the outcome kept."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Protocol

from msgspec.structs import replace

from core.clock import Clock
from core.credentials import community_reference
from core.discovery.intake import Intake
from core.discovery.options import SweepOptions
from core.discovery.preparation import Preparation
from core.discovery.readings import ReadingQueue
from core.discovery.refusal import nobody_to_ask
from core.discovery.sweep import Sweep
from core.discovery.tally import Tally, gone_printers
from core.discovery.targets import Targets
from core.discovery.turn import Turn
from core.errors import SuppliesError
from core.fleet import Fleet
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepNews, SweepProgressed, SweepStarted
from core.model.sweep import StartedBy, SweepRecord
from core.notices import Notice, Tell

Listener = Callable[[SweepNews], None]


class SweepJournal(Protocol):
    """Keeps the records of sweeps."""

    def remember(self, record: SweepRecord) -> None:
        """Keep a record."""
        ...

    async def read(self) -> tuple[SweepRecord, ...]:
        """Those that are kept, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        ...


class _Run:
    """A sweep under way, from the look-up of its names on."""

    def __init__(self, started: SweepStarted, options: SweepOptions) -> None:
        self.started = started
        self.options = options
        self.tally = Tally(started, options, secrets.token_hex(3))
        self.sweep: Sweep | None = None
        self._ended_as: str | None = None

    def begin(self, sweep: Sweep) -> None:
        """The names are looked up."""
        self.sweep = sweep
        if self._ended_as is not None:
            sweep.stop()

    def stop(self, reason: str) -> None:
        """End it at once; the first reason counts."""
        self._ended_as = self._ended_as or reason
        if self.sweep is not None:
            self.sweep.stop()

    def last_word(self, ended: SweepEnded) -> SweepEnded:
        """The end, with the reason why it was stopped."""
        return replace(ended, reason=self._ended_as or ended.reason) if ended.reason == "stopped" else ended


class Sweeping:
    """Runs sweeps.

    Args:
        fleet: whose printers may be gone.
        preparation: makes sweeps.
        intake: where finds go.
        readings: starts full readings of them.
        turn: one sweep at a time over all programs.
        journal: keeps what came of each sweep.
        clock: for times.
        remember_community: keeps a community that found a device.
        notify: told one line about a target that cannot be asked.
    """

    def __init__(
        self,
        *,
        fleet: Fleet,
        preparation: Preparation,
        intake: Intake,
        readings: ReadingQueue,
        turn: Turn,
        journal: SweepJournal,
        clock: Clock,
        remember_community: Callable[[str], Awaitable[str]],
        notify: Tell,
    ) -> None:
        self._fleet = fleet
        self._preparation = preparation
        self._intake = intake
        self._readings = readings
        self._turn = turn
        self._journal = journal
        self._clock = clock
        self._remember_community = remember_community
        self._notify = notify
        self._running: _Run | None = None
        self._listeners: list[Listener] = []

    @property
    def is_running(self) -> bool:
        """Whether a sweep of this program is under way."""
        return self._running is not None

    def stop(self) -> None:
        """End the running sweep at once; nothing happens when there is none."""
        if self._running is not None:
            self._running.stop("stopped")

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear everything about the sweeps of this program; the returned function ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, news: SweepNews) -> None:
        """Let the listeners know."""
        for listener in tuple(self._listeners):
            listener(news)

    async def run(
        self, texts: Sequence[str], options: SweepOptions, started_by: StartedBy
    ) -> AsyncGenerator[SweepEvent, None]:
        """Sweep (see `core.discovery.service.Discovery.run`)."""
        async with self._turn.taken(started_by):
            run = _Run(SweepStarted(targets=tuple(texts), started_by=started_by, at=self._clock.now()), options)
            self._running, begun = run, self._clock.monotonic()
            self.tell(run.started)
            ended: SweepEnded | None = None
            reason, problem = "left", None
            try:
                async with aclosing(self._events(run)) as events:
                    async for event in events:
                        ended = event if isinstance(event, SweepEnded) else None
                        self.tell(event)
                        yield event
            except SuppliesError as error:
                reason, problem = "failed", str(error)
                raise
            finally:
                self._running = None
                seconds = round(self._clock.monotonic() - begun, 3)
                ended = ended or (run.sweep.so_far(reason) if run.sweep is not None else None)
                record = run.tally.record(ended or _never_begun(reason, seconds), problem)
                # What was written wrong was no sweep; but the schedule must know that its turn is over.
                if run.sweep is not None or record.is_scheduled:
                    self._journal.remember(record)
                self.tell(record)

    async def _events(self, run: _Run) -> AsyncGenerator[SweepEvent, None]:
        targets = await self._preparation.targets(run.started.targets, run.options)
        refusal = nobody_to_ask(targets)
        if refusal is not None:
            raise refusal
        for failure in targets.failures:
            words = f"{failure.name} is {'not left out' if failure.is_exclude else 'not asked'}: {failure.reason}"
            self._notify(Notice(words, "warning"))
        sweep = self._preparation.sweep(targets, run.options)
        run.begin(sweep)
        async with aclosing(sweep.events()) as events:
            async for event in events:
                if isinstance(event, SweepEnded):
                    if event.reason == "complete" and not event.unsent:
                        await self._count_gone(run, targets)
                    yield replace(run.last_word(event), unknown_names=targets.unknown_names)
                    continue
                if isinstance(event, DeviceFound):
                    await self._take_in(event, run)
                elif isinstance(event, SweepProgressed) and self._is_to_give_way(run):
                    run.stop("gave way")
                yield event

    def _is_to_give_way(self, run: _Run) -> bool:
        return run.started.started_by == "schedule" and self._turn.is_wanted

    async def _take_in(self, found: DeviceFound, run: _Run) -> None:
        for name in run.options.communities:
            if found.credentials == community_reference(name):
                await self._remember_community(name)
        run.tally.take(self._intake.take(found))
        if run.options.reads_at_once:
            self._readings.start()

    async def _count_gone(self, run: _Run, targets: Targets) -> None:
        # Ten thousand devices take a moment: not on the loop.
        gone = await asyncio.to_thread(
            gone_printers,
            self._fleet.devices(),
            targets,
            found=run.tally.found,
            references=frozenset(map(community_reference, self._preparation.communities(run.options))),
        )
        run.tally.miss(gone)


def _never_begun(reason: str, seconds: float) -> SweepEnded:
    return SweepEnded(reason=reason, seconds=seconds, sent_bytes=0, received_bytes=0)
