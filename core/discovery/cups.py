"""The queues of a CUPS server and the printers' hosts behind them (PWG/CUPS IPP over HTTP, one request)."""

import asyncio
import contextlib
import re
import socket
from collections.abc import Collection, Iterator
from pathlib import Path

import httpx
import msgspec

from core.discovery.device_uri import hosts_from_device_uri, without_credentials
from core.discovery.ipp import MAX_ANSWER, NOT_FOUND, Answer, Group, decode_answer, encode_get_printers
from core.discovery.subnets import read_interfaces
from core.errors import CupsError, SuppliesError

SOCKET = Path("/run/cups/cups.sock")
"""Where Debian, Fedora and most others have CUPS listen."""
PORT = 631
"""IPP's port (RFC 8010)."""

_ATTRIBUTES = ("printer-name", "device-uri", "printer-make-and-model", "printer-info", "printer-location")
_HEADERS = {"Content-Type": "application/ipp", "Accept": "application/ipp", "Accept-Encoding": "identity"}
_SERVER = re.compile(
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_][A-Za-z0-9_.-]{0,252})(?::(?P<port>\d{1,5}))?(?:/version=[\d.]+)?"
)
_RUNNING = "check that CUPS runs, or name its server"


class CupsQueue(msgspec.Struct, frozen=True, kw_only=True):
    """A queue: where it prints to, or why it cannot be asked. Exactly one of `host` and `skipped` is given."""

    name: str
    """The queue's name."""
    uri: str
    """Its device-uri, without user names and passwords; empty where the server does not tell it."""
    host: str | None = None
    """The printer's address or DNS name."""
    skipped: str | None = None
    """Why there is no host to ask, in plain words."""
    model: str | None = None
    """printer-make-and-model: the driver's idea of the printer, often its true model."""
    info: str | None = None
    """printer-info: the description that the admin gave."""
    location: str | None = None
    """printer-location."""


class _Place(msgspec.Struct, frozen=True):
    """Where the server listens: a socket in the file system, or a URL."""

    label: str
    url: str
    uds: str | None = None


async def cups_hosts(
    server: str | None = None, *, limit_seconds: float = 5.0, own_names: Collection[str] | None = None
) -> tuple[CupsQueue, ...]:
    """The server's queues in its order, each with its printer's host or the reason why it has none.

    Args:
        server: "/path/of/a/socket", "host", "host:port" or "[IPv6]:port", what CUPS_SERVER holds (a "/version=1.1"
            behind it is ignored); None takes the local socket, and localhost:631 where there is none.
        limit_seconds: for the whole exchange.
        own_names: this machine's names and addresses, whose queues have no host to ask; None asks the
            machine for them.

    Returns:
        The queues; empty where the server has none.

    Raises:
        CupsError: no server there, no access, or an answer that is none.
    """
    place = _place(server)
    octets = await _exchange(place, limit_seconds)
    answer = decode_answer(octets)
    if answer.status == NOT_FOUND:
        return ()
    if not answer.is_success:
        raise CupsError(f"CUPS at {place.label} refused: {_words(answer)}", "check the server's access rules")
    own = _machine_names() if own_names is None else own_names
    return tuple(_queue(group, own) for group in answer.queues() if group.text("printer-name"))


def _place(server: str | None) -> _Place:
    """The place that `server` means."""
    text = (server or "").strip()
    if not text:
        return _local(SOCKET) if SOCKET.exists() else _Place(f"localhost:{PORT}", f"http://localhost:{PORT}/")
    if text.startswith("/") and text.isprintable():
        return _local(Path(text))
    match = _SERVER.fullmatch(text)
    port = int(match["port"] or PORT) if match else 0
    if match is None or not 0 < port < 65536:
        raise CupsError(f'"{text}" is no CUPS server', "write host, host:port, [IPv6]:port or the path of its socket")
    label = f"{match['host']}:{port}"
    return _Place(label, f"http://{label}/")


def _local(path: Path) -> _Place:
    # CUPS answers 400 to any Host header that is not its own; "localhost" always is (cupsd.conf(5), ServerAlias).
    return _Place(str(path), "http://localhost/", uds=str(path))


async def _exchange(place: _Place, limit_seconds: float) -> bytes:
    """POST the request, give back the answer's octets."""
    transport = httpx.AsyncHTTPTransport(uds=place.uds)
    body = bytearray()
    with _errors_mapped(place.label):
        async with (
            asyncio.timeout(limit_seconds),
            httpx.AsyncClient(transport=transport, timeout=limit_seconds, trust_env=False) as client,
            client.stream("POST", place.url, content=encode_get_printers(_ATTRIBUTES), headers=_HEADERS) as response,
        ):
            _demand_ipp(response, place.label)
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_ANSWER:
                    raise CupsError(f"CUPS at {place.label} sent more than {MAX_ANSWER // 1024**2} MB", _RUNNING)
    return bytes(body)


def _demand_ipp(response: httpx.Response, label: str) -> None:
    """Only an IPP answer with HTTP status 200 is read."""
    status = response.status_code
    if status in (401, 403):
        raise CupsError(f"CUPS at {label} denies access", "allow this machine in the server's cupsd.conf")
    if status == 426:
        raise CupsError(f"CUPS at {label} demands encryption", "run this on the server itself, or give its socket")
    if status == 400:
        raise CupsError(f"CUPS at {label} calls the request bad", "name the server by its address, not by an alias")
    if status != 200:
        raise CupsError(f"CUPS at {label} answered with HTTP status {status}", _RUNNING)
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/ipp":
        raise CupsError(f"{label} is a web server, not CUPS", _RUNNING)


@contextlib.contextmanager
def _errors_mapped(label: str) -> Iterator[None]:
    """The errors of httpx as ours."""
    try:
        yield
    except (TimeoutError, httpx.TimeoutException) as error:
        raise CupsError(f"CUPS at {label} did not answer in time", _RUNNING) from error
    except httpx.ConnectError as error:
        raise CupsError(f"no CUPS server at {label}", _RUNNING) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CupsError(f"CUPS at {label} broke off the exchange: {type(error).__name__}", _RUNNING) from error


def _queue(group: Group, own_names: Collection[str]) -> CupsQueue:
    """A queue out of its attributes."""
    uri = group.text("device-uri") or ""
    target = hosts_from_device_uri(uri, own_names)
    return CupsQueue(
        name=group.text("printer-name") or "",
        uri=without_credentials(uri),
        host=target.host,
        skipped=target.reason,
        model=group.text("printer-make-and-model"),
        info=group.text("printer-info"),
        location=group.text("printer-location"),
    )


def _words(answer: Answer) -> str:
    return answer.message() or f"IPP status 0x{answer.status:04x}"


def _machine_names() -> frozenset[str]:
    """The machine's name, with and without its domain, and its addresses; no DNS is asked."""
    name = socket.gethostname()
    try:
        addresses = {interface.address for interface in read_interfaces()}
    except SuppliesError:
        addresses = set()  # only spares a question to the machine itself
    return frozenset({name, name.partition(".")[0]} | addresses)
