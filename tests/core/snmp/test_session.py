from collections.abc import Iterable
from typing import Any

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpAuthError, SnmpBadAnswer, SnmpEndlessWalk, SnmpTimeout
from core.model.device import Profile
from core.snmp.client import Community, UsmUser
from core.snmp.codec import Request
from core.snmp.connect import connect_exchanges
from core.snmp.recording import Record, Recording
from core.snmp.session import Session
from core.snmp.wire import END_OF_VIEW
from tests.core.snmp.conftest import AUTH_PASSWORD, Snmpd
from tests.fleet.devices import SUPPLIES, office_printer, plain_rows, record
from tests.fleet.hostile import hostile_agent, integers, reply

COLUMN = "1.3.6.1.4.1.99999.9.1"
ROWS = [f"{COLUMN}.{row}" for row in range(1, 41)]
UPTIME = (1, 3, 6, 1, 2, 1, 1, 3, 0)


class CountedSession(Session):
    """A session that counts what it asks its client, second tries included."""

    exchanges = 0

    async def _once(self, *asked: Any, **more: Any) -> Any:
        self.exchanges += 1
        return await super()._once(*asked, **more)


def session(
    port: int,
    profile: Profile | None = None,
    *,
    timeout: float = 2.0,
    retries: int = 2,
    read_seconds: float = 60.0,
) -> CountedSession:
    profile = profile or Profile(timeout=timeout)
    whose = Community("public")
    return CountedSession("127.0.0.1", port, whose, profile, retries=retries, read_seconds=read_seconds)


def serve(recording: Recording, **habits: object) -> Agent:
    return Agent({"127.0.0.1": SimulatedDevice(recording, **habits)})  # type: ignore[arg-type]


def most_objects(limit: int, recording: Recording, *, silent: bool):  # type: ignore[no-untyped-def]
    """An agent that answers GET for a few objects, and more than that with tooBig or not at all."""
    device = SimulatedDevice(recording)

    def behave(request: Request) -> Iterable[bytes]:
        if len(request.oids) <= limit:
            rows = [device.recording.find(oid) or Record(oid, 129, b"") for oid in request.oids]
            return [reply(request, rows)]
        return [] if silent else [reply(request, [], status=1)]

    return hostile_agent(behave)


async def test_many_objects_are_asked_in_requests_of_the_learned_size() -> None:
    async with serve(plain_rows(40)) as agent, session(agent.port, Profile(max_objects=15)) as asking:
        assert await asking.get([*ROWS, ROWS[0]]) == {oid: int(oid.rpartition(".")[2]) for oid in ROWS}
        assert asking.exchanges == 3
        assert asking.profile == Profile(max_objects=15)


@pytest.mark.parametrize("silent", [False, True], ids=["tooBig", "silence"])
@pytest.mark.parametrize("limit", [1, 3, 9])
async def test_a_request_that_is_too_large_is_halved_and_the_size_kept(limit: int, silent: bool) -> None:
    served = most_objects(limit, plain_rows(40), silent=silent)
    async with served as agent, session(agent.port, timeout=0.05, retries=0) as asking:
        values = await asking.get(ROWS)
        before = len(agent.requests)
        assert await asking.get(ROWS[:5]) == {oid: values[oid] for oid in ROWS[:5]}
    assert len(values) == 40
    assert limit / 2 < asking.profile.max_objects <= limit
    assert all(len(request.oids) <= limit for request in agent.requests[before:])


async def test_an_object_that_silences_the_device_is_only_itself_missing() -> None:
    poison = tuple(map(int, ROWS[7].split(".")))

    def behave(request: Request) -> Iterable[bytes]:
        return [] if poison in request.oids else [reply(request, integers(request))]

    async with hostile_agent(behave) as agent, session(agent.port, timeout=0.05, retries=0) as asking:
        values = await asking.get(ROWS[:20])
    assert set(values) == set(ROWS[:20]) - {ROWS[7]}
    assert asking.profile.max_objects >= 5


async def test_an_object_too_long_for_the_device_is_only_itself_missing() -> None:
    long = Recording([record("1.3.6.1.4.1.9.1.0", 4, b"x" * 900), record("1.3.6.1.4.1.9.2.0", 2, 5)])
    async with serve(long, max_message=484) as agent, session(agent.port) as asking:
        assert await asking.get(["1.3.6.1.4.1.9.1.0", "1.3.6.1.4.1.9.2.0"]) == {"1.3.6.1.4.1.9.2.0": 5}


async def test_a_silent_device_is_given_up_after_its_tries_without_halving() -> None:
    async with serve(plain_rows(40), is_asleep=True) as agent, session(agent.port, timeout=0.03) as asking:
        with pytest.raises(SnmpTimeout):
            await asking.get(ROWS)
    assert asking.exchanges == 4
    assert asking.profile == Profile(timeout=0.03)


async def test_lost_datagrams_are_asked_again() -> None:
    async with serve(plain_rows(5), lost_datagrams=2) as agent, session(agent.port, timeout=0.05) as asking:
        assert await asking.get(ROWS[:2]) == {ROWS[0]: 1, ROWS[1]: 2}
    assert asking.profile.timeout == 0.05


async def test_a_slow_device_is_waited_for_longer_and_that_is_kept() -> None:
    async with serve(plain_rows(5), delay=0.15) as agent, session(agent.port, timeout=0.1) as asking:
        assert await asking.get(ROWS[:1]) == {ROWS[0]: 1}
        assert 0.15 < asking.profile.timeout <= 0.4
        exchanges = asking.exchanges
        await asking.get(ROWS[:1])
        assert asking.exchanges == exchanges + 1


async def test_the_whole_read_is_bounded_in_time() -> None:
    served = serve(plain_rows(5), is_asleep=True)
    async with served as agent, session(agent.port, timeout=30.0, read_seconds=0.1) as asking:
        with pytest.raises(SnmpTimeout, match="not read within"):
            await asking.get(ROWS[:1])
        agent.devices["127.0.0.1"].is_asleep = False
        with pytest.raises(SnmpTimeout, match="not read within"):
            await asking.get(ROWS[:1])


WALKS = {"bulk": Profile(bulk=True), "next": Profile(), "v1": Profile(version="1")}


@pytest.mark.parametrize("profile", list(WALKS.values()), ids=list(WALKS))
async def test_a_walk_gives_the_subtree_in_order_and_nothing_else(profile: Profile) -> None:
    async with serve(office_printer()) as agent, session(agent.port, profile) as asking:
        rows = await asking.walk(f"{SUPPLIES}.8")
        last = await asking.walk("1.3.6.1.4.1.99999.1.5")
        nothing = await asking.walk("1.3.6.1.2.1.43.11.1.1.7")
        instance = await asking.walk("1.3.6.1.2.1.1.5.0")
    assert list(rows) == [f"{SUPPLIES}.8.1.{row}" for row in (1, 2, 3)]
    assert last == {"1.3.6.1.4.1.99999.1.5.4294967295.0": 0}
    assert nothing == instance == {}


@pytest.mark.parametrize("profile", list(WALKS.values()), ids=list(WALKS))
async def test_columns_of_different_length_are_all_whole(profile: Profile) -> None:
    bases = [
        f"{SUPPLIES}.9",
        f"{SUPPLIES}.6",
        f"{SUPPLIES}.7",
        f"{SUPPLIES}.8",
        "1.3.6.1.2.1.1",
        "1.3.6.1.2.1.1.5",
        "1.9",
    ]
    recording = office_printer()
    async with serve(recording) as agent, session(agent.port, profile) as asking:
        rows = await asking.columns(bases)
    expected = {oid: value for oid, value in recording.values().items() if any(oid.startswith(b + ".") for b in bases)}
    assert rows == expected


async def test_neighboring_columns_cost_few_requests() -> None:
    columns = [f"{SUPPLIES}.{column}" for column in (6, 8, 9)]
    async with serve(office_printer()) as agent:
        async with session(agent.port, Profile(bulk=True)) as by_bulk:
            await by_bulk.columns(columns)
        async with session(agent.port) as by_next:
            await by_next.columns(columns)
    assert by_bulk.exchanges == 2
    assert by_next.exchanges == 5


@pytest.mark.parametrize("profile", list(WALKS.values()), ids=list(WALKS))
async def test_a_walk_over_the_limit_is_an_error_that_names_it(profile: Profile) -> None:
    async with serve(plain_rows(40)) as agent, session(agent.port, profile) as asking:
        assert len(await asking.walk(COLUMN, limit=40)) == 40
        with pytest.raises(SnmpEndlessWalk, match="more than 39 objects"):
            await asking.walk(COLUMN, limit=39)


def endless(request: Request) -> Iterable[bytes]:
    """One more row for ever."""
    return [
        reply(request, [Record((*oid, 1) if len(oid) < 12 else (*oid[:-1], oid[-1] + 1), 2, 1) for oid in request.oids])
    ]


def circle(request: Request) -> Iterable[bytes]:
    """Three rows, then the first one again."""
    rows = [(*UPTIME[:6], 77, step) for step in (1, 2, 3)]
    after: dict[tuple[int, ...], tuple[int, ...]] = {rows[0]: rows[1], rows[1]: rows[2], rows[2]: rows[0]}
    return [reply(request, [Record(after.get(oid, rows[0]), 2, 1) for oid in request.oids])]


def standstill(request: Request) -> Iterable[bytes]:
    """The same row again and again."""
    return [reply(request, [Record((*UPTIME[:6], 77, 1), 2, 1) for _ in request.oids])]


@pytest.mark.parametrize("profile", list(WALKS.values()), ids=list(WALKS))
@pytest.mark.parametrize(
    ("behavior", "words"), [(endless, "more than 50"), (circle, "backwards"), (standstill, "backwards")]
)
async def test_a_walk_that_would_not_end_stops_with_a_clear_error(behavior, words: str, profile: Profile) -> None:  # type: ignore[no-untyped-def]
    async with hostile_agent(behavior) as agent, session(agent.port, profile) as asking:
        with pytest.raises(SnmpEndlessWalk, match=words):
            await asking.walk("1.3.6.1.2.1.77" if behavior is not endless else "1.3.6.1.2.1", limit=50)
    assert len(agent.requests) <= 60


async def test_decreasing_rows_inside_one_bulk_answer_are_an_error() -> None:
    def behave(request: Request) -> Iterable[bytes]:
        return [reply(request, [Record((1, 3, 6, row), 2, row) for row in (5, 9, 7)])]

    async with hostile_agent(behave) as agent, session(agent.port, Profile(bulk=True)) as asking:
        with pytest.raises(SnmpEndlessWalk, match=r"after 1\.3\.6\.9 it gave 1\.3\.6\.7"):
            await asking.walk("1.3.6")


async def test_bulk_that_fails_later_is_forgotten_and_the_walk_goes_on() -> None:
    device = SimulatedDevice(plain_rows(30))

    def behave(request: Request) -> Iterable[bytes]:
        if request.kind == "get-bulk" and request.oids[0][-1] >= 10:
            return []
        if request.kind == "get-bulk":
            start = request.oids[0]
            found: list[Record] = []
            record_after = device.recording.after(start)
            while record_after is not None and len(found) < request.repetitions:
                found.append(record_after)
                record_after = device.recording.after(record_after.oid)
            return [reply(request, found)]
        if request.kind == "get-next":
            return [
                reply(request, [device.recording.after(oid) or Record(oid, END_OF_VIEW, b"") for oid in request.oids])
            ]
        return [reply(request, integers(request))]

    profile = Profile(bulk=True, timeout=0.05)
    async with hostile_agent(behave) as agent, session(agent.port, profile, retries=0) as asking:
        assert len(await asking.walk(COLUMN)) == 30
    assert asking.profile.bulk is False


async def test_a_device_gone_in_the_middle_of_a_walk_is_a_time_out() -> None:
    device = SimulatedDevice(plain_rows(30))

    def behave(request: Request) -> Iterable[bytes]:
        if len(agent.requests) > 5:
            return []
        return [reply(request, [device.recording.after(oid) or Record(oid, END_OF_VIEW, b"") for oid in request.oids])]

    async with hostile_agent(behave) as agent, session(agent.port, timeout=0.03, retries=1) as asking:
        with pytest.raises(SnmpTimeout):
            await asking.walk(COLUMN)


@pytest.mark.parametrize(
    ("versions", "learned"), [(("1", "2c"), "2c"), (("2c",), "2c"), (("1",), "1")], ids=["both", "2c only", "1 only"]
)
async def test_the_version_is_learned(versions: tuple[str, ...], learned: str) -> None:
    async with serve(plain_rows(3), versions=versions) as agent, session(agent.port, timeout=0.1) as asking:
        assert await asking.learn_version() == learned
        assert asking.profile == Profile(version=learned, timeout=0.1)
        assert await asking.get(ROWS[:1]) == {ROWS[0]: 1}


@pytest.mark.parametrize("lost", [1, 2, 3])
async def test_a_device_that_wakes_up_is_not_taken_for_a_v1_one(lost: int) -> None:
    async with serve(plain_rows(3), lost_datagrams=lost) as agent, session(agent.port, timeout=0.05) as asking:
        assert await asking.learn_version() == "2c"


async def test_no_version_at_all_is_a_time_out() -> None:
    async with serve(plain_rows(3), versions=()) as agent, session(agent.port, timeout=0.03, retries=1) as asking:
        with pytest.raises(SnmpTimeout):
            await asking.learn_version()
    assert asking.exchanges == 4


async def test_bulk_is_used_after_a_probe_was_answered_rightly() -> None:
    async with serve(office_printer()) as agent, session(agent.port) as asking:
        assert await asking.probe_bulk(dialect_allows=True) is True
        assert asking.profile == Profile(bulk=True)
        asked = asking.exchanges
        assert await asking.probe_bulk(dialect_allows=True) is True
        assert asking.exchanges == asked
        assert await asking.probe_bulk(dialect_allows=False) is False
        assert asking.profile == Profile(bulk=False)
        assert asking.exchanges == asked


@pytest.mark.parametrize("answer", ["silence", "wrong rows", "few rows", "refusal"])
async def test_bulk_is_not_used_where_the_probe_fails(answer: str) -> None:
    device = SimulatedDevice(office_printer())

    def behave(request: Request) -> Iterable[bytes]:
        if request.kind != "get-bulk":
            return [
                reply(request, [device.recording.after(oid) or Record(oid, END_OF_VIEW, b"") for oid in request.oids])
            ]
        if answer == "silence":
            return []
        if answer == "refusal":
            return [reply(request, [], status=5)]
        rows = [Record((1, 3, 6, 1, 2, 1, 1, number, 0), 2, 1) for number in (1, 2, 9)]
        return [reply(request, rows if answer == "wrong rows" else rows[:2])]

    async with hostile_agent(behave) as agent, session(agent.port, timeout=0.05, retries=0) as asking:
        assert await asking.probe_bulk(dialect_allows=True) is False
    assert asking.profile.bulk is False


async def test_v1_is_never_probed_for_bulk() -> None:
    async with serve(office_printer()) as agent, session(agent.port, Profile(version="1")) as asking:
        assert await asking.probe_bulk(dialect_allows=True) is False
    assert asking.exchanges == 0


async def test_an_agent_that_takes_one_object_a_next_request_is_still_walked() -> None:
    device = SimulatedDevice(office_printer())

    def behave(request: Request) -> Iterable[bytes]:
        oid = request.oids[0]
        return [reply(request, [device.recording.after(oid) or Record(oid, END_OF_VIEW, b"")])]

    async with hostile_agent(behave) as agent, session(agent.port, timeout=1.0, retries=0) as asking:
        rows = await asking.columns([f"{SUPPLIES}.{column}" for column in (6, 8, 9)])
    assert len(rows) == 11
    assert asking.profile.max_objects == 20, "what a walk meets says nothing about requests for single objects"


async def test_a_device_that_answers_about_others_is_a_bad_answer() -> None:
    stranger = hostile_agent(lambda request: [reply(request, [Record((1, 3, 9), 2, 1)])])
    async with stranger as agent, session(agent.port, retries=0) as asking:
        with pytest.raises(SnmpBadAnswer):
            await asking.get(ROWS)
    assert len(agent.requests) < 30


async def test_a_closed_session_opens_again() -> None:
    async with serve(plain_rows(3)) as agent:
        asking = session(agent.port)
        await asking.get(ROWS[:1])
        await asking.close()
        assert await asking.get(ROWS[:1]) == {ROWS[0]: 1}
        await asking.close()


async def test_the_other_engine_can_be_handed_in() -> None:
    async with serve(plain_rows(3)) as agent:
        asking = Session("127.0.0.1", agent.port, Community("public"), connect=connect_exchanges)
        async with asking:
            assert await asking.get(ROWS[:1]) == {ROWS[0]: 1}


async def test_v3_is_learned_from_the_credentials(snmpd: Snmpd) -> None:
    user = UsmUser(name="u", username="sha", auth_protocol="SHA", auth_password=AUTH_PASSWORD)
    async with Session("127.0.0.1", snmpd.port, user) as asking:
        assert await asking.learn_version() == "3"
        assert await asking.get(["1.3.6.1.2.1.1.1.0"]) == {"1.3.6.1.2.1.1.1.0": b"A real net-snmp agent"}
        assert await asking.probe_bulk(dialect_allows=True) is True
        assert "1.3.6.1.2.1.1.9.1.2.1" in await asking.walk("1.3.6.1.2.1.1")
    assert asking.profile.version == "3"


async def test_a_refused_v3_user_is_not_tried_again(snmpd: Snmpd) -> None:
    user = UsmUser(name="u", username="sha", auth_protocol="SHA", auth_password="wrong horse")
    async with CountedSession("127.0.0.1", snmpd.port, user) as asking:
        with pytest.raises(SnmpAuthError):
            await asking.learn_version()
    assert asking.exchanges == 1
