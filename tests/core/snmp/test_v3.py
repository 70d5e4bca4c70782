import asyncio
import random

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpAuthError, SnmpError, SnmpTimeout
from core.snmp.client import SnmpClient, UsmUser
from core.snmp.connect import connect
from core.snmp.gufo_engine import GufoClient
from core.snmp.pysnmp_v3 import PysnmpV3Client
from tests.core.snmp.conftest import _USERS, AUTH_PASSWORD, CONTEXT_USER, PRIVACY_PASSWORD, Snmpd, has_ipv6
from tests.fleet.devices import office_printer

SYSTEM = "1.3.6.1.2.1.1"
ENGINES = ["pysnmp", "gufo"]


def user(name: str, *, auth: str = AUTH_PASSWORD, privacy: str = PRIVACY_PASSWORD, **changed: str | None) -> UsmUser:
    protocols = _USERS.get(name, ("SHA", "AES"))
    fields = {"auth_protocol": protocols[0], "privacy_protocol": protocols[1]} | changed
    return UsmUser(name=name, username=name, auth_password=auth, privacy_password=privacy, **fields)  # type: ignore[arg-type]


async def open_engine(
    engine: str, port: int, credentials: UsmUser, patience: float = 5.0, address: str = "127.0.0.1"
) -> SnmpClient:
    async def pysnmp() -> SnmpClient:
        return await PysnmpV3Client.open(address, port, user=credentials, timeout=patience)

    if engine == "pysnmp":
        return await pysnmp()
    return GufoClient.open_v3(address, port, user=credentials, timeout=patience, open_other=pysnmp)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", list(_USERS))
async def test_every_security_level_and_protocol_reads_a_real_agent(snmpd: Snmpd, engine: str, name: str) -> None:
    client = await open_engine(engine, snmpd.port, user(name))
    try:
        values = await client.get([f"{SYSTEM}.1.0", f"{SYSTEM}.99.0", f"{SYSTEM}.2.0"])
    finally:
        await client.close()
    assert values[f"{SYSTEM}.1.0"] == b"A real net-snmp agent"
    assert str(values[f"{SYSTEM}.2.0"]).startswith("1.3.6.1.4.1.8072.")
    assert f"{SYSTEM}.99.0" not in values


@pytest.mark.parametrize("engine", ENGINES)
async def test_next_and_bulk_work_over_v3(snmpd: Snmpd, engine: str) -> None:
    client = await open_engine(engine, snmpd.port, user("sha256aes"))
    try:
        following = await client.get_next([SYSTEM, f"{SYSTEM}.1", "1.9"])
        rows = await client.get_bulk(SYSTEM, 3)
    finally:
        await client.close()
    assert following[SYSTEM] == following.get(f"{SYSTEM}.1") == (f"{SYSTEM}.1.0", b"A real net-snmp agent")
    assert following["1.9"] is None
    assert [oid for oid, _ in rows] == [f"{SYSTEM}.1.0", f"{SYSTEM}.2.0", f"{SYSTEM}.3.0"]


@pytest.mark.parametrize("engine", ENGINES)
async def test_only_missing_objects_are_an_empty_answer_and_no_error(snmpd: Snmpd, engine: str) -> None:
    client = await open_engine(engine, snmpd.port, user("md5des"))
    try:
        assert await client.get([f"{SYSTEM}.98.0", f"{SYSTEM}.99.0"]) == {}
    finally:
        await client.close()


WRONG = {
    "wrong authentication password": user("shaaes", auth="wrong horse"),
    "unknown user": user("stranger"),
    "wrong authentication protocol": user("shaaes", auth_protocol="MD5"),
    "no authentication where it is demanded": user("shaaes", auth_protocol=None, privacy_protocol=None),
    "no privacy where it is demanded": user("shaaes", privacy_protocol=None),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("credentials", list(WRONG.values()), ids=list(WRONG))
async def test_refused_credentials_are_an_error_with_a_hint(snmpd: Snmpd, engine: str, credentials: UsmUser) -> None:
    client = await open_engine(engine, snmpd.port, credentials)
    try:
        with pytest.raises(SnmpAuthError) as caught:
            await client.get([f"{SYSTEM}.1.0"])
    finally:
        await client.close()
    assert caught.value.hint


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_wrong_privacy_password_is_silence_that_ends_with_the_time_out(snmpd: Snmpd, engine: str) -> None:
    client = await open_engine(engine, snmpd.port, user("shaaes", privacy="wrong staple"), patience=0.5)
    try:
        with pytest.raises(SnmpTimeout, match="privacy password"):
            await client.get([f"{SYSTEM}.1.0"])
    finally:
        await client.close()


async def test_the_context_name_selects_other_objects(snmpd: Snmpd) -> None:
    credentials = user(CONTEXT_USER, auth_protocol="SHA-256", privacy_protocol="AES", context="tray")
    backend = Agent({"127.0.0.1": SimulatedDevice(office_printer())}, snmpd.backend_port)
    async with backend:
        client = await connect("127.0.0.1", snmpd.port, credentials, "3", 5.0)
        try:
            values = await client.get([f"{SYSTEM}.5.0"])
        finally:
            await client.close()
    assert values == {f"{SYSTEM}.5.0": b"printer-7"}


async def test_a_user_without_a_context_goes_to_gufo(snmpd: Snmpd) -> None:
    client = await connect("127.0.0.1", snmpd.port, user("sha"), "3", 5.0)
    try:
        assert isinstance(client, GufoClient)
        assert await client.get([f"{SYSTEM}.1.0"])
    finally:
        await client.close()


async def test_a_closed_client_says_so(snmpd: Snmpd) -> None:
    client = await open_engine("pysnmp", snmpd.port, user("sha"))
    await client.close()
    with pytest.raises(SnmpError, match="closed"):
        await client.get([f"{SYSTEM}.1.0"])


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
@pytest.mark.parametrize("engine", ENGINES)
async def test_v3_works_over_ipv6(snmpd: Snmpd, engine: str) -> None:
    client = await open_engine(engine, snmpd.port, user("shaaes"), address="::1")
    try:
        assert await client.get([f"{SYSTEM}.1.0"]) == {f"{SYSTEM}.1.0": b"A real net-snmp agent"}
    finally:
        await client.close()


class Mangler(asyncio.DatagramProtocol):
    """Sends every question back as a report and as a response, damaged in many ways."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for kind in (b"\xa8", b"\xa2", b"\xa0"):
            answer = data.replace(b"\xa0", kind)
            self._transport.sendto(answer, addr)
            for _ in range(8):
                damaged = bytearray(answer)
                for _ in range(self._chance.randrange(1, 4)):
                    damaged[self._chance.randrange(len(damaged))] = self._chance.choice([0, 1, 2, 4, 0x30, 0x80, 0xFF])
                self._transport.sendto(bytes(damaged), addr)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["nobody-special", "shaaes"])
async def test_damaged_v3_answers_are_an_error_in_time_and_reach_no_one_else(engine: str, name: str) -> None:
    loop = asyncio.get_running_loop()
    escaped: list[object] = []
    loop.set_exception_handler(lambda _, context: escaped.append(context))
    for seed in range(4):
        transport, _ = await loop.create_datagram_endpoint(lambda: Mangler(seed), local_addr=("127.0.0.1", 0))  # noqa: B023
        client = await open_engine(engine, transport.get_extra_info("sockname")[1], user(name), patience=0.1)
        async with asyncio.timeout(10):
            with pytest.raises(SnmpError):
                await client.get([f"{SYSTEM}.1.0"])
        await client.close()
        transport.close()
        await asyncio.sleep(0)
    assert escaped == []
