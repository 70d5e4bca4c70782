import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.errors import StoreError
from core.model.sweep import SweepRecord
from core.notices import Notice
from core.store.sweep_log import KEPT_SWEEPS, OFF, SweepLog
from core.store.tables import Database
from tests.core.store.conftest import unexpected

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PROGRAMS = Path(__file__).with_name("programs.py")


def sweep(number: int, **facts: object) -> SweepRecord:
    at = NOON + timedelta(minutes=number)
    base = SweepRecord(
        id=f"{at:%Y%m%dT%H%M%S}-x", started_at=at, started_by="terminal", targets=("10.1.0.0/24",), reason="complete"
    )
    return replace(base, **facts)


def opened(folder: Path) -> SweepLog:
    return SweepLog(folder / "sweeps.json", unexpected, delay=3600)


async def test_what_is_remembered_is_read_by_other_programs_the_newest_first(tmp_path: Path) -> None:
    mine, theirs = opened(tmp_path), opened(tmp_path)
    full = sweep(
        1,
        started_by="schedule",
        problem="Network is unreachable",
        new=2,
        gone=1,
        new_ids=("a", "b"),
        gone_ids=("c",),
        credentials=("community:efa1f375",),
        port=1161,
        rate=50,
        limit_seconds=60.0,
    )
    mine.remember(full)
    await mine.flush()
    theirs.remember(sweep(2))
    await theirs.flush()
    assert await mine.read() == (sweep(2), full)


async def test_what_is_not_yet_on_disk_is_read_too(tmp_path: Path) -> None:
    log = opened(tmp_path)
    assert await log.read() == ()
    log.remember(sweep(1))
    assert await log.read() == (sweep(1),)
    assert not (tmp_path / "sweeps.json").exists()


async def test_the_oldest_go_first(tmp_path: Path) -> None:
    log = opened(tmp_path)
    for number in range(KEPT_SWEEPS + 5):
        log.remember(sweep(number))
    await log.flush()
    kept = await opened(tmp_path).read()
    assert kept == tuple(sweep(number) for number in reversed(range(5, KEPT_SWEEPS + 5)))
    assert len(Database(tmp_path / "sweeps.json").documents("sweeps")) == KEPT_SWEEPS


async def test_a_damaged_row_is_left_out(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.remember(sweep(1))
    log.remember(sweep(2))
    await log.flush()
    path = tmp_path / "sweeps.json"
    path.write_text(path.read_text().replace('"terminal"', '"nobody"', 1))
    assert await opened(tmp_path).read() == (sweep(2),)


async def test_a_file_damaged_twice_is_begun_anew(tmp_path: Path) -> None:
    told: list[Notice] = []
    for name in ("sweeps.json", "sweeps.previous.json"):
        (tmp_path / name).write_text("{")
    log = SweepLog(tmp_path / "sweeps.json", told.append, delay=3600)
    log.remember(sweep(1))
    await log.flush()
    assert await log.read() == (sweep(1),)
    assert "started anew" in told[0].text
    assert told[0].severity == "error"


async def test_what_could_not_be_written_stays_pending(tmp_path: Path) -> None:
    log = opened(tmp_path)
    (tmp_path / "sweeps.json").mkdir()
    log.remember(sweep(1))
    with pytest.raises(StoreError):
        await log.flush()
    (tmp_path / "sweeps.json").rmdir()
    await log.flush()
    assert await opened(tmp_path).read() == (sweep(1),)


async def test_a_schedule_counts_from_when_it_was_seen_first_by_any_program(tmp_path: Path) -> None:
    mine, theirs = opened(tmp_path), opened(tmp_path)
    assert await mine.plan_since(OFF, NOON) == NOON
    assert not (tmp_path / "sweeps.json").exists(), "most homes have no schedule"
    later = [NOON + timedelta(hours=hours) for hours in range(6)]
    assert await mine.plan_since("daily 03:00", later[1]) == later[1]
    assert await theirs.plan_since("daily 03:00", later[2]) == later[1]
    assert await theirs.plan_since("weekly 03:00", later[3]) == later[3]
    assert await mine.plan_since(OFF, later[4]) == later[4]
    assert await mine.plan_since("daily 03:00", later[5]) == later[5], "it was off in between"


async def test_the_mark_of_the_schedule_and_the_sweeps_leave_each_other_alone(tmp_path: Path) -> None:
    log = opened(tmp_path)
    log.remember(sweep(1))
    await log.flush()
    await log.plan_since("daily 03:00", NOON)
    log.remember(sweep(2))
    await log.flush()
    assert await log.read() == (sweep(2), sweep(1))
    assert await log.plan_since("daily 03:00", NOON + timedelta(days=1)) == NOON


def test_programs_that_record_sweeps_at_once_lose_none(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, str(PROGRAMS), "sweep-with-others", str(tmp_path), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROGRAMS.parents[3])},
        )
        for number in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        said, _ = program.communicate()
        assert said == "done\n"
    kept = asyncio.run(opened(tmp_path).read())
    assert sorted(record.id for record in kept) == sorted(
        f"{number}-{turn:02}" for number in range(3) for turn in range(25)
    )
