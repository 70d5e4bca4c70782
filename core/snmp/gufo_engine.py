"""SNMP over gufo-snmp, whose Rust code makes the volume of polls cheap.

It asks by GET, which is what polls are made of. GETNEXT and GETBULK go to the other engine: gufo's iterators filter by
the OID they started from, follow a walk on their own, and stop without a word at what they do not like.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Self

from gufo.snmp import SnmpAuthError as GufoAuthError
from gufo.snmp import SnmpEncodeError, SnmpVersion, User
from gufo.snmp.user import (
    Aes128Key,
    Aes192Key,
    Aes256Key,
    BaseAuthKey,
    BasePrivKey,
    DesKey,
    Md5Key,
    Sha1Key,
    Sha224Key,
    Sha256Key,
    Sha384Key,
    Sha512Key,
)

from core.errors import SnmpBadAnswer, SnmpError, SnmpTooBig
from core.snmp.client import SnmpClient, UsmUser, Value
from core.snmp.failures import foreign_answer, no_answer, refused_user, unreachable
from core.snmp.gufo_session import CheckedSession, FloodError, UndecodableError
from core.snmp.refusal import Refusal, ask_without_refused
from core.snmp.usm import check_user

_TIME_WINDOW = 100.0
"""Seconds after which the agent's clock is asked again: it refuses messages 150 seconds off (RFC 3414)."""

_WITHOUT_OCTETS = frozenset({float, type(None)})
"""What gufo makes of values whose octets it drops."""

_AUTH_KEYS: dict[str, type[BaseAuthKey]] = {
    "MD5": Md5Key,
    "SHA": Sha1Key,
    "SHA-224": Sha224Key,
    "SHA-256": Sha256Key,
    "SHA-384": Sha384Key,
    "SHA-512": Sha512Key,
}
_PRIVACY_KEYS: dict[str, type[BasePrivKey]] = {
    "DES": DesKey,
    "AES": Aes128Key,
    "AES-192": Aes192Key,
    "AES-256": Aes256Key,
}


class GufoClient:
    """An `SnmpClient` for SNMPv1, v2c and v3; one call at a time.

    Args:
        session: a fresh session to the device.
        where: address and port in words, for errors.
        open_other: makes the client of the other engine for the same device and credentials; called when needed.
        is_v3: error fields are hidden in the message, and the agent's clock must be followed.
    """

    def __init__(
        self,
        session: CheckedSession,
        where: str,
        open_other: Callable[[], Awaitable[SnmpClient]],
        *,
        is_v3: bool = False,
    ) -> None:
        self._session: CheckedSession | None = session
        self._where = where
        self._open_other = open_other
        self._is_v3 = is_v3
        self._other: SnmpClient | None = None
        self._is_unfit = False
        self._synced_at: float | None = None

    @classmethod
    def open(
        cls,
        address: str,
        port: int,
        *,
        community: str,
        version: str,
        timeout: float,
        open_other: Callable[[], Awaitable[SnmpClient]],
    ) -> Self:
        """A client for SNMPv1 ("1") or v2c ("2c"); `timeout` in seconds.

        Raises:
            SnmpTimeout: this machine has no route there.
        """
        number = SnmpVersion.v1 if version == "1" else SnmpVersion.v2c
        where = f"{address} port {port}"
        try:
            session = CheckedSession(address, port, version=number, wait=timeout, community=community)
        except OSError as error:
            raise unreachable(where, error) from error
        return cls(session, where, open_other)

    @classmethod
    def open_v3(
        cls, address: str, port: int, *, user: UsmUser, timeout: float, open_other: Callable[[], Awaitable[SnmpClient]]
    ) -> Self:
        """A client for SNMPv3 without a context name, which gufo-snmp 0.13 does not send.

        Raises:
            SnmpAuthError: the credentials do not fit together.
            SnmpTimeout: this machine has no route there.
        """
        where = f"{address} port {port}"
        try:
            session = CheckedSession(address, port, version=SnmpVersion.v3, wait=timeout, user=_as_gufo(user))
        except OSError as error:
            raise unreachable(where, error) from error
        return cls(session, where, open_other, is_v3=True)

    async def get(self, oids: Sequence[str], *, deadline: float | None = None) -> dict[str, Value]:
        """The values of those objects, missing ones left out.

        Raises:
            TimeoutError: the deadline has come.
            SnmpTimeout: silence.
            SnmpTooBig: the agent says tooBig, or the question is too large.
            SnmpBadAnswer: only what was no answer came, or none of the objects answered was asked for.
            SnmpAuthError: SNMPv3, the agent refuses the user.
        """
        if not self._is_unfit:
            if self._session is not None:
                self._session.deadline = deadline
            try:
                return await ask_without_refused(self._ask, oids)
            except UndecodableError:
                # Octets behind the message, a NaN in an Opaque: the other engine takes what this one does not.
                pass
        values = await (await self._borrow_other()).get(oids, deadline=deadline)
        self._is_unfit = True
        return values

    async def get_next(self, oids: Sequence[str]) -> dict[str, tuple[str, Value] | None]:
        """By the other engine."""
        return await (await self._borrow_other()).get_next(oids)

    async def get_bulk(self, oid: str, repetitions: int) -> list[tuple[str, Value]]:
        """By the other engine."""
        return await (await self._borrow_other()).get_bulk(oid, repetitions)

    async def close(self) -> None:
        """Release the sockets."""
        self._session = None
        if self._other is not None:
            await self._other.close()
            self._other = None

    async def _borrow_other(self) -> SnmpClient:
        if self._other is None:
            self._other = await self._open_other()
        return self._other

    async def _ask(self, oids: Sequence[str]) -> dict[str, Value]:
        """One exchange: raises `Refusal` for an error status."""
        if self._session is None:
            raise SnmpError(f"the connection to {self._where} is closed")
        try:
            found = await self._exchange(self._session, oids)
        except GufoAuthError as error:
            raise refused_user(self._where, str(error)) from error
        except SnmpEncodeError as error:
            raise SnmpTooBig(f"a question for {len(oids)} objects is too large") from error
        except FloodError as error:
            raise SnmpBadAnswer(f"{self._where} sends a flood of datagrams that are no answer") from error
        except TimeoutError as error:
            if self._session.is_past_deadline:
                raise
            raise no_answer(self._where, self._session.strays, is_v3=self._is_v3) from error
        except OSError as error:
            raise unreachable(self._where, error) from error
        if self._session.error.status:
            raise Refusal(self._session.error.status, self._session.error.index)
        if not found and self._is_v3:
            # An encrypted error status looks like an answer without values: the other engine sees which it is.
            return await (await self._borrow_other()).get(oids, deadline=self._session.deadline)
        return _values_asked(oids, found)

    async def _exchange(
        self, session: CheckedSession, oids: Sequence[str]
    ) -> dict[str, int | bytes | str | float | None]:
        if not self._is_v3:
            return dict(await session.get_many(oids))
        loop = asyncio.get_running_loop()
        was_synced = self._synced_at is not None
        if self._synced_at is None or loop.time() - self._synced_at > _TIME_WINDOW:
            await session.refresh()
            self._synced_at = loop.time()
        try:
            return dict(await session.get_many(oids))
        except GufoAuthError:
            # A device that was restarted counts its time anew (RFC 3414, notInTimeWindow).
            if not was_synced:
                raise
            await session.refresh()
            return dict(await session.get_many(oids))


def _values_asked(oids: Sequence[str], found: dict[str, int | bytes | str | float | None]) -> dict[str, Value]:
    """The values of the objects asked for; whatever else the agent put into its answer is left out."""
    asked = set(oids)
    if _WITHOUT_OCTETS.isdisjoint(map(type, found.values())) and asked.issuperset(found):
        return found  # type: ignore[return-value]  # the types were looked at
    mine: dict[str, Value] = {}
    for oid, value in found.items():
        if isinstance(value, float) or value is None:
            raise UndecodableError("a floating point number has lost its octets")
        if oid in asked:
            mine[oid] = value
    if found and not mine:
        raise foreign_answer()
    return mine


def _as_gufo(user: UsmUser) -> User:
    check_user(user)
    auth = privacy = None
    if user.auth_protocol is not None:
        auth = _AUTH_KEYS[user.auth_protocol]((user.auth_password or "").encode())
    if user.privacy_protocol is not None:
        privacy = _PRIVACY_KEYS[user.privacy_protocol]((user.privacy_password or "").encode())
    return User(user.username, auth_key=auth, priv_key=privacy)
