import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from core.errors import StoreError
from core.store.storage import DurableStorage
from core.store.tables import SCHEMA, Database


def test_what_was_written_is_read_by_the_next_program(tmp_path: Path) -> None:
    Database(tmp_path / "fleet.json").apply("devices", {"d1": {"name": "lp1"}})
    Database(tmp_path / "fleet.json").apply("devices", {"d2": {"name": "lp2"}}, removes=["d9"])
    assert Database(tmp_path / "fleet.json").documents("devices") == {"d1": {"name": "lp1"}, "d2": {"name": "lp2"}}


def test_state_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    Database(folder / "fleet.json").apply("devices", {"d1": {}})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "fleet.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", [b"", b"\0" * 400, b'{"devices": {"d1"', b'["no tables"]', os.urandom(300)])
def test_a_damaged_file_is_restored_kept_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "fleet.json"
    database = Database(path)
    database.apply("devices", {"d1": {"name": "lp1"}})
    database.apply("devices", {"d2": {"name": "lp2"}})
    path.write_bytes(damage)
    told: list[str] = []
    restored = Database(path, on_restored=told.append).documents("devices")
    assert restored == {"d1": {"name": "lp1"}}
    assert (tmp_path / "fleet.damaged.json").read_bytes() == damage
    assert len(told) == 1
    assert "restored" in told[0]


def test_a_vanished_file_is_restored_from_the_generation_before(tmp_path: Path) -> None:
    database = Database(tmp_path / "fleet.json")
    database.apply("devices", {"d1": {}})
    database.apply("devices", {"d2": {}})
    (tmp_path / "fleet.json").unlink()
    assert set(Database(tmp_path / "fleet.json", on_restored=lambda text: None).documents("devices")) == {"d1"}


def test_two_damaged_generations_are_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "fleet.json"
    Database(path).apply("devices", {"d1": {}})
    Database(path).apply("devices", {"d2": {}})
    path.write_bytes(b"junk")
    (tmp_path / "fleet.previous.json").write_bytes(b"junk")
    with pytest.raises(StoreError, match=r"is damaged, and so is fleet\.previous\.json"):
        DurableStorage(path).read()
    assert path.read_bytes() == b"junk"


def test_a_newer_versions_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(f'{{"meta": {{"schema": {{"version": {SCHEMA + 1}}}}}, "devices": {{}}}}')
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Database(path).check_schema()
    with pytest.raises(StoreError, match="newer version"):
        Database(path).apply("devices", {"d1": {}})
    assert path.read_bytes() == before


def _put_rows(path: Path, writer: int) -> None:
    database = Database(path)
    for row in range(25):
        database.apply("devices", {f"w{writer}-{row}": {"row": row}})


def test_programs_that_write_at_once_lose_nobodys_rows(tmp_path: Path) -> None:
    path = tmp_path / "fleet.json"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_put_rows, args=(path, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(Database(path).documents("devices")) == 75


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--home"):
        Database(tmp_path / "file" / "fleet.json")
