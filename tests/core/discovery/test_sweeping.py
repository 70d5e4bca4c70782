"""Sweeps of whole programs over loopback: what is told, what is kept, and whose turn it is."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.discovery import turn
from core.errors import NotFoundError, SnmpError, SuppliesError, UsageError
from core.model.events import DeviceFound, SweepEnded, SweepEvent, SweepNews, SweepProgressed, SweepStarted
from core.model.sweep import StartedBy, SweepRecord
from core.notices import Notice
from core.services import Services, SweepOptions
from core.snmp.recording import Recording

SETTINGS = "[polling]\ntimeout_seconds = 0.2\nretries = 0\n[discovery]\nrate = 5000\n"
QUIET = SweepOptions(reads_at_once=False)
SLOW = SweepOptions(reads_at_once=False, rate=20)


@pytest.fixture
async def site(printer: Callable[[int], Recording]) -> AsyncIterator[Agent]:
    async with Agent({f"127.86.1.{number}": SimulatedDevice(printer(number)) for number in (1, 2, 3)}) as agent:
        yield agent


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    (tmp_path / "settings.toml").write_text(SETTINGS)
    async with Services.opened(tmp_path) as services:
        yield services


async def sweep(
    services: Services, target: str, options: SweepOptions = QUIET, started_by: StartedBy = "terminal"
) -> list[SweepEvent]:
    async with aclosing(services.discovery.run([target], options, started_by=started_by)) as events:
        return [event async for event in events]


async def test_a_sweep_is_told_to_whoever_listens_from_its_start_to_its_record(services: Services, site: Agent) -> None:
    heard: list[SweepNews] = []
    end = services.discovery.subscribe(heard.append)
    told = await sweep(services, f"127.86.1.1-3:{site.port}")
    end()
    await sweep(services, f"127.86.1.1:{site.port}")
    started, *events, record = heard
    assert isinstance(started, SweepStarted)
    assert (started.targets, started.started_by) == ((f"127.86.1.1-3:{site.port}",), "terminal")
    assert events == told
    assert isinstance(record, SweepRecord)
    assert (record.reason, record.printers, record.new) == ("complete", 3, 3)


async def test_the_records_of_all_programs_are_kept_with_what_is_new_and_what_is_gone(
    services: Services, site: Agent, tmp_path: Path
) -> None:
    target = f"127.86.1.1-3:{site.port}"
    site.devices["127.86.1.3"].is_asleep = True
    await sweep(services, target)
    site.devices["127.86.1.3"].is_asleep = False
    site.devices["127.86.1.1"].is_asleep = True
    await sweep(services, target, SweepOptions(reads_at_once=False, limit_seconds=60.0), "command line")
    await services.flush()
    async with Services.opened(tmp_path) as other:
        second, first = await other.discovery.earlier()
        assert (first.started_by, first.new, first.gone, first.targets) == ("terminal", 2, 0, (target,))
        assert (second.started_by, second.printers, second.new, second.gone) == ("command line", 2, 1, 1)
        assert [other.fleet.find(device_id).address for device_id in second.new_ids] == ["127.86.1.3"]
        assert [other.fleet.find(device_id).address for device_id in second.gone_ids] == ["127.86.1.1"]
        assert second.seconds > 0
        assert second.sent_bytes > first.sent_bytes // 3
        assert other.discovery.options_of(second) == SweepOptions(limit_seconds=60.0)
        assert len(other.fleet) == 3, "what is gone is said, not removed"


async def test_a_community_is_kept_by_reference_only(services: Services, site: Agent, tmp_path: Path) -> None:
    site.devices["127.86.1.1"].community = "xyzzy"
    options = SweepOptions(communities=("xyzzy",), reads_at_once=False)
    await sweep(services, f"127.86.1.1:{site.port}", options)
    await services.flush()
    assert "xyzzy" not in (tmp_path / "sweeps.json").read_text()
    (record,) = await services.discovery.earlier()
    assert services.discovery.options_of(record).communities == ("xyzzy",)


async def test_a_stopped_sweep_calls_nobody_gone(services: Services, site: Agent) -> None:
    await sweep(services, f"127.86.1.1-3:{site.port}")
    for device in site.devices.values():
        device.is_asleep = True
    async with aclosing(services.discovery.run([f"127.86.1.0/24:{site.port}"], SLOW)) as events:
        async for event in events:
            if isinstance(event, SweepProgressed):
                services.discovery.stop()
    record = (await services.discovery.earlier())[0]
    assert (record.reason, record.gone) == ("stopped", None)
    assert 0 < record.asked < record.total == 254


async def test_a_sweep_that_is_left_is_kept_with_its_figures(services: Services, site: Agent) -> None:
    async with aclosing(services.discovery.run([f"127.86.1.1-50:{site.port}"], SLOW)) as events:
        async for event in events:
            if isinstance(event, SweepProgressed):
                break
    (record,) = await services.discovery.earlier()
    assert record.reason == "left"
    assert record.sent_bytes > 0
    assert record.seconds > 0
    assert not services.discovery.is_running


async def test_what_is_written_wrong_is_no_sweep_unless_the_schedule_says_so(services: Services) -> None:
    heard: list[SweepNews] = []
    services.discovery.subscribe(heard.append)
    for started_by in ("terminal", "schedule"):
        with pytest.raises(UsageError):
            await sweep(services, "10.300.0.0/24", started_by=started_by)
    assert [news.reason for news in heard if isinstance(news, SweepRecord)] == ["failed", "failed"]
    (record,) = await services.discovery.earlier()
    assert (record.started_by, record.reason) == ("schedule", "failed")
    assert "10.300.0.0/24" in str(record.problem)


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("core.discovery.names.socket.getaddrinfo", unknown)


@pytest.mark.usefixtures("no_names")
@pytest.mark.parametrize(
    ("target", "error", "words"),
    [
        ("127.86.2.0/24", UsageError, "all 254 addresses are in discovery.exclude"),
        ("printer7", NotFoundError, "printer7: the name is not known"),
        ("", UsageError, "no targets to sweep"),
    ],
)
async def test_a_sweep_that_would_ask_nobody_is_none(
    tmp_path: Path, target: str, error: type[SuppliesError], words: str
) -> None:
    (tmp_path / "settings.toml").write_text(SETTINGS + 'exclude = ["127.86.2.0/24"]\n')
    async with Services.opened(tmp_path) as services:
        heard: list[SweepNews] = []
        services.discovery.subscribe(heard.append)
        notices: list[Notice] = []
        services.subscribe_notices(notices.append)
        with pytest.raises(error, match=words):
            await sweep(services, target)
        assert isinstance(heard[-1], SweepRecord)
        assert (heard[-1].reason, len(heard), notices) == ("failed", 2, [])
        assert await services.discovery.earlier() == ()
        assert not services.discovery.is_running
        refusal = (await services.discovery.estimate([target])).refusal
        assert refusal is not None
        assert refusal.title == words


@pytest.mark.usefixtures("no_names")
async def test_names_that_are_not_known_are_told_at_the_end_too(services: Services, site: Agent) -> None:
    ended = (await sweep(services, f"127.86.1.1:{site.port}, printer7, printer8"))[-1]
    assert isinstance(ended, SweepEnded)
    assert (ended.reason, ended.total, ended.unknown_names) == ("complete", 1, ("printer7", "printer8"))
    (record,) = await services.discovery.earlier()
    assert (record.reason, record.unknown_names) == ("complete", ("printer7", "printer8"))


async def test_a_machine_without_sockets_is_kept_as_the_reason(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise SnmpError("no UDP socket for IPv4 (too many open files)")

    monkeypatch.setattr("core.discovery.course.Sockets", none)
    with pytest.raises(SnmpError):
        await sweep(services, "127.86.1.1")
    (record,) = await services.discovery.earlier()
    assert (record.reason, record.problem) == ("failed", "no UDP socket for IPv4 (too many open files)")


@pytest.mark.parametrize("is_same_program", [True, False])
async def test_a_scheduled_sweep_gives_way_to_one_by_hand(
    services: Services, site: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_same_program: bool
) -> None:
    monkeypatch.setattr(turn, "GIVE_WAY_SECONDS", 0.01)
    has_begun = asyncio.Event()
    heard: list[SweepNews] = []
    services.discovery.subscribe(heard.append)

    async def by_schedule() -> None:
        async with aclosing(
            services.discovery.run([f"127.86.1.0/24:{site.port}"], SLOW, started_by="schedule")
        ) as events:
            async for _ in events:
                has_begun.set()

    scheduled = asyncio.create_task(by_schedule())
    await has_begun.wait()
    async with Services.opened(tmp_path) as other:
        hand = services if is_same_program else other
        last = (await sweep(hand, f"127.86.1.1:{site.port}"))[-1]
        assert isinstance(last, SweepEnded)
        assert last.reason == "complete"
        await scheduled
    assert next(news.reason for news in heard if isinstance(news, SweepEnded)) == "gave way"
    await services.flush()
    kept = {record.started_by: record.reason for record in await services.discovery.earlier()}
    assert kept == {"schedule": "gave way", "terminal": "complete"}


async def test_two_programs_do_not_sweep_at_once(services: Services, site: Agent, tmp_path: Path) -> None:
    async with (
        Services.opened(tmp_path) as other,
        aclosing(services.discovery.run([f"127.86.1.0/24:{site.port}"], SLOW, started_by="command line")) as events,
    ):
        await anext(events)
        with pytest.raises(UsageError, match="the command line on"):
            await sweep(other, f"127.86.1.1:{site.port}")
        assert not other.discovery.is_running
        sweeper = other.discovery.sweeper()
        assert sweeper is not None
        assert sweeper.started_by == "command line"


async def test_finds_by_hand_are_told_like_those_of_a_sweep_with_how_far_it_is(services: Services, site: Agent) -> None:
    heard: list[SweepNews] = []
    services.discovery.subscribe(heard.append)
    steps: list[tuple[int, int, int]] = []
    added, failed = await services.discovery.add_hosts(
        [f"127.86.1.1-2:{site.port}", f"127.86.1.99:{site.port}"], on_progress=lambda *step: steps.append(step)
    )
    assert sorted(news.address for news in heard if isinstance(news, DeviceFound)) == ["127.86.1.1", "127.86.1.2"]
    assert [step[:2] for step in steps] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert steps[0][2] == 0
    assert steps[-1][2] == 2
    assert (len(added), len(failed)) == (2, 1)
    assert all(device.reading for device in added)


async def test_a_host_of_whom_nobody_answers_is_named_as_it_was_written(services: Services, site: Agent) -> None:
    span, silent, unknown = f"127.86.1.1-3:{site.port}", f"127.86.1.99:{site.port}", "lp9.invalid"
    _, failed = await services.discovery.add_hosts([span, unknown, silent])
    assert [error.target for error in failed if error.target] == [unknown, silent]


async def test_who_is_still_asked_when_additions_are_stopped_was_not_asked(services: Services, site: Agent) -> None:
    steps: list[tuple[int, int, int]] = []

    def hear(*step: int) -> None:
        steps.append(step)  # type: ignore[arg-type]  # three of them
        if step[0]:
            adding.cancel()

    hosts = [f"127.86.1.1:{site.port}", f"127.86.1.98:{site.port}"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.86.1.98", site.port))
        adding = asyncio.ensure_future(services.discovery.add_hosts(hosts, on_progress=hear))
        with pytest.raises(asyncio.CancelledError):
            await adding
    assert steps == [(0, 2, 0), (1, 2, 1)]
    assert [device.address for device in services.fleet.devices()] == ["127.86.1.1"]


async def test_a_printer_that_was_dropped_stays_so_until_it_is_added_by_hand(services: Services, site: Agent) -> None:
    target = f"127.86.1.1:{site.port}"
    await sweep(services, target)
    known = services.fleet.find("127.86.1.1")
    services.fleet.set_ignored(known.id, is_ignored=True)
    await sweep(services, target)
    assert services.fleet.find(known.id).is_ignored
    assert (await services.discovery.earlier())[0].new == 0
    await services.discovery.add_hosts([target])
    assert not services.fleet.find(known.id).is_ignored


async def test_a_machine_that_does_not_tell_its_networks_proposes_none(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise SnmpError("the network interfaces cannot be listed")

    monkeypatch.setattr("core.discovery.service.own_subnets", refused)
    heard: list[Notice] = []
    services.subscribe_notices(heard.append)
    assert services.discovery.propose() == ()
    assert services.discovery.default_targets() == ()
    assert heard == [Notice("the network interfaces cannot be listed", "error")]
