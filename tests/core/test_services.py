import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import names
from core.errors import SnmpAuthError, SnmpTimeout, StoreError, UsageError
from core.model.device import Device
from core.model.events import DeviceFound, SweepEnded, SweepEvent
from core.notices import Notice
from core.services import Services, SweepOptions
from core.snmp.recording import read_recording

RECORDINGS = Path(__file__).parents[2] / "core" / "demo" / "recordings"
FAST = "[polling]\ntimeout_seconds = 0.2\nretries = 0\n[discovery]\nrate = 5000\n"
Simulated = Callable[[str], SimulatedDevice]


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent printer is given a moment to wake up."""
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 0.2)


@pytest.fixture
def simulated() -> Simulated:
    return lambda name: SimulatedDevice(read_recording(RECORDINGS / f"{name}.snmprec"))


@pytest.fixture
async def site(simulated: Simulated) -> AsyncIterator[Agent]:
    devices = {"127.85.1.1": simulated("kyocera_ecosys_p3155dn"), "127.85.1.2": simulated("hp_color_laserjet_m554")}
    async with Agent(devices) as agent:
        yield agent


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    (tmp_path / "settings.toml").write_text(FAST)
    async with Services.opened(tmp_path) as services:
        yield services


async def sweep(services: Services, *targets: str, options: SweepOptions | None = None) -> list[SweepEvent]:
    async with aclosing(services.discovery.run(targets, options or SweepOptions())) as events:
        return [event async for event in events]


async def test_finds_are_in_the_fleet_when_they_are_told_and_read_soon_after(services: Services, site: Agent) -> None:
    async with aclosing(services.discovery.run([f"127.85.1.1:{site.port}"])) as events:
        async for event in events:
            if isinstance(event, DeviceFound):
                assert services.fleet.find("127.85.1.1").identity.vendor == "Kyocera"
    assert await services.discovery.readings_done() == 0
    assert services.fleet.find("127.85.1.1").reading is not None


async def test_a_printer_that_falls_silent_after_the_sweep_counts_as_unread(services: Services, site: Agent) -> None:
    await sweep(services, f"127.85.1.1:{site.port}", options=SweepOptions(reads_at_once=False))
    assert services.discovery.unread == 1
    site.devices["127.85.1.1"].is_asleep = True
    assert await services.discovery.readings_done() == 1
    silent = services.fleet.find("127.85.1.1")
    assert (silent.reading, silent.misses, silent.unreachable_since) == (None, 1, None)


async def test_one_sweep_at_a_time_from_its_first_moment(services: Services, site: Agent) -> None:
    first = services.discovery.run([f"127.85.1.1:{site.port}"])
    second = services.discovery.run([f"127.85.1.2:{site.port}"])
    begun = asyncio.create_task(anext(first))
    await asyncio.sleep(0)
    assert services.discovery.is_running
    with pytest.raises(UsageError, match="running already"):
        await anext(second)
    await begun
    await first.aclose()
    assert not services.discovery.is_running


async def test_stopping_while_names_are_looked_up_is_not_lost(
    services: Services, site: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def slow(targets: object) -> object:
        asked.set()
        await answer.wait()
        return targets

    monkeypatch.setattr("core.discovery.preparation.resolve_targets", slow)
    running = asyncio.create_task(sweep(services, "127.85.1.0/24"))
    await asked.wait()
    services.discovery.stop()
    answer.set()
    last = (await running)[-1]
    assert isinstance(last, SweepEnded)
    assert (last.reason, last.sent) == ("stopped", 0)


async def test_a_community_is_kept_only_when_a_device_answers_to_it(services: Services, site: Agent) -> None:
    target = f"127.85.1.1:{site.port}"
    await sweep(services, target, options=SweepOptions(communities=("typo",)))
    assert "typo" not in services.credentials.communities
    site.devices["127.85.1.1"].community = "lab"
    await sweep(services, target, options=SweepOptions(communities=("typo", "lab")))
    assert list(services.credentials.communities) == ["public", "lab"]
    assert "typo" not in services.paths.settings_file.read_text()


async def test_a_community_given_by_hand_is_the_only_one_asked(services: Services, site: Agent) -> None:
    site.devices["127.85.1.1"].community = "lab"
    added, failed = await services.discovery.add_hosts([f"127.85.1.1:{site.port}"], community="lab")
    assert (len(added), failed) == (1, ())
    _, failed = await services.discovery.add_hosts([f"127.85.1.1:{site.port}"], community="wrong")
    assert isinstance(failed[0], SnmpTimeout)
    with pytest.raises(SnmpTimeout):
        await services.recorder.record("127.85.1.1", community="wrong")
    assert services.credentials.communities == ("public", "lab")


async def test_a_name_that_was_added_is_kept_for_the_day_its_address_changes(
    services: Services, site: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolver(name: str) -> list[str]:
        return ["127.85.1.2"]

    defaults = {**(names.resolve_targets.__kwdefaults__ or {}), "resolve": resolver}
    monkeypatch.setattr(names.resolve_targets, "__kwdefaults__", defaults)
    added, _ = await services.discovery.add_hosts([f"lp7.example.net:{site.port}", f"127.85.1.1:{site.port}"])
    assert {device.address: device.host for device in added} == {"127.85.1.2": "lp7.example.net", "127.85.1.1": None}


async def test_a_printer_found_again_is_read_again_when_it_was_away_or_its_reading_is_old(
    services: Services, site: Agent
) -> None:
    target = f"127.85.1.1:{site.port}"
    await sweep(services, target, options=SweepOptions(reads_at_once=False))
    await services.discovery.readings_done()
    await sweep(services, target, options=SweepOptions(reads_at_once=False))
    assert services.discovery.unread == 0, "read a moment ago"
    site.devices["127.85.1.1"].is_asleep = True
    await services.poller.poll_all(services.fleet.devices())
    site.devices["127.85.1.1"].is_asleep = False
    await sweep(services, target, options=SweepOptions(reads_at_once=False))
    assert services.discovery.unread == 1


async def test_a_device_that_changed_its_protocol_is_learned_anew(services: Services, site: Agent) -> None:
    """With the last poll before it would count as unreachable: until then its silence may be mere silence."""
    device = site.devices["127.85.1.1"]
    device.versions = frozenset({"1"})
    await services.discovery.add_hosts([f"127.85.1.1:{site.port}"])
    assert version(services) == "1"
    device.versions = frozenset({"2c"})
    known = services.fleet.find("127.85.1.1")
    answers = [await services.poller.poll_now(known.id) for _ in range(3)]
    assert answers == [False, False, True]
    assert version(services) == "2c"
    assert services.fleet.find("127.85.1.1").silent_since is None


async def test_where_one_miss_is_enough_it_is_learned_anew_at_once(tmp_path: Path, site: Agent) -> None:
    (tmp_path / "settings.toml").write_text(FAST.replace("[polling]", "[polling]\nunreachable_after = 1"))
    async with Services.opened(tmp_path) as services:
        site.devices["127.85.1.1"].versions = frozenset({"1"})
        await services.discovery.add_hosts([f"127.85.1.1:{site.port}"])
        site.devices["127.85.1.1"].versions = frozenset({"2c"})
        assert await services.poller.poll_now(services.fleet.find("127.85.1.1").id)
        assert version(services) == "2c"
        site.devices["127.85.1.1"].is_asleep = True
        assert not await services.poller.poll_now(services.fleet.find("127.85.1.1").id)
        assert services.fleet.find("127.85.1.1").unreachable_since is not None


def version(services: Services) -> str:
    """The SNMP version that the printer at 127.85.1.1 was seen to speak."""
    profile = services.fleet.find("127.85.1.1").profile
    assert profile is not None
    return profile.version


async def test_a_user_without_its_password_is_told_and_not_called_silence(tmp_path: Path) -> None:
    user = '[discovery]\ncommunities = []\n[[snmpv3]]\nname = "lab"\nusername = "reader"\nauth_protocol = "SHA"\n'
    (tmp_path / "settings.toml").write_text(user)
    async with Services.opened(tmp_path) as services:
        with pytest.raises(SnmpAuthError, match="password"):
            await services.reader.find("127.85.1.99", 16161)


async def test_what_a_printer_says_first_on_a_day_is_kept_and_on_disk_at_the_end(tmp_path: Path, site: Agent) -> None:
    (tmp_path / "settings.toml").write_text(FAST)
    async with Services.opened(tmp_path) as services:
        await services.discovery.add_hosts([f"127.85.1.2:{site.port}"])
        device = services.fleet.find("127.85.1.2")
        (day,) = (await services.history.read(device)).days
        assert device.reading is not None
        assert day.levels.keys() == {supply.index for supply in device.reading.supplies}
        assert day.pages == device.reading.counters.pages
    async with Services.opened(tmp_path, on_notice=lambda notice: pytest.fail(notice.text)) as services:
        assert (await services.history.read(services.fleet.find(device.id))).days == (day,)
        assert (tmp_path / "history" / f"{device.id}.json").exists()


async def test_a_history_that_cannot_be_written_is_told_at_the_end_and_the_fleet_is_on_disk(
    tmp_path: Path, site: Agent
) -> None:
    (tmp_path / "settings.toml").write_text(FAST)
    (tmp_path / "history").write_text("")
    with pytest.raises(StoreError, match="history"):
        async with Services.opened(tmp_path) as services:
            await services.discovery.add_hosts([f"127.85.1.2:{site.port}"])
    (tmp_path / "history").unlink()
    async with Services.opened(tmp_path) as services:
        assert len(services.fleet) == 1


async def test_notices_wait_for_the_first_listener(services: Services) -> None:
    services.notify(Notice("early", "information"))
    heard: list[Notice] = []
    end = services.subscribe_notices(heard.append)
    services.notify(Notice("late", "information"))
    end()
    services.notify(Notice("too late", "information"))
    assert [notice.text for notice in heard] == ["early", "late"]


async def test_unknown_settings_are_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[discovery]\nratee = 5\n")
    heard: list[Notice] = []
    async with Services.opened(tmp_path, on_notice=heard.append):
        pass
    assert "did you mean discovery.rate?" in heard[0].text
    assert heard[0].severity == "warning"


async def test_devices_are_exported_in_the_order_given_and_a_file_is_not_replaced_unasked(
    services: Services, tmp_path: Path
) -> None:
    one, two = Device(id="d1", address="192.0.2.1"), Device(id="d2", address="192.0.2.2")
    for device in (one, two):
        services.fleet.put(device)
    path = tmp_path / "out.csv"
    assert await services.export(path, ["d2", "gone", "d1"], columns=("address",))
    assert path.read_text().splitlines() == ["ID,Address", "d2,192.0.2.2", "d1,192.0.2.1"]
    assert not await services.export(path, ["d1"])
    assert await services.export(path, ["d1"], format_="json", may_replace=True)
    assert '"id": "d1"' in path.read_text()
    with pytest.raises(UsageError, match=r"\.csv or \.json"):
        await services.export(tmp_path / "out.txt", ["d1"])
