"""Visits to real HTTP and HTTPS servers on loopback that note every request they get."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import trustme

from core.errors import WebError
from core.model.level import Percent
from core.printer.solid_ink import MAX_PAGE, fetch_supplies
from core.printer.solid_ink_pages import SolidInkPage

Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]


class Site:
    """A web server: pages by target, and what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Handler] = {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.port = 0
        self.contacts = 0
        self.contacted = asyncio.Event()
        self.closing = asyncio.Event()
        self.visits: set[asyncio.Task[None] | None] = set()

    def page(self, target: str, body: str, *headers: str, status: str = "200 OK", kind: str = "text/html") -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body.encode())}", *headers]
        if kind:
            lines.append(f"Content-Type: {kind}")
        self.pages[target] = "\r\n".join([*lines, "", ""]).encode() + body.encode()

    def redirect(self, target: str, location: str) -> None:
        self.page(target, "", f"Location: {location}", status="302 Found")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.contacts += 1
        self.contacted.set()
        self.visits.add(asyncio.current_task())
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.heads.append(head)
            method, target, _ = head.split(" ", 2)
            self.asked.append(target if method == "GET" else f"{method} {target}")
            answer = self.pages.get(target, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        writer.close()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()


@asynccontextmanager
async def serving(site: Site, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    server = await asyncio.start_server(site.serve, host, 0, ssl=tls)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        site.closing.set()
        server.close()
        await server.wait_closed()
        await asyncio.gather(*filter(None, site.visits))


@pytest.fixture
async def http() -> AsyncIterator[Site]:
    async with serving(Site()) as site:
        yield site


@pytest.fixture
def certificate() -> ssl.SSLContext:
    """A server's TLS with a certificate that nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("printer.invalid").configure_cert(context)
    return context


@pytest.fixture
async def https(certificate: ssl.SSLContext) -> AsyncIterator[Site]:
    async with serving(Site(), tls=certificate) as site:
        yield site


CLOSED = 1
"""A port of loopback that nothing listens on."""


def inks(**levels: int) -> str:
    rows = "".join(f"<tr><td>{ink.title()} Ink</td><td>{level}%</td></tr>" for ink, level in levels.items())
    return f"<html><table>{rows}</table></html>"


def percents(page: SolidInkPage) -> dict[str, float]:
    return {supply.subject: supply.level.value for supply in page.supplies if isinstance(supply.level, Percent)}


async def test_the_supplies_page_behind_a_frame_is_found(http: Site) -> None:
    http.page("/", '<frameset><frame src="menu.htm"><frame src="/status.htm"></frameset>')
    http.page("/status.htm", '<a href="supplies.htm">Supplies</a><a href="/jobs.htm">Jobs</a>')
    http.page("/supplies.htm", inks(cyan=63, black=80))
    page = await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert percents(page) == {"cyan": 63.0, "black": 80.0}
    assert http.asked == ["/", "/status.htm", "/supplies.htm"]
    assert page.fetched == tuple(f"http://127.0.0.1:{http.port}{target}" for target in http.asked)


async def test_https_with_an_unknown_certificate_is_read_when_http_is_closed(https: Site) -> None:
    https.page("/", '<a href="supplies.htm">Supplies</a>')
    https.page("/supplies.htm", inks(cyan=63))
    page = await fetch_supplies("127.0.0.1", ports=(CLOSED, https.port))
    assert percents(page) == {"cyan": 63.0}
    assert https.asked == ["/", "/supplies.htm"]
    assert "refuses the connection" in page.problems[0]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
async def test_a_server_that_only_knows_old_tls_is_read(certificate: ssl.SSLContext) -> None:
    certificate.set_ciphers("DEFAULT:@SECLEVEL=0")
    certificate.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    certificate.maximum_version = ssl.TLSVersion.TLSv1_1
    async with serving(Site(), tls=certificate) as site:
        site.page("/", inks(cyan=63))
        page = await fetch_supplies("127.0.0.1", ports=(CLOSED, site.port))
    assert percents(page) == {"cyan": 63.0}


async def test_http_is_asked_first_and_https_left_alone_when_http_tells(http: Site, https: Site) -> None:
    http.page("/", inks(cyan=63))
    await fetch_supplies("127.0.0.1", ports=(http.port, https.port))
    assert http.asked == ["/"]
    assert https.contacts == 0


async def test_https_is_asked_when_http_only_shows_a_notice(http: Site, https: Site) -> None:
    http.page("/", "<p>Please use the secure address.")
    https.page("/", inks(cyan=63))
    assert percents(await fetch_supplies("127.0.0.1", ports=(http.port, https.port))) == {"cyan": 63.0}


async def test_a_redirect_from_http_to_https_of_the_same_printer_is_followed(http: Site, https: Site) -> None:
    http.redirect("/", f"https://127.0.0.1:{https.port}/home.htm")
    https.page("/home.htm", inks(cyan=63))
    page = await fetch_supplies("127.0.0.1", ports=(http.port, https.port))
    assert percents(page) == {"cyan": 63.0}
    assert (http.asked, https.asked) == (["/"], ["/home.htm"])


async def test_a_link_that_orders_or_resets_is_never_asked(http: Site) -> None:
    targets = [
        *("/orderSupplies.htm", "/supplies/RESET", "/supplies?do=%6frder", "/supplies?a=re%2573et", "/status/config"),
        *("/properties/supplies.htm", "/supplies?cmd=print_test", "/statusLogin", "/delete?supplies", "/status/reboot"),
    ]
    http.page("/", "".join(f'<a href="{target}">Supplies status</a><frame src="{target}">' for target in targets))
    page = await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert http.asked == ["/"]
    assert page.supplies == ()


async def test_a_redirect_to_a_link_that_does_something_is_not_followed(http: Site) -> None:
    http.page("/", '<a href="/supplies.htm">Supplies</a>')
    http.redirect("/supplies.htm", "/supplies/reset.cgi")
    page = await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert http.asked == ["/", "/supplies.htm"]
    assert "may do something" in page.problems[0]


@pytest.mark.parametrize("form", ["link", "frame", "redirect", "root redirect", "base", "refresh", "protocol-relative"])
async def test_another_host_is_never_contacted(http: Site, form: str) -> None:
    async with serving(Site(), "127.0.0.2") as other:
        other.page("/supplies.htm", inks(cyan=63))
        url = f"http://127.0.0.2:{other.port}/supplies.htm"
        bodies = {
            "link": f'<a href="{url}">Supplies</a>',
            "frame": f'<frame src="{url}">',
            "redirect": '<a href="/status.htm">Status</a>',
            "base": f'<base href="{url}"><a href="supplies.htm">Supplies</a>',
            "refresh": f'<meta http-equiv=refresh content="0;url={url}">',
            "protocol-relative": f'<a href="{url[5:]}">Supplies</a>',
        }
        if form == "root redirect":
            http.redirect("/", url)
            with pytest.raises(WebError, match="another server"):
                await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
        else:
            http.page("/", bodies[form])
            http.redirect("/status.htm", url)
            assert (await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))).supplies == ()
    assert other.contacts == 0


async def test_another_port_of_the_printer_is_another_server(http: Site) -> None:
    async with serving(Site()) as other:
        http.page("/", f'<a href="http://127.0.0.1:{other.port}/supplies.htm">Supplies</a>')
        await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert other.contacts == 0


async def test_at_most_five_requests_are_made_and_the_most_telling_ones_first(http: Site) -> None:
    http.page(
        "/", "".join(f'<a href="/status{number}.htm">x</a>' for number in range(9)) + "<a href=/supplies.htm>x</a>"
    )
    for number in range(9):
        http.page(f"/status{number}.htm", f'<a href="/status{number + 10}.htm">more</a>')
    http.page("/supplies.htm", "<p>nothing")
    await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert http.asked == ["/", "/supplies.htm", "/status0.htm", "/status1.htm", "/status2.htm"]


async def test_redirects_failures_and_both_protocols_count_against_the_five(http: Site, https: Site) -> None:
    http.redirect("/", "/a")
    http.redirect("/a", "/b")
    http.redirect("/b", "/a")
    https.page("/", "".join(f'<a href="/status{number}.htm">x</a>' for number in range(9)))
    await fetch_supplies("127.0.0.1", ports=(http.port, https.port))
    assert http.asked == ["/", "/a", "/b"]
    assert https.asked == ["/", "/status0.htm"]


async def test_nothing_more_is_asked_once_every_ink_is_known(http: Site) -> None:
    http.page("/", inks(black=1, cyan=2, magenta=3, yellow=4) + "<a href=/supplies.htm>Supplies</a>")
    await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert http.asked == ["/"]


async def test_a_page_without_end_is_read_up_to_the_limit_and_left(http: Site) -> None:
    sent = 0

    async def endless(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + inks(cyan=63).encode())
        writer.write(b" " * MAX_PAGE + inks(black=80).encode())
        while True:
            writer.write(b" " * 65536)
            await writer.drain()
            sent += 65536

    http.pages["/"] = endless
    page = await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED), fetch_seconds=30)
    assert percents(page) == {"cyan": 63.0}
    assert page.problems == ()
    assert sent < 30 * MAX_PAGE


@pytest.mark.parametrize(
    "first", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
async def test_a_server_that_trickles_is_left_after_the_limit(http: Site, first: bytes) -> None:
    """Each single octet comes in time for a time-out that starts anew with every read."""

    async def trickle(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not http.closing.is_set():
            writer.write(b"H")
            await writer.drain()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(http.closing.wait(), 0.02)

    http.pages["/"] = trickle
    loop = asyncio.get_running_loop()
    started = loop.time()
    with pytest.raises(WebError, match="did not answer in time"):
        await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED), fetch_seconds=0.3)
    assert loop.time() - started < 3


async def test_a_server_that_takes_the_connection_and_says_nothing_is_left(http: Site) -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await http.closing.wait()

    http.pages["/"] = silent
    with pytest.raises(WebError, match="did not answer in time"):
        await fetch_supplies("127.0.0.1", ports=(http.port, http.port), fetch_seconds=0.2)


@pytest.mark.parametrize("how", ["time-out", "cancelled"])
async def test_a_tls_handshake_that_never_ends_leaves_no_connection_open(http: Site, how: str) -> None:
    visit = asyncio.create_task(
        fetch_supplies("127.0.0.1", ports=(CLOSED, http.port), fetch_seconds=0.2 if how == "time-out" else 30)
    )
    await http.contacted.wait()
    if how == "cancelled":
        visit.cancel()
    with pytest.raises(WebError if how == "time-out" else asyncio.CancelledError):
        await visit
    await asyncio.wait_for(asyncio.gather(*filter(None, http.visits)), 5)


async def test_a_page_that_fails_leaves_what_the_others_said(http: Site) -> None:
    http.page("/", inks(cyan=63) + '<a href="/supplies.htm">x</a><a href="/status.htm">x</a>')
    http.page("/supplies.htm", "<p>Cyan 1%", status="500 Oops")
    http.page("/status.htm", inks(black=80))
    page = await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert percents(page) == {"cyan": 63.0, "black": 80.0}
    assert "status 500" in page.problems[0]


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream", "text/javascript"])
async def test_what_is_no_web_page_is_not_read(http: Site, kind: str) -> None:
    http.page("/", inks(cyan=63), kind=kind)
    with pytest.raises(WebError, match="is no web page"):
        await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))


async def test_compressed_pages_are_not_unpacked(http: Site) -> None:
    http.page("/", "x", "Content-Encoding: gzip")
    with pytest.raises(WebError, match="is no web page"):
        await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))


@pytest.mark.parametrize(
    "kind",
    ["text/html", "text/html; charset=utf-8", "TEXT/HTML; Charset=Shift_JIS", "text/html; charset=punycode", ""],
)
async def test_a_wrong_or_missing_charset_does_not_hide_the_figures(http: Site, kind: str) -> None:
    body = b"<table><tr><td>Cyan Ink \xe9\xff\x80</td><td>63%</td></tr></table>"
    http.pages["/"] = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    assert percents(await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))) == {"cyan": 63.0}


async def test_no_cookies_credentials_or_proxies_are_used(http: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.2:1")
    http.page("/", '<a href="/supplies.htm">x</a>', "Set-Cookie: a=b; Path=/")
    http.page("/supplies.htm", inks(cyan=63))
    await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert http.asked == ["/", "/supplies.htm"]
    for head in http.heads:
        assert "cookie:" not in head.lower()
        assert "authorization:" not in head.lower()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\ncut",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_broken_answers_are_one_clear_error(http: Site, answer: bytes) -> None:
    http.pages["/"] = answer
    with pytest.raises(WebError) as caught:
        await fetch_supplies("127.0.0.1", ports=(http.port, CLOSED))
    assert caught.value.hint


@pytest.mark.parametrize(
    "address", ["", "a b", "127.0.0.1/x", "user@127.0.0.1", "a" * 256, "-x", "büro", "127.0.0.1?x"]
)
async def test_what_is_no_address_is_one_clear_error(address: str) -> None:
    with pytest.raises(WebError, match="is no address"):
        await fetch_supplies(address, ports=(CLOSED, CLOSED))


async def test_a_visit_can_be_cancelled(http: Site) -> None:
    arrived = asyncio.Event()

    async def silent(_: asyncio.StreamWriter) -> None:
        arrived.set()
        await http.closing.wait()

    http.pages["/"] = silent
    visit = asyncio.create_task(fetch_supplies("127.0.0.1", ports=(http.port, CLOSED)))
    await arrived.wait()
    visit.cancel()
    with pytest.raises(asyncio.CancelledError):
        await visit
