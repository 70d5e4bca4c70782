"""Credentials by reference: a device's row names them, settings and secrets hold them.

A community is referred to by a short hash of itself, so that fleet.json never holds it.
"""

import hashlib
from collections.abc import Iterable

from core.secrets import Secrets
from core.settings import SnmpV3Settings
from core.snmp.client import Community, Credentials, UsmUser


def community_reference(name: str) -> str:
    """What a device's row holds instead of the community, e.g. "community:efa1f375"."""
    return f"community:{hashlib.sha256(name.encode()).hexdigest()[:8]}"


class CredentialBook:
    """Every credential this installation may use.

    Args:
        communities: in the order in which they are tried.
        users: SNMPv3 users from the settings.
        secrets: where the users' passwords are.
    """

    def __init__(self, communities: Iterable[str], users: Iterable[SnmpV3Settings], secrets: Secrets) -> None:
        self._communities = {community_reference(name): name for name in communities}
        self._users = {f"v3:{user.name}": user for user in users}
        self._secrets = secrets

    @property
    def communities(self) -> tuple[str, ...]:
        """The community names in order."""
        return tuple(self._communities.values())

    @property
    def references(self) -> tuple[str, ...]:
        """Every reference in the order in which they are tried on an unknown device: communities, then users."""
        return (*self._communities, *self._users)

    def add_community(self, name: str) -> str:
        """Take one more community; its reference comes back."""
        reference = community_reference(name)
        self._communities.setdefault(reference, name)
        return reference

    async def resolve(self, reference: str | None) -> Credentials | None:
        """The credentials behind a reference; None when they are not in the settings any more.

        No reference at all means the first community.
        """
        if reference is None:
            reference = next(iter(self._communities), "")
        if reference in self._communities:
            return Community(self._communities[reference])
        user = self._users.get(reference)
        if user is None:
            return None
        stem = f"SNMPV3_{user.name.upper().replace('-', '_')}"
        return UsmUser(
            name=user.name,
            username=user.username,
            auth_protocol=user.auth_protocol,
            auth_password=await self._secrets.get(f"{stem}_AUTH") if user.auth_protocol else None,
            privacy_protocol=user.privacy_protocol,
            privacy_password=await self._secrets.get(f"{stem}_PRIVACY") if user.privacy_protocol else None,
            context=user.context,
        )
