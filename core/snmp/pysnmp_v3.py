"""SNMPv3 with user-based security through pysnmp's engine, without its MIB code.

pysnmp's high-level commands resolve every request through its MIB builder; here a PDU of plain OIDs goes to the command
generator underneath them, and the PDU of the answer comes back.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Self

from pysnmp.entity.engine import SnmpEngine
from pysnmp.entity.rfc3413.cmdgen import CommandGenerator
from pysnmp.error import PySnmpError
from pysnmp.hlapi.v3arch.asyncio import auth
from pysnmp.hlapi.v3arch.asyncio.auth import UsmUserData
from pysnmp.hlapi.v3arch.asyncio.lcd import CommandGeneratorLcdConfigurator
from pysnmp.proto import errind
from pysnmp.proto.api import v2c
from pysnmp.proto.error import StatusInformation

from core.errors import SnmpAuthError, SnmpBadAnswer, SnmpError, SnmpTooBig
from core.snmp.client import UsmUser, Value
from core.snmp.codec import Response
from core.snmp.exchanges import ExchangeClient
from core.snmp.failures import no_answer, refused_user
from core.snmp.pysnmp_transport import GuardedTarget, GuardedTarget6
from core.snmp.recording import IP_ADDRESS, NULL, OBJECT_ID, OCTETS, OPAQUE
from core.snmp.refusal import Refusal
from core.snmp.usm import check_user
from core.snmp.wire import NO_SUCH_OBJECT

_AUTH_PROTOCOLS: dict[str | None, Any] = {
    None: auth.USM_AUTH_NONE,
    "MD5": auth.USM_AUTH_HMAC96_MD5,
    "SHA": auth.USM_AUTH_HMAC96_SHA,
    "SHA-224": auth.USM_AUTH_HMAC128_SHA224,
    "SHA-256": auth.USM_AUTH_HMAC192_SHA256,
    "SHA-384": auth.USM_AUTH_HMAC256_SHA384,
    "SHA-512": auth.USM_AUTH_HMAC384_SHA512,
}
_PRIVACY_PROTOCOLS: dict[str | None, Any] = {
    None: auth.USM_PRIV_NONE,
    "DES": auth.USM_PRIV_CBC56_DES,
    "AES": auth.USM_PRIV_CFB128_AES,
    # Blumenthal's key extension, as in net-snmp and gufo-snmp; Reeder's is Cisco's.
    "AES-192": auth.USM_PRIV_CFB192_AES_BLUMENTHAL,
    "AES-256": auth.USM_PRIV_CFB256_AES_BLUMENTHAL,
}
_LCD = CommandGeneratorLcdConfigurator()
_TURNS_TO_CLOSE = 3
"""Turns of the loop in which the engine's timer task and its socket end."""


class PysnmpV3Client(ExchangeClient):
    """An `SnmpClient` for SNMPv3, one call at a time; made by `open`.

    Each client has an engine of its own: about 4 MB, and 50 ms to make it. One engine for many devices keeps 20 kB
    for each of them for ever, and confuses two users of one name.
    """

    def __init__(self, where: str, engine: Any, target: str, context: str, timeout: float) -> None:
        super().__init__(where, "3")
        self._engine = engine
        self._target = target
        self._context = context
        self._timeout = timeout

    @classmethod
    async def open(cls, address: str, port: int, *, user: UsmUser, timeout: float) -> Self:  # noqa: ASYNC109
        """Make an engine with that user and bind its socket; nothing is sent yet.

        Args:
            address: an IPv4 or IPv6 address, no name.
            port: UDP.
            user: credentials and context name.
            timeout: seconds an exchange may take, the discovery of the agent's engine included.

        Raises:
            SnmpAuthError: the credentials do not fit together.
        """
        check_user(user)
        data = UsmUserData(
            user.username,
            user.auth_password if user.auth_protocol else None,
            user.privacy_password if user.privacy_protocol else None,
            authProtocol=_AUTH_PROTOCOLS[user.auth_protocol],
            privProtocol=_PRIVACY_PROTOCOLS[user.privacy_protocol],
        )
        # Making an engine reads files.
        engine = await asyncio.get_running_loop().run_in_executor(None, _make_engine)
        kind: Any = GuardedTarget6 if ":" in address else GuardedTarget
        try:
            # Longer than the bound of the whole exchange, which is kept below.
            target = await kind.create((address, port), timeout=timeout * 2, retries=0)
            name, _ = _LCD.configure(engine, data, target, user.context)
        except PySnmpError as error:
            engine.close_dispatcher()
            raise SnmpAuthError(f"SNMPv3 credentials {user.name!r} do not fit: {error}") from error
        return cls(f"{address} port {port}", engine, name, user.context, timeout)

    async def exchange(self, kind: str, oids: Sequence[str], repetitions: int = 0) -> Response:
        """Send one request and wait for its answer (see `ExchangeClient.exchange`)."""
        if self._engine is None:
            raise SnmpError(f"the connection to {self.where} is closed")
        done: asyncio.Future[tuple[Any, Any]] = asyncio.get_running_loop().create_future()
        try:
            CommandGenerator().send_pdu(
                self._engine, self._target, None, self._context, _make_pdu(kind, oids, repetitions), _settle, done
            )
            async with asyncio.timeout(self._timeout):
                indication, pdu = await done
        except TimeoutError as error:
            raise no_answer(self.where, 0, is_v3=True) from error
        except StatusInformation as error:
            raise self._failure(error["errorIndication"]) from error
        if indication is not None:
            raise self._failure(indication)
        status, index = int(v2c.apiPDU.get_error_status(pdu)), int(v2c.apiPDU.get_error_index(pdu, muteErrors=True))
        if status:
            raise Refusal(status, index)
        return _as_response(pdu)

    async def close(self) -> None:
        """Release the engine and its socket."""
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close_dispatcher()
            for _ in range(_TURNS_TO_CLOSE):
                await asyncio.sleep(0)

    def _failure(self, indication: Any) -> SnmpError:
        """The error for what pysnmp says went wrong."""
        if isinstance(indication, errind.RequestTimedOut):
            return no_answer(self.where, 0, is_v3=True)
        if isinstance(indication, errind.TooBig):
            return SnmpTooBig("the question does not fit into a message")
        if isinstance(indication, _REFUSED_USER):
            return refused_user(self.where, str(indication))
        return SnmpBadAnswer(f"{self.where} gave no usable SNMPv3 answer: {indication}")


_REFUSED_USER = (
    errind.UnknownUserName,
    errind.UnknownSecurityName,
    errind.WrongDigest,
    errind.AuthenticationError,
    errind.AuthenticationFailure,
    errind.NoAuthentication,
    errind.NoEncryption,
    errind.EncryptionError,
    errind.DecryptionError,
    errind.UnsupportedSecurityLevel,
    errind.UnsupportedAuthProtocol,
    errind.UnsupportedPrivProtocol,
    errind.NotInTimeWindow,
)


def _make_engine() -> Any:
    engine = SnmpEngine()
    # What the first request would otherwise load on the event loop.
    engine.get_mib_builder().load_modules("SNMP-TARGET-MIB", "SNMP-USER-BASED-SM-MIB", "PYSNMP-USM-MIB")
    return engine


def _make_pdu(kind: str, oids: Sequence[str], repetitions: int) -> Any:
    if kind == "get-bulk":
        pdu: Any = v2c.GetBulkRequestPDU()
        v2c.apiBulkPDU.set_defaults(pdu)
        v2c.apiBulkPDU.set_non_repeaters(pdu, 0)
        v2c.apiBulkPDU.set_max_repetitions(pdu, repetitions)
        v2c.apiBulkPDU.set_varbinds(pdu, [(oid, v2c.null) for oid in oids])
        return pdu
    pdu = v2c.GetRequestPDU() if kind == "get" else v2c.GetNextRequestPDU()
    v2c.apiPDU.set_defaults(pdu)
    v2c.apiPDU.set_varbinds(pdu, [(oid, v2c.null) for oid in oids])
    return pdu


def _settle(_engine: Any, _handle: Any, indication: Any, pdu: Any, done: "asyncio.Future[tuple[Any, Any]]") -> None:
    if not done.done():
        done.set_result((indication, pdu))


def _as_response(pdu: Any) -> Response:
    varbinds: list[tuple[str, Value | None]] = []
    tags: list[int] = []
    for name, component in v2c.apiPDU.get_varbinds(pdu):
        tag = component.tagSet.superTags[-1]
        number = int(tag.tagClass) | int(tag.tagId)
        varbinds.append((str(name), _as_value(number, component)))
        tags.append(number)
    request_id = int(v2c.apiPDU.get_request_id(pdu))
    return Response("3", b"", request_id, 0, 0, tuple(varbinds), tuple(tags))


def _as_value(number: int, component: Any) -> Value | None:
    if number == NULL or number >= NO_SUCH_OBJECT:
        return None
    if number in (OCTETS, OPAQUE):
        return bytes(component)
    if number == IP_ADDRESS:
        return ".".join(map(str, bytes(component)))
    if number == OBJECT_ID:
        return str(component)
    return int(component)
