import asyncio

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpTimeout, UsageError
from core.snmp.client import Community
from core.snmp.connect import connect
from tests.fleet.devices import office_printer, plain_rows

NAME, UPTIME = "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.1.3.0"


async def ask(address: str, port: int, oid: str, timeout: float = 2.0) -> object:  # noqa: ASYNC109
    client = await connect(address, port, Community("public"), "2c", timeout)
    try:
        return (await client.get([oid])).get(oid)
    finally:
        await client.close()


async def test_every_address_has_its_own_device_on_one_port() -> None:
    devices = {"127.9.1.1": SimulatedDevice(office_printer()), "127.9.1.2": SimulatedDevice(plain_rows(1))}
    async with Agent(devices) as agent:
        assert await ask("127.9.1.1", agent.port, NAME) == b"printer-7"
        assert await ask("127.9.1.2", agent.port, UPTIME) == 100
        assert await ask("127.9.1.2", agent.port, NAME) is None


async def test_a_device_may_change_while_it_is_served() -> None:
    device = SimulatedDevice(office_printer())
    async with Agent({"127.9.1.1": device}) as agent:
        assert await ask("127.9.1.1", agent.port, UPTIME) == 4_294_967_295
        device.recording = plain_rows(1)
        assert await ask("127.9.1.1", agent.port, UPTIME) == 100


async def test_an_answer_leaves_after_the_delay() -> None:
    async with Agent({"127.9.1.1": SimulatedDevice(office_printer(), delay=0.1)}) as agent:
        with pytest.raises(SnmpTimeout):
            await ask("127.9.1.1", agent.port, NAME, timeout=0.02)
        started = asyncio.get_running_loop().time()
        assert await ask("127.9.1.1", agent.port, NAME) == b"printer-7"
        assert asyncio.get_running_loop().time() - started >= 0.09


async def test_a_closed_agent_listens_no_more() -> None:
    agent = Agent({"127.9.1.1": SimulatedDevice(office_printer(), delay=0.01)})
    await agent.start()
    await agent.close()
    with pytest.raises(SnmpTimeout, match="nothing listens"):
        await ask("127.9.1.1", agent.port, NAME)


async def test_a_taken_port_is_told_and_nothing_stays_bound() -> None:
    async with Agent({"127.9.1.2": SimulatedDevice(plain_rows(1))}) as first:
        second = Agent(
            {"127.9.1.1": SimulatedDevice(plain_rows(1)), "127.9.1.2": SimulatedDevice(plain_rows(1))}, first.port
        )
        with pytest.raises(UsageError, match=r"127\.9\.1\.2 port"):
            await second.start()
        with pytest.raises(SnmpTimeout, match="nothing listens"):
            await ask("127.9.1.1", first.port, UPTIME)
