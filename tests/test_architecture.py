"""The contracts between the rooms, proven at run time in a fresh interpreter."""

import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_the_core_runs_without_the_terminal() -> None:
    # Where click is installed (import-linter brings it), httpx loads its own command line and rich with it.
    statement = "sys.modules['click'] = None; import pkgutil, importlib, core; "
    statement += "[importlib.import_module(m.name) for m in pkgutil.walk_packages(core.__path__, 'core.') "
    statement += "if not m.name.endswith('__main__')]"
    assert modules_after(statement) & {"tui", "textual", "rich"} == set()


@pytest.mark.parametrize("module", ["core.model.device", "core.model.export", "core.fleet", "core.printer.read"])
def test_facts_need_no_network_library(module: str) -> None:
    used = modules_after(f"import {module}")
    assert used & {"pysnmp", "gufo", "httpx", "tinydb", "keyring", "asyncio_dgram", "ifaddr"} == set()


def test_the_command_line_starts_without_the_terminal_library() -> None:
    assert "textual" not in modules_after("from tui.cli.parser import parse; parse(['devices'])")
