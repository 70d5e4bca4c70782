import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
RECORDINGS = Path(__file__).parents[3] / "core" / "demo" / "recordings"


def test_a_recording_is_read_as_a_device(run: Run) -> None:
    device = run("inspect", str(RECORDINGS / "xerox_phaser_8560dn.snmprec"), "--json").json()
    assert device["vendor"] == "Xerox"
    assert "8560" in device["model"]
    assert {supply["level"]["kind"] for supply in device["supplies"]} >= {"some", "percent"}


def test_every_value_can_be_explained(run: Run) -> None:
    out = run("inspect", str(RECORDINGS / "hp_color_laserjet_m554.snmprec"), "--explain").out
    assert "serial = " in out
    assert "\n  1.3.6.1.2.1.43.5.1.1.17.1 = " in out


def test_what_is_explained_as_json_is_one_document(run: Run) -> None:
    device = run("inspect", str(RECORDINGS / "hp_color_laserjet_m554.snmprec"), "--explain", "--json").json()
    (serial,) = [note for note in device["explain"] if note["subject"] == "serial"]
    assert set(serial) == {"subject", "value", "rule", "objects"}
    assert serial["value"] == device["serial"]
    assert serial["objects"]


def test_the_status_is_done_whatever_the_levels_are(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.snmprec"
    row = "1.3.6.1.2.1.43.11.1.1"
    path.write_text(f"{row}.3.1.1|2|1\n{row}.4.1.1|2|3\n{row}.5.1.1|2|3\n{row}.8.1.1|2|100\n{row}.9.1.1|2|0\n")
    done = run("inspect", str(path), "--json")
    assert done.json()["state"] == "empty"
    assert done.status == 0


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "fifo", "."])
def test_only_regular_files_are_read(run: Run, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    done = run("inspect", str(tmp_path / name))
    assert done.status == 2
    assert "is no regular file" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("text", ["", "not a recording", "1.3.6.1|4", "1.3.6.1.2.1.1.1.0|99|x", "1.3|4x|zz"])
def test_what_is_no_recording_is_one_line(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.snmprec"
    path.write_text(text)
    done = run("inspect", str(path))
    assert done.status == 2
    assert done.err.count("\n") == 1


def test_hostile_text_never_reaches_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.snmprec"
    evil = b"\x1b]0;owned\x07\x1b[2J\xe2\x80\xaeLaserJet".hex()
    path.write_text(
        f"1.3.6.1.2.1.1.1.0|4x|{evil}\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.11.2.3.9.1\n"
        f"1.3.6.1.2.1.25.3.2.1.3.1|4x|{evil}\n1.3.6.1.2.1.43.11.1.1.6.1.1|4x|{evil}\n1.3.6.1.2.1.43.11.1.1.9.1.1|2|-3\n"
    )
    for flags in ((), ("--json",), ("--explain",), ("--explain", "--json")):
        out = run("inspect", str(path), *flags).out
        assert "\x1b" not in out
        assert "\\u001b" not in out
        assert "\u202e" not in out
