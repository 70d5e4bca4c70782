"""What only the engine of our own does: one question, one answer, and nothing left of it afterwards."""

import asyncio
import gc
from collections.abc import Iterable

import pytest

from core.errors import SnmpTimeout, SnmpTooBig
from core.snmp.codec import Request
from core.snmp.community_engine import CommunityClient
from tests.fleet.hostile import hostile_agent, integers, reply

NAME = "1.3.6.1.2.1.1.1.0"


async def open_client(port: int, patience: float) -> CommunityClient:
    return await CommunityClient.open("127.0.0.1", port, community="public", version="2c", timeout=patience)


async def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_question() -> None:
    late: list[bytes] = []

    def behave(request: Request) -> Iterable[bytes]:
        if not late:
            late.append(reply(request, integers(request, 1)))
            return []
        return [*late, reply(request, integers(request, 2))]

    async with hostile_agent(behave) as agent:
        client = await open_client(agent.port, 0.05)
        with pytest.raises(SnmpTimeout):
            await client.get([NAME])
        agent.send_again(late[0])
        assert await client.get([NAME]) == {NAME: 2}
        await client.close()


async def test_a_question_that_is_given_up_leaves_the_client_usable() -> None:
    silent = True

    def behave(request: Request) -> Iterable[bytes]:
        return [] if silent else [reply(request, integers(request))]

    loop = asyncio.get_running_loop()
    async with hostile_agent(behave) as agent:
        client = await open_client(agent.port, 60.0)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await client.get([NAME])
        silent = False
        assert await client.get([NAME]) == {NAME: 7}
        await client.close()
        assert not [timer for timer in loop._scheduled if not timer.cancelled()], "a time-out was left running"  # type: ignore[attr-defined]


async def test_what_comes_between_two_questions_is_nobodys() -> None:
    async with hostile_agent(lambda request: [reply(request, integers(request))] * 2) as agent:
        client = await open_client(agent.port, 5.0)
        for _ in range(3):
            assert await client.get([NAME]) == {NAME: 7}
            await asyncio.sleep(0)
        agent.send_again(b"garbage")
        await asyncio.sleep(0)
        assert await client.get([NAME]) == {NAME: 7}
        await client.close()


async def test_what_comes_while_a_question_is_being_given_up_is_nobodys() -> None:
    async with hostile_agent(lambda _: []) as agent:
        client = await open_client(agent.port, 60.0)
        question = asyncio.create_task(client.get([NAME]))
        await asyncio.sleep(0)
        question.cancel()
        client._inbox.take(OSError("the device cannot be reached"))
        with pytest.raises(asyncio.CancelledError):
            await question
        await client.close()


async def test_nothing_is_left_of_a_question_that_could_not_be_sent() -> None:
    escaped: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: escaped.append(context))
    client = await open_client(9, 60.0)
    with pytest.raises(SnmpTooBig):
        await client.get([f"1.3.6.1.4.1.{row}.4294967295.4294967295.4294967295" for row in range(3000)])
    client._inbox.take(OSError("the device cannot be reached"))
    await client.close()
    del client
    gc.collect()
    assert escaped == []
