"""Reads the supplies pages of a solid-ink Phaser or ColorQube over HTTP or HTTPS: the one thing SNMP keeps back.

These printers answer "some remains" for every ink over SNMP (PROTOCOL 3.2); their web server knows more. It is asked
with care: GET only, one request at a time, at most five, only pages about supplies on the printer itself, no cookies,
no credentials, no scripts, and never a link that does something (`core.printer.solid_ink_links`).
"""

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
import msgspec

from core.errors import WebError
from core.printer.solid_ink_links import Origin, Place, does_something, links_to_ask, resolve
from core.printer.solid_ink_pages import Claim, SolidInkPage, read_claims, settle
from core.printer.solid_ink_words import INKS
from core.printer.text import decode
from core.printer.web_page import WebPage, read_page

Watch = Callable[[str, dict[str, Any]], Awaitable[None]]
"""Is told of every step of an exchange (httpcore's trace extension)."""

MAX_FETCHES = 5
"""Requests for one printer, redirects and failures included (PROTOCOL 3.4)."""
MAX_PAGE = 1024 * 1024
"""Octets read of one page; what follows is left unread."""

_HEADERS = {
    "User-Agent": "supplies-assistant",
    "Accept": "text/html",
    "Accept-Language": "en",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})
_CHARSETS = {"utf-8": 106, "utf8": 106, "iso-8859-1": 4, "windows-1252": 2252, "us-ascii": 3, "shift_jis": 17}
"""Charsets of the Content-Type header -> IANA MIBenum; others are guessed, figures and English words survive that."""
_FIRST = -1
"""The rank of a root and of redirects, before every link."""
_ADDRESS = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_.])?|[0-9a-f:.]+")
_HINT = "check in a browser that the printer's web page can be opened"
_OP_LEGACY_SERVER_CONNECT = 0x4
"""OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT; the ssl module names it from Python 3.12 on."""


class _Answer(msgspec.Struct, frozen=True):
    """One answer: a page, or where to look instead."""

    page: WebPage | None
    location: str | None = None


class _Visit:
    """The visit to one printer: what was asked, what is still to ask, what was found."""

    def __init__(
        self, client: httpx.AsyncClient, origins: Sequence[Origin], fetch_seconds: float, max_fetches: int
    ) -> None:
        self._client = client
        self._origins = frozenset(origins)
        self._fetch_seconds = fetch_seconds
        self._max_fetches = max_fetches
        self._waiting: list[tuple[int, Place]] = []
        self._seen: set[Place] = set()
        self.fetched: list[str] = []
        self.problems: list[str] = []
        self.claims: list[Claim] = []
        self.has_read = False

    async def go(self, root: Place) -> None:
        """Read a server from its root on, until nothing is left to ask, enough is known or the limit is reached."""
        self._waiting = [(_FIRST, root)]
        while self._waiting and len(self.fetched) < self._max_fetches and not self._knows_enough():
            self._waiting.sort(key=lambda ranked: ranked[0])
            _, place = self._waiting.pop(0)
            if place in self._seen:
                continue
            self._seen.add(place)
            self.fetched.append(place.url)
            try:
                answer = await self._get(place)
            except WebError as error:
                self.problems.append(error.title)
                continue
            await self._take(place, answer)

    async def _take(self, place: Place, answer: _Answer) -> None:
        """Remember what an answer says and where it leads."""
        if answer.location is not None:
            self._redirect(place, answer.location)
        if answer.page is not None:
            self.has_read = True
            self.claims.extend(read_claims(answer.page))
            found = links_to_ask(place, answer.page.links, answer.page.base)
            self._waiting.extend((rank, link) for link, rank in found.items() if link not in self._seen)

    def _redirect(self, place: Place, location: str) -> None:
        """Follow a redirect at once where it stays on the printer and does nothing."""
        target = resolve(place, location)
        if target is None or target.origin not in self._origins:
            self.problems.append(f"{place.url} leads to another server")
        elif does_something(target.target):
            self.problems.append(f"{place.url} leads to a page that may do something")
        else:
            self._waiting.append((_FIRST, target))

    def _knows_enough(self) -> bool:
        known = {claim.subject for claim in self.claims if claim.remaining is not None and not claim.is_drawn}
        return known.issuperset(INKS)

    async def _get(self, place: Place) -> _Answer:
        """Ask for one page.

        Raises:
            WebError: no answer in time, a broken one, or one that is no page.
        """
        with _errors_mapped(place):
            async with (
                _closed_connections() as watch,
                asyncio.timeout(self._fetch_seconds),
                self._client.stream("GET", place.url, extensions={"trace": watch}) as response,
            ):
                if response.has_redirect_location:
                    return _Answer(None, response.headers["location"])
                charset = _checked_charset(place, response)
                body = bytearray()
                async for chunk in response.aiter_raw():
                    body += chunk
                    if len(body) >= MAX_PAGE:
                        break
        # In a thread: a hostile page costs some tenths of a second, which the screens should not wait for.
        return _Answer(await asyncio.to_thread(_read, bytes(body[:MAX_PAGE]), charset))


async def fetch_supplies(
    address: str,
    *,
    ports: tuple[int, int] = (80, 443),
    fetch_seconds: float = 5.0,
    max_fetches: int = MAX_FETCHES,
) -> SolidInkPage:
    """What the printer's web pages say of its supplies: HTTP is asked first, HTTPS where that shows none.

    Args:
        address: the printer's address or DNS name.
        ports: of HTTP and of HTTPS.
        fetch_seconds: for one request, from connecting to its last octet.
        max_fetches: requests for this printer in all.

    Returns:
        What was found; without supplies where the pages tell nothing that is certain.

    Raises:
        WebError: neither server gave a page.
    """
    host = address.strip().strip("[]").lower()
    if len(host) > 255 or not _ADDRESS.fullmatch(host):
        raise WebError(f"{address!r} is no address", "write a DNS name or an address without a port")
    origins = [Origin(scheme, host, port) for scheme, port in zip(("http", "https"), ports, strict=True)]
    client = httpx.AsyncClient(
        verify=_reading_context(),
        trust_env=False,
        follow_redirects=False,
        headers=_HEADERS,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=fetch_seconds,
        limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
    )
    async with client:
        visit = _Visit(client, origins, fetch_seconds, max_fetches)
        for origin in origins:
            await visit.go(Place(origin, "/"))
            if visit.claims:
                break
    if not visit.has_read:
        raise WebError(f"{address} shows no web page: {'; '.join(visit.problems) or 'nothing was asked'}", _HINT)
    return SolidInkPage(supplies=settle(visit.claims), fetched=tuple(visit.fetched), problems=tuple(visit.problems))


def _reading_context() -> ssl.SSLContext:
    """TLS that takes any certificate and old versions: for reading these printers' public pages only.

    Their certificates are self-signed and their TLS dates from 2004 to 2011. Nothing secret is sent, and what a forger
    could gain is a wrong ink level. Never use this for anything else.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= _OP_LEGACY_SERVER_CONNECT
    return context


@contextlib.asynccontextmanager
async def _closed_connections() -> AsyncIterator[Watch]:
    """Closes every connection that was made inside, at the latest when it is left.

    Cancelling httpcore 1.0 amid a TLS handshake leaves the socket open for as long as the event loop lives; its trace
    extension (httpcore.dev, "Extensions") hands out the connection while it is being made.
    """
    streams: list[Any] = []

    async def watch(event: str, info: dict[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            streams.append(info["return_value"])

    try:
        yield watch
    finally:
        for stream in streams:
            await stream.aclose()


@contextlib.contextmanager
def _errors_mapped(place: Place) -> Iterator[None]:
    """The errors of httpx as ours."""
    try:
        yield
    except (TimeoutError, httpx.TimeoutException) as error:
        raise WebError(f"{place.url} did not answer in time", _HINT) from error
    except httpx.ConnectError as error:
        raise WebError(f"{place.url} refuses the connection", _HINT) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise WebError(f"{place.url} broke off: {type(error).__name__}", _HINT) from error


def _checked_charset(place: Place, response: httpx.Response) -> int | None:
    """The declared charset of an answer that is a page.

    Raises:
        WebError: an error status, or something else than HTML.
    """
    kind, _, rest = response.headers.get("content-type", "").lower().partition(";")
    if response.status_code != 200:
        raise WebError(f"{place.url} answers with status {response.status_code}", _HINT)
    if kind.strip() not in _HTML or response.headers.get("content-encoding", "identity").lower() != "identity":
        raise WebError(f"{place.url} is no web page", _HINT)
    return _CHARSETS.get(rest.partition("charset=")[2].strip().strip("\"'"))


def _read(octets: bytes, charset: int | None) -> WebPage:
    return read_page(decode(octets, charset))
