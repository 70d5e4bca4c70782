from pathlib import Path
from typing import Any

import msgspec
import pytest

from core.errors import StoreError
from core.store import schema
from core.store.tables import Database


def test_every_older_version_has_its_migration() -> None:
    assert set(schema.MIGRATIONS) == set(range(1, schema.SCHEMA))


def test_an_older_file_is_migrated_step_by_step_and_written_so_with_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(
        '{"meta": {"schema": {"version": 1}}, "devices": {"d1": {"host": "a"}, "d2": 7}, "rooms": {"r1": {}}}'
    )

    def rename(table: str, document: dict[str, Any]) -> dict[str, Any]:
        return {"address": document["host"]} if table == "devices" else document

    def add_port(table: str, document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "port": 161} if table == "devices" else document

    monkeypatch.setattr(schema, "SCHEMA", 3)
    monkeypatch.setattr(schema, "MIGRATIONS", {1: rename, 2: add_port})
    before = path.read_bytes()
    assert Database(path).documents("devices") == {"d1": {"address": "a", "port": 161}}
    assert path.read_bytes() == before, "reading alone must not write"
    Database(path).apply("devices", {"d3": {"address": "c", "port": 162}})
    assert msgspec.json.decode(path.read_bytes()) == {
        "meta": {"schema": {"version": 3}},
        "devices": {"d1": {"address": "a", "port": 161}, "d2": 7, "d3": {"address": "c", "port": 162}},
        "rooms": {"r1": {}},
    }
    assert (tmp_path / "fleet.previous.json").read_bytes() == before
    assert Database(path).documents("devices")["d1"] == {"address": "a", "port": 161}


def test_a_newer_versions_file_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(f'{{"meta": {{"schema": {{"version": {schema.SCHEMA + 1}}}}}, "devices": {{}}}}')
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Database(path).documents("devices")
    with pytest.raises(StoreError, match="newer version"):
        Database(path).apply("devices", {"d1": {}})
    assert path.read_bytes() == before
    assert {entry.name for entry in tmp_path.iterdir()} <= {"fleet.json", "fleet.lock"}


@pytest.mark.parametrize("stamp", ["5", "null", "{}", '{"version": "1"}', '{"version": 0}', '{"version": true}', "[]"])
def test_a_stamp_that_makes_no_sense_is_a_damaged_file(tmp_path: Path, stamp: str) -> None:
    path = tmp_path / "fleet.json"
    path.write_text(f'{{"meta": {{"schema": {stamp}}}, "devices": {{}}}}')
    with pytest.raises(StoreError, match="is damaged"):
        Database(path).documents("devices")


def test_a_file_without_a_stamp_counts_as_the_first_version(tmp_path: Path) -> None:
    (tmp_path / "fleet.json").write_text('{"devices": {"d1": {}}}')
    assert Database(tmp_path / "fleet.json").documents("devices") == {"d1": {}}
