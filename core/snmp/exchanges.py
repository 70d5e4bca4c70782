"""An `SnmpClient` made of single exchanges: what GET, GETNEXT and GETBULK mean, whatever carries the messages."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence

from core.errors import SnmpBadAnswer, SnmpError, SnmpTooBig
from core.snmp.client import Value
from core.snmp.codec import Response
from core.snmp.failures import foreign_answer
from core.snmp.order import arcs
from core.snmp.recording import NULL, Record
from core.snmp.refusal import TOO_BIG, Refusal, ask_without_refused
from core.snmp.wire import NO_SUCH_OBJECT

_Row = tuple[str, Value, int]
"""Dotted OID, value and ASN.1 number of an object."""


class ExchangeClient(ABC):
    """The base of the clients that decode whole messages; a subclass gives `exchange` and `close`.

    The `_records` calls keep the ASN.1 types, which recordings need.

    Args:
        where: address and port in words, for errors.
        version: "1", "2c" or "3".
    """

    def __init__(self, where: str, version: str) -> None:
        self.where = where
        """Address and port in words."""
        self.version = version
        """"1", "2c" or "3"."""

    @abstractmethod
    async def exchange(self, kind: str, oids: Sequence[str], repetitions: int = 0) -> Response:
        """Send one request and wait for its answer.

        Args:
            kind: "get", "get-next" or "get-bulk".
            oids: what to ask for.
            repetitions: for "get-bulk".

        Raises:
            Refusal: the answer is an error status.
            SnmpError: any other failure.
        """

    @abstractmethod
    async def close(self) -> None:
        """Release the socket."""

    async def get(self, oids: Sequence[str], *, deadline: float | None = None) -> dict[str, Value]:
        """The values of those objects, missing ones left out; under v1 one more request for each missing one.

        Raises:
            TimeoutError: the deadline has come.
            SnmpTimeout: silence.
            SnmpTooBig: the agent says tooBig.
            SnmpBadAnswer: only what was no answer came, or none of the objects answered was asked for.
        """

        async def ask(batch: Sequence[str]) -> dict[str, Value]:
            return _values_asked(batch, await self.exchange("get", batch))

        async with asyncio.timeout_at(deadline):
            return await ask_without_refused(ask, oids)

    async def get_next(self, oids: Sequence[str]) -> dict[str, tuple[str, Value] | None]:
        """For each OID the next object and its value, None at the end of the view; raises as `get`."""
        found = await self._next_rows(oids)
        return {oid: row[:2] if row is not None else None for oid, row in found.items()}

    async def get_next_records(self, oids: Sequence[str]) -> dict[str, Record | None]:
        """As `get_next`, with the objects' ASN.1 types."""
        found = await self._next_rows(oids)
        return {oid: _as_record(row) if row is not None else None for oid, row in found.items()}

    async def get_bulk(self, oid: str, repetitions: int) -> list[tuple[str, Value]]:
        """Up to `repetitions` objects after `oid`, fewer at the end of the view; raises as `get`."""
        return [row[:2] for row in await self._bulk_rows(oid, repetitions)]

    async def get_bulk_records(self, oid: str, repetitions: int) -> list[Record]:
        """As `get_bulk`, with the objects' ASN.1 types."""
        return [_as_record(row) for row in await self._bulk_rows(oid, repetitions)]

    async def _next_rows(self, oids: Sequence[str]) -> dict[str, _Row | None]:
        async def ask(batch: Sequence[str]) -> dict[str, _Row | None]:
            return _following(batch, await self.exchange("get-next", batch))

        found = await ask_without_refused(ask, oids)
        return {oid: found.get(oid) for oid in oids}

    async def _bulk_rows(self, oid: str, repetitions: int) -> list[_Row]:
        if self.version == "1":
            raise SnmpError("GETBULK is not part of SNMPv1", "use get_next")
        try:
            response = await self.exchange("get-bulk", [oid], repetitions)
        except Refusal as refusal:
            if refusal.status == TOO_BIG:
                raise SnmpTooBig(f"{self.where} cannot answer {repetitions} objects at once") from refusal
            raise SnmpBadAnswer(f"{self.where} refuses GETBULK", "its SNMP agent is broken for GETBULK") from refusal
        return _rows(response, repetitions)


def _values_asked(oids: Sequence[str], response: Response) -> dict[str, Value]:
    """The values of the objects asked for; whatever else the agent put into its answer is left out."""
    asked = set(oids)
    mine = [(oid, value) for oid, value in response.varbinds if oid in asked]
    if response.varbinds and not mine:
        raise foreign_answer()
    return {oid: value for oid, value in mine if value is not None}


def _following(oids: Sequence[str], response: Response) -> dict[str, _Row | None]:
    """What GETNEXT gave for each OID asked, by its position in the answer."""
    if len(response.varbinds) != len(oids):
        raise SnmpBadAnswer(
            f"the device answered {len(response.varbinds)} objects to a question for {len(oids)}",
            "its SNMP agent is broken for GETNEXT",
        )
    found = [_as_row(*varbind, tag) for varbind, tag in zip(response.varbinds, response.tags, strict=True)]
    return dict(zip(oids, found, strict=True))


def _rows(response: Response, limit: int) -> list[_Row]:
    """The objects of an answer to GETBULK up to the end of the view, at most `limit`."""
    found: list[_Row] = []
    for (oid, value), tag in zip(response.varbinds[:limit], response.tags, strict=False):
        row = _as_row(oid, value, tag)
        if row is None:
            break
        found.append(row)
    return found


def _as_row(oid: str, value: Value | None, tag: int) -> _Row | None:
    """A row of a walk: NULL is a row without content, an exception is none."""
    if value is not None:
        return oid, value, tag
    return None if tag >= NO_SUCH_OBJECT else (oid, b"", NULL)


def _as_record(row: _Row) -> Record:
    oid, value, tag = row
    return Record(arcs(oid), tag, value)
