import json
import logging
from pathlib import Path

import pytest
from tinydb import where
from tinydb.table import Document

from core.errors import StoreError
from core.store.schema import Tables
from core.store.storage import DurableStorage
from core.store.tables import Database, Rows


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "fleet.json")
    database.apply("devices", {"d1": {"name": "lp1", "port": 161}, "d2": {"name": "lp2", "port": 161}})
    return database


def test_a_batch_is_one_read_and_one_write(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    read, write = DurableStorage.read, DurableStorage.write

    def watched_read(storage: DurableStorage) -> Tables | None:
        calls.append("read")
        return read(storage)

    def watched_write(storage: DurableStorage, data: Tables) -> None:
        calls.append("write")
        write(storage, data)

    monkeypatch.setattr(DurableStorage, "read", watched_read)
    monkeypatch.setattr(DurableStorage, "write", watched_write)
    database.apply("devices", {f"n{number}": {} for number in range(1000)}, removes=["d1"])
    assert calls == ["read", "write"]
    assert len(database.documents("devices")) == 1001


def test_an_edit_that_changes_nothing_writes_nothing(database: Database) -> None:
    before = database.durable_storage.generation_on_disk()
    database.keyed("devices").edit(lambda rows: False)
    assert database.durable_storage.generation_on_disk() == before


def test_an_edit_that_fails_leaves_the_file_and_the_lock_free(database: Database) -> None:
    def fail(rows: Rows) -> bool:
        rows.clear()
        raise StoreError("no")

    with pytest.raises(StoreError):
        database.keyed("devices").edit(fail)
    database.apply("devices", {"d3": {}})
    assert set(database.documents("devices")) == {"d1", "d2", "d3"}


def test_other_tables_of_the_file_stay(database: Database) -> None:
    database.apply("rooms", {"r1": {"name": "Hall"}})
    database.apply("devices", {}, removes=["d1", "d2", "no such"])
    assert database.documents("rooms") == {"r1": {"name": "Hall"}}
    assert database.documents("devices") == {}


def test_a_row_that_is_no_object_is_left_out_logged_and_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "fleet.json"
    path.write_text('{"devices": {"d1": {"n": 1}, "d2": 7, "d3": [], "d4": null}}')
    with caplog.at_level(logging.WARNING):
        assert Database(path).documents("devices") == {"d1": {"n": 1}}
    assert [record.args[0] for record in caplog.records if isinstance(record.args, tuple)] == ["d2", "d3", "d4"]
    Database(path).apply("devices", {"d5": {}})
    assert json.loads(path.read_bytes())["devices"]["d2"] == 7


def test_tinydbs_own_calls_work_as_ever(database: Database, tmp_path: Path) -> None:
    table = database.keyed("devices")
    assert [str(found.doc_id) for found in table.search(where("name") == "lp2")] == ["d2"]
    table.upsert(Document({"name": "lp3", "port": 9161}, doc_id="d3"))  # type: ignore[arg-type]
    table.update({"port": 10161}, where("name") == "lp1")
    table.remove(where("name") == "lp2")
    other = Database(tmp_path / "fleet.json")
    assert other.documents("devices") == {"d1": {"name": "lp1", "port": 10161}, "d3": {"name": "lp3", "port": 9161}}
    other.apply("devices", {"d9": {"name": "lp9"}})
    assert table.count(where("name") == "lp9") == 1, "an answer must not come from a cache"
