from collections.abc import Callable
from pathlib import Path

import pytest

from core.fleet import Fleet
from core.model.device import Profile, Reading
from core.model.events import DeviceFound, DeviceRead
from core.store.fleet_store import FleetStore
from core.store.tables import Database

Found = Callable[..., DeviceFound]


async def test_the_fleet_comes_back_exactly_as_it_was(tmp_path: Path, found: Found, reading: Reading) -> None:
    store, fleet = FleetStore(tmp_path / "fleet.json"), Fleet()
    fleet.subscribe(store.remember)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    fleet.apply(found("10.0.0.6", serial="BBBB1111", minute=1))
    first, second = fleet.devices()
    fleet.apply(DeviceRead(device_id=first.id, reading=reading, profile=Profile(version="1")))
    fleet.merge(first.id, second.id)
    await store.flush()
    assert FleetStore(tmp_path / "fleet.json").load() == fleet.devices()


async def test_removed_devices_leave_the_disk(tmp_path: Path, found: Found) -> None:
    store, fleet = FleetStore(tmp_path / "fleet.json"), Fleet()
    fleet.subscribe(store.remember)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    await store.flush()
    fleet.remove(fleet.devices()[0].id)
    await store.flush()
    assert FleetStore(tmp_path / "fleet.json").load() == ()


async def test_a_damaged_row_is_told_and_the_others_load(tmp_path: Path, found: Found) -> None:
    store, fleet = FleetStore(tmp_path / "fleet.json"), Fleet()
    fleet.subscribe(store.remember)
    fleet.apply(found("10.0.0.5", serial="AAAA1111"))
    await store.flush()
    Database(tmp_path / "fleet.json").apply("devices", {"dbad": {"id": 7}})
    told: list[str] = []
    assert FleetStore(tmp_path / "fleet.json", told.append).load() == fleet.devices()
    assert "dbad" in told[0]


async def test_many_changes_become_few_writes(tmp_path: Path, found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    store, fleet = FleetStore(tmp_path / "fleet.json"), Fleet()
    writes: list[int] = []
    write = Database.apply

    def counting(self: Database, table: str, puts: dict[str, object], removes: list[str]) -> None:
        writes.append(len(puts))
        write(self, table, puts, removes)  # type: ignore[arg-type]

    monkeypatch.setattr(Database, "apply", counting)
    fleet.subscribe(store.remember)
    for number in range(200):
        fleet.apply(found(f"10.0.0.{number}"))
    await store.flush()
    assert sum(writes) == 200
    assert len(writes) <= 2
