import threading
from pathlib import Path

import keyring.backends.null
import keyring.errors
import pytest

from core.secrets import IN_CREDENTIALS, IN_ENVIRONMENT, IN_KEYRING, IN_MEMORY, Secrets


class Drawer:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.kept[username]


class Broken(Drawer):
    """A headless host: every call raises, as keyring's fail backend does."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise keyring.errors.NoKeyringError("none")

    def set_password(self, service_name: str, username: str, password: str) -> None:
        raise keyring.errors.NoKeyringError("none")

    def delete_password(self, service_name: str, username: str) -> None:
        raise keyring.errors.NoKeyringError("none")


async def test_the_environment_comes_before_credentials_and_keyring(tmp_path: Path) -> None:
    (tmp_path / "SMTP").write_text("from systemd\n")
    store = Drawer()
    store.kept["SMTP"] = "from the keyring"
    both = {"SUPPLIES_SECRET_SMTP": "from the environment", "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert await Secrets(both, store).get("SMTP") == "from the environment"
    assert await Secrets({"CREDENTIALS_DIRECTORY": str(tmp_path)}, store).get("SMTP") == "from systemd"
    assert await Secrets({}, store).get("SMTP") == "from the keyring"
    assert await Secrets({}, store).get("CLOUD") is None


async def test_without_a_keyring_a_secret_lives_in_memory_and_says_so() -> None:
    secrets = Secrets({}, Broken())
    assert await secrets.set("SMTP", "s3cret") == "memory only, until this program ends"
    assert await secrets.get("SMTP") == "s3cret"
    assert await Secrets({}, Broken()).get("SMTP") is None


async def test_a_keyring_that_is_switched_off_keeps_nothing_and_is_not_said_to() -> None:
    """`keyring --disable` writes this back end into the user's settings."""
    store = keyring.backends.null.Keyring()  # type: ignore[no-untyped-call]
    secrets = Secrets({}, store)
    assert await secrets.set("SMTP", "s3cret") == await secrets.where("SMTP") == IN_MEMORY
    assert await secrets.get("SMTP") == "s3cret"
    assert await Secrets({}, store).get("SMTP") is None
    assert await secrets.forget("SMTP") is None
    assert await secrets.get("SMTP") is None


async def test_a_keyring_that_cannot_be_read_back_is_not_relied_on() -> None:
    class Mute(Drawer):
        def get_password(self, service_name: str, username: str) -> str | None:
            raise keyring.errors.KeyringLocked("locked")

    assert await Secrets({}, Mute()).set("SMTP", "s3cret") == IN_MEMORY


async def test_a_keyring_keeps_it_for_the_next_program() -> None:
    store = Drawer()
    assert await Secrets({}, store).set("SMTP", "s3cret") == "the keyring"
    assert await Secrets({}, store).get("SMTP") == "s3cret"


async def test_a_keyring_that_hangs_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.secrets.KEYRING_SECONDS", 0.05)
    release = threading.Event()

    class Hanging(Drawer):
        def get_password(self, service_name: str, username: str) -> str | None:
            release.wait(10)
            return "too late"

    try:
        assert await Secrets({}, Hanging()).get("SMTP") is None
    finally:
        release.set()


async def test_where_a_secret_is_can_be_told_without_telling_it(tmp_path: Path) -> None:
    (tmp_path / "SMTP").write_text("from systemd\n")
    assert await Secrets({"SUPPLIES_SECRET_SMTP": "x"}, Drawer()).where("SMTP") == IN_ENVIRONMENT
    assert await Secrets({"CREDENTIALS_DIRECTORY": str(tmp_path)}, Drawer()).where("SMTP") == IN_CREDENTIALS
    secrets = Secrets({}, Drawer())
    assert await secrets.where("SMTP") is None
    assert await secrets.set("SMTP", "s3cret") == await secrets.where("SMTP") == IN_KEYRING
    broken = Secrets({}, Broken())
    assert await broken.set("SMTP", "s3cret") == await broken.where("SMTP") == IN_MEMORY


async def test_a_secret_is_forgotten_in_memory_and_keyring_but_not_where_others_put_it() -> None:
    store = Drawer()
    secrets = Secrets({}, store)
    await secrets.set("SMTP", "s3cret")
    assert await secrets.forget("SMTP") is None
    assert (await secrets.get("SMTP"), store.kept) == (None, {})
    assert await secrets.forget("SMTP") is None, "nothing to forget is no error"
    given = Secrets({"SUPPLIES_SECRET_SMTP": "x"}, Broken())
    await given.set("SMTP", "y")
    assert await given.forget("SMTP") == IN_ENVIRONMENT
    assert await given.get("SMTP") == "x"
