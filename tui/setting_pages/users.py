"""The page of the SNMPv3 users with their passwords, which are secrets (pure)."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from core.settings import Settings
from core.settings.catalog import Setting
from core.settings.checks import user_complaint
from core.settings.values import NONE
from tui.setting_edits import Act, Drop, Keep, TypeIt, Write
from tui.setting_pages.entries import EntriesPage
from tui.setting_pages.fields import shown
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState

LEAST_PASSWORD = 8
"""Characters of a password (RFC 3414, 11.2)."""
KEPT = "Kept in the machine's key store, never in the file; without a key store in memory only."
"""What becomes of a password."""
_SECRET = "secret"  # noqa: S105  (none itself)
"""Begins the key of a row that is a secret."""


class Secret(NamedTuple):
    """A password of a user."""

    name: str
    """What the secret is called."""
    user: str
    field: str
    """The protocol that needs it."""
    title: str


def secrets_of(settings: Settings) -> Iterator[Secret]:
    """The secrets that the users need."""
    for user in settings.snmpv3:
        if user.auth_protocol is not None:
            yield Secret(user.auth_secret, user.name, "auth_protocol", "Password")
        if user.privacy_protocol is not None:
            yield Secret(user.privacy_secret, user.name, "privacy_protocol", "Privacy password")


def password_complaint(text: str) -> str | None:
    """What is wrong with a password; None when nothing is."""
    return None if len(text) >= LEAST_PASSWORD else f"at least {LEAST_PASSWORD} characters are wanted"


class UsersPage(EntriesPage):
    """Users, each with protocols and passwords."""

    unset = NONE

    def __init__(self) -> None:
        super().__init__("snmpv3")

    def name_words(self, state: SettingsState, name: str) -> str:  # noqa: ARG002  (other pages need the state)
        """As it is."""
        return name

    def value_words(self, member: Setting, value: Any) -> str:
        """A value as one reads it."""
        return NONE if value in (None, "") else shown(member, value)

    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """What the file says of each user, with its passwords behind the protocols that need them."""
        secrets = {(secret.user, secret.field): secret for secret in secrets_of(state.settings)}
        rows: list[SettingRow] = []
        for row in super().rows(state):
            *_, user, field = row.key.split("\n")
            if field == "name":  # it heads the lines of the user
                continue
            rows.append(row)
            secret = secrets.get((user, field))
            if secret is not None:
                rows.append(_secret_row(secret, state))
        return rows

    def secrets(self, state: SettingsState) -> Sequence[str]:
        """The passwords."""
        return [secret.name for secret in secrets_of(state.settings)]

    def change(self, state: SettingsState, key: str) -> Act | None:
        """Another value, or another password."""
        secret = _secret(state, key)
        if secret is None:
            return super().change(state, key)
        title = f"{secret.user}: {secret.title}"
        return TypeIt(
            title=title,
            help=KEPT,
            placeholder=f"at least {LEAST_PASSWORD} characters",
            wrong=password_complaint,
            take=lambda text: Keep(name=secret.name, value=text, title=title),
            is_secret=True,
        )

    def reset(self, state: SettingsState, key: str) -> Write | Keep | None:
        """Back to the default; a password is forgotten."""
        secret = _secret(state, key)
        if secret is None:
            return super().reset(state, key)
        return Keep(name=secret.name, value=None, title=f"{secret.user}: {secret.title}")

    def remove(self, state: SettingsState, key: str) -> Drop | None:
        """Without the user; its passwords stay where they are."""
        secret = _secret(state, key)
        if secret is None:
            return super().remove(state, key)
        return Drop(path=("snmpv3", secret.user), told=f"{secret.user} is out")

    def add(self, state: SettingsState) -> Act | None:
        """Name a user."""
        taken = {secret.casefold() for secret in self.names(state)}

        def wrong(text: str) -> str | None:
            is_taken = text.casefold() in taken
            return "there is one of that name" if is_taken else user_complaint(text)

        return TypeIt(
            title="One more user; what the program calls it",
            placeholder="e.g. lab",
            wrong=wrong,
            take=lambda text: Write(
                path=("snmpv3", text, "username"),
                value=text,
                told=f"{text} is in; say what the printers call it and how it proves who it is",
                cursor=f"snmpv3\n{text}\nusername",
            ),
        )


def _secret(state: SettingsState, key: str) -> Secret | None:
    kind, _, name = key.partition("\n")
    return next((secret for secret in secrets_of(state.settings) if kind == _SECRET and secret.name == name), None)


def _secret_row(secret: Secret, state: SettingsState) -> SettingRow:
    if secret.name not in state.secrets:
        value = "being looked up"
    else:
        where = state.secrets[secret.name]
        value = "not set" if where is None else f"set, in {where.partition(',')[0]}"
    return SettingRow(
        key=f"{_SECRET}\n{secret.name}",
        group=secret.user,
        title=secret.title,
        value=value,
        is_changed=state.secrets.get(secret.name) is not None,
        meaning=KEPT,
        name=f"secret {secret.name}",
        facts=f"SUPPLIES_SECRET_{secret.name} and the service's credentials go before the key store.",
    )
