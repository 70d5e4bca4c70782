"""A gufo-snmp session that looks at each datagram before the Rust code decodes it."""

import asyncio
import socket
from collections.abc import Callable
from typing import TypeVar

from gufo.snmp import SnmpDecodeError, SnmpVersion, User
from gufo.snmp.aio import SnmpSession

from core.snmp.datagram import ErrorFields, is_whole_v3, look_at_response

_T = TypeVar("_T")
_MAX_DATAGRAM = 65_535
_MAX_STRAY_DATAGRAMS = 64
"""Datagrams that are no answer to the question, before the exchange is given up: they cost time to look at."""


class UndecodableError(Exception):
    """A whole SNMP message that gufo-snmp cannot decode, and another decoder perhaps can."""


class FloodError(Exception):
    """Too many datagrams that are no answer."""


class _Readiness:
    """Datagrams that wait at a descriptor, until a time-out that none of them moves.

    A timer and a reader for the whole exchange: asyncio.timeout around each wait costs three times as much.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, descriptor: int, end: float) -> None:
        self._loop = loop
        self._descriptor = descriptor
        self._ready: asyncio.Future[None] = loop.create_future()
        loop.add_reader(descriptor, self._on_readable)
        self._timer = loop.call_at(end, self._on_timeout)
        self._is_over = False

    async def wait(self) -> None:
        """Wait for the next datagram.

        Raises:
            TimeoutError: none came in time.
        """
        if self._ready.done() and not self._is_over:
            self._ready = self._loop.create_future()
        await self._ready

    def close(self) -> None:
        """Stop waiting."""
        self._timer.cancel()
        self._loop.remove_reader(self._descriptor)
        if self._ready.done() and not self._ready.cancelled():
            self._ready.exception()  # a time-out that nobody waits for any more is no news

    def _on_readable(self) -> None:
        if not self._ready.done():
            self._ready.set_result(None)

    def _on_timeout(self) -> None:
        self._is_over = True
        if self._ready.done():
            self._ready = self._loop.create_future()
        self._ready.set_exception(TimeoutError())


class CheckedSession(SnmpSession):
    """gufo's session with a bounded wait that ignores damaged datagrams, and with the answer's error status.

    gufo-snmp itself starts its time-out anew with each datagram, fails on the first damaged one, may abort with a
    Rust panic on it, and drops the error status.
    """

    def __init__(
        self,
        address: str,
        port: int,
        *,
        version: SnmpVersion,
        wait: float,
        community: str = "",
        user: User | None = None,
    ) -> None:
        super().__init__(address, port=port, community=community, user=user, version=version, timeout=wait)
        self._family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._is_v3 = version == SnmpVersion.v3
        self.error = ErrorFields(0, 0)
        """The error fields of the last answer; always 0 for SNMPv3, where they may be encrypted."""
        self.strays = 0
        """Datagrams that were no answer, in the exchange under way or the last one."""
        self.deadline: float | None = None
        """Loop time after which no exchange waits any longer."""
        self._wait = wait

    @property
    def is_past_deadline(self) -> bool:
        """Whether the deadline has come."""
        return self.deadline is not None and asyncio.get_running_loop().time() >= self.deadline

    async def _recv(self, receiver: Callable[[], _T]) -> _T:
        self.strays = 0
        loop = asyncio.get_running_loop()
        end = loop.time() + self._wait
        ready = _Readiness(loop, self._fd, end if self.deadline is None else min(end, self.deadline))
        try:
            while True:
                await ready.wait()
                error = self._look()
                if error is not None:
                    try:
                        answer = self._receive(receiver)
                    except BlockingIOError:
                        # Another request id or community: gufo took the datagram and found no other one.
                        pass
                    else:
                        self.error = error
                        return answer
                self.strays += 1
                if self.strays >= _MAX_STRAY_DATAGRAMS:
                    raise FloodError
        finally:
            ready.close()

    def _look(self) -> ErrorFields | None:
        """The error fields of the datagram that waits; a damaged one is thrown away.

        Raises:
            OSError: the network says that the device cannot be reached.
        """
        # The descriptor stays gufo's: a socket object around it must let go of it before it dies.
        borrowed = socket.socket(self._family, socket.SOCK_DGRAM, socket.IPPROTO_UDP, fileno=self._fd)
        try:
            datagram = borrowed.recv(_MAX_DATAGRAM, socket.MSG_PEEK)
            error = self._error_fields(datagram)
            if error is None:
                borrowed.recv(1)
            return error
        except BlockingIOError:
            return None
        finally:
            borrowed.detach()

    def _error_fields(self, datagram: bytes) -> ErrorFields | None:
        if self._is_v3:
            return ErrorFields(0, 0) if is_whole_v3(datagram) else None
        return look_at_response(datagram)

    def _receive(self, receiver: Callable[[], _T]) -> _T:
        try:
            return receiver()
        except (SnmpDecodeError, RuntimeError) as error:
            raise UndecodableError(str(error)) from error
        except BaseException as error:
            # A Rust panic derives from BaseException and cannot be imported; it leaves the session usable.
            if type(error).__name__ == "PanicException":
                raise UndecodableError("panic in the decoder") from error
            raise
