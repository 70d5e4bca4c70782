"""SNMPv1 and v2c over an asyncio datagram endpoint, with the codec made of pysnmp's message types."""

import asyncio
import secrets
from collections.abc import Sequence
from typing import Self

from core.errors import SnmpBadAnswer, SnmpError
from core.snmp.codec import (
    Response,
    decode_response,
    encode_get,
    encode_get_bulk,
    encode_get_next,
    request_id_span,
)
from core.snmp.exchanges import ExchangeClient
from core.snmp.failures import no_answer, unreachable
from core.snmp.refusal import Refusal

_MAX_STRAY_DATAGRAMS = 64
"""Datagrams that are no answer to the question, before the exchange is given up: they cost time to look at."""


class PysnmpClient(ExchangeClient):
    """An `SnmpClient` for SNMPv1 and v2c, one call at a time; made by `open`.

    The socket is connected: datagrams from another address or port never arrive. Datagrams with another request id,
    version or community, and octets that are no SNMP, are ignored until the time-out.
    """

    def __init__(self, where: str, version: str, community: str, timeout: float) -> None:
        super().__init__(where, version)
        self._community = community
        self._timeout = timeout
        self._inbox = _Inbox()
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def open(cls, address: str, port: int, *, community: str, version: str, timeout: float) -> Self:  # noqa: ASYNC109
        """Bind a socket towards a device.

        Args:
            address: an IPv4 or IPv6 address, no name.
            port: UDP.
            community: its name.
            version: "1" or "2c".
            timeout: seconds an exchange may take.

        Raises:
            SnmpTimeout: this machine has no route there.
        """
        client = cls(f"{address} port {port}", version, community, timeout)
        try:
            client._transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
                lambda: client._inbox, remote_addr=(address, port)
            )
        except OSError as error:
            raise unreachable(client.where, error) from error
        return client

    async def exchange(self, kind: str, oids: Sequence[str], repetitions: int = 0) -> Response:
        """Send one request and wait for its answer (see `ExchangeClient.exchange`)."""
        if self._transport is None or self._transport.is_closing():
            raise SnmpError(f"The connection to {self.where} is closed")
        # A random number that others on the network cannot guess.
        number = secrets.randbelow(0x7FFFFFFE) + 1
        self._inbox.clear()
        self._transport.sendto(self._encode(kind, number, oids, repetitions))
        community = self._community.encode()
        strays = 0
        try:
            async with asyncio.timeout(self._timeout):
                while True:
                    response = await self._inbox.take(number)
                    if response and response.version == self.version and response.community == community:
                        break
                    strays += 1
                    if strays >= _MAX_STRAY_DATAGRAMS:
                        raise SnmpBadAnswer(f"{self.where} sends a flood of datagrams that are no answer")
        except TimeoutError as error:
            raise no_answer(self.where, strays) from error
        except OSError as error:
            raise unreachable(self.where, error) from error
        if response.error_status:
            raise Refusal(response.error_status, response.error_index)
        return response

    async def close(self) -> None:
        """Release the socket."""
        if self._transport is not None:
            self._transport.close()
            self._transport = None
            # A transport closes its socket in the next turn of the loop.
            await asyncio.sleep(0)

    def _encode(self, kind: str, number: int, oids: Sequence[str], repetitions: int) -> bytes:
        if kind == "get-bulk":
            return encode_get_bulk(self._community, number, oids, repetitions)
        encode = encode_get if kind == "get" else encode_get_next
        return encode(self.version, self._community, number, oids)


class _Inbox(asyncio.DatagramProtocol):
    """What arrived for the one exchange under way; what does not fit in any more is lost, as in a socket."""

    def __init__(self) -> None:
        self._arrived: asyncio.Queue[bytes | OSError] = asyncio.Queue(_MAX_STRAY_DATAGRAMS)

    def clear(self) -> None:
        """Forget what came for an earlier question."""
        while not self._arrived.empty():
            self._arrived.get_nowait()

    async def take(self, number: int) -> Response | None:
        """The next datagram decoded, None where it is no answer to that request id.

        Raises:
            OSError: the network says that the device cannot be reached.
        """
        arrived = await self._arrived.get()
        if isinstance(arrived, OSError):
            raise arrived
        span = request_id_span(arrived)
        # Decoding is expensive, reading the request id is not.
        if span is None or int.from_bytes(arrived[span], signed=True) != number:
            return None
        try:
            return decode_response(arrived)
        except SnmpBadAnswer:
            return None

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002  (asyncio's signature)
        self._keep(data)

    def error_received(self, exc: Exception) -> None:
        if isinstance(exc, OSError):
            self._keep(exc)

    def _keep(self, arrived: bytes | OSError) -> None:
        if not self._arrived.full():
            self._arrived.put_nowait(arrived)
