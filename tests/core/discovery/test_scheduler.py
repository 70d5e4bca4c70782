import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.discovery import scheduler as scheduler_module
from core.discovery.options import SweepOptions
from core.discovery.schedule import SETTLE_SECONDS
from core.discovery.scheduler import Scheduler, outcome
from core.errors import StoreError, SuppliesError, UsageError
from core.model.events import SweepEnded, SweepEvent, SweepNews
from core.model.sweep import StartedBy, SweepRecord
from core.notices import Notice, NoticeSeverity
from core.settings import DiscoverySettings

MORNING = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
SLOT = datetime.fromisoformat("2026-03-04T03:00").astimezone(UTC)
"""The slot of the machine's own day."""


class HandClock:
    def __init__(self) -> None:
        self.time = SLOT - timedelta(hours=1)
        self._begin = self.time

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return (self.time - self._begin).total_seconds()


class Home:
    """A keeper with its calendar; sweeps end as they are told to."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.settings = DiscoverySettings(schedule="daily", schedule_at="03:00")
        self.records: list[SweepRecord] = []
        self.told: list[Notice] = []
        self.swept: list[tuple[str, ...]] = []
        self.reason = "complete"
        self.problem: SuppliesError | None = None
        self.store_problem: StoreError | None = None
        self.other: object | None = None
        self.since: datetime | None = None
        self.words: str | None = None
        self._listeners: list[Callable[[SweepNews], None]] = []
        self.scheduler = self.started()

    def started(self) -> Scheduler:
        return Scheduler(
            discovery=self,
            settings=lambda: self.settings,
            calendar=self,
            clock=self.clock,
            notify=self.told.append,
        )

    # What the scheduler asks for

    async def read(self) -> tuple[SweepRecord, ...]:
        if self.store_problem is not None:
            raise self.store_problem
        return tuple(reversed(self.records))

    async def plan_since(self, words: str, now: datetime) -> datetime:
        if words != self.words:
            self.words, self.since = words, now
        assert self.since is not None
        return self.since

    def default_targets(self) -> Sequence[str]:
        return ("10.1.0.0/24",)

    def sweeper(self) -> object | None:
        return self.other

    def subscribe(self, listener: Callable[[SweepNews], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def run(
        self, texts: Sequence[str], options: SweepOptions, *, started_by: StartedBy
    ) -> AsyncGenerator[SweepEvent, None]:
        assert started_by == "schedule"
        assert options.allow_large
        self.swept.append(tuple(texts))
        reason = "failed" if self.problem else self.reason
        record = SweepRecord(
            id=str(len(self.records)),
            started_at=self.clock.now(),
            started_by=started_by,
            targets=tuple(texts),
            reason=reason,
            problem=str(self.problem) if self.problem else None,
            new=3,
        )
        self.records.append(record)
        if reason == "gave way":
            self.other = "somebody"
        try:
            if self.problem is not None:
                raise self.problem
            yield SweepEnded(reason=reason, seconds=1.0, sent_bytes=1, received_bytes=1)
        finally:
            for listener in tuple(self._listeners):
                listener(record)

    # Time

    async def keep_until(self, moment: datetime, scheduler: Scheduler | None = None) -> None:
        """Keep from now on, looking at the schedule every minute."""
        keeping = asyncio.create_task((scheduler or self.scheduler).run())
        try:
            await asyncio.sleep(0)
            while self.clock.time < moment:
                self.clock.time += timedelta(minutes=1)
                for _ in range(5):
                    await asyncio.sleep(0)
                assert not keeping.done()
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(scheduler_module, "LOOK_SECONDS", 0)
    return Home()


async def test_it_sweeps_once_a_day_and_says_what_it_found(home: Home) -> None:
    await home.keep_until(SLOT - timedelta(minutes=1))
    assert home.swept == []
    await home.keep_until(SLOT + timedelta(hours=25))
    assert home.swept == [("10.1.0.0/24",)] * 2
    assert home.told == [Notice("scheduled sweep: 3 new printers", "information")] * 2
    assert [record.started_at for record in home.records] == [SLOT, SLOT + timedelta(days=1)]


async def test_without_a_schedule_nothing_happens(home: Home) -> None:
    home.settings = DiscoverySettings()
    await home.keep_until(SLOT + timedelta(hours=25))
    assert home.swept == []
    assert await home.scheduler.next_run() is None


async def test_a_schedule_that_is_set_meanwhile_counts_from_then_on(home: Home) -> None:
    home.clock.time = SLOT + timedelta(hours=2)
    home.settings = DiscoverySettings()
    await home.keep_until(SLOT + timedelta(hours=3))
    home.settings = DiscoverySettings(schedule="daily", schedule_at="03:00")
    assert await home.scheduler.next_run() == SLOT + timedelta(days=1)
    await home.keep_until(SLOT + timedelta(hours=23))
    assert home.swept == [], "the slot before was not missed"
    await home.keep_until(SLOT + timedelta(hours=24))
    assert len(home.swept) == 1


async def test_what_was_missed_is_made_up_for_once_but_not_right_after_the_start(home: Home) -> None:
    await home.keep_until(SLOT + timedelta(hours=1))
    assert len(home.swept) == 1
    home.clock.time = SLOT + timedelta(days=3, hours=6)
    again = home.started()
    await home.keep_until(home.clock.time + timedelta(seconds=SETTLE_SECONDS - 60), again)
    assert len(home.swept) == 1
    again = home.started()
    await home.keep_until(home.clock.time + timedelta(seconds=SETTLE_SECONDS + 60), again)
    assert len(home.swept) == 2
    assert home.records[-1].started_at == SLOT + timedelta(days=3, hours=6, minutes=9, seconds=SETTLE_SECONDS)
    await home.keep_until(SLOT + timedelta(days=4, hours=1), home.started())
    assert len(home.swept) == 3


async def test_it_waits_for_a_sweep_that_was_started_by_hand(home: Home) -> None:
    home.other = "somebody"
    await home.keep_until(SLOT + timedelta(minutes=30))
    assert home.swept == []
    assert await home.scheduler.next_run() == SLOT, "it is waited for"
    home.other = None
    await home.keep_until(SLOT + timedelta(minutes=50), home.started())
    assert len(home.swept) == 1


async def test_one_that_gave_way_is_run_again_and_not_told(home: Home) -> None:
    home.reason = "gave way"
    await home.keep_until(SLOT + timedelta(minutes=5))
    assert (len(home.swept), home.told) == (1, [])
    home.reason, home.other = "complete", None
    await home.keep_until(SLOT + timedelta(hours=1), home.started())
    assert len(home.swept) == 2
    assert home.told == [Notice("scheduled sweep: 3 new printers", "information")]


async def test_one_that_fails_is_told_and_has_had_its_turn(home: Home) -> None:
    home.problem = UsageError("'10.300.0.0/24' is no network", "write 10.1.0.0/24")
    await home.keep_until(SLOT + timedelta(hours=1))
    assert len(home.swept) == 1
    words = "scheduled sweep failed: '10.300.0.0/24' is no network (write 10.1.0.0/24)"
    assert home.told == [Notice(words, "error")]


async def test_a_calendar_that_cannot_be_read_is_told_once_and_tried_again(home: Home) -> None:
    home.store_problem = StoreError("sweeps.json is damaged")
    await home.keep_until(SLOT + timedelta(minutes=5))
    assert home.told == [Notice("scheduled sweep: sweeps.json is damaged", "error")]
    home.store_problem = None
    await home.keep_until(SLOT + timedelta(hours=25))
    assert len(home.swept) == 2


async def test_programs_that_do_not_keep_know_when_it_is(home: Home) -> None:
    await home.keep_until(SLOT + timedelta(hours=1))
    other = home.started()
    assert await other.next_run() == SLOT + timedelta(days=1)
    home.settings = replace(home.settings, schedule="weekly")
    weekly = await other.next_run()
    assert weekly is not None
    assert f"{weekly.astimezone():%a %H:%M}" == "Sun 03:00"


@pytest.mark.parametrize(
    ("facts", "words", "severity"),
    [
        ({}, "scheduled sweep: no new printer", "information"),
        ({"new": 1}, "scheduled sweep: 1 new printer", "information"),
        ({"new": 3, "gone": 1}, "scheduled sweep: 3 new printers, 1 known one did not answer", "information"),
        ({"gone": 2}, "scheduled sweep: no new printer, 2 known ones did not answer", "information"),
        ({"gone": 0}, "scheduled sweep: no new printer", "information"),
        ({"reason": "limit", "new": 3}, "scheduled sweep, ended by its time limit: 3 new printers", "warning"),
        ({"reason": "stopped"}, "scheduled sweep, stopped: no new printer", "information"),
        ({"reason": "failed", "problem": "no socket"}, "scheduled sweep failed: no socket", "error"),
    ],
)
def test_the_outcome_in_words(facts: dict[str, object], words: str, severity: NoticeSeverity) -> None:
    record = SweepRecord(id="1", started_at=MORNING, started_by="schedule", targets=("x",), reason="complete")
    assert outcome(replace(record, **facts)) == Notice(words, severity)
