"""Which engine asks a device: gufo-snmp for the volume, our own for SNMPv1 and for walks, pysnmp for the rest of v3."""

import socket
from collections.abc import Awaitable, Callable

from core.errors import SnmpError
from core.snmp.client import Credentials, SnmpClient, UsmUser
from core.snmp.community_engine import CommunityClient
from core.snmp.exchanges import ExchangeClient

Connect = Callable[[str, int, Credentials, str, float], Awaitable[SnmpClient]]
"""The signature of `connect`, for those who are handed another one."""


async def connect(
    address: str,
    port: int,
    credentials: Credentials,
    version: str,
    timeout: float,  # noqa: ASYNC109  (bounds every later exchange, not this call)
) -> SnmpClient:
    """A client for one device; nothing is sent yet.

    SNMPv1 goes to our own engine, which tells which object was missing; v2c and v3 to gufo-snmp where it is installed,
    but IPv6 addresses with a zone and v3 with a context name as in `connect_exchanges`.

    Args:
        address: IPv4 or IPv6, resolved.
        port: UDP.
        credentials: a community for "1" and "2c", a user for "3".
        version: "1", "2c" or "3".
        timeout: seconds one exchange may take.

    Raises:
        SnmpError: the arguments do not fit together, or there is no route.
    """

    async def open_other() -> SnmpClient:
        return await connect_exchanges(address, port, credentials, version, timeout)

    if version == "1" or "%" in address or (isinstance(credentials, UsmUser) and credentials.context):
        return await open_other()
    try:
        # gufo-snmp is a binary wheel: some platforms have none.
        from core.snmp.gufo_engine import GufoClient
    except ImportError:
        return await open_other()
    _check(address, credentials, version)
    if isinstance(credentials, UsmUser):
        return GufoClient.open_v3(address, port, user=credentials, timeout=timeout, open_other=open_other)
    return GufoClient.open(
        address, port, community=credentials.name, version=version, timeout=timeout, open_other=open_other
    )


async def connect_exchanges(
    address: str,
    port: int,
    credentials: Credentials,
    version: str,
    timeout: float,  # noqa: ASYNC109  (bounds every later exchange, not this call)
) -> ExchangeClient:
    """As `connect`, without gufo-snmp: v1 and v2c by our own engine, v3 by pysnmp; both keep the objects' types."""
    _check(address, credentials, version)
    if isinstance(credentials, UsmUser):
        # pysnmp's engine takes 80 ms and 10 MB to import; most installations never need it.
        from core.snmp.pysnmp_v3 import PysnmpV3Client

        return await PysnmpV3Client.open(address, port, user=credentials, timeout=timeout)
    return await CommunityClient.open(address, port, community=credentials.name, version=version, timeout=timeout)


def _check(address: str, credentials: Credentials, version: str) -> None:
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address.partition("%")[0])
    except (OSError, ValueError) as error:
        raise SnmpError(f"{address!r} is no IP address", "names are resolved before a device is asked") from error
    if (version == "3") != isinstance(credentials, UsmUser):
        raise SnmpError(
            f"SNMP version {version!r} does not go with these credentials", "v1 and v2c take a community, v3 a user"
        )
    if version not in {"1", "2c", "3"}:
        raise SnmpError(f"SNMP version {version!r} is not known", "versions are 1, 2c and 3")
