import logging
import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services import Services
from tui.app import SuppliesApp
from tui.cli.terminal import open_terminal, run


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, root_logger: logging.Logger) -> list[tuple[SuppliesApp, bool]]:
    """The programs that were run, and whether with the mouse, without a terminal."""
    seen: list[tuple[SuppliesApp, bool]] = []

    async def run_async(self: SuppliesApp, *, mouse: bool) -> None:
        seen.append((self, mouse))

    monkeypatch.setattr(SuppliesApp, "run_async", run_async)
    return seen


async def test_the_program_opens_on_the_real_core_of_that_home(
    tmp_path: Path, runs: list[tuple[SuppliesApp, bool]]
) -> None:
    (tmp_path / "settings.toml").write_text('[ui]\nmouse = false\ntheme = "supplies-light"\n')
    assert await open_terminal(tmp_path) == 0
    ((app, mouse),) = runs
    assert isinstance(app.services, Services)
    assert app.services.settings.ui.theme == "supplies-light"
    assert not mouse


async def test_over_ssh_textual_is_asked_to_be_quiet(
    tmp_path: Path, runs: list[tuple[SuppliesApp, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    monkeypatch.setenv("TEXTUAL_FPS", "60")
    monkeypatch.setenv("TEXTUAL_SMOOTH_SCROLL", "")
    monkeypatch.delenv("TEXTUAL_SMOOTH_SCROLL")
    await open_terminal(tmp_path)
    assert (os.environ["TEXTUAL_FPS"], os.environ["TEXTUAL_SMOOTH_SCROLL"]) == ("60", "0")


async def test_without_a_terminal_the_list_is_printed(
    tmp_path: Path, runs: list[tuple[SuppliesApp, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(Namespace(home=tmp_path)) == 0
    assert runs == []
    assert "no terminal to draw on" in capsys.readouterr().err


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    """The root logger, as it was afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.usefixtures("root_logger")
async def test_a_bug_is_kept_for_the_command_line_and_logged_errors_go_to_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run_async(self: SuppliesApp, *, mouse: bool) -> None:
        logging.getLogger("tui.app").error("the worker failed")
        self._exception = ZeroDivisionError("inside")

    monkeypatch.setattr(SuppliesApp, "run_async", run_async)
    with pytest.raises(ZeroDivisionError, match="inside"):
        await open_terminal(tmp_path)
    assert "ERROR tui.app: the worker failed" in (tmp_path / "supplies.log").read_text()
    assert (tmp_path / "supplies.log").stat().st_mode & 0o777 == 0o600


async def test_the_demo_begins_with_a_sweep(tmp_path: Path, runs: list[tuple[SuppliesApp, bool]]) -> None:
    await open_terminal(tmp_path, discover_at_start=True)
    ((app, _),) = runs
    assert app._discover_at_start
