"""The queues of a CUPS server: of a small one of our own, octet by octet, and of a real cupsd."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from core.discovery import cups
from core.discovery.cups import CupsQueue, cups_hosts
from core.errors import CupsError


def attribute(tag: int, name: str, value: str) -> bytes:
    parts = (name.encode(), value.encode())
    return bytes([tag]) + b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def answer(*queues: dict[str, str], status: int = 0, words: str = "successful-ok") -> bytes:
    octets = b"\x02\x00" + status.to_bytes(2, "big") + b"\x00\x00\x00\x01\x01"
    octets += attribute(0x47, "attributes-charset", "utf-8") + attribute(0x48, "attributes-natural-language", "en")
    octets += attribute(0x41, "status-message", words)
    for queue in queues:
        octets += b"\x04" + b"".join(attribute(0x42, name, value) for name, value in queue.items())
    return octets + b"\x03"


def http(body: bytes, status: str = "200 OK", kind: str = "application/ipp") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


ONE = {
    "printer-name": "office",
    "device-uri": "http://bob:secret@192.0.2.7:631/ipp",
    "printer-make-and-model": "Kyocera FS-1370DN",
    "printer-info": "By the window",
    "printer-location": "Room 4",
}
TWO = {"printer-name": "desk", "device-uri": "usb://Brother/HL-1110?serial=E1"}


Starter = Callable[[dict[str, str]], Awaitable[str]]


class Server:
    """Answers every request with the same octets and keeps what was asked."""

    def __init__(self) -> None:
        self.answer = http(answer())
        self.keeps_silent = False
        self.trickles = False
        self.sends_without_end = False
        self.head = ""
        self.body = b""
        self.closing = asyncio.Event()
        self.visits: set[asyncio.Task[None] | None] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits.add(asyncio.current_task())
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            self.head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(line for line in self.head.lower().split("\r\n") if line.startswith("content-length:"))
            self.body = await reader.readexactly(int(length.partition(":")[2]))
            while self.trickles and not self.closing.is_set():
                writer.write(b"H")
                await writer.drain()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.closing.wait(), 0.02)
            if self.keeps_silent:
                await self.closing.wait()
            writer.write(self.answer)
            await writer.drain()
            while self.sends_without_end:
                writer.write(b"\x04" * 65536)
                await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def close(self, listener: asyncio.Server) -> None:
        self.closing.set()
        listener.close()
        await listener.wait_closed()
        await asyncio.gather(*filter(None, self.visits))


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """Listens on a Unix socket, tmp_path/cups.sock."""
    server = Server()
    listener = await asyncio.start_unix_server(server.serve, tmp_path / "cups.sock")
    yield server
    await server.close(listener)


@pytest.fixture
async def tcp(server: Server) -> AsyncIterator[int]:
    """The port of loopback where the same server listens."""
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    yield listener.sockets[0].getsockname()[1]
    listener.close()
    await listener.wait_closed()


async def test_the_queues_of_a_socket_come_with_hosts_or_reasons(server: Server, tmp_path: Path) -> None:
    server.answer = http(answer(ONE, TWO))
    assert await cups_hosts(str(tmp_path / "cups.sock"), own_names=()) == (
        CupsQueue(
            name="office",
            uri="http://192.0.2.7:631/ipp",
            host="192.0.2.7",
            model="Kyocera FS-1370DN",
            info="By the window",
            location="Room 4",
        ),
        CupsQueue(name="desk", uri="usb://Brother/HL-1110?serial=E1", skipped="connected by USB"),
    )


async def test_the_request_is_cups_get_printers_and_nothing_else(server: Server, tmp_path: Path) -> None:
    await cups_hosts(str(tmp_path / "cups.sock"))
    assert server.head.startswith("POST / HTTP/1.1\r\n")
    assert "host: localhost\r\n" in server.head.lower()
    assert "content-type: application/ipp\r\n" in server.head.lower()
    assert server.body[:4] == b"\x02\x00\x40\x02"
    assert b"\x44\x00\x14requested-attributes\x00\x0cprinter-name" in server.body
    assert server.body.endswith(b"\x03")


@pytest.mark.parametrize("form", ["127.0.0.1:{}", "127.0.0.1:{}/version=1.1", "localhost:{}", " 127.0.0.1:{} "])
async def test_a_server_is_given_by_host_and_port(server: Server, tcp: int, form: str) -> None:
    server.answer = http(answer(TWO))
    assert [queue.name for queue in await cups_hosts(form.format(tcp))] == ["desk"]


async def test_without_a_name_the_local_socket_is_asked(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "SOCKET", tmp_path / "cups.sock")
    server.answer = http(answer(TWO))
    assert [queue.name for queue in await cups_hosts()] == ["desk"]


async def test_without_a_socket_the_local_port_is_asked(
    server: Server, tcp: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups, "SOCKET", tmp_path / "none")
    monkeypatch.setattr(cups, "PORT", tcp)
    server.answer = http(answer(TWO))
    assert [queue.name for queue in await cups_hosts()] == ["desk"]


@pytest.mark.parametrize("octets", [answer(), answer(status=0x0406, words="No destinations added.")])
async def test_no_queues_are_an_empty_list(server: Server, tmp_path: Path, octets: bytes) -> None:
    server.answer = http(octets)
    assert await cups_hosts(str(tmp_path / "cups.sock")) == ()


async def test_queues_of_this_machine_lead_nowhere(server: Server, tmp_path: Path) -> None:
    server.answer = http(answer({"printer-name": "a", "device-uri": f"ipp://{socket.gethostname()}/printers/b"}))
    (queue,) = await cups_hosts(str(tmp_path / "cups.sock"))
    assert queue.skipped == "leads back to this machine"


async def test_a_queue_without_an_address_says_so(server: Server, tmp_path: Path) -> None:
    server.answer = http(answer({"printer-name": "a"}, {"printer-info": "no name"}))
    (queue,) = await cups_hosts(str(tmp_path / "cups.sock"))
    assert (queue.name, queue.uri, queue.host, queue.skipped) == ("a", "", None, "it has no URI")


@pytest.mark.parametrize(
    ("octets", "title"),
    [
        (http(answer(status=0x0403, words="Forbidden here")), "refused: Forbidden here"),
        (http(b"\x02\x00\x05\x00\x00\x00\x00\x01\x03"), "refused: IPP status 0x0500"),
        (http(b"", status="403 Forbidden"), "denies access"),
        (http(b"", status="401 Unauthorized"), "denies access"),
        (http(b"", status="426 Upgrade Required"), "demands encryption"),
        (http(b"", status="400 Bad Request"), "calls the request bad"),
        (http(b"", status="503 Busy"), "HTTP status 503"),
        (http(b"", status="302 Found\r\nLocation: http://127.0.0.2/"), "HTTP status 302"),
        (http(b"<html>", kind="text/html"), "is a web server"),
        (http(b"\x02"), "no IPP"),
        (http(answer(ONE)[:-9]), "no IPP"),
        (b"\x00\x01\x02\r\n\r\n", "broke off"),
        (b"", "broke off"),
        (http(answer(ONE))[:-9], "broke off"),
    ],
)
async def test_what_goes_wrong_is_one_clear_error(server: Server, tmp_path: Path, octets: bytes, title: str) -> None:
    server.answer = octets
    with pytest.raises(CupsError) as caught:
        await cups_hosts(str(tmp_path / "cups.sock"))
    assert title in caught.value.title
    assert caught.value.hint


@pytest.mark.parametrize("trickles", [False, True])
async def test_a_slow_server_is_left_after_the_limit(server: Server, tmp_path: Path, trickles: bool) -> None:
    """A trickling one sends each octet in time for a time-out that starts anew with every read."""
    server.trickles = trickles
    server.keeps_silent = True
    with pytest.raises(CupsError, match="did not answer in time"):
        await cups_hosts(str(tmp_path / "cups.sock"), limit_seconds=0.2)


async def test_an_answer_without_end_is_left_at_the_limit(server: Server, tmp_path: Path) -> None:
    server.answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n"
    server.sends_without_end = True
    with pytest.raises(CupsError, match="more than 4 MB"):
        await cups_hosts(str(tmp_path / "cups.sock"), limit_seconds=30)


@pytest.mark.parametrize("name", ["/nowhere/cups.sock", "127.0.0.1:1", f"/{'long' * 50}"])
async def test_no_server_is_one_clear_error(name: str) -> None:
    with pytest.raises(CupsError, match="no CUPS server"):
        await cups_hosts(name)


@pytest.mark.parametrize(
    "name",
    [
        "http://127.0.0.1:631/",
        "a b",
        "host:port",
        "bob@host",
        "[::1",
        "fe80::1",
        "host/other",
        "/a\0b",
        "h:99999",
        "h:0",
        "h:",
    ],
)
async def test_what_names_no_server_is_one_clear_error(name: str) -> None:
    with pytest.raises(CupsError, match="is no CUPS server"):
        await cups_hosts(name)


needs_cupsd = pytest.mark.skipif(
    shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None or os.geteuid() != 0,
    reason="needs cupsd (Debian: cups-daemon) and root",
)

FILES = """
FatalErrors none
SyncOnClose No
ServerRoot {0}/root
CacheDir {0}/cache
RequestRoot {0}/spool
StateDir {0}/state
TempDir {0}/tmp
AccessLog {0}/access
ErrorLog {0}/error
PageLog {0}/page
"""
CONFIG = """
Listen {0}/cups.sock
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
QUEUES = {
    "a-socket": "socket://192.0.2.7:9100",
    "b-lpd": "lpd://user@printer7.example/queue",
    "c-usb": "usb://Brother/HL-1110?serial=E1",
    "d-zone": "socket://[v1.fe80::1+eth0]:9100",
    "e-share": "smb://bob:secret@server/share",
    "f-hplip": "hp:/net/LaserJet_4?ip=192.0.2.8",
    "g-service": "ipps://EPSON%20ET-2750._ipps._tcp.local/",
    "h-wrapped": "beh:/1/0/60/socket://192.0.2.9:9100",
}


@pytest.fixture
async def cupsd(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Starter]:
    """Starts a real cupsd with the queues given to it, gives its socket's path and ends it."""
    folder = tmp_path_factory.mktemp("cupsd")
    running: list[asyncio.subprocess.Process] = []

    async def start(queues: dict[str, str]) -> str:
        for name in ("root", "cache", "spool", "state", "tmp"):
            (folder / name).mkdir()
        (folder / "files.conf").write_text(FILES.format(folder))
        (folder / "cupsd.conf").write_text(CONFIG.format(folder))
        (folder / "root" / "printers.conf").write_text(
            "".join(
                f"<Printer {name}>\nInfo Info of {name}\nMakeModel Model of {name}\nDeviceURI {uri}\n</Printer>\n"
                for name, uri in queues.items()
            )
        )
        program = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        assert program is not None
        arguments = ("-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf"))
        process = await asyncio.create_subprocess_exec(
            program, *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        running.append(process)
        await asyncio.wait_for(_listening(folder / "cups.sock", process), 10)
        return str(folder / "cups.sock")

    yield start
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _listening(path: Path, process: asyncio.subprocess.Process) -> None:
    """Wait until the socket takes a connection."""
    while process.returncode is None:
        try:
            _, writer = await asyncio.open_unix_connection(path)
        except OSError:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 0.02)
        else:
            writer.close()
            await writer.wait_closed()
            return
    pytest.fail("cupsd ended by itself")


@needs_cupsd
async def test_a_real_cupsd_gives_its_queues(cupsd: Starter) -> None:
    path = await cupsd(QUEUES)
    queues = await cups_hosts(path)
    assert {queue.name: queue.host for queue in queues} == {
        "a-socket": "192.0.2.7",
        "b-lpd": "printer7.example",
        "c-usb": None,
        "d-zone": "fe80::1",
        "e-share": None,
        "f-hplip": "192.0.2.8",
        "g-service": None,
        "h-wrapped": "192.0.2.9",
    }
    assert queues[0].info == "Info of a-socket"
    assert all((queue.host is None) == (queue.skipped is not None) for queue in queues)


@needs_cupsd
async def test_a_real_cupsd_without_queues_gives_an_empty_list(cupsd: Starter) -> None:
    assert await cups_hosts(await cupsd({})) == ()
