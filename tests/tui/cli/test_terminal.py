from argparse import Namespace
from pathlib import Path

import pytest

from core.services import Services
from tui.app import SuppliesApp
from tui.cli.terminal import open_terminal, run


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[SuppliesApp, bool]]:
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
    assert await run(Namespace(home=tmp_path)) == 0
    ((app, mouse),) = runs
    assert isinstance(app.services, Services)
    assert app.services.settings.ui.theme == "supplies-light"
    assert not mouse


async def test_the_demo_begins_with_a_sweep(tmp_path: Path, runs: list[tuple[SuppliesApp, bool]]) -> None:
    await open_terminal(tmp_path, discover_at_start=True)
    ((app, _),) = runs
    assert app._discover_at_start
