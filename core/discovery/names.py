"""DNS names to addresses: bounded in time, each failure reported, none of them fatal."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from core.daemon_thread import in_daemon_thread
from core.discovery.grammar import Entry, HostName, parse_address, refuse_special
from core.discovery.spans import Span
from core.discovery.targets import NameFailure, Targets
from core.errors import UsageError

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""A name to its addresses in order of preference; raises OSError where there is none."""

NAME_SECONDS = 5.0
"""How long one name may take."""
TOTAL_SECONDS = 30.0
"""How long all names together may take; the ones not looked up by then have failed."""
_AT_ONCE = 32
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""What resolvers say of a name that nobody has, or that has no address."""


async def look_up(name: str) -> Sequence[str]:
    """The addresses of a name by the system's resolver.

    Raises:
        OSError: no such name, or no answer from the name servers.
    """

    def ask() -> list[str]:
        try:
            found = socket.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
        except UnicodeError as error:
            raise OSError(f"no host name ({error})") from error
        return [str(address[0]) for *_, address in found]

    return await in_daemon_thread(ask, f"look up {name}")


async def resolve_targets(
    targets: Targets,
    *,
    resolve: Resolve = look_up,
    name_seconds: float = NAME_SECONDS,
    total_seconds: float = TOTAL_SECONDS,
) -> Targets:
    """The same targets with every name replaced by its address.

    A target's name gives one address, the first IPv4 one, else the first at all: printers are asked once. A name to
    be left out gives all its addresses. Names that fail are in `Targets.failures` of the result.

    Raises:
        UsageError: too many addresses.
    """
    names = dict.fromkeys(host.name for host in targets.names)
    if not names:
        return targets
    gate = asyncio.Semaphore(_AT_ONCE)
    found: dict[str, Sequence[str]] = {}
    reasons = dict.fromkeys(names, "was not looked up in time")

    async def ask(name: str) -> None:
        async with gate:
            try:
                async with asyncio.timeout(name_seconds):
                    found[name] = await resolve(name)
            except TimeoutError:
                reasons[name] = f"no answer from the name servers within {name_seconds:g} s"
            except OSError as error:
                reasons[name] = _reason(error)

    tasks = [asyncio.create_task(ask(name)) for name in names]
    try:
        done, _ = await asyncio.wait(tasks, timeout=total_seconds)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return _replace_names(targets, found, reasons)


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_NAME:
        return "the name is not known"
    return error.strerror or str(error) or "the name is not known"


def _replace_names(targets: Targets, found: dict[str, Sequence[str]], reasons: dict[str, str]) -> Targets:
    failures: dict[tuple[str, bool], NameFailure] = {}

    def replaced(entries: tuple[Entry, ...], *, is_exclude: bool) -> list[Entry]:
        kept: list[Entry] = []
        for entry in entries:
            if isinstance(entry, Span):
                kept.append(entry)
                continue
            try:
                spans = _spans_of(entry, found[entry.name], is_exclude=is_exclude) if entry.name in found else []
                reason = "has no usable address" if entry.name in found else reasons[entry.name]
            except UsageError as error:
                spans, reason = [], error.title
            kept += spans if is_exclude else spans[:1]
            if not spans:
                failures[entry.name, is_exclude] = NameFailure(entry.name, reason, is_exclude)
        return kept

    entries = replaced(targets.entries, is_exclude=False)
    excluded = replaced(targets.excluded, is_exclude=True)
    earlier = targets.failures
    return Targets(entries, excluded, failures=(*earlier, *failures.values()), allow_large=targets.allow_large)


def _spans_of(host: HostName, addresses: Sequence[str], *, is_exclude: bool) -> list[Span]:
    """A name's addresses, IPv4 first; refused like written ones where they are no single host's."""
    spans = []
    for text in addresses:
        try:
            spans.append(parse_address(text, host.port))
        except ValueError:
            continue
    spans.sort(key=lambda span: span.version)
    if spans and not is_exclude:
        refuse_special(spans[0], host.name)
    return spans
