"""Which addresses of a printer's web server may be asked for: pages about supplies on the same server, nothing else.

Solid-ink printers order supplies, print pages and change settings by plain links, so that a GET is not harmless. A link
is refused for any word of such a deed, in any case, under any percent-encoding, anywhere in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from core.printer.web_page import Link

_WANTED = ("suppl", "consum", "status")
"""What a link's address or text must have in it (PROTOCOL 3.4), the most telling first."""
_DEEDS = re.compile(
    r"order|purchase|shop|buy|reset|restart|reboot|shutdown|poweroff|restore|config|propert|setup|setting|admin|passw"
    r"|login|logon|logout|logoff|signin|delete|remove(?!d)|erase|clear|edit|save|apply|modify|change|submit|cancel"
    r"|update|upgrade|upload|firmware|install(?!ed)|enable|disable|subscri|calibrat|purge|eject|clean(?!er)|exec"
    r"|selftest|testp|set(?:status|suppl|consum|level|ink)|print(?:test|page|report|demo|usage|status|suppl|now|out)"
)
"""Parts of words about doing something instead of telling something, sought with everything but letters and digits
taken out, so that "re-set" and "print_test" are found. A page refused in error only costs a level; one asked in error
may cost a supply or a setting."""
_DEEDS_ALONE = re.compile(r"(?<![a-z])(?:print|tests?|set|put|add|new|run|write|format|cart)(?![a-z])")
"""Words that only count on their own: "printer", "latest" and "information" are harmless."""
_HIDDEN = re.compile(r"%u[0-9a-f]{4}|\ufffd")
"""Encodings that browsers do not use and some servers undo: %uXXXX, broken UTF-8."""
_MAX_ENCODINGS = 4
_MAX_ADDRESS = 1000
_KEPT = "/%:=&?;,+@!$'()*~-._"


class Origin(msgspec.Struct, frozen=True):
    """A web server: everything that has to be the same for a link to stay on it."""

    scheme: str
    """"http" or "https"."""
    host: str
    """A DNS name or an address in lower case, without brackets."""
    port: int

    @property
    def url(self) -> str:
        """The root's URL."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}/"


class Place(msgspec.Struct, frozen=True):
    """A page of a web server."""

    origin: Origin
    target: str
    """Path and query, percent-encoded: what the request line holds."""

    @property
    def url(self) -> str:
        """The page's URL."""
        return self.origin.url + self.target[1:]


def same_origin_place(base: Place, reference: str, base_href: str | None = None) -> Place | None:
    """The place that a reference on a page leads to; None where it leaves the server or is no page's address.

    Args:
        base: the page it stands on.
        reference: as written: relative or absolute.
        base_href: what the page says that its references are relative to.
    """
    place = resolve(base, reference, base_href)
    return place if place is not None and place.origin == base.origin else None


def resolve(base: Place, reference: str, base_href: str | None = None) -> Place | None:
    """The place that a reference leads to, on whatever server; None where it is none, or carries a name or password."""
    text = reference.strip()
    if not text or len(text) > _MAX_ADDRESS or "\\" in text or not text.isprintable():
        return None
    try:
        whole = urljoin(urljoin(base.url, base_href) if base_href else base.url, text)
        parts = urlsplit(whole)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port is None or "@" in parts.netloc:
        return None
    origin = Origin(parts.scheme, parts.hostname.lower().rstrip("."), port)
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Place(origin, target if target.startswith("/") else f"/{target}")


def does_something(text: str) -> bool:
    """Whether an address or a link's text has a word of doing something; also where it cannot be decoded to the end."""
    for _ in range(_MAX_ENCODINGS):
        plain = _plain(text)
        squeezed = "".join(filter(str.isalnum, plain))
        if _DEEDS.search(squeezed) or _DEEDS_ALONE.search(plain) or _HIDDEN.search(plain):
            return True
        decoded = unquote(text)
        if decoded == text:
            return False
        text = decoded
    return True


def links_to_ask(base: Place, links: Iterable[Link], base_href: str | None = None) -> dict[Place, int]:
    """The places that a page's links lead to and that may be asked, each with how telling it is, 0 first.

    Only those on the same server whose address or text speaks of supplies or the status; what a browser goes to by
    itself in the page's place comes last.
    """
    ranked: dict[Place, int] = {}
    for link in links:
        place = same_origin_place(base, link.url, base_href)
        if place is None or does_something(place.target) or does_something(link.text):
            continue
        rank = _rank((unquote(place.target), link.text), is_refresh=link.is_refresh)
        if rank is not None:
            ranked[place] = min(rank, ranked.get(place, rank))
    return ranked


def _rank(texts: Sequence[str], *, is_refresh: bool) -> int | None:
    """How telling a link is, 0 first; None where it speaks of neither supplies nor status."""
    folded = [_plain(text) for text in texts]
    for rank, word in enumerate(_WANTED):
        if any(word in text for text in folded):
            return rank
    return len(_WANTED) if is_refresh else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
