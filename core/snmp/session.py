"""A device with a memory: second tries, requests of a size it takes, walks that end; what was learned is kept."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from core.errors import SnmpBadAnswer, SnmpEndlessWalk, SnmpError, SnmpTimeout, SnmpTooBig
from core.model.device import Profile
from core.snmp.client import Credentials, SnmpClient, UsmUser, Value
from core.snmp.connect import Connect, connect
from core.snmp.order import SubtreeWalk, arcs, outermost

_UPTIME = "1.3.6.1.2.1.1.3.0"
_SYSTEM = "1.3.6.1.2.1.1"
_MAX_REPETITIONS = 10
"""Rows a GETBULK asks for: more overflow the buffers of some agents."""
_MAX_TIMEOUT = 10.0
"""Seconds; the first answer of a sleeping device was seen after 18 s, which two tries of this length cover."""
_NUMBERS = 40
"""Objects that are numbers in one request: about 1,000 octets each way, which one Ethernet frame holds. Our choice."""
_MAX_OBJECTS = 20_000
"""Objects one read may give: a full walk of the largest known device has some thousands."""

_T = TypeVar("_T")


class Session:
    """Asks one device; one call at a time.

    Args:
        address: IPv4 or IPv6, resolved.
        port: UDP.
        credentials: community or SNMPv3 user.
        profile: what was learned before; None starts with the defaults.
        connect: makes the client; tests hand in their own.
        retries: further tries after a silent one, each with twice the time-out of the one before, up to 10 s.
        read_seconds: the whole session may take that long from its first exchange on.
    """

    def __init__(
        self,
        address: str,
        port: int,
        credentials: Credentials,
        profile: Profile | None = None,
        *,
        connect: Connect = connect,
        retries: int = 2,
        read_seconds: float = 120.0,
    ) -> None:
        self._where = f"{address} port {port}"
        self._address, self._port, self._credentials = address, port, credentials
        self._profile = profile or Profile(version="3" if isinstance(credentials, UsmUser) else "2c")
        self._connect = connect
        self._retries = retries
        self._read_seconds = read_seconds
        self._deadline: float | None = None
        self._objects = 0
        self._walk_objects: int | None = None
        self._client: SnmpClient | None = None
        self._client_made_for: tuple[str, float] | None = None
        self.has_doubts = False
        """Whether a request was halved because it was not answered, which a lost datagram looks like too."""

    @property
    def profile(self) -> Profile:
        """How to talk to the device, as far as learned."""
        return self._profile

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Release the sockets; the next call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def learn_version(self) -> str:
        """Find out which SNMP version the device answers and keep it in the profile: v2c before v1, v3 with a user.

        Returns:
            "1", "2c" or "3".

        Raises:
            SnmpTimeout: it answers none.
            SnmpAuthError: SNMPv3, the user is refused.
        """
        if isinstance(self._credentials, UsmUser):
            self._learn(version="3")
            await self._patiently(lambda client: client.get([_UPTIME]))
            return "3"
        timeout = self._profile.timeout
        silence: SnmpError = SnmpTimeout(f"no answer from {self._where}")
        for _ in range(self._retries + 1):
            for version in ("2c", "1"):
                try:
                    await self._once(lambda client: client.get([_UPTIME]), version, timeout)
                    # A device that wakes up loses the first datagram, which was the v2c one.
                    is_v2c = version == "2c" or await self._answers("2c", timeout)
                except (SnmpTimeout, SnmpBadAnswer) as error:
                    silence = error
                else:
                    self._learn(version="2c" if is_v2c else "1")
                    return self._profile.version
            timeout = max(timeout, min(timeout * 2, _MAX_TIMEOUT))
        raise silence

    async def probe_bulk(self, *, dialect_allows: bool) -> bool:
        """Find out whether GETBULK gives what GETNEXT gives, and keep it in the profile; asked once only.

        Args:
            dialect_allows: False for makes known to break it: they are not asked.
        """
        if self._profile.bulk and dialect_allows:
            return True
        works = False
        if dialect_allows and self._profile.version != "1":
            try:
                rows = await self._patiently(lambda client: client.get_bulk(_SYSTEM, 3))
                given = [oid for oid, _ in rows]
                asked = [_SYSTEM, *given[:-1]]
                following = await self._patiently(lambda client: client.get_next(asked))
                works = len(given) == 3 and [row and row[0] for row in following.values()] == given
            except (SnmpTimeout, SnmpTooBig, SnmpBadAnswer):
                works = False
        self._learn(bulk=works)
        return works

    async def get(self, oids: Iterable[str]) -> dict[str, Value]:
        """The values of those objects, missing ones left out.

        Asks for as many at a time as the device takes: where it says tooBig or is silent, the request is halved, and
        the size that works is kept in the profile. An object that it cannot even answer alone counts as missing.

        Raises:
            SnmpTimeout: the device is silent.
            SnmpError: any other failure.
        """
        return await self._in_batches(self._ask_values, list(dict.fromkeys(oids)))

    async def get_numbers(self, oids: Sequence[str]) -> dict[str, Value]:
        """As `get`, for distinct objects that are numbers or a few octets: more of them fit into one request.

        A device that was seen to take fewer objects than a request has at first is asked for no more than that.
        """
        is_limited = self._profile.max_objects < Profile().max_objects
        return await self._in_batches(self._ask_values, oids, room=None if is_limited else _NUMBERS)

    async def _ask_values(self, batch: Sequence[str], tries: int) -> dict[str, Value]:
        return await self._patiently(lambda client: client.get(batch, deadline=self._deadline), tries, is_timed=True)

    async def walk(self, base: str, limit: int = 2000) -> dict[str, Value]:
        """Every object under an OID, in the agent's order.

        Raises:
            SnmpEndlessWalk: the agent walks backwards, or has more than `limit` objects there.
            SnmpError: any other failure.
        """
        return await self.columns([base], limit)

    async def columns(self, bases: Iterable[str], limit: int = 2000) -> dict[str, Value]:
        """Every object under several OIDs, at most `limit` under each; raises as `walk`.

        With GETBULK one subtree after the other, with GETNEXT one row of all of them in each request.
        """
        walks = [SubtreeWalk(base, limit) for base in outermost(bases)]
        if self._profile.bulk:
            await self._bulk_walks(walks)
        else:
            await self._next_walks(walks)
        return {oid: value for walk in walks for oid, value in walk.rows.items()}

    async def _next_walks(self, walks: Sequence[SubtreeWalk]) -> None:
        async def ask(batch: Sequence[str], tries: int) -> dict[str, tuple[str, Value] | None]:
            return await self._patiently(lambda client: client.get_next(batch), tries)

        going = list(walks)
        while going:
            following = await self._in_batches(ask, [walk.position for walk in going], is_walk=True)
            rows = [(walk, following.get(walk.position)) for walk in going]
            going = [walk for walk, row in rows if row is not None and walk.take(*row)]

    async def _bulk_walks(self, walks: Sequence[SubtreeWalk]) -> None:
        left = list(walks)
        while left:
            walk = left[0]
            try:
                rows = await self._bulk_rows(walk.position)
            except (SnmpTimeout, SnmpBadAnswer, SnmpTooBig):
                # The probe was answered, this was not: what GETNEXT gives is trusted more.
                await self._require_life()
                self._learn(bulk=False)
                await self._next_walks(left)
                return
            is_over = not rows
            for oid, value in rows:
                if walk.take(oid, value):
                    continue
                is_over = True
                # Rows behind one subtree are the first ones of the next when that lies right behind it.
                if len(left) == 1 or arcs(oid) < arcs(left[1].base):
                    break
                left.pop(0)
                walk = left[0]
                is_over = not walk.take(oid, value)
                if is_over:
                    break
            if is_over:
                left.pop(0)

    async def _bulk_rows(self, position: str) -> list[tuple[str, Value]]:
        repetitions = min(_MAX_REPETITIONS, max(self._profile.max_objects, 2))
        while True:
            try:
                rows = await self._patiently(lambda client: client.get_bulk(position, repetitions))  # noqa: B023
            except SnmpTooBig:
                if repetitions <= 2:
                    raise
                repetitions //= 2
                self._learn(max_objects=repetitions)
            else:
                self._count(len(rows))
                return rows

    async def _in_batches(
        self,
        ask: Callable[[Sequence[str], int], Awaitable[dict[str, _T]]],
        oids: Sequence[str],
        *,
        is_walk: bool = False,
        room: int | None = None,
    ) -> dict[str, _T]:
        """Ask for objects in requests of the learned size, or of `room` while it works; halve what is not answered.

        `ask` takes the OIDs of one request and how often to try.
        """
        values: dict[str, _T] = {}
        left = oids
        while left:
            size = room or self._batch_size(is_walk=is_walk)
            batches = [left[:size]]
            left = left[size:]
            is_first = True
            while batches:
                batch = batches.pop()
                # Halves are asked once: when that fails they are halved again, and only a lone object is given up.
                tries = self._retries + 1 if is_first else 2 if len(batch) == 1 else 1
                is_first = is_silence = False
                try:
                    found = await ask(batch, tries)
                except SnmpTooBig:
                    pass
                except SnmpBadAnswer:
                    # Some agents answer fewer objects than asked when they are many.
                    if len(batch) == 1:
                        raise
                except SnmpTimeout:
                    await self._require_life()
                    is_silence = True
                else:
                    self._count(len(found))
                    values |= found
                    # A size that works is the one to keep, though an object in another batch made that one fail.
                    if room is None and len(batch) > self._batch_size(is_walk=is_walk):
                        self._learn_size(len(batch), is_walk=is_walk)
                    continue
                room = None
                if len(batch) > 1:
                    middle = (len(batch) + 1) // 2
                    batches += [batch[middle:], batch[:middle]]
                    self.has_doubts = self.has_doubts or is_silence
                    self._learn_size(min(self._batch_size(is_walk=is_walk), middle), is_walk=is_walk)
        return values

    def _batch_size(self, *, is_walk: bool) -> int:
        return self._profile.max_objects if self._walk_objects is None or not is_walk else self._walk_objects

    def _learn_size(self, objects: int, *, is_walk: bool) -> None:
        """Remember how many objects a request may have.

        What a walk learns is forgotten with the session: a column's end runs into whatever stands behind it, some kB of
        a private object perhaps, which says nothing about requests for the objects that are wanted.
        """
        if is_walk:
            self._walk_objects = objects
        else:
            self._learn(max_objects=objects)

    async def _require_life(self) -> None:
        """Tell silence on a large request from silence.

        Raises:
            SnmpTimeout: the device does not answer the smallest question either.
        """
        await self._once(lambda client: client.get([_UPTIME]), self._profile.version, self._profile.timeout)

    async def _answers(self, version: str, timeout: float) -> bool:  # noqa: ASYNC109
        try:
            await self._once(lambda client: client.get([_UPTIME]), version, timeout)
        except (SnmpTimeout, SnmpBadAnswer):
            return False
        return True

    async def _patiently(
        self, call: Callable[[SnmpClient], Awaitable[_T]], tries: int | None = None, *, is_timed: bool = False
    ) -> _T:
        """One exchange with second tries; each waits twice as long, and the time-out that worked is kept."""
        timeout = self._profile.timeout
        left = self._retries if tries is None else tries - 1
        while True:
            try:
                return await self._once(call, self._profile.version, timeout, is_timed=is_timed)
            except (SnmpTimeout, SnmpBadAnswer):
                if left <= 0:
                    raise
                left -= 1
                timeout = max(timeout, min(timeout * 2, _MAX_TIMEOUT))

    async def _once(
        self,
        call: Callable[[SnmpClient], Awaitable[_T]],
        version: str,
        timeout: float,  # noqa: ASYNC109
        *,
        is_timed: bool = False,
    ) -> _T:
        """One exchange within the session's time; an answer slower than the profile's time-out lengthens that.

        `is_timed`: the call minds the session's deadline itself, which costs less than a time-out around it.
        """
        loop = asyncio.get_running_loop()
        started = loop.time()
        if self._deadline is None:
            self._deadline = started + self._read_seconds
        try:
            client = await self._client_for(version, timeout)
            if started >= self._deadline:
                raise TimeoutError
            if is_timed:
                answer = await call(client)
            else:
                async with asyncio.timeout_at(self._deadline):
                    answer = await call(client)
        except TimeoutError as error:
            raise SnmpTimeout(
                f"{self._where} was not read within {self._read_seconds:.0f} s", "the device or the network is slow"
            ) from error
        taken = loop.time() - started
        # Without a second try a call takes long because it is made of many exchanges.
        if timeout > self._profile.timeout and taken > self._profile.timeout:
            self._learn(timeout=min(round(taken * 1.5, 1), timeout))
        return answer

    async def _client_for(self, version: str, timeout: float) -> SnmpClient:  # noqa: ASYNC109
        if self._client is None or self._client_made_for != (version, timeout):
            await self.close()
            self._client = await self._connect(self._address, self._port, self._credentials, version, timeout)
            self._client_made_for = (version, timeout)
        return self._client

    def _count(self, objects: int) -> None:
        self._objects += objects
        if self._objects > _MAX_OBJECTS:
            raise SnmpEndlessWalk(
                f"{self._where} gave more than {_MAX_OBJECTS:,} objects in one read", "the read was stopped there"
            )

    def _learn(self, **changes: str | bool | float) -> None:
        self._profile = msgspec.structs.replace(self._profile, **changes)
