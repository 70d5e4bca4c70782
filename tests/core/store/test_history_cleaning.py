from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import StoreError
from core.model.history import KEPT_DAYS, Day
from core.store.history_cleaning import CLEANED_AT_ONCE, HistoryCleaner
from core.store.history_days import full_row
from core.store.history_files import Entry, HistoryFiles
from tests.core.store.conftest import unexpected

FIRST = date(2026, 3, 2)
MUCH_LATER = FIRST + timedelta(days=KEPT_DAYS + 1)


@pytest.fixture
def files(tmp_path: Path) -> HistoryFiles:
    return HistoryFiles(tmp_path / "history", unexpected)


def fill(files: HistoryFiles, count: int) -> None:
    row = full_row(Day(date=FIRST, device_id="d"))
    for number in range(count):
        files.write(f"d{number}", Entry({FIRST.isoformat(): row}))


def run(cleaner: HistoryCleaner) -> int:
    """Clean until nothing is due; the steps that took."""
    steps = 0
    while cleaner.is_due:
        cleaner.step()
        steps += 1
    return steps


def test_nothing_is_due_before_a_day_has_come(files: HistoryFiles) -> None:
    fill(files, 1)
    cleaner = HistoryCleaner(files)
    assert not cleaner.is_due
    cleaner.step()
    assert files.names() == ["d0.json"]


def test_a_folder_is_looked_through_a_few_files_at_a_time(files: HistoryFiles) -> None:
    fill(files, 2 * CLEANED_AT_ONCE + 1)
    cleaner = HistoryCleaner(files)
    cleaner.begin(MUCH_LATER)
    cleaner.step()
    assert len(files.names()) == CLEANED_AT_ONCE + 1
    assert run(cleaner) == 2
    assert files.names() == []


def test_it_is_looked_through_once_for_every_day_that_comes(files: HistoryFiles) -> None:
    fill(files, 1)
    cleaner = HistoryCleaner(files)
    steps = []
    for days in (0, 0, -1, 1, 1, 0):
        cleaner.begin(FIRST + timedelta(days=days))
        steps.append(run(cleaner))
    assert steps == [1, 0, 0, 1, 0, 0]


def test_a_folder_that_cannot_be_cleaned_is_left_alone_until_the_next_day(
    files: HistoryFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(files, 1)
    cleaner = HistoryCleaner(files)
    remove = HistoryFiles.remove_outdated

    def fail(files: HistoryFiles, names: Iterable[str], reference: date) -> None:
        raise StoreError("read-only")

    monkeypatch.setattr(HistoryFiles, "remove_outdated", fail)
    cleaner.begin(MUCH_LATER)
    with pytest.raises(StoreError):
        cleaner.step()
    assert not cleaner.is_due
    monkeypatch.setattr(HistoryFiles, "remove_outdated", remove)
    cleaner.begin(MUCH_LATER + timedelta(days=1))
    assert run(cleaner) == 1
    assert files.names() == []
