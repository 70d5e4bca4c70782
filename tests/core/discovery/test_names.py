import asyncio
import socket
from collections.abc import Sequence

import pytest

from core.discovery.names import look_up, resolve_targets
from core.discovery.targets import NameFailure, Target, parse_targets
from core.errors import UsageError


class Zone:
    """A resolver with a table of its own; names that are not in it never answer."""

    def __init__(self, table: dict[str, Sequence[str] | OSError]) -> None:
        self._table = table
        self.asked: list[str] = []
        self.is_asked = asyncio.Event()

    async def __call__(self, name: str) -> Sequence[str]:
        self.asked.append(name)
        self.is_asked.set()
        if name not in self._table:
            await asyncio.get_running_loop().create_future()
        answer = self._table[name]
        if isinstance(answer, OSError):
            raise answer
        return answer


UNKNOWN = socket.gaierror(socket.EAI_NONAME, "Name or service not known")


async def test_names_become_addresses_in_the_written_place() -> None:
    zone = Zone({"one": ["10.0.0.1"], "two": ["10.0.0.2"]})
    targets = await resolve_targets(parse_targets(["two:1161, 10.0.0.9, one"]), resolve=zone)
    assert list(targets) == [Target("10.0.0.2", 1161), Target("10.0.0.9", 161), Target("10.0.0.1", 161)]
    assert targets.names == ()
    assert targets.failures == ()


@pytest.mark.parametrize(
    ("addresses", "expected"),
    [
        (["2001:db8::1", "10.0.0.2", "10.0.0.1"], "10.0.0.2"),
        (["fe80::1%eth0", "2001:db8::1"], "fe80::1%eth0"),
        (["::ffff:10.0.0.5"], "10.0.0.5"),
    ],
)
async def test_of_several_addresses_the_first_ipv4_one_is_asked(addresses: list[str], expected: str) -> None:
    targets = await resolve_targets(parse_targets(["printer"]), resolve=Zone({"printer": addresses}))
    assert [target.address for target in targets] == [expected]


async def test_an_excluded_name_leaves_all_its_addresses_out() -> None:
    zone = Zone({"server": ["10.0.0.1", "10.0.0.3"]})
    targets = await resolve_targets(parse_targets(["10.0.0.1-4"], exclude=["server"]), resolve=zone)
    assert [target.address for target in targets] == ["10.0.0.2", "10.0.0.4"]


async def test_names_that_fail_are_reported_and_the_others_are_asked() -> None:
    zone = Zone({"gone": UNKNOWN, "empty": [], "odd": ["no address"], "cast": ["239.1.2.3"], "fine": ["10.0.0.1"]})
    targets = await resolve_targets(parse_targets(["gone, empty, odd, cast, fine"], exclude=["gone"]), resolve=zone)
    assert [target.address for target in targets] == ["10.0.0.1"]
    assert targets.failures == (
        NameFailure("gone", "the name is not known"),
        NameFailure("empty", "has no usable address"),
        NameFailure("odd", "has no usable address"),
        NameFailure("cast", "'cast' is a multicast address (224.0.0.0/4, RFC 1112)"),
        NameFailure("gone", "the name is not known", is_exclude=True),
    )


async def test_a_name_is_looked_up_once() -> None:
    zone = Zone({"printer": ["10.0.0.1"]})
    targets = await resolve_targets(parse_targets(["printer, printer:1161, PRINTER"]), resolve=zone)
    assert zone.asked == ["printer"]
    assert targets.count == 2


async def test_a_silent_name_server_costs_one_name_its_time() -> None:
    targets = await resolve_targets(
        parse_targets(["mute, fine"]), resolve=Zone({"fine": ["10.0.0.1"]}), name_seconds=0.01
    )
    assert [target.address for target in targets] == ["10.0.0.1"]
    assert targets.failures == (NameFailure("mute", "no answer from the name servers within 0.01 s"),)


async def test_a_thousand_silent_names_are_given_up_together() -> None:
    names = [f"mute{number}" for number in range(1000)]
    targets = await resolve_targets(parse_targets(names), resolve=Zone({}), name_seconds=60, total_seconds=0.02)
    assert len(targets.failures) == 1000
    assert {failure.reason for failure in targets.failures} == {"was not looked up in time"}
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_cancelled_look_up_leaves_nothing_running() -> None:
    zone = Zone({})
    task = asyncio.create_task(resolve_targets(parse_targets(["mute"]), resolve=zone))
    await zone.is_asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_names_count_for_the_guard_once_they_are_addresses() -> None:
    targets = parse_targets(["10.0.0.0-10.0.255.255, printer"])
    with pytest.raises(UsageError, match="65,537"):
        await resolve_targets(targets, resolve=Zone({"printer": ["10.9.0.1"]}))


async def test_the_system_knows_localhost() -> None:
    assert "127.0.0.1" in await look_up("localhost")


async def test_the_systems_refusal_is_an_error_of_that_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise UNKNOWN

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(OSError, match="Name or service not known"):
        await look_up("printer.example.com")


async def test_a_name_the_systems_resolver_cannot_take_is_an_error_of_that_name() -> None:
    with pytest.raises(OSError, match="no host name"):
        await look_up("a" * 70 + "ü")
