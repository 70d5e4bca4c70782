"""Walk a whole device into a recording, with the ASN.1 type of every object: the work of `supplies record`."""

from collections.abc import Callable, Sequence

from core.errors import SnmpBadAnswer, SnmpEndlessWalk, SnmpError, SnmpTimeout, SnmpTooBig
from core.snmp.client import Credentials
from core.snmp.connect import connect_exchanges
from core.snmp.exchanges import ExchangeClient
from core.snmp.recording import Record, Recording

ROOTS = ("1.3.6.1.2.1", "1.3.6.1.4.1")
"""mib-2 and the makers' private trees."""
_REPETITIONS = 10
"""Objects a GETBULK asks for: more overflow the buffers of some agents."""
_TRIES = 3
"""How often one question is put to a silent device."""


async def record_device(
    address: str,
    port: int,
    credentials: Credentials,
    version: str,
    timeout: float,  # noqa: ASYNC109  (bounds every exchange)
    roots: Sequence[str] = ROOTS,
    limit: int = 20_000,
    on_progress: Callable[[int], None] | None = None,
    on_problem: Callable[[str], None] | None = None,
) -> Recording:
    """Record everything under some OIDs.

    Args:
        address: IPv4 or IPv6, resolved.
        port: UDP.
        credentials: community or SNMPv3 user.
        version: "1", "2c" or "3".
        timeout: seconds one exchange may take; a silent one is tried three times.
        roots: where to walk, one after the other.
        limit: objects under one root.
        on_progress: told the number of objects so far after every exchange.
        on_problem: told in one line why a root could not be walked to its end; what came before is kept, for a walk
            of a device that misbehaves is what is wanted most. Without it such a walk is an error.

    Raises:
        SnmpTimeout: the device is silent.
        SnmpEndlessWalk: it walks backwards or has more than `limit` objects under a root.
        SnmpError: it gave no object at all, or failed in another way.
    """
    client = await connect_exchanges(address, port, credentials, version, timeout)
    try:
        walker = _Walker(client, limit, on_progress)
        for root in roots:
            try:
                await walker.walk(root)
            except SnmpError as error:
                if on_problem is None or not walker.records:
                    raise
                on_problem(f"{root}: {error.title}")
    finally:
        await client.close()
    if not walker.records:
        raise SnmpError(f"{client.where} has no objects there", "its access list may hide them from these credentials")
    return Recording(walker.records)


class _Walker:
    """Takes every object under an OID from one device."""

    def __init__(self, client: ExchangeClient, limit: int, on_progress: Callable[[int], None] | None) -> None:
        self.records: list[Record] = []
        self._client = client
        self._limit = limit
        self._on_progress = on_progress
        self._bulk = client.version != "1"

    async def walk(self, root: str) -> None:
        base = tuple(map(int, root.split(".")))
        position = base
        count = 0
        while True:
            rows = await self._rows(".".join(map(str, position)))
            if not rows:
                return
            for record in rows:
                if record.oid[: len(base)] != base:
                    return
                if record.oid <= position:
                    raise SnmpEndlessWalk(f"the device walks backwards to {record.name}", "its SNMP agent is broken")
                if count >= self._limit:
                    raise SnmpEndlessWalk(f"the device has more than {self._limit:,} objects under {root}")
                self.records.append(record)
                count += 1
                position = record.oid
            if self._on_progress is not None:
                self._on_progress(len(self.records))

    async def _rows(self, position: str) -> list[Record]:
        """The objects after that OID; GETNEXT for the rest of the recording once GETBULK has failed."""
        if self._bulk:
            try:
                return await self._try_hard(position)
            except (SnmpTooBig, SnmpTimeout, SnmpBadAnswer):
                self._bulk = False
        return await self._try_hard(position)

    async def _try_hard(self, position: str) -> list[Record]:
        for _ in range(_TRIES - 1):
            try:
                return await self._ask(position)
            except SnmpTimeout:
                continue
        return await self._ask(position)

    async def _ask(self, position: str) -> list[Record]:
        if self._bulk:
            return await self._client.get_bulk_records(position, _REPETITIONS)
        following = (await self._client.get_next_records([position]))[position]
        return [] if following is None else [following]
