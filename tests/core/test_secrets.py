import threading
from pathlib import Path

import keyring.errors
import pytest

from core.secrets import Secrets


class Drawer:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service_name: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.kept[username] = password


class Broken(Drawer):
    """A headless host: every call raises, as keyring's fail backend does."""

    def get_password(self, service_name: str, username: str) -> str | None:
        raise keyring.errors.NoKeyringError("none")

    def set_password(self, service_name: str, username: str, password: str) -> None:
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
