from collections.abc import Iterable

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpEndlessWalk, SnmpError, SnmpTimeout
from core.snmp.client import Community, UsmUser
from core.snmp.codec import Request
from core.snmp.record import record_device
from core.snmp.recording import COUNTER64, Record, format_recording, parse_recording
from core.snmp.wire import END_OF_VIEW
from tests.core.snmp.conftest import AUTH_PASSWORD, Snmpd
from tests.fleet.devices import office_printer, plain_rows
from tests.fleet.hostile import hostile_agent, reply

PUBLIC = Community("public")
ROOT = "1.3.6.1.4.1.99999"


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_a_device_is_recorded_with_every_type(version: str) -> None:
    device = office_printer()
    seen: list[int] = []
    async with Agent({"127.0.0.1": SimulatedDevice(device)}) as agent:
        recording = await record_device("127.0.0.1", agent.port, PUBLIC, version, 2.0, on_progress=seen.append)
    expected = [record for record in device if version != "1" or record.tag != COUNTER64]
    assert list(recording) == expected
    assert list(parse_recording(format_recording(recording))) == expected
    assert seen == sorted(seen)
    assert seen[-1] == len(expected)


async def test_only_the_roots_named_are_walked() -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(office_printer())}) as agent:
        recording = await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 2.0, roots=["1.3.6.1.2.1.1", ROOT])
    names = [record.name for record in recording]
    assert len(names) == 10
    assert all(name.startswith(("1.3.6.1.2.1.1.", ROOT + ".")) for name in names)


async def test_a_silent_device_is_a_time_out() -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1), is_asleep=True)}) as agent:
        with pytest.raises(SnmpTimeout):
            await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 0.03)


async def test_a_device_without_objects_is_an_error() -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1))}) as agent:
        with pytest.raises(SnmpError, match="no objects"):
            await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 2.0, roots=["1.3.6.1.5"])


async def test_lost_datagrams_leave_no_gap() -> None:
    device = SimulatedDevice(plain_rows(25), lost_datagrams=1)
    async with Agent({"127.0.0.1": device}) as agent:
        recording = await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 0.1, roots=[ROOT])
    assert len(recording) == 25


async def test_too_many_objects_are_an_error_or_kept_with_a_word() -> None:
    problems: list[str] = []
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(40))}) as agent:
        with pytest.raises(SnmpEndlessWalk, match="more than 30"):
            await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 2.0, limit=30)
        recording = await record_device(
            "127.0.0.1", agent.port, PUBLIC, "2c", 2.0, limit=30, on_problem=problems.append
        )
    assert len(recording) == 31
    assert len(problems) == 1
    assert problems[0].startswith("1.3.6.1.4.1: ")


async def test_a_device_that_walks_backwards_is_kept_as_far_as_it_went() -> None:
    def behave(request: Request) -> Iterable[bytes]:
        order = [(1, 3, 6, 1, 5, 1), (1, 3, 6, 1, 5, 2), (1, 3, 6, 1, 5, 1)]
        return [reply(request, [Record(oid, 2, 1) for oid in order])]

    problems: list[str] = []
    async with hostile_agent(behave) as agent:
        recording = await record_device(
            "127.0.0.1", agent.port, PUBLIC, "2c", 2.0, roots=["1.3.6.1.5"], on_problem=problems.append
        )
    assert [record.name for record in recording] == ["1.3.6.1.5.1", "1.3.6.1.5.2"]
    assert "backwards" in problems[0]


@pytest.mark.parametrize("bulk", ["silence", "refusal", "tooBig"])
async def test_without_bulk_it_goes_on_by_next(bulk: str) -> None:
    device = plain_rows(12)

    def behave(request: Request) -> Iterable[bytes]:
        if request.kind == "get-bulk":
            return [] if bulk == "silence" else [reply(request, [], status=1 if bulk == "tooBig" else 5)]
        return [reply(request, [device.after(request.oids[0]) or Record(request.oids[0], END_OF_VIEW, b"")])]

    async with hostile_agent(behave) as agent:
        recording = await record_device("127.0.0.1", agent.port, PUBLIC, "2c", 0.05, roots=[ROOT])
    assert len(recording) == 12
    assert sum(request.kind == "get-bulk" for request in agent.requests) <= 3


async def test_v3_devices_are_recorded_with_their_types(snmpd: Snmpd) -> None:
    user = UsmUser(name="u", username="sha", auth_protocol="SHA", auth_password=AUTH_PASSWORD)
    recording = await record_device("127.0.0.1", snmpd.port, user, "3", 5.0, roots=["1.3.6.1.2.1.1"])
    types = {record.name: record.tag for record in recording}
    assert (types["1.3.6.1.2.1.1.1.0"], types["1.3.6.1.2.1.1.2.0"], types["1.3.6.1.2.1.1.3.0"]) == (4, 6, 67)
