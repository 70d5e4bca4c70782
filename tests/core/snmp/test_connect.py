import builtins
import sys

import pytest

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.errors import SnmpAuthError, SnmpError
from core.snmp.client import Community, Credentials, UsmUser
from core.snmp.community_engine import CommunityClient
from core.snmp.connect import connect, connect_exchanges
from core.snmp.gufo_engine import GufoClient
from tests.core.snmp.conftest import has_ipv6
from tests.fleet.devices import office_printer

NAME = "1.3.6.1.2.1.1.5.0"
PUBLIC = Community("public")
USER = UsmUser(name="u", username="u")


@pytest.mark.parametrize(("version", "engine"), [("1", CommunityClient), ("2c", GufoClient)])
async def test_each_version_goes_to_the_engine_that_does_it_best(version: str, engine: type) -> None:
    async with Agent({"127.0.0.1": SimulatedDevice(office_printer())}) as agent:
        client = await connect("127.0.0.1", agent.port, PUBLIC, version, 2.0)
        assert isinstance(client, engine)
        assert await client.get([NAME]) == {NAME: b"printer-7"}
        await client.close()


async def test_without_gufo_our_own_engine_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def no_gufo(name: str, *rest: object, **named: object) -> object:
        if name.startswith(("gufo", "core.snmp.gufo")):
            raise ImportError(name)
        return real_import(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.delitem(sys.modules, "core.snmp.gufo_engine")
    monkeypatch.setattr(builtins, "__import__", no_gufo)
    async with Agent({"127.0.0.1": SimulatedDevice(office_printer())}) as agent:
        client = await connect("127.0.0.1", agent.port, PUBLIC, "2c", 2.0)
        assert isinstance(client, CommunityClient)
        assert await client.get([NAME]) == {NAME: b"printer-7"}
        await client.close()


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
@pytest.mark.parametrize("version", ["1", "2c"])
async def test_ipv6_addresses_work(version: str) -> None:
    async with Agent({"::1": SimulatedDevice(office_printer())}) as agent:
        client = await connect("::1", agent.port, PUBLIC, version, 2.0)
        assert await client.get([NAME]) == {NAME: b"printer-7"}
        assert (await client.get_next([NAME]))[NAME] is not None
        await client.close()


@pytest.mark.parametrize("opener", [connect, connect_exchanges])
@pytest.mark.parametrize(
    ("address", "credentials", "version"),
    [
        ("printer7", PUBLIC, "2c"),
        ("", PUBLIC, "1"),
        ("127.0.0.1", PUBLIC, "3"),
        ("127.0.0.1", USER, "2c"),
        ("127.0.0.1", PUBLIC, "4"),
    ],
)
async def test_arguments_that_do_not_fit_together_are_refused(  # type: ignore[no-untyped-def]
    opener, address: str, credentials: Credentials, version: str
) -> None:
    with pytest.raises(SnmpError):
        await opener(address, 161, credentials, version, 1.0)


BROKEN = {
    "no user name": UsmUser(name="u", username=""),
    "unknown authentication": UsmUser(name="u", username="u", auth_protocol="ROT13", auth_password="secret12"),
    "unknown privacy": UsmUser(
        name="u",
        username="u",
        auth_protocol="SHA",
        auth_password="secret12",
        privacy_protocol="XOR",
        privacy_password="x",
    ),
    "no authentication password": UsmUser(name="u", username="u", auth_protocol="SHA"),
    "empty authentication password": UsmUser(name="u", username="u", auth_protocol="SHA", auth_password=""),
    "no privacy password": UsmUser(
        name="u", username="u", auth_protocol="SHA", auth_password="secret12", privacy_protocol="AES"
    ),
    "privacy without authentication": UsmUser(
        name="u", username="u", privacy_protocol="AES", privacy_password="secret12"
    ),
}


@pytest.mark.parametrize("opener", [connect, connect_exchanges])
@pytest.mark.parametrize("user", list(BROKEN.values()), ids=list(BROKEN))
async def test_v3_credentials_that_cannot_work_are_refused_before_anything_is_sent(opener, user: UsmUser) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SnmpAuthError) as caught:
        await opener("127.0.0.1", 9, user, "3", 1.0)
    assert "'u'" in caught.value.title
