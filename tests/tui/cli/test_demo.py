import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

SUPPLIES = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def environment(home: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "UTC", "LANG": "C.UTF-8", **more}


def test_without_a_terminal_the_demo_sweeps_reads_and_lists(tmp_path: Path) -> None:
    done = subprocess.run(
        [*SUPPLIES, "demo", "--count", "3"],
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "3 printers" in done.stderr
    assert done.stdout.count("found 127.") == 3
    assert "12%" in done.stdout or "some left" in done.stdout


@pytest.mark.parametrize(
    ("term", "keys", "ending"),
    [("xterm-256color", "", "Complete"), ("linux", "s", "Stopped"), ("screen", "s", "Stopped")],
)
def test_in_a_terminal_printers_appear_while_the_sweep_runs(tmp_path: Path, term: str, keys: str, ending: str) -> None:
    child = pexpect.spawn(
        SUPPLIES[0],
        [*SUPPLIES[1:], "demo", "--count", "6"],
        env=environment(tmp_path, TERM=term),
        dimensions=(24, 80),
        timeout=40,
        encoding="utf-8",
        codec_errors="replace",
    )
    try:
        child.expect("CNDRR40172")  # the first find's serial number ...
        child.expect("left")  # ... while the time left is still counted
        child.send(keys)
        child.expect(ending)
        child.send("q")
        child.expect("Ignored")
        child.send("q")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    assert child.exitstatus == 0
    assert list(tmp_path.rglob("fleet.json")) == [], "the demo's home is its own and gone"


# What a login shell starts programs with, whatever the tests were started with.
AS_USUAL = "signal.signal(signal.SIGHUP, signal.SIG_DFL); signal.signal(signal.SIGINT, signal.default_int_handler)"
IN_LOGIN_SHELL = [SUPPLIES[0], "-c", f"import signal; {AS_USUAL}; {SUPPLIES[2]}"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_restores_the_terminal_and_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    child = pexpect.spawn(
        IN_LOGIN_SHELL[0],
        [*IN_LOGIN_SHELL[1:], "demo", "--count", "3"],
        env=environment(tmp_path, TERM="xterm-256color", TMPDIR=str(tmp_path)),
        dimensions=(24, 80),
        timeout=40,
        encoding="utf-8",
        codec_errors="replace",
    )
    try:
        child.expect("left")
        assert list(tmp_path.glob("supplies-demo-*"))
        child.kill(number)
        child.expect(re.escape("\x1b[?1049l"))  # the screen before
        child.expect(re.escape("\x1b[?25h"))  # the cursor
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    assert child.exitstatus == 130
    assert list(tmp_path.glob("supplies-demo-*")) == []


def test_a_terminal_that_is_closed_ends_the_program_and_leaves_nothing_behind(tmp_path: Path) -> None:
    child = pexpect.spawn(
        IN_LOGIN_SHELL[0],
        [*IN_LOGIN_SHELL[1:], "demo", "--count", "3"],
        env=environment(tmp_path, TERM="xterm-256color", TMPDIR=str(tmp_path)),
        dimensions=(24, 80),
        timeout=40,
        encoding="utf-8",
        codec_errors="replace",
    )
    child.expect("left")
    child.ptyproc.fileobj.close()
    _, status = os.waitpid(child.ptyproc.pid, 0)
    child.ptyproc.terminated = True
    assert os.WIFEXITED(status)
    assert list(tmp_path.glob("supplies-demo-*")) == []


def test_the_demo_leaves_a_real_home_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[discovery]\ntargets = ["192.0.2.0/24"]\n')
    for arguments in (["demo", "--home", str(tmp_path)], ["--home", str(tmp_path), "demo"]):
        done = subprocess.run(
            [*SUPPLIES, *arguments],
            env=environment(tmp_path),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith("supplies: the demo takes no --home (")
    assert settings.read_text() == '[discovery]\ntargets = ["192.0.2.0/24"]\n'


@pytest.mark.parametrize("count", ["0", "501", "many"])
def test_a_count_out_of_range_is_one_line(tmp_path: Path, count: str) -> None:
    done = subprocess.run(
        [*SUPPLIES, "demo", "--count", count],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
