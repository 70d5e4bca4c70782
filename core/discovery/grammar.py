"""How targets are written: one word in, a span of addresses or a host name out (pure).

10.1.0.0/22                 a network; host bits are tolerated, network and broadcast address left out up to /30
10.2.0.5-40                 a range within the last octet
10.2.0.5-10.2.3.9           a range, both ends included
10.3.0.7, [fe80::1%eth0]    an address
printer7.example.com        a DNS name
printer7:1161               any of these (IPv6 in brackets) with a port of its own
"""

import ipaddress
import re
from collections.abc import Iterator

import msgspec

from core.discovery.spans import ANY_PORT, Span
from core.errors import UsageError

HOW_TO_WRITE = 'write "10.1.0.0/22", "10.2.0.5-40", "10.2.0.5-10.2.3.9", "10.3.0.7", "printer7:1161" or "@list.txt"'
"""The hint where nothing more exact can be said."""

_SEPARATORS = re.compile(r"[\s,]+")
_LOOSE_DASHES = re.compile(r"\s*[\u2012\u2013\u2014]\s*|\s+-\s+")
_BRACKETED = re.compile(r"\[([^\[\]]+)\](?::([0-9]+))?")
_WITH_PORT = re.compile(r"([^:]*)(?::([^:]*))?")
_RANGE = re.compile(r"([0-9]+(?:\.[0-9]+){3})-(.*)")
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_ZONE = re.compile(r"[A-Za-z0-9._-]{1,15}")
_REFUSED = (
    ("0.0.0.0", "0.255.255.255", "belongs to no host (0.0.0.0/8, RFC 1122)"),  # noqa: S104
    ("224.0.0.0", "239.255.255.255", "is a multicast address (224.0.0.0/4, RFC 1112)"),
    ("255.255.255.255", "255.255.255.255", "is the broadcast address"),
)
_LONGEST_SHOWN = 60


class HostName(msgspec.Struct, frozen=True):
    """A DNS name that stands for addresses not yet known."""

    name: str
    """In the DNS' own letters (IDNA)."""
    port: int


Entry = Span | HostName
"""What one word means."""


def split_words(text: str) -> Iterator[str]:
    """The words of a list separated by commas and white space; " - " and typographic dashes join a range."""
    yield from filter(None, _SEPARATORS.split(_LOOSE_DASHES.sub("-", text)))


def parse_word(word: str, default_port: int) -> Entry:
    """What one word means.

    Args:
        word: without white space or commas.
        default_port: where the word names none; `ANY_PORT` for excludes, which may also name whole networks and
            addresses that are never asked.

    Raises:
        UsageError: the word is no target, or means addresses that are never asked.
    """
    entry = _parse(word, default_port)
    if default_port != ANY_PORT and isinstance(entry, Span):
        refuse_special(entry, word)
    return entry


def parse_address(text: str, port: int) -> Span:
    """A single IPv4 or IPv6 address, with a zone where it has one.

    Raises:
        ValueError: it is none.
    """
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv4Address):
        return Span(int(address), int(address), port)
    if address.ipv4_mapped is not None:
        return Span(int(address.ipv4_mapped), int(address.ipv4_mapped), port)
    zone = address.scope_id or ""
    if zone and not _ZONE.fullmatch(zone):
        raise ValueError(f"no interface {zone!r}")
    return Span(int(address), int(address), port, 6, zone)


def _parse(word: str, default_port: int) -> Entry:
    if "://" in word:
        raise _wrong(word, "is a web address", "name only its host, e.g. 10.3.0.7 or printer7.example.com")
    bracketed = _BRACKETED.fullmatch(word)
    if bracketed:
        return _parse_ipv6(bracketed[1], _parse_port(bracketed[2], default_port, word), word)
    if word.count(":") > 1:
        return _parse_ipv6(word, default_port, word)
    match = _WITH_PORT.fullmatch(word)
    host, port_text = match.groups() if match else (word, None)
    port = _parse_port(port_text, default_port, word)
    if "/" in host:
        return _parse_network(host, port, word, is_exclude=default_port == ANY_PORT)
    ends = _RANGE.fullmatch(host)
    if ends:
        return _parse_range(ends[1], ends[2], port, word)
    if re.fullmatch(r"[0-9.]+", host):
        number = _parse_ipv4(host, word)
        return Span(number, number, port)
    return _parse_name(host, port, word)


def _parse_port(text: str | None, default_port: int, word: str) -> int:
    if text is None:
        return default_port
    if not (re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= 65535):
        raise _wrong(word, f"has no port {text[:10]!r}", "a port is a number from 1 to 65535, e.g. printer7:1161")
    return int(text)


def _parse_ipv4(text: str, word: str) -> int:
    try:
        return int(ipaddress.IPv4Address(text))
    except ValueError as error:
        raise _wrong(
            word, "is no IPv4 address", "four numbers from 0 to 255 without leading zeros, e.g. 10.3.0.7"
        ) from error


def _parse_ipv6(text: str, port: int, word: str) -> Span:
    if "/" in text or "-" in text.partition("%")[0]:
        raise _wrong(word, "is more than one IPv6 address", "IPv6 networks are too large to sweep: name each address")
    try:
        return parse_address(text, port)
    except ValueError as error:
        raise _wrong(word, "is no address", "write [fe80::1%eth0]:161 or 10.3.0.7:161") from error


def _parse_network(text: str, port: int, word: str, *, is_exclude: bool) -> Span:
    if text.startswith(("/", "./", "../", "~")):
        raise _wrong(word, "is no target", f'a file of targets is written "@{text[:_LONGEST_SHOWN]}"')
    try:
        network = ipaddress.IPv4Network(text, strict=False)
    except ValueError as error:
        raise _wrong(
            word, "is no IPv4 network", "an address, a slash and a number from 0 to 32, e.g. 10.1.0.0/22"
        ) from error
    low, high = int(network.network_address), int(network.broadcast_address)
    if network.prefixlen <= 30 and not is_exclude:
        low, high = low + 1, high - 1
    return Span(low, high, port)


def _parse_range(first: str, last: str, port: int, word: str) -> Span:
    low = _parse_ipv4(first, word)
    if re.fullmatch(r"[0-9]{1,3}", last):
        if int(last) > 255:
            raise _wrong(word, f"ends at {last}", "the last number of an address is at most 255, e.g. 10.2.0.5-40")
        high = low & ~0xFF | int(last)
    elif re.fullmatch(r"[0-9]+(\.[0-9]+){3}", last):
        high = _parse_ipv4(last, word)
    else:
        raise _wrong(word, "is no range", 'write "10.2.0.5-40" or "10.2.0.5-10.2.3.9"')
    if high < low:
        raise _wrong(word, "ends before it starts", "put the lower address first")
    return Span(low, high, port)


def _parse_name(text: str, port: int, word: str) -> HostName:
    if "*" in text:
        raise _wrong(word, "has a wildcard", "write a network or a range instead: 10.2.0.0/24 or 10.2.0.1-254")
    try:
        name = text.removesuffix(".").encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _wrong(word, "is no host name", HOW_TO_WRITE) from error
    labels = name.split(".")
    # RFC 3696, section 2: the last label of a name is never all digits.
    if len(name) > 253 or labels[-1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise _wrong(word, "is no target", HOW_TO_WRITE)
    return HostName(name.lower(), port)


def refuse_special(span: Span, word: str) -> None:
    """Refuse addresses that no single host has: multicast, broadcast, 0.0.0.0/8.

    Args:
        span: what was meant.
        word: how it was written, for the message.

    Raises:
        UsageError: the span holds such an address.
    """
    if span.version == 6:
        address = ipaddress.IPv6Address(span.low)
        if address.is_multicast or address.is_unspecified:
            raise _wrong(word, "is no address of a single host", "name each printer's own address")
        return
    for first, last, why in _REFUSED:
        low, high = int(ipaddress.IPv4Address(first)), int(ipaddress.IPv4Address(last))
        if span.low <= high and span.high >= low:
            what = why if len(span) == 1 else f"holds an address that {why}"
            raise _wrong(word, what, "name the networks that your printers are in")


def _wrong(word: str, what: str, hint: str) -> UsageError:
    shown = word if len(word) <= _LONGEST_SHOWN else word[:_LONGEST_SHOWN] + "..."
    return UsageError(f"{shown!r} {what}", hint)
