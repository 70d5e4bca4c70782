"""What the rest of the house sees of SNMP: values, credentials and the `SnmpClient` Protocol."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

Value = int | bytes | str
"""INTEGER, Counter, Gauge and TimeTicks as int; OCTET STRING and Opaque as bytes; OBJECT IDENTIFIER and IpAddress
as dotted str. Missing objects (noSuchObject, noSuchInstance, endOfMibView, NULL) are no values: they are left out."""


class Community(msgspec.Struct, frozen=True):
    """SNMPv1 and v2c: a community name."""

    name: str


class UsmUser(msgspec.Struct, frozen=True, kw_only=True):
    """SNMPv3 user-based security (RFC 3414, RFC 7860, RFC 3826)."""

    name: str
    username: str
    auth_protocol: str | None = None
    """"MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"; None for noAuthNoPriv."""
    auth_password: str | None = None
    privacy_protocol: str | None = None
    """"DES", "AES", "AES-192", "AES-256"; None for authNoPriv."""
    privacy_password: str | None = None
    context: str = ""
    """contextName (RFC 3411)."""


Credentials = Community | UsmUser


class SnmpClient(Protocol):
    """One device, one version, one set of credentials: exchanges without any memory or second try.

    Every call is bounded by the time-out it was made with and raises one of `core.errors.SnmpError`'s subclasses.
    """

    async def get(self, oids: Sequence[str], *, deadline: float | None = None) -> dict[str, Value]:
        """The values of those objects, missing ones left out.

        One request under v2c and v3; under v1 a missing object costs one more request (RFC 1157 answers noSuchName
        for the whole message).

        Args:
            oids: what to ask for.
            deadline: loop time at which the call ends with TimeoutError, however many requests it is made of.
        """
        ...

    async def get_next(self, oids: Sequence[str]) -> dict[str, tuple[str, Value] | None]:
        """For each OID asked the next object after it and its value, None at the end of the view."""
        ...

    async def get_bulk(self, oid: str, repetitions: int) -> list[tuple[str, Value]]:
        """Up to `repetitions` objects after `oid`, in the agent's order; fewer at the end of the view.

        Raises:
            SnmpError: under v1, which has no GETBULK.
        """
        ...

    async def close(self) -> None:
        """Release the socket."""
        ...
