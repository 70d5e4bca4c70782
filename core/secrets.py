"""Secrets: asked from the environment, the service's credentials, the keyring; kept in the keyring, else in memory.

They never enter a file of ours or a log. The keyring is asked in a thread with a time-out, as a locked or half-present
desktop key store can block for ever.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from core.daemon_thread import in_daemon_thread

log = logging.getLogger(__name__)

SERVICE = "supplies-assistant"
"""The keyring's service name."""
IN_KEYRING = "the keyring"
"""Where a secret is that the machine's key store keeps."""
IN_MEMORY = "memory only, until this program ends"
"""Where one is that nothing keeps."""
IN_ENVIRONMENT = "the environment"
"""Where one is that SUPPLIES_SECRET_<NAME> gives."""
IN_CREDENTIALS = "the service's credentials"
"""Where one is that a service manager gives."""
KEYRING_SECONDS = 3.0
"""How long the keyring may take before it is passed over."""


class Keyring(Protocol):
    """What is used of the keyring library."""

    def get_password(self, service_name: str, username: str) -> str | None: ...  # noqa: D102
    def set_password(self, service_name: str, username: str, password: str) -> None: ...  # noqa: D102
    def delete_password(self, service_name: str, username: str) -> None: ...  # noqa: D102


class Secrets:
    """Looks a secret up by its name, e.g. "SMTP" or "SNMPV3_LAB_AUTH".

    Args:
        environment: where SUPPLIES_SECRET_<NAME> and CREDENTIALS_DIRECTORY are looked up.
        store: the key store; None asks the keyring library for the machine's own.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ, store: Keyring | None = None) -> None:
        self._environment = environment
        self._given_store = store
        self._memory: dict[str, str] = {}
        self._kept_in: dict[str, str] = {}
        """Where the secrets in memory are kept besides."""
        self._keyring_failed = False

    async def get(self, name: str) -> str | None:
        """The secret; None where nobody knows it. Never raises."""
        return (await self._found(name))[0]

    async def where(self, name: str) -> str | None:
        """Where the secret is, in words: "the keyring", "the environment", ...; None where nobody knows it."""
        return (await self._found(name))[1]

    async def set(self, name: str, value: str) -> str:
        """Keep a secret.

        Returns:
            Where it is now, in words: "the keyring", or "memory only, until this program ends".
        """
        self._memory[name] = value
        is_kept = await self._in_keyring(lambda store: _keep(store, name, value))
        self._kept_in[name] = IN_KEYRING if is_kept else IN_MEMORY
        return self._kept_in[name]

    async def forget(self, name: str) -> str | None:
        """Take a secret out of memory and keyring.

        Returns:
            Where it still is, in words: the environment and the service's credentials are not ours to change.
        """
        self._memory.pop(name, None)
        self._kept_in.pop(name, None)
        await self._in_keyring(lambda store: _delete(store, name))
        return await self.where(name)

    async def _found(self, name: str) -> tuple[str | None, str | None]:
        """The secret and where it is."""
        if name in self._memory:
            return self._memory[name], self._kept_in.get(name, IN_MEMORY)
        value = self._environment.get(f"SUPPLIES_SECRET_{name}")
        if value:
            return value, IN_ENVIRONMENT
        folder = self._environment.get("CREDENTIALS_DIRECTORY")
        if folder:
            try:
                return (Path(folder) / name).read_text(encoding="utf-8").rstrip("\n"), IN_CREDENTIALS
            except (OSError, UnicodeDecodeError):
                log.debug("no service credential %s", name)
        value = await self._ask_keyring(name)
        return (None, None) if value is None else (value, IN_KEYRING)

    async def _in_keyring(self, act: Callable[[Keyring], bool]) -> bool:
        """Whether the keyring did it."""
        if self._keyring_failed:
            return False
        try:
            async with asyncio.timeout(KEYRING_SECONDS):
                return await in_daemon_thread(lambda: act(self._store()), "keyring")
        except _keyring_trouble() as error:
            self._give_up(error)
            return False

    async def _ask_keyring(self, name: str) -> str | None:
        if self._keyring_failed:
            return None
        try:
            async with asyncio.timeout(KEYRING_SECONDS):
                return await in_daemon_thread(lambda: self._store().get_password(SERVICE, name), "keyring")
        except _keyring_trouble() as error:
            self._give_up(error)
            return None

    def _store(self) -> Keyring:
        if self._given_store is None:
            import keyring  # its back ends take a while to load, and most programs never need a secret

            self._given_store = keyring.get_keyring()
        return self._given_store

    def _give_up(self, error: BaseException) -> None:
        self._keyring_failed = True
        log.warning("the keyring cannot be used (%s); secrets stay in memory", type(error).__name__)


def _keep(store: Keyring, name: str, value: str) -> bool:
    """Whether it is there afterwards: a keyring that is switched off takes everything and keeps nothing."""
    store.set_password(SERVICE, name, value)
    return store.get_password(SERVICE, name) == value


def _delete(store: Keyring, name: str) -> bool:
    if store.get_password(SERVICE, name) is None:
        return False
    store.delete_password(SERVICE, name)
    return True


def _keyring_trouble() -> tuple[type[Exception], ...]:
    """What a key store may raise; RuntimeError and OSError come from its back ends' own libraries."""
    import keyring.errors  # see `Secrets._store`

    return (keyring.errors.KeyringError, TimeoutError, OSError, RuntimeError)
