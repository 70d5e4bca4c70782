"""The store against what happens to real programs: kills, crowds, full disks and read-only folders."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.model.device import Device
from core.model.history import KEPT_DAYS
from core.model.level import Percent
from core.store.fleet_store import FleetStore
from core.store.history_files import HistoryFiles
from tests.core.store.conftest import unexpected

PROGRAMS = Path(__file__).with_name("programs.py")
ROOT = PROGRAMS.parents[3]
KILLS = 200


def start(name: str, *arguments: object, inside: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*inside, sys.executable, str(PROGRAMS), name, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def run(name: str, *arguments: object, inside: tuple[str, ...] = ()) -> list[str]:
    with start(name, *arguments, inside=inside) as program:
        said, _ = program.communicate()
    assert program.returncode == 0, said
    return said.splitlines()


def on_disk(home: Path) -> dict[str, Device]:
    """The devices; any notice (a restored file, a damaged row) fails the test."""
    return {device.id: device for device in FleetStore(home / "fleet.json", unexpected).load()}


@pytest.fixture
def nursery(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    with start("nursery", tmp_path, request.param) as program:
        yield program
        assert program.stdin is not None
        program.stdin.close()


def kill_at_random(nursery: subprocess.Popen[str], name: str, dice: random.Random) -> list[str]:
    """Start a writer, kill it at a moment that the dice choose; in a fifth of the cases within a write.

    Returns:
        What it acknowledged, in order.
    """
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    is_within_a_write = dice.randrange(5) == 0
    # Two syncs make a write; before the first the new generation is there, but not in its place.
    nursery.stdin.write(f"{name} {2 * dice.randrange(3)}\n" if is_within_a_write else f"{name}\n")
    nursery.stdin.flush()
    said = [nursery.stdout.readline().split()]
    if is_within_a_write:
        while said[-1] != ["ended"]:
            said.append(nursery.stdout.readline().split())
        return [words[1] for words in said if words[0] == "ack"]
    while len(said) <= dice.randrange(4):
        said.append(nursery.stdout.readline().split())
    for _ in range(dice.randrange(2500)):  # a while that is counted, not slept: up to some milliseconds of a write
        PROGRAMS.stat()
    child = next(int(words[1]) for words in said if words[0] == "child")
    os.kill(child, signal.SIGKILL)
    while said[-1] != ["ended"]:
        said.append(nursery.stdout.readline().split())
    assert not [words for words in said if words[0] not in {"child", "ack", "ended"}]
    return [words[1] for words in said if words[0] == "ack"]


@pytest.mark.parametrize("nursery", ["fleet"], indirect=True)
def test_no_kill_at_any_moment_loses_what_was_acknowledged(tmp_path: Path, nursery: subprocess.Popen[str]) -> None:
    acknowledged: list[str] = []
    interrupted = 0
    for round_number in range(KILLS):
        name = f"r{round_number}"
        new = kill_at_random(nursery, name, random.Random(name))
        devices = on_disk(tmp_path)
        acknowledged += new
        assert set(acknowledged) <= devices.keys()
        if new:
            # The write it was killed in may have reached the disk, but no other.
            number = int(new[-1].split("-")[1])
            assert devices["shared"].problem in {f"{name}-{number}", f"{name}-{number + 1}"}
        interrupted += (tmp_path / "fleet.tmp").exists()
    assert len(acknowledged) > KILLS / 2
    assert interrupted > KILLS / 20, "hardly any kill hit a write"
    assert {path.name for path in tmp_path.iterdir()} <= {
        "fleet.json", "fleet.previous.json", "fleet.lock", "fleet.tmp", "fleet.previous.tmp",
    }  # fmt: skip


@pytest.mark.parametrize("nursery", ["history"], indirect=True)
def test_no_kill_at_any_moment_loses_a_day_or_doubles_one(tmp_path: Path, nursery: subprocess.Popen[str]) -> None:
    """A program that starts again reads the day again in which it was killed."""
    day = interrupted = 0
    for round_number in range(KILLS):
        acknowledged = [int(number) for number in kill_at_random(nursery, str(day), random.Random(round_number))]
        last = acknowledged[-1] if acknowledged else day - 1
        files = HistoryFiles(tmp_path / "history", unexpected)
        # What was being written may have reached the disk; if it did, it is not written again.
        for device_id in ("d1", "d2"):
            pages = [row.pages for row in files.read(device_id).days]
            assert pages in ([*range(last + 1)], [*range(last + 2)])
        interrupted += any((tmp_path / "history").glob("*.tmp"))
        day = last + 1
        if day > KEPT_DAYS - 60:
            break
    assert day > KILLS / 2
    assert interrupted > day / 50, "hardly any kill hit a write"
    names = {f"{device_id}{end}" for device_id in ("d1", "d2") for end in (".json", ".previous.json")}
    leftover = {f"{device_id}{end}" for device_id in ("d1", "d2") for end in (".tmp", ".previous.tmp")}
    assert names <= {path.name for path in (tmp_path / "history").iterdir()} <= names | leftover | {"history.lock"}


def test_programs_that_record_the_same_printer_at_once_lose_no_day(tmp_path: Path) -> None:
    crowd = [start("record-with-others", tmp_path, number) for number in (1, 2, 3)]
    for program in crowd:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in crowd:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    assert [program.communicate()[0] for program in crowd] == ["done\n"] * 3
    history = HistoryFiles(tmp_path / "history", unexpected).read("d1")
    assert [day.pages for day in history.days] == list(range(40))
    assert [level.value for day in history.days for level in day.levels.values() if isinstance(level, Percent)] == [
        *([5.0] * 20),
        *([100.0] * 20),
    ]
    assert len(history.replacements) == 1, "all of them saw it"


def test_four_programs_that_write_at_once_lose_nobodys_rows(tmp_path: Path) -> None:
    crowd = [start("crowd", tmp_path, f"p{number}") for number in range(4)]
    for program in crowd:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    said = []
    for program in crowd:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in crowd:
        said.append(program.communicate()[0])
    assert said == ["done\n"] * 4
    assert on_disk(tmp_path).keys() == {f"p{program}-{number}" for program in range(4) for number in range(25)}


def test_a_file_that_may_not_grow_is_a_clear_error_and_the_old_one_is_intact(tmp_path: Path) -> None:
    said = run("fill", tmp_path, 50_000)
    assert said == [
        f"error {tmp_path / 'fleet.json'}: File too large",
        "intact",
        "files fleet.json fleet.lock fleet.previous.json",
        "after True",
    ]


NAMESPACE = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")


def in_mounted(command: str, home: Path) -> tuple[str, ...]:
    """The words before a program that make it run after a mount that only it sees."""
    words = (*NAMESPACE, "sh", "-c", f'{command} && exec "$@"', "sh")
    try:
        done = subprocess.run([*words, "true"], cwd=home, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if done.returncode:
        pytest.skip("this machine allows no mounts of one's own")
    return words


def test_a_full_disk_is_a_clear_error_and_the_old_file_is_intact(tmp_path: Path) -> None:
    said = run("fill", tmp_path, inside=in_mounted(f"mount -t tmpfs -o size=200k,mode=700 none '{tmp_path}'", tmp_path))
    assert said == [
        f"error {tmp_path / 'fleet.json'}: No space left on device",
        "intact",
        "files fleet.json fleet.lock fleet.previous.json",
        "after True",
    ]
    assert not list(tmp_path.iterdir())


def test_a_read_only_disk_can_be_read_and_writing_is_a_clear_error(tmp_path: Path) -> None:
    run("fill", tmp_path, 50_000)
    kept = len(on_disk(tmp_path))
    command = f"mount --bind '{tmp_path}' '{tmp_path}' && mount -o remount,ro,bind '{tmp_path}'"
    said = run("read-only", tmp_path, inside=in_mounted(command, tmp_path))
    assert said == [
        f"loaded {kept}",
        f"error {tmp_path / 'fleet.lock'}: Read-only file system",
        f"still {kept}",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_permission_is_a_clear_error(tmp_path: Path) -> None:
    run("fill", tmp_path, 50_000)
    kept = len(on_disk(tmp_path))
    tmp_path.chmod(0o500)
    said = run("read-only", tmp_path)
    tmp_path.chmod(0o700)
    assert said == [f"loaded {kept}", f"error {tmp_path / 'fleet.json'}: Permission denied", f"still {kept}"]
