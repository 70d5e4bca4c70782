"""Agents that misbehave on purpose: ignored or a clear error, never a crash or a hang, from both engines."""

import asyncio
import random
from collections.abc import Iterable

import pytest

from core.errors import SnmpBadAnswer, SnmpError, SnmpTimeout, SnmpTooBig
from core.snmp.client import Value
from core.snmp.codec import Request
from core.snmp.recording import Record
from core.snmp.wire import END_OF_VIEW
from tests.core.snmp.conftest import OpenClient
from tests.fleet.hostile import Behavior, hostile_agent, integers, reply

ASKED = ["1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0"]
RIGHT: dict[str, Value] = dict.fromkeys(ASKED, 7)
STRANGER = Record((1, 3, 9, 9), 2, 666)


def right(request: Request) -> bytes:
    return reply(request, integers(request))


def echoed(request: Request) -> list[Record]:
    return [Record(oid, 5, b"") for oid in request.oids]


def noise(request: Request) -> list[bytes]:
    seed = random.Random(request.request_id)
    return [seed.randbytes(seed.randrange(1, 60)) for _ in range(20)]


IGNORED: dict[str, Behavior] = {
    "wrong request id": lambda request: [reply(request, integers(request, 1), request_id=request.request_id ^ 1)],
    "wrong community": lambda request: [reply(request, integers(request, 1), community=b"other")],
    "wrong version": lambda request: [
        reply(request, integers(request, 1), version="1" if request.version == "2c" else "2c")
    ],
    "truncated": lambda request: [right(request)[:-3]],
    "cut to its head": lambda request: [right(request)[:9]],
    "random octets": noise,
    "http": lambda _: [b"HTTP/1.1 400 Bad Request\r\n\r\n"],
    "the question itself": lambda request: [right(request).replace(b"\xa2", b"\xa0", 1)],
    "nested": lambda _: [b"\x30\x80" * 3000],
    "empty datagram": lambda _: [b""],
}  # fmt: skip


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize("behavior", list(IGNORED.values()), ids=list(IGNORED))
async def test_what_is_no_answer_is_ignored_until_the_time_out(
    open_client: OpenClient, version: str, behavior: Behavior
) -> None:
    async with hostile_agent(behavior) as agent:
        client = await open_client(agent.port, version=version, timeout=0.15)
        async with asyncio.timeout(5):
            with pytest.raises((SnmpTimeout, SnmpBadAnswer)):
                await client.get(ASKED)
        await client.close()


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize("behavior", list(IGNORED.values()), ids=list(IGNORED))
async def test_the_right_answer_behind_a_wrong_one_is_taken(
    open_client: OpenClient, version: str, behavior: Behavior
) -> None:
    async with hostile_agent(lambda request: [*behavior(request), right(request)]) as agent:
        client = await open_client(agent.port, version=version, timeout=5.0)
        assert await client.get(ASKED) == RIGHT
        await client.close()


TAKEN: dict[str, tuple[Behavior, dict[str, Value]]] = {
    "more objects than asked": (lambda request: [reply(request, [*integers(request), STRANGER])], RIGHT),
    "fewer objects than asked": (lambda request: [reply(request, integers(request)[:1])], {ASKED[0]: 7}),
    "one object twice": (lambda request: [reply(request, [*integers(request), *integers(request)])], RIGHT),
    "another order": (lambda request: [reply(request, integers(request)[::-1])], RIGHT),
    "one of them another": (lambda request: [reply(request, [integers(request)[0], STRANGER])], {ASKED[0]: 7}),
    "octets behind the message": (lambda request: [right(request) + b"\0\0\0\0"], RIGHT),
    "no objects": (lambda request: [reply(request, [])], {}),
    "only NULL": (lambda request: [reply(request, echoed(request))], {}),
    "genErr for the first": (
        lambda request: [
            reply(request, echoed(request), status=5, index=1) if len(request.oids) > 1 else right(request)
        ],
        {ASKED[1]: 7},
    ),
    "noSuchName with a wild index": (
        lambda request: [
            right(request)
            if request.oids == ((1, 3, 6, 1, 2, 1, 1, 2, 0),)
            else reply(request, echoed(request), status=2, index=4711)
        ],
        {ASKED[1]: 7},
    ),
    "noSuchName with a negative index": (
        lambda request: [
            reply(request, echoed(request), status=2, index=77).replace(
                b"\x02\x01\x02\x02\x01M", b"\x02\x01\x02\x02\x01\xff"
            )
        ],
        {},
    ),
    "an error that nobody knows": (lambda request: [reply(request, echoed(request), status=200, index=1)], {}),
}


@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize(("behavior", "values"), list(TAKEN.values()), ids=list(TAKEN))
async def test_a_strange_answer_gives_what_belongs_to_the_question(
    open_client: OpenClient, version: str, behavior: Behavior, values: dict[str, Value]
) -> None:
    async with hostile_agent(behavior) as agent:
        client = await open_client(agent.port, version=version, timeout=5.0)
        assert await client.get(ASKED) == values
        await client.close()


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_an_answer_about_other_objects_only_is_a_bad_answer(open_client: OpenClient, version: str) -> None:
    async with hostile_agent(lambda request: [reply(request, [STRANGER, STRANGER])]) as agent:
        client = await open_client(agent.port, version=version, timeout=5.0)
        with pytest.raises(SnmpBadAnswer, match="other objects"):
            await client.get(ASKED)
        await client.close()


@pytest.mark.parametrize("records", [echoed, lambda _: []], ids=["with the question", "empty"])
@pytest.mark.parametrize("version", ["1", "2c"])
async def test_too_big_is_told(open_client: OpenClient, version: str, records) -> None:  # type: ignore[no-untyped-def]
    async with hostile_agent(lambda request: [reply(request, records(request), status=1)]) as agent:
        client = await open_client(agent.port, version=version, timeout=5.0)
        with pytest.raises(SnmpTooBig):
            await client.get(ASKED)
        await client.close()
    assert len(agent.requests) == 1


@pytest.mark.parametrize("datagram", [b"\x30\x03\x02", b"garbage"])
async def test_a_flood_of_garbage_ends_before_a_long_time_out(open_client: OpenClient, datagram: bytes) -> None:
    async with hostile_agent(lambda _: [datagram] * 100) as agent:
        client = await open_client(agent.port, timeout=600.0)
        async with asyncio.timeout(20):
            with pytest.raises(SnmpBadAnswer, match="flood"):
                await client.get(ASKED)
        await client.close()


async def test_a_flood_of_wrong_answers_is_a_bad_answer(open_client: OpenClient) -> None:
    async with hostile_agent(lambda request: [reply(request, integers(request), request_id=1)] * 100) as agent:
        client = await open_client(agent.port, timeout=0.5)
        with pytest.raises(SnmpBadAnswer):
            await client.get(ASKED)
        await client.close()


async def test_a_trickle_of_garbage_does_not_restart_the_time_out(open_client: OpenClient) -> None:
    """Each datagram comes before the time-out since the one before has run out."""
    loop = asyncio.get_running_loop()
    handles: list[asyncio.TimerHandle] = []

    def trickle(request: Request) -> Iterable[bytes]:
        wrong = reply(request, integers(request), request_id=1)
        handles.extend(loop.call_later(0.1 * step, agent.send_again, wrong) for step in range(1, 40))
        return []

    async with hostile_agent(trickle) as agent:
        client = await open_client(agent.port, timeout=0.35)
        started = loop.time()
        with pytest.raises(SnmpBadAnswer):
            await client.get(ASKED)
        assert loop.time() - started < 2
        for handle in handles:
            handle.cancel()
        await client.close()


async def test_an_answer_from_another_port_is_not_taken(open_client: OpenClient) -> None:
    async with (
        hostile_agent(lambda _: []) as other,
        hostile_agent(lambda request: other.forge(right(request))) as agent,
    ):
        other.peer_of = agent
        client = await open_client(agent.port, timeout=0.15)
        with pytest.raises(SnmpTimeout):
            await client.get(ASKED)
        await client.close()


NEXT_ODDITIES: dict[str, Behavior] = {
    "more objects than asked": lambda request: [reply(request, [*integers(request), STRANGER])],
    "fewer objects than asked": lambda request: [reply(request, integers(request)[1:])],
}


@pytest.mark.parametrize("behavior", list(NEXT_ODDITIES.values()), ids=list(NEXT_ODDITIES))
async def test_next_with_another_number_of_objects_is_a_bad_answer(open_client: OpenClient, behavior: Behavior) -> None:
    async with hostile_agent(behavior) as agent:
        client = await open_client(agent.port, timeout=5.0)
        with pytest.raises(SnmpBadAnswer):
            await client.get_next(ASKED)
        await client.close()


async def test_bulk_takes_no_more_than_it_asked_for_and_stops_at_the_end(open_client: OpenClient) -> None:
    def rows(request: Request) -> Iterable[bytes]:
        found = [Record((1, 3, 6, row), 2, row) for row in range(1, 30)]
        found[3] = Record((1, 3, 6, 4), END_OF_VIEW, b"")
        return [reply(request, found)]

    async with hostile_agent(rows) as agent:
        client = await open_client(agent.port, timeout=5.0)
        assert len(await client.get_bulk("1.3.6", 2)) == 2
        assert len(await client.get_bulk("1.3.6", 10)) == 3
        await client.close()


@pytest.mark.parametrize("status", [2, 5, 99])
async def test_a_refused_bulk_is_a_bad_answer(open_client: OpenClient, status: int) -> None:
    async with hostile_agent(lambda request: [reply(request, echoed(request), status=status, index=1)]) as agent:
        client = await open_client(agent.port, timeout=5.0)
        with pytest.raises(SnmpBadAnswer):
            await client.get_bulk("1.3", 10)
        await client.close()


@pytest.mark.parametrize("seed", range(40))
async def test_damaged_answers_never_crash_either_engine(open_client: OpenClient, seed: int) -> None:
    chance = random.Random(seed)

    def damaged(request: Request) -> Iterable[bytes]:
        types: list[tuple[int, Value]] = [
            (2, -5),
            (4, b"Acme"),
            (6, "1.3.6.1"),
            (64, "10.0.0.1"),
            (65, 9),
            (70, 2**63),
            (5, b""),
        ]
        rows = [Record(oid, *types[chance.randrange(len(types))]) for oid in request.oids]
        for _ in range(20):
            datagram = bytearray(reply(request, rows))
            for _ in range(chance.randrange(1, 5)):
                datagram[chance.randrange(len(datagram))] = chance.choice([0, 1, 0x30, 0x80, 0x84, 0x7F, 0xFF, 0x1F])
            yield bytes(datagram)

    async with hostile_agent(damaged) as agent:
        client = await open_client(agent.port, timeout=0.05)
        async with asyncio.timeout(10):
            for ask in (client.get(ASKED), client.get_next(ASKED), client.get_bulk(ASKED[0], 5)):
                try:
                    await ask
                except SnmpError:
                    continue
        await client.close()
