"""Both network engines give the same for the same device: over every recording, in v1 and v2c."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpError, SnmpTimeout, SnmpTooBig
from core.snmp.recording import COUNTER64, NULL, Record, Recording, read_recording
from tests.core.snmp.conftest import RECORDINGS, OpenClient, open_community, open_gufo
from tests.fleet.devices import SUPPLIES, office_printer, plain_rows, record

PRINTER_MIB = "1.3.6.1.2.1.43"
CHUNK = 12


def visible(recording: Recording, version: str) -> dict[str, int | bytes | str]:
    """What a manager of that version can read: Counter64 does not exist in v1 (RFC 3584)."""
    hidden = {item.name for item in recording if item.tag == COUNTER64 and version == "1"}
    return {oid: value for oid, value in recording.values().items() if oid not in hidden}


async def read_whole(agent: Agent, recording: Recording, version: str, open_client: OpenClient) -> None:
    client = await open_client(agent.port, version=version)
    try:
        expected = visible(recording, version)
        oids = [item.name for item in recording]
        oids.insert(CHUNK // 2, "1.3.6.1.2.1.1.99.0")
        values: dict[str, int | bytes | str] = {}
        for start in range(0, len(oids), CHUNK):
            values |= await client.get(oids[start : start + CHUNK])
        assert values == expected
    finally:
        await client.close()


async def walk_printer_mib(agent: Agent, recording: Recording, version: str, open_client: OpenClient) -> None:
    client = await open_client(agent.port, version=version)
    found: dict[str, int | bytes | str] = {}
    position = PRINTER_MIB
    try:
        while True:
            if version == "1":
                row = (await client.get_next([position]))[position]
                rows = [row] if row else []
            else:
                rows = await client.get_bulk(position, 10)
            inside = [(oid, value) for oid, value in rows if oid.startswith(PRINTER_MIB + ".")]
            found |= dict(inside)
            if not inside or len(inside) < len(rows):
                break
            position = inside[-1][0]
    finally:
        await client.close()
    expected = {oid: value for oid, value in visible(recording, version).items() if oid.startswith(PRINTER_MIB + ".")}
    assert found == expected


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_an_own_recording_is_read_whole(open_client: OpenClient, version: str) -> None:
    recording = office_printer()
    async with Agent({"127.0.0.1": SimulatedDevice(recording)}) as agent:
        await read_whole(agent, recording, version, open_client)
        await walk_printer_mib(agent, recording, version, open_client)


@pytest.mark.skipif(not RECORDINGS, reason="SUPPLIES_RECORDINGS is not set")
@pytest.mark.parametrize("version", ["1", "2c"])
@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
async def test_every_recording_is_read_whole_by_both_engines(path: Path, version: str) -> None:
    recording = read_recording(path)
    async with Agent({"127.0.0.1": SimulatedDevice(recording)}) as agent:
        for open_client in (open_community, open_gufo):
            await read_whole(agent, recording, version, open_client)
        await walk_printer_mib(agent, recording, version, open_community)


VALUES = st.one_of(
    st.tuples(st.just(2), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.sampled_from([65, 66, 67]), st.integers(0, 2**32 - 1)),
    st.tuples(st.just(70), st.integers(0, 2**64 - 1)),
    st.tuples(st.sampled_from([4, 68]), st.binary(max_size=300)),
    st.tuples(st.just(64), st.ip_addresses(v=4).map(str)),
    st.tuples(st.just(NULL), st.just(b"")),
    st.tuples(
        st.just(6), st.lists(st.integers(0, 2**32 - 1), max_size=8).map(lambda a: ".".join(map(str, (1, 3, *a))))
    ),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=6))
async def test_any_values_are_the_same_from_both_engines(values: list[tuple[int, int | bytes | str]]) -> None:
    recording = Recording(Record((1, 3, 6, 1, 4, 1, 9, row), *value) for row, value in enumerate(values, 1))
    oids = [item.name for item in recording]
    async with Agent({"127.0.0.1": SimulatedDevice(recording)}) as agent:
        results = []
        for open_client in (open_community, open_gufo):
            client = await open_client(agent.port)
            results.append(await client.get(oids))
            await client.close()
    assert results[0] == results[1] == recording.values()


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_a_missing_object_is_only_itself_missing(open_client: OpenClient, version: str) -> None:
    recording = office_printer()
    async with Agent({"127.0.0.1": SimulatedDevice(recording)}) as agent:
        client = await open_client(agent.port, version=version)
        asked = [f"{SUPPLIES}.8.1.4", f"{SUPPLIES}.9.1.1", "1.3.6.1.9.9", f"{SUPPLIES}.9.1.4", f"{SUPPLIES}.1"]
        values = await client.get(asked)
        nothing = await client.get(["1.3.6.1.9.9"])
        await client.close()
    assert values == {f"{SUPPLIES}.9.1.1": 40, f"{SUPPLIES}.9.1.4": 0}
    assert nothing == {}


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_several_columns_go_on_after_one_has_ended(open_client: OpenClient, version: str) -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(3))}) as agent:
        client = await open_client(agent.port, version=version)
        following = await client.get_next(["1.3.6.1.4.1.99999.9.1.3", "1.3.6.1.2.1", "1.9", "1.3.6.1.4.1.99999.9.1.1"])
        await client.close()
    assert following == {
        "1.3.6.1.4.1.99999.9.1.3": None,
        "1.3.6.1.2.1": ("1.3.6.1.2.1.1.3.0", 100),
        "1.9": None,
        "1.3.6.1.4.1.99999.9.1.1": ("1.3.6.1.4.1.99999.9.1.2", 2),
    }


async def test_bulk_goes_on_behind_the_subtree_and_ends_with_the_view(open_client: OpenClient) -> None:
    recording = office_printer()
    async with Agent({"127.0.0.1": SimulatedDevice(recording)}) as agent:
        client = await open_client(agent.port)
        rows = await client.get_bulk("1.3.6.1.2.1.1.4", 3)
        last = await client.get_bulk("1.3.6.1.4.1.99999.1.4", 10)
        after = await client.get_bulk("1.9", 10)
        await client.close()
    assert [oid for oid, _ in rows] == ["1.3.6.1.2.1.1.4.0", "1.3.6.1.2.1.1.5.0", "1.3.6.1.2.1.2.2.1.6.1"]
    assert last == [("1.3.6.1.4.1.99999.1.4.0", "0.0"), ("1.3.6.1.4.1.99999.1.5.4294967295.0", 0)]
    assert after == []


async def test_v1_has_no_bulk(open_client: OpenClient) -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1))}) as agent:
        client = await open_client(agent.port, version="1")
        with pytest.raises(SnmpError, match="GETBULK"):
            await client.get_bulk("1.3", 5)
        await client.close()


@pytest.mark.parametrize("version", ["1", "2c"])
async def test_too_large_an_answer_is_told_as_too_big(open_client: OpenClient, version: str) -> None:
    device = SimulatedDevice(office_printer(), max_message=300)
    async with Agent({"127.0.0.1": device}) as agent:
        client = await open_client(agent.port, version=version)
        with pytest.raises(SnmpTooBig):
            await client.get(["1.3.6.1.4.1.99999.1.2.0", "1.3.6.1.2.1.1.1.0"])
        assert await client.get(["1.3.6.1.2.1.1.5.0"]) == {"1.3.6.1.2.1.1.5.0": b"printer-7"}
        await client.close()


async def test_an_answer_of_many_kilobytes_arrives_whole(open_client: OpenClient) -> None:
    long = Recording([record("1.3.6.1.4.1.9.1.0", 4, b"x" * 20_000), record("1.3.6.1.4.1.9.2.0", 4, b"y" * 9_000)])
    async with Agent({"127.0.0.1": SimulatedDevice(long, max_message=60_000)}) as agent:
        client = await open_client(agent.port)
        assert await client.get(["1.3.6.1.4.1.9.1.0", "1.3.6.1.4.1.9.2.0"]) == long.values()
        await client.close()


async def test_a_wrong_community_is_silence(open_client: OpenClient) -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1), community="secret")}) as agent:
        client = await open_client(agent.port, timeout=0.1)
        with pytest.raises(SnmpTimeout, match="no answer"):
            await client.get(["1.3.6.1.2.1.1.3.0"])
        await client.close()


async def test_a_closed_port_is_told_at_once(open_client: OpenClient) -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1))}) as agent:
        port = agent.port
    client = await open_client(port, timeout=60.0)
    with pytest.raises(SnmpTimeout, match="nothing listens"):
        await client.get(["1.3.6.1.2.1.1.3.0"])
    await client.close()


async def test_a_closed_client_says_so(open_client: OpenClient) -> None:
    client = await open_client(1)
    await client.close()
    await client.close()
    with pytest.raises(SnmpError, match="closed"):
        await client.get(["1.3.6.1.2.1.1.3.0"])


async def test_a_question_too_large_for_a_datagram_is_too_big(open_client: OpenClient) -> None:
    oids = [f"1.3.6.1.4.1.{row}.4294967295.4294967295.4294967295" for row in range(3000)]
    async with Agent({"127.0.0.1": SimulatedDevice(plain_rows(1))}) as agent:
        client = await open_client(agent.port, timeout=0.5)
        with pytest.raises(SnmpTooBig):
            await client.get(oids)
        await client.close()
