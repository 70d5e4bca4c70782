import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.settings.catalog import ANY, catalog

Run = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "settings.toml"
    path.parent.mkdir(mode=0o700)
    path.write_text('# ours\n[discovery]\nrate = 50\n[thresholds.types.opc]\nlow = 10\n[smtp]\nhost = "x"\n')
    return path


def test_every_setting_is_listed_with_value_default_origin_and_meaning(run: Run, file: Path) -> None:
    done = run("settings")
    lines = done.out.splitlines()
    assert lines[0].split() == ["KEY", "VALUE", "DEFAULT", "FROM", "MEANING"]
    assert {line.split()[0] for line in lines[1:]} >= {one.key for one in catalog() if ANY not in one.path}
    rate = next(line for line in lines if line.startswith("discovery.rate"))
    assert " ".join(rate.split()) == (
        "discovery.rate 50 a second 500 a second file How many datagrams a second a sweep sends at most."
    )
    assert any(line.startswith("thresholds.types.opc.low") for line in lines)
    assert "smtp is not used by this version" in done.err
    assert done.status == 0


def test_json_has_everything_typed(run: Run, file: Path) -> None:
    rows = {row["key"]: row for row in run("settings", "--json").json()}
    assert rows["discovery.rate"] == {
        "key": "discovery.rate",
        "value": 50,
        "default": 500,
        "from": "file",
        "title": "Rate",
        "meaning": "How many datagrams a second a sweep sends at most.",
        "unit": "a second",
        "kind": "whole",
    }
    assert rows["discovery.targets"]["value"] == []
    assert rows["ui.mouse"]["value"] is True
    assert run("settings", "discovery.rate", "--json").json() == rows["discovery.rate"]
    assert [row["key"] for row in run("settings", "thresholds.types.opc", "--json").json()] == [
        "thresholds.types.opc.low",
        "thresholds.types.opc.near_empty",
    ]


def test_one_value_is_printed_as_it_can_be_set(run: Run, file: Path) -> None:
    assert run("settings", "discovery.rate").out == "50\n"
    assert run("settings", "ui.mouse").out == "true\n"
    run("settings", "discovery.communities", "public", "my lab")
    assert run("settings", "discovery.communities").out == "public\nmy lab\n"


@pytest.mark.parametrize(
    ("key", "texts", "value"),
    [
        ("discovery.rate", ["1,000"], 1000),
        ("polling.interval_seconds", ["60"], 60),
        ("ui.mouse", ["off"], False),
        ("discovery.targets", ["10.1.0.0/22,printer7"], ["10.1.0.0/22", "printer7"]),
        ("discovery.communities", ["lab", "a b"], ["lab", "a b"]),
        ("discovery.communities", [""], []),
        ("thresholds.types.fuser.low", ["15"], 15),
        ("thresholds.supplies.d0123456789/1.3.low", ["30"], 30),
        ("snmpv3.lab.username", ["reader"], "reader"),
        ("ui.keys.discover", ["f5"], "f5"),
    ],
)
def test_a_value_is_set_and_taken_back_and_comments_stay(
    run: Run, file: Path, key: str, texts: list[str], value: object
) -> None:
    done = run("settings", key, *texts)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert run("settings", key, "--json").json()["value"] == value
    assert file.read_text().startswith("# ours\n")
    entry = key.removesuffix(".username")
    assert run("settings", "--unset", entry).status == 0
    left = {row["key"]: row["from"] for row in run("settings", "--json").json()}
    assert left.get(key, "default") == "default"


def test_communities_are_in_the_table_by_their_first_letters_only(run: Run, file: Path) -> None:
    run("settings", "discovery.communities", "public", "s3cret")
    assert "s3cret" not in run("settings").out
    assert "public, s···" in run("settings").out
    assert run("settings", "discovery.communities").out == "public\ns3cret\n"


def test_a_choice_is_taken_back_with_none(run: Run, file: Path) -> None:
    run("settings", "snmpv3.lab.username", "reader")
    run("settings", "snmpv3.lab.auth_protocol", "sha-256")
    assert run("settings", "snmpv3.lab.auth_protocol").out == "SHA-256\n"
    run("settings", "snmpv3.lab.auth_protocol", "none")
    assert run("settings", "snmpv3.lab.auth_protocol").out == "none\n"
    assert "auth_protocol" not in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["discovery.ratee", "5"], "discovery.ratee is not a setting (did you mean discovery.rate?)"),
        (["smtp.host", "x"], "smtp.host is not used by this version"),
        (["discovery.rate", "0"], "discovery.rate: a whole number from 1 to 100,000 is wanted (How many datagrams"),
        (["discovery.rate", "5", "6"], "discovery.rate takes one value (put it into quotes)"),
        (["discovery.targets", "10.1.2.300"], "discovery.targets: '10.1.2.300' is no IPv4 address"),
        (["thresholds.types", "5"], "thresholds.types is a table (set what is in it, e.g. thresholds.types.TYPE.low)"),
        (["thresholds.types.opc", "5"], "is a table (set what is in it, e.g. thresholds.types.opc.low)"),
        (["snmpv3", "5"], "snmpv3 is a table (set what is in it, e.g. snmpv3.USER.username)"),
        (["ui.keys", "5"], "ui.keys is a table (set what is in it, e.g. ui.keys.COMMAND)"),
        (["--unset"], "--unset takes one KEY"),
        (["--unset", "discovery.rate", "5"], "--unset takes one KEY"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage_and_changes_nothing(
    run: Run, file: Path, arguments: list[str], said: str
) -> None:
    before = file.read_text()
    done = run("settings", *arguments)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert file.read_text() == before


def test_values_that_contradict_each_other_are_refused(run: Run, file: Path) -> None:
    done = run("settings", "thresholds.low", "3")
    assert done.status == 1
    assert "Near empty (5 %) must not be above Low (3 %)" in done.err


def test_what_is_not_set_says_so(run: Run, file: Path) -> None:
    done = run("settings", "snmpv3.lab.username")
    assert (done.status, done.out) == (1, "")
    assert "snmpv3.lab.username is not set" in done.err


def test_a_file_that_does_not_fit_is_told_in_one_line_and_can_be_mended(run: Run, file: Path) -> None:
    file.write_text("[discovery]\nrate = 0\n")
    done = run("settings")
    assert (done.status, done.out) == (1, "")
    assert "discovery.rate = 0: a whole number from 1 to 100,000 is wanted" in done.err
    assert run("settings", "discovery.rate", "5").status == 0
    assert run("settings", "discovery.rate").out == "5\n"


def test_without_a_file_all_is_default_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    rows = run("settings", "--json").json()
    assert {row["from"] for row in rows} == {"default"}
    assert not (tmp_path / "home").exists()
    assert json.dumps(rows)
