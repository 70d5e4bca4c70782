import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Site = Any
Run = Callable[..., Any]


@pytest.fixture
def known(site: Site, run: Run) -> Site:
    """Two printers are in the fleet, one of them ignored."""
    targets = (site.target("hp_color_laserjet_m554"), site.target("kyocera_ecosys_p3155dn"))
    assert run("add", *targets).status == 0
    assert run("ignore", targets[1]).status == 0
    return site


def test_without_a_file_a_table_goes_to_standard_output(known: Site, run: Run) -> None:
    done = run("export")
    titles, *rows = list(csv.reader(io.StringIO(done.out)))
    assert done.status == 0
    assert titles[:3] == ["ID", "State", "Device"]
    assert [row[titles.index("Make")] for row in rows] == ["HP"]
    assert done.err == ""
    assert "\r" not in done.out


def test_all_takes_in_what_is_ignored(known: Site, run: Run) -> None:
    assert len(json.loads(run("export", "--all", "--format", "json").out)) == 2


def test_json_is_that_of_devices(known: Site, run: Run) -> None:
    assert run("export", "--format", "json").json() == run("devices", "--json").json()


def test_the_ending_decides_and_a_file_that_is_there_is_replaced(known: Site, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "printers.json"
    path.write_text("old")
    done = run("export", str(path))
    assert (done.status, done.out) == (0, "")
    assert f"1 device written to {path}" in done.err
    assert len(json.loads(path.read_text())) == 1
    assert run("export", str(tmp_path / "printers.csv")).status == 0
    assert (tmp_path / "printers.csv").read_bytes().startswith(b"ID,State,")


def test_a_format_goes_before_the_ending(known: Site, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "printers.txt"
    assert run("export", str(path)).status == 2
    assert not path.exists()
    assert run("export", str(path), "--format", "csv").status == 0
    assert path.read_bytes().startswith(b"ID,")


@pytest.mark.parametrize("arguments", [("a.txt",), ("no/such/folder/a.csv",), ("--format", "xml")])
def test_wrong_usage_is_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("export", *arguments)
    assert done.status == 2
    assert done.err.count("\n") == 1


def test_an_empty_fleet_is_a_table_without_rows(run: Run) -> None:
    assert len(run("export").out.splitlines()) == 1
    assert run("export", "--format", "json").json() == []
