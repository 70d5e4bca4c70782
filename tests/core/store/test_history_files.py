import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import Raw

from core.errors import StoreError
from core.model.events import SupplyReplaced
from core.model.history import KEPT_DAYS, SOURCE, Day, History
from core.model.level import Percent
from core.notices import Notice
from core.store.history_days import full_row
from core.store.history_files import Entry, HistoryFiles, joined, merged
from tests.core.store.conftest import unexpected

FIRST = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def day(number: int = 0, device_id: str = "d1", pages: int = 1000) -> Day:
    return Day(
        date=FIRST + timedelta(days=number),
        device_id=device_id,
        levels={"1.1": Percent(value=60.0 - number % 60, source=SOURCE)},
        pages=pages + number,
    )


def entry(*days: Day, replaced: tuple[SupplyReplaced, ...] = ()) -> Entry:
    return Entry({day.date.isoformat(): full_row(day) for day in days}, replaced)


def event(hour: int = 0, device_id: str = "d1") -> SupplyReplaced:
    return SupplyReplaced(
        device_id=device_id,
        index="1.1",
        name="Black Toner",
        at=NOON + timedelta(hours=hour),
        before=None,
        after=Percent(value=100.0, source=SOURCE),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def files(folder: Path) -> HistoryFiles:
    return HistoryFiles(folder, unexpected)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_written_is_read_by_the_next_program(files: HistoryFiles, folder: Path) -> None:
    files.write("d1", entry(day(0), day(1)))
    files.write("d1", entry(day(2), replaced=(event(),)))
    again = HistoryFiles(folder, unexpected).read("d1")
    assert again == History(days=(day(0), day(1), day(2)), replacements=(event(),))


def test_one_lock_serves_all_files(files: HistoryFiles, folder: Path) -> None:
    for number in range(5):
        files.write(f"d{number}", entry(day(0), day(1)))
        files.write(f"d{number}", entry(day(2)))
    assert names(folder) == sorted(
        ["history.lock", *(f"d{number}{end}" for number in range(5) for end in (".json", ".previous.json"))]
    )


def test_a_day_that_is_there_is_not_written_again(files: HistoryFiles) -> None:
    files.write("d1", entry(day(0)))
    before = files.path_of("d1").stat()
    assert files.write("d1", entry(day(0, pages=2000))) is None
    assert files.path_of("d1").stat() == before
    assert files.read("d1").days == (day(0),)


def test_a_history_that_is_not_there_is_empty_and_makes_no_folder(files: HistoryFiles, folder: Path) -> None:
    assert files.read("d1") == History()
    assert files.names() == []
    assert not folder.exists()


def test_what_is_not_written_yet_is_read_along_and_not_written(files: HistoryFiles) -> None:
    files.write("d1", entry(day(0)))
    before = files.path_of("d1").read_bytes()
    pending = entry(day(0, pages=5), day(1), replaced=(event(),))
    assert files.read("d1", pending) == History(days=(day(0), day(1)), replacements=(event(),))
    assert HistoryFiles(files.path_of("d1").parent, unexpected).read("d2", entry(day(0, "d2"))).days == (day(0, "d2"),)
    assert files.path_of("d1").read_bytes() == before


HOSTILE = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "d1.previous",
    "d1.damaged-1",
    "history.lock",
    "D1",
    "d1\0",
    "d1\n",
    "x" * 5000,
    "ä",
    "\ud800",
    "C:\\d1",
    "-rf",
]


def test_no_id_leaves_the_folder_or_takes_another_ones_file(files: HistoryFiles, folder: Path, tmp_path: Path) -> None:
    ids = [*HOSTILE, "d1", "d0123456789", "x"]
    for number, device_id in enumerate(ids):
        files.write(device_id, entry(day(0, pages=number)))
    assert [files.read(device_id).days[0].pages for device_id in ids] == list(range(len(ids)))
    assert names(tmp_path) == ["history"]
    assert len({name.casefold() for name in names(folder)}) == len(ids) + 1
    assert all(path.parent == folder for path in map(files.path_of, ids))
    assert files.path_of("d0123456789").name == "d0123456789.json"


@pytest.mark.parametrize("damage", [b"", b"\0" * 400, b'{"days": {"2026', b"[]", b'{"days": 5}'])
def test_a_damaged_file_is_restored_from_the_generation_before(folder: Path, damage: bytes) -> None:
    told: list[Notice] = []
    files = HistoryFiles(folder, told.append)
    files.write("d1", entry(day(0)))
    files.write("d1", entry(day(1)))
    files.path_of("d1").write_bytes(damage)
    files.write("d1", entry(day(2)))
    assert files.read("d1").days == (day(0), day(2))
    assert len(told) == 1
    assert "restored" in told[0].text


def test_where_both_generations_are_damaged_it_is_started_anew_and_told(folder: Path) -> None:
    told: list[Notice] = []
    files = HistoryFiles(folder, told.append)
    files.write("d1", entry(day(0)))
    files.write("d1", entry(day(1)))
    for name in ("d1.json", "d1.previous.json"):
        (folder / name).write_bytes(b"junk")
    assert files.read("d1") == History()
    files.write("d1", entry(day(2)))
    assert files.read("d1").days == (day(2),)
    assert len(told) == 1
    assert "started anew" in told[0].text
    assert [name for name in names(folder) if "damaged" in name] == ["d1.damaged-1.json", "d1.damaged-2.json"]


def test_damaged_rows_are_told_once_and_the_others_are_read(folder: Path) -> None:
    told: list[Notice] = []
    files = HistoryFiles(folder, told.append)
    rows = ", ".join(f'"2026-03-0{number}": 7' for number in range(3, 8))
    folder.mkdir()
    files.path_of("d1").write_text(f'{{"days": {{"2026-03-02": [1000, {{"1.1": 60}}], {rows}}}}}')
    for _ in range(2):
        assert files.read("d1").days == (day(0),)
    words = f"rows of {folder / 'd1.json'} are damaged and left out: 2026-03-03, 2026-03-04, 2026-03-05 and 2 more"
    assert told == [Notice(words, "error")]


def test_a_file_of_a_newer_version_is_a_clear_error_and_left_alone(files: HistoryFiles, folder: Path) -> None:
    folder.mkdir()
    newer = b'{"meta": {"schema": {"version": 99}}, "days": {"2026-03-02": "new"}}'
    files.path_of("d1").write_bytes(newer)
    for access in (lambda: files.read("d1"), lambda: files.write("d1", entry(day(0)))):
        with pytest.raises(StoreError, match="newer version"):
            access()
    files.remove_outdated(["d1.json"], date(2099, 1, 1))
    assert files.path_of("d1").read_bytes() == newer


@pytest.fixture
def aged(files: HistoryFiles) -> HistoryFiles:
    """d1 last read on the first day, d2 a week later, d3 on the first day and to the end."""
    for device_id, last in (("d1", 0), ("d2", 7), ("d3", KEPT_DAYS + 5)):
        files.write(device_id, entry(day(0, device_id)))
        files.write(device_id, entry(day(last, device_id)))
    return files


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (KEPT_DAYS, ["d1.json", "d2.json", "d3.json"]),
        (KEPT_DAYS + 1, ["d2.json", "d3.json"]),
        (KEPT_DAYS + 8, ["d3.json"]),
    ],
)
def test_files_whose_newest_day_is_too_old_go(aged: HistoryFiles, later: int, left: list[str]) -> None:
    aged.remove_outdated(aged.names(), FIRST + timedelta(days=later))
    assert aged.names() == left


def test_with_a_file_goes_everything_that_belongs_to_it(files: HistoryFiles, folder: Path) -> None:
    for device_id in ("d1", "d11"):
        for number in range(3):
            files.write(device_id, entry(day(number, device_id)))
    for name in ("d1.damaged-1.json", "d1.tmp", "d1.previous.tmp"):
        (folder / name).touch()
    (folder / "d11.json").write_bytes((folder / "d11.json").read_bytes().replace(b"2026-03-04", b"2036-03-04"))
    files.remove_outdated(files.names(), date(2036, 3, 4))
    assert names(folder) == ["d11.json", "d11.previous.json", "history.lock"]
    assert files.read("d1") == History()


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b'{"days": {"x": 1}}')])
def test_what_nobody_can_tell_the_age_of_stays(aged: HistoryFiles, spoil: Callable[[Path], object]) -> None:
    listed = aged.names()
    aged.path_of("d1").with_suffix(".previous.json").unlink(missing_ok=True)
    spoil(aged.path_of("d1"))
    aged.remove_outdated(listed, FIRST + timedelta(days=KEPT_DAYS))
    assert aged.names()[-2:] == ["d2.json", "d3.json"]


def test_a_folder_that_went_away_is_no_problem_and_one_that_cannot_be_made_is_a_clear_error(
    files: HistoryFiles, folder: Path
) -> None:
    files.write("d1", entry(day(0)))
    shutil.rmtree(folder)
    assert files.read("d1") == History()
    files.write("d1", entry(day(1)))
    assert files.read("d1").days == (day(1),)
    shutil.rmtree(folder)
    folder.write_text("")
    with pytest.raises(StoreError):
        files.write("d1", entry(day(2)))
    with pytest.raises(StoreError):
        files.names()


def test_of_two_readings_of_a_day_the_earlier_stands() -> None:
    both = joined(Entry({"2026-03-02": Raw(b"1"), "2026-03-03": Raw(b"2")}), Entry({"2026-03-03": Raw(b"3")}))
    assert {key: bytes(row) for key, row in both.days.items()} == {"2026-03-02": b"1", "2026-03-03": b"2"}
    assert joined(None, both) is both


def test_histories_of_merged_devices_are_one_and_know_whose_day_it_was() -> None:
    own = History(days=(day(2), day(4)), replacements=(event(2),))
    other = History(days=(day(0, "d2"), day(2, "d2"), day(3, "d2")), replacements=(event(1, "d2"),))
    both = merged([own, other])
    assert [(each.date.day, each.device_id) for each in both.days] == [(2, "d2"), (4, "d1"), (5, "d2"), (6, "d1")]
    assert [each.device_id for each in both.replacements] == ["d2", "d1"]
    assert merged([]) == History()
