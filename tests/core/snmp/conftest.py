import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from core.snmp.client import Community, SnmpClient
from core.snmp.codec import decode_response, encode_get
from core.snmp.connect import connect_exchanges
from core.snmp.gufo_engine import GufoClient

OpenClient = Callable[..., Awaitable[SnmpClient]]
RECORDINGS = sorted(Path(os.environ.get("SUPPLIES_RECORDINGS", "/nonexistent")).glob("*.snmprec"))
"""Real printers' recordings; empty where the folder is not given."""


async def open_community(
    port: int,
    *,
    version: str = "2c",
    timeout: float = 2.0,  # noqa: ASYNC109
    community: str = "public",
) -> SnmpClient:
    return await connect_exchanges("127.0.0.1", port, Community(community), version, timeout)


async def open_gufo(
    port: int,
    *,
    version: str = "2c",
    timeout: float = 2.0,  # noqa: ASYNC109
    community: str = "public",
) -> SnmpClient:
    async def other() -> SnmpClient:
        return await open_community(port, version=version, timeout=timeout, community=community)

    return GufoClient.open("127.0.0.1", port, community=community, version=version, timeout=timeout, open_other=other)


@pytest.fixture(params=[open_community, open_gufo], ids=["community", "gufo"])
def open_client(request: pytest.FixtureRequest) -> OpenClient:
    opened: OpenClient = request.param
    return opened


AUTH_PASSWORD, PRIVACY_PASSWORD = "correct horse", "battery staple"
_USERS = {
    "nobody-special": (None, None),
    "md5": ("MD5", None),
    "sha": ("SHA", None),
    "sha256": ("SHA-256", None),
    "sha512": ("SHA-512", None),
    "md5des": ("MD5", "DES"),
    "shades": ("SHA", "DES"),
    "shaaes": ("SHA", "AES"),
    "sha256aes": ("SHA-256", "AES"),
    "sha512aes": ("SHA-512", "AES"),
    "sha256aes192": ("SHA-256", "AES-192"),
    "sha512aes256": ("SHA-512", "AES-256"),
    "md5aes256": ("MD5", "AES-256"),
}
"""snmpd's users: name -> authentication and privacy protocol."""
CONTEXT_USER = "incontext"


class Snmpd:
    """A net-snmp agent on loopback."""

    def __init__(self, port: int, backend_port: int) -> None:
        self.port = port
        self.backend_port = backend_port
        """Where the context "tray" is forwarded to: SNMPv2c, community "public"."""

    users = _USERS


def has_ipv6() -> bool:
    """Whether this machine has an IPv6 loopback."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def snmpd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snmpd]:
    program = shutil.which("snmpd") or shutil.which("snmpd", path="/usr/sbin:/sbin")
    if program is None:
        pytest.skip("net-snmp's snmpd is not installed")
    folder = tmp_path_factory.mktemp("snmpd")
    agent = Snmpd(_free_port(), _free_port())
    listening = f"udp:127.0.0.1:{agent.port}" + (f",udp6:[::1]:{agent.port}" if has_ipv6() else "")
    lines = [f"agentAddress {listening}", "sysDescr A real net-snmp agent", "view all included .1"]
    lines.append("rocommunity ready 127.0.0.1")
    for name, (auth, privacy) in {**_USERS, CONTEXT_USER: ("SHA-256", "AES")}.items():
        secrets = f' {auth} "{AUTH_PASSWORD}"' if auth else ""
        secrets += f' {privacy} "{PRIVACY_PASSWORD}"' if privacy else ""
        level = "priv" if privacy else "auth" if auth else "noauth"
        context = " tray" if name == CONTEXT_USER else ""
        lines += [f"createUser {name}{secrets}", f"rouser {name} {level} -V all{context}"]
    lines.append(f"proxy -Cn tray -v 2c -c public 127.0.0.1:{agent.backend_port} .1.3")
    (folder / "snmpd.conf").write_text("\n".join(lines) + "\n")
    environment = {"SNMP_PERSISTENT_DIR": str(folder / "state"), "MIBS": "", "PATH": os.environ["PATH"]}
    command = [program, "-f", "-Lf", str(folder / "log"), "-C", "-c", str(folder / "snmpd.conf"), "-I", "-smux"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(agent.port, process)
        yield agent
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(port: int, process: "subprocess.Popen[bytes]") -> None:
    question = encode_get("2c", "ready", 1, ["1.3.6.1.2.1.1.1.0"])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("127.0.0.1", port))
        asking.settimeout(0.1)
        for _ in range(200):
            try:
                asking.send(question)
                decode_response(asking.recv(2048))
            except TimeoutError:
                continue
            except ConnectionRefusedError:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    pytest.fail(f"snmpd ended with {process.wait(0.1)}")
            else:
                return
    pytest.fail("snmpd did not answer within 20 seconds")
