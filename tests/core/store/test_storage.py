import os
import shutil
import stat
from pathlib import Path

import pytest

from core.errors import StoreError
from core.notices import Notice
from core.store.lock import WriteLock
from core.store.storage import DurableStorage
from core.store.tables import Database
from tests.core.store.conftest import unexpected

DAMAGES = [
    b"",
    b"\0" * 400,
    b'{"devices": {"d1"',
    b'["no tables"]',
    b'{"devices": 5}',
    b'{"meta": {"schema": 5}, "devices": {}}',
    bytes(range(256)),
]


def written(folder: Path) -> Path:
    """A file with one device, and one more in its newest generation."""
    path = folder / "fleet.json"
    database = Database(path)
    database.apply("devices", {"d1": {"name": "lp1"}})
    database.apply("devices", {"d2": {"name": "lp2"}})
    return path


def test_what_was_written_is_read_by_the_next_program(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert Database(path).documents("devices") == {"d1": {"name": "lp1"}, "d2": {"name": "lp2"}}


def test_state_is_for_its_owner_only_and_nothing_is_left_lying_about(tmp_path: Path) -> None:
    path = written(tmp_path / "home")
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    files = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
    assert files == dict.fromkeys(("fleet.json", "fleet.previous.json", "fleet.lock"), 0o600)


def test_a_folder_that_others_can_enter_is_told(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    tmp_path.chmod(0o755)
    told: list[Notice] = []
    Database(tmp_path / "fleet.json", tell=told.append)
    assert len(told) == 1
    assert "other users" in told[0].text


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_restored_kept_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    path = written(tmp_path)
    path.write_bytes(damage)
    told: list[Notice] = []
    assert Database(path, tell=told.append).documents("devices") == {"d1": {"name": "lp1"}}
    assert (tmp_path / "fleet.damaged-1.json").read_bytes() == damage
    assert len(told) == 1
    assert "is damaged" in told[0].text
    assert "fleet.damaged-1.json" in told[0].text
    assert Database(path, tell=told.append).documents("devices") == {"d1": {"name": "lp1"}}
    assert len(told) == 1


def test_a_vanished_file_is_restored_and_no_damaged_one_is_spoken_of(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.unlink()
    told: list[Notice] = []
    assert set(Database(path, tell=told.append).documents("devices")) == {"d1"}
    assert len(told) == 1
    assert "is missing" in told[0].text
    assert "damaged" not in told[0].text
    assert path.exists()


def test_the_last_three_damaged_files_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    for number in range(1, 6):
        path.write_bytes(b"junk %d" % number)
        assert set(Database(path, tell=lambda text: None).documents("devices")) == {"d1"}
    kept = {entry.name: entry.read_bytes() for entry in tmp_path.glob("*damaged*")}
    assert kept == {f"fleet.damaged-{number}.json": b"junk %d" % number for number in (3, 4, 5)}


def test_a_change_to_a_damaged_file_is_laid_over_the_generation_before(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(b"junk")
    told: list[Notice] = []
    Database(path, tell=told.append).apply("devices", {"d3": {}})
    assert set(Database(path).documents("devices")) == {"d1", "d3"}
    assert len(told) == 1


def test_a_file_is_restored_by_one_program_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    other = DurableStorage(path)
    path.write_bytes(b"junk")
    monkeypatch.setattr("core.store.lock.PATIENCE", 0.01)
    with other.locked(), pytest.raises(StoreError, match="another program"):
        DurableStorage(path).read()
    assert path.read_bytes() == b"junk"
    assert not list(tmp_path.glob("*damaged*"))


def test_a_file_that_another_program_restored_meanwhile_is_not_restored_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(b"junk")
    told: list[Notice] = []
    late = DurableStorage(path, told.append)
    take = late._lock._take

    def take_after_the_other() -> int:
        path.write_bytes(whole)
        return take()

    monkeypatch.setattr(late._lock, "_take", take_after_the_other)
    assert set((late.read() or {})["devices"]) == {"d1", "d2"}
    assert told == []


@pytest.mark.parametrize("previous", [b"junk", None])
def test_damage_without_a_good_generation_is_a_clear_error_and_nothing_is_touched(
    tmp_path: Path, previous: bytes | None
) -> None:
    path = written(tmp_path)
    path.write_bytes(b"junk")
    if previous is None:
        (tmp_path / "fleet.previous.json").unlink()
    else:
        (tmp_path / "fleet.previous.json").write_bytes(previous)
    with pytest.raises(StoreError, match="is damaged"):
        DurableStorage(path).read()
    assert path.read_bytes() == b"junk"


@pytest.mark.parametrize("previous", [b"junk", None])
@pytest.mark.parametrize("newest", [b"junk", None])
def test_a_file_that_may_be_started_anew_is_where_nothing_can_be_restored(
    tmp_path: Path, newest: bytes | None, previous: bytes | None
) -> None:
    path = written(tmp_path)
    for file, content in ((path, newest), (tmp_path / "fleet.previous.json", previous)):
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
    told: list[Notice] = []
    database = Database(path, tell=told.append, starts_anew=True)
    assert database.documents("devices") == {}
    assert len(list(tmp_path.glob("*damaged*"))) == (newest is not None) + (previous is not None)
    assert len(told) == (newest is not None or previous is not None)
    database.apply("devices", {"d3": {}})
    assert set(Database(path, tell=unexpected).documents("devices")) == {"d3"}


def test_a_file_that_may_be_started_anew_is_restored_where_it_can_be(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(b"junk")
    told: list[Notice] = []
    assert Database(path, tell=told.append, starts_anew=True).documents("devices") == {"d1": {"name": "lp1"}}
    assert "was restored" in told[0].text
    assert told[0].severity == "warning"


def test_a_disk_that_cannot_be_read_is_no_reason_to_start_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    path.write_bytes(b"junk")
    read = Path.open

    def fail(file: Path, mode: str = "r") -> object:
        if file.name == "fleet.previous.json":
            raise OSError(5, "Input/output error")
        return read(file, mode)

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(StoreError, match="cannot be read"):
        DurableStorage(path, unexpected, starts_anew=True).read()
    assert path.read_bytes() == b"junk"


def test_files_may_share_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = WriteLock(tmp_path / "all.lock", of=tmp_path)
    for name in ("a", "b"):
        Database(tmp_path / f"{name}.json", lock=lock).apply("devices", {"d1": {}})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "all.lock", "b.json"]
    monkeypatch.setattr("core.store.lock.PATIENCE", 0.01)
    other = WriteLock(tmp_path / "all.lock", of=tmp_path)
    with other.held(), pytest.raises(StoreError, match="another program"):
        Database(tmp_path / "a.json", lock=lock).apply("devices", {"d2": {}})


def test_a_write_that_fails_leaves_the_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path)
    before = path.read_bytes()

    def fail(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError, match=r"fleet\.json: Input/output error"):
        Database(path).apply("devices", {"d3": {}})
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.tmp"))


def test_what_a_killed_program_left_behind_is_overwritten(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "fleet.tmp").write_bytes(b"half a fi" * 1000)
    (tmp_path / "fleet.previous.tmp").write_bytes(b"x")
    Database(path).apply("devices", {"d3": {}})
    assert set(Database(path).documents("devices")) == {"d1", "d2", "d3"}
    assert not list(tmp_path.glob("*.tmp"))


def test_a_kill_between_keeping_the_old_and_renaming_the_new_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "fleet.previous.json").unlink()
    os.link(path, tmp_path / "fleet.previous.json")
    Database(path).apply("devices", {"d3": {}})
    assert set(Database(path).documents("devices")) == {"d1", "d2", "d3"}
    assert set(Database(tmp_path / "fleet.previous.json").documents("devices")) == {"d1", "d2"}
    assert not list(tmp_path.glob("*.tmp"))


def test_a_disk_without_hard_links_keeps_the_generation_before_as_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("core.store.storage.os.link", refuse)
    path = written(tmp_path)
    path.write_bytes(b"junk")
    assert set(Database(path, tell=lambda text: None).documents("devices")) == {"d1"}
    assert (tmp_path / "fleet.damaged-1.json").read_bytes() == b"junk"


def test_the_generation_changes_with_every_write_and_is_known_without_reading(tmp_path: Path) -> None:
    reader, writer = DurableStorage(tmp_path / "fleet.json"), DurableStorage(tmp_path / "fleet.json")
    assert reader.generation_on_disk() is None
    seen = set()
    for number in range(5):
        writer.write({"devices": {"d1": {"n": number}}})
        seen.add(writer.generation)
        assert reader.generation_on_disk() == writer.generation
    reader.read()
    assert reader.generation == writer.generation
    assert len(seen) == 5


def test_a_folder_that_went_away_is_a_clear_error(tmp_path: Path) -> None:
    path = written(tmp_path / "home")
    database = Database(path)
    shutil.rmtree(tmp_path / "home")
    with pytest.raises(StoreError, match="No such file"):
        database.apply("devices", {"d3": {}})


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--home"):
        Database(tmp_path / "file" / "fleet.json")
