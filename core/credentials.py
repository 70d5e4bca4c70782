"""Credentials by reference: a device's row names them, settings and secrets hold them.

A community is referred to by a short hash of itself, so that fleet.json never holds it.
"""

import hashlib
from collections.abc import Iterable

from core.secrets import Secrets
from core.settings import SnmpV3Settings
from core.settings.values import masked
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
        self._secrets = secrets
        self._unkept: dict[str, str] = {}
        """Communities that are in no settings file."""
        self.use(communities, users)

    def use(self, communities: Iterable[str], users: Iterable[SnmpV3Settings]) -> None:
        """Go by other settings from now on; communities taken beside the settings stay.

        Args:
            communities: in the order in which they are tried.
            users: SNMPv3 users.
        """
        self._communities = {community_reference(name): name for name in communities} | self._unkept
        self._users = {f"v3:{user.name}": user for user in users}

    @property
    def communities(self) -> tuple[str, ...]:
        """The community names in order."""
        return tuple(self._communities.values())

    @property
    def references(self) -> tuple[str, ...]:
        """Every reference in the order in which they are tried on an unknown device: communities, then users."""
        return (*self._communities, *self._users)

    def named(self, references: Iterable[str]) -> tuple[str, ...]:
        """The communities behind these references; those that are gone from the settings are left out."""
        return tuple(self._communities[reference] for reference in references if reference in self._communities)

    def add_community(self, name: str) -> str:
        """Take one more community beside those of the settings; its reference comes back."""
        reference = community_reference(name)
        if reference not in self._communities:
            self._unkept[reference] = self._communities[reference] = name
        return reference

    def words_of(self, reference: str | None) -> str:
        """Which credentials a reference means, without giving a community away: "community l···", "SNMPv3 user lab".

        No reference at all means the first community, as for `resolve`.
        """
        if reference is None:
            reference = next(iter(self._communities), "")
        if reference in self._communities:
            return f"community {masked(self._communities[reference])}"
        if reference in self._users:
            return f"SNMPv3 user {self._users[reference].name}"
        return "not in the settings any more"

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
        return UsmUser(
            name=user.name,
            username=user.username,
            auth_protocol=user.auth_protocol,
            auth_password=await self._secrets.get(user.auth_secret) if user.auth_protocol else None,
            privacy_protocol=user.privacy_protocol,
            privacy_password=await self._secrets.get(user.privacy_secret) if user.privacy_protocol else None,
            context=user.context,
        )
