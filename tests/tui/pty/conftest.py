"""Agents in a process of their own, and homes on which the program has found them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.settings import set_value
from tests.tui.pty.program import CODE, LEFT_ALONE, ROOT, environment

NETWORK = "127.84.7.0/28"


class Office:
    """`tests.fleet.office`, which this process started."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        ready = self._read()
        self.port: int = ready["port"]
        self.addresses: dict[str, str] = ready["addresses"]
        """Name -> address."""

    def tell(self, line: str) -> None:
        """Have a line obeyed."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        said: dict[str, object] = json.loads(self._process.stdout.readline())
        return said


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """The agents; who changes one changes it back."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.fleet.office", "--loud"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Office(process)
        finally:
            process.terminate()


@pytest.fixture
def new_home(office: Office, tmp_path: Path) -> Path:
    """A home on which nothing is found yet; the agents are its targets."""
    home = tmp_path / "home"
    _write_settings(home, office)
    return home


@pytest.fixture(scope="session")
def _found(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("found") / "home"
    _write_settings(home, office)
    command = [sys.executable, "-c", f"import sys\n{CODE}", str(ROOT), "discover", "--home", str(home)]
    subprocess.run(command, env=environment(home), check=True, capture_output=True, timeout=60)
    return home


@pytest.fixture
def home(_found: Path, tmp_path: Path) -> Path:
    """A home with all agents found and read."""
    return shutil.copytree(_found, tmp_path / "home")


def _write_settings(home: Path, office: Office) -> None:
    settings = home / "settings.toml"
    set_value(settings, "discovery", "targets", [NETWORK])
    set_value(settings, "discovery", "exclude", LEFT_ALONE)
    set_value(settings, "discovery", "port", office.port)
    set_value(settings, "discovery", "rate", 50)
    set_value(settings, "polling", "timeout_seconds", 0.4)
    set_value(settings, "polling", "retries", 0)
