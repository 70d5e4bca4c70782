"""Community-based SNMP, v1 and v2c, one message at a time: every kind of request, every error status.

For SNMPv1, where gufo-snmp does not tell which object was missing, for walks, whose rows gufo-snmp filters, and for
everything where gufo-snmp is not installed.
"""

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
from core.snmp.connected_socket import Arrival, ConnectedSocket
from core.snmp.exchanges import ExchangeClient
from core.snmp.failures import no_answer, unreachable
from core.snmp.refusal import Refusal

_MAX_STRAY_DATAGRAMS = 64
"""Datagrams that are no answer to the question, before the exchange is given up: they cost time to look at."""


class CommunityClient(ExchangeClient):
    """An `SnmpClient` for SNMPv1 and v2c, one call at a time; made by `open`.

    Datagrams with another request id, version or community, and octets that are no SNMP, are ignored until the
    time-out.
    """

    def __init__(self, where: str, version: str, community: str, timeout: float) -> None:
        super().__init__(where, version)
        self._community = community
        self._timeout = timeout
        self._inbox = _Inbox(version, community.encode())
        self._socket: ConnectedSocket | None = None

    @classmethod
    async def open(cls, address: str, port: int, *, community: str, version: str, timeout: float) -> Self:  # noqa: ASYNC109
        """Open a socket towards a device.

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
            client._socket = ConnectedSocket(address, port, client._inbox.take)
        except OSError as error:
            raise unreachable(client.where, error) from error
        return client

    async def exchange(self, kind: str, oids: Sequence[str], repetitions: int = 0) -> Response:
        """Send one request and wait for its answer (see `ExchangeClient.exchange`)."""
        if self._socket is None:
            raise SnmpError(f"the connection to {self.where} is closed")
        # A random number that others on the network cannot guess.
        number = secrets.randbelow(0x7FFFFFFE) + 1
        answer = self._inbox.expect(number)
        clock = asyncio.get_running_loop().call_later(self._timeout, _run_out, answer)
        try:
            self._socket.send(self._encode(kind, number, oids, repetitions))
            response = await answer
        except _FloodError as error:
            raise SnmpBadAnswer(f"{self.where} sends a flood of datagrams that are no answer") from error
        except TimeoutError as error:
            raise no_answer(self.where, self._inbox.strays) from error
        except OSError as error:
            raise unreachable(self.where, error) from error
        finally:
            clock.cancel()
            answer.cancel()
        if response.error_status:
            raise Refusal(response.error_status, response.error_index)
        return response

    async def close(self) -> None:
        """Release the socket."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _encode(self, kind: str, number: int, oids: Sequence[str], repetitions: int) -> bytes:
        if kind == "get-bulk":
            return encode_get_bulk(self._community, number, oids, repetitions)
        encode = encode_get if kind == "get" else encode_get_next
        return encode(self.version, self._community, number, oids)


class _FloodError(Exception):
    """Too many datagrams that are no answer."""


def _run_out(answer: "asyncio.Future[Response]") -> None:
    if not answer.done():
        answer.set_exception(TimeoutError())


class _Inbox:
    """Looks at what arrives for the one exchange under way; what comes between exchanges is nobody's."""

    def __init__(self, version: str, community: bytes) -> None:
        self.strays = 0
        """Datagrams that were no answer, in the exchange under way or the last one."""
        self._version = version
        self._community = community
        self._number = 0
        self._answer: asyncio.Future[Response] | None = None

    def expect(self, number: int) -> "asyncio.Future[Response]":
        """The answer to the request of that id, once it is there."""
        self.strays = 0
        self._number = number
        self._answer = asyncio.get_running_loop().create_future()
        return self._answer

    def take(self, arrival: Arrival) -> None:
        """Look at what came: the answer, the end of the exchange, or a stray."""
        if self._answer is None or self._answer.done():
            return
        if isinstance(arrival, OSError):
            self._answer.set_exception(arrival)
            return
        response = self._read(arrival)
        if response is not None:
            self._answer.set_result(response)
            return
        self.strays += 1
        if self.strays >= _MAX_STRAY_DATAGRAMS:
            self._answer.set_exception(_FloodError())

    def _read(self, datagram: bytes) -> Response | None:
        """A datagram decoded, None where it is no answer to the question."""
        span = request_id_span(datagram)
        # Reading the request id costs a fraction of decoding.
        if span is None or int.from_bytes(datagram[span], signed=True) != self._number:
            return None
        try:
            response = decode_response(datagram)
        except SnmpBadAnswer:
            return None
        return response if (response.version, response.community) == (self._version, self._community) else None
