import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import StoreError
from core.notices import Notice
from core.services import Services

Run = Callable[..., Any]
SUPPLIES = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
RECORDING = Path(__file__).parents[3] / "core" / "demo" / "recordings" / "oki_c612.snmprec"


def in_shell(home: Path, redirection: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *SUPPLIES, *arguments],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "SUPPLIES_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_bug_goes_to_the_log_and_not_to_the_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("tui.cli.devices.print_devices", broken)
    monkeypatch.setattr("tui.cli.devices.complain", broken)
    done = run("devices")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert "ZeroDivisionError: inside" in (tmp_path / "home" / "supplies.log").read_text()
    assert (tmp_path / "home" / "supplies.log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("inspect", str(RECORDING)), ("inspect", str(RECORDING), "--json"), ("--help",)])
def test_a_full_disk_under_stdout_is_one_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], unbuffered: str
) -> None:
    done = in_shell(tmp_path, "> /dev/full", *arguments, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 1
    assert done.stderr == ("supplies: standard output: No space left on device (the results could not be printed)\n")


def test_a_reader_that_goes_away_is_no_error_to_talk_about(tmp_path: Path) -> None:
    done = in_shell(tmp_path, "| true", "inspect", str(RECORDING), "--explain")
    assert done.stderr == ""


def test_without_stderr_nothing_goes_to_stdout(tmp_path: Path) -> None:
    for arguments in (("devices",), ("show", "lp99"), ("frobnicate",), ("inspect", "/nonexistent")):
        assert in_shell(tmp_path, "2>&-", *arguments).stdout == ""


def test_an_error_that_was_told_as_a_notice_is_not_told_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def flush(self: Services) -> None:
        error = StoreError("fleet.json: No space left on device", "make room")
        self.notify(Notice(str(error), "error"))
        self.notify(Notice("another line", "warning"))
        raise error

    monkeypatch.setattr(Services, "flush", flush)
    for _ in range(2):
        done = run("devices", "--low")
        assert done.status == 1
        assert done.err == "supplies: fleet.json: No space left on device (make room)\nsupplies: another line\n"


def test_what_is_quoted_in_an_error_cannot_drive_the_terminal(run: Run) -> None:
    for arguments in (("inspect", "/none/\x1b[2J"), ("devices", "--\x1b[2J")):
        done = run(*arguments)
        assert done.status == 2
        assert "\x1b" not in done.err
