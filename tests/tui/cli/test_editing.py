import json
from collections.abc import Callable
from typing import Any

import pytest

Site = Any
Run = Callable[..., Any]


@pytest.fixture
def known(site: Site, run: Run) -> str:
    """The address of a printer that the home knows."""
    target: str = site.target("kyocera_ecosys_p3155dn")
    assert run("add", target).status == 0
    return target


def shown(run: Run, device: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(run("show", device, "--json").out)
    return document


def test_a_printer_gets_an_interval_of_its_own_and_loses_it_again(run: Run, known: str) -> None:
    assert shown(run, known)["interval_seconds"] is None
    assert run("edit", known, "--interval", "60").status == 0
    assert shown(run, known)["interval_seconds"] == 60
    assert run("edit", known, "--interval", "default").status == 0
    assert shown(run, known)["interval_seconds"] is None


@pytest.mark.parametrize("interval", ["0", "0.5", "-1", "soon", "inf", "nan"])
def test_an_interval_that_is_none_is_wrong_usage(run: Run, known: str, interval: str) -> None:
    done = run("edit", known, f"--interval={interval}")
    assert done.status == 2
    assert shown(run, known)["interval_seconds"] is None


def test_nothing_to_change_is_wrong_usage_and_an_unknown_device_changes_none(run: Run, known: str) -> None:
    assert run("edit", known).status == 2
    assert run("edit", known, "127.0.0.99", "--interval", "9").status == 1
    assert shown(run, known)["interval_seconds"] is None


def test_a_release_of_a_device_that_is_not_quarantined_is_no_error(run: Run, known: str) -> None:
    assert run("edit", known, "--release").status == 0
    assert shown(run, known)["quarantine"] is None


def test_name_location_and_notes_are_given_shown_and_taken_back(run: Run, known: str) -> None:
    own = shown(run, known)
    given = ("--name", "Front desk", "--location", "2nd floor", "--notes", "Key at the desk\ncall Ms. Lee")
    assert run("edit", known, *given).status == 0
    now = shown(run, "Front desk")
    assert (now["name"], now["location"]) == ("Front desk", "2nd floor")
    assert (now["given_name"], now["given_location"]) == ("Front desk", "2nd floor")
    assert (now["own_name"], now["own_location"]) == (own["own_name"], own["own_location"])
    text = run("show", known).out
    assert "name            Front desk" in text
    assert "NOTES\nKey at the desk\ncall Ms. Lee" in text
    assert run("edit", known, "--name", "", "--location=", "--notes", "").status == 0
    assert shown(run, known) == own


@pytest.mark.parametrize("text", ["x" * 201, "two\nlines", "\x1b[31mred"])
def test_a_name_that_is_no_line_of_text_is_wrong_usage(run: Run, known: str, text: str) -> None:
    done = run("edit", known, "--name", text)
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert shown(run, known)["given_name"] is None


def test_a_device_is_marked_as_managed_elsewhere_and_no_longer(run: Run, known: str) -> None:
    assert run("edit", known, "--managed-elsewhere").status == 0
    assert shown(run, known)["is_managed_elsewhere"] is True
    assert "managed         elsewhere" in run("show", known).out
    assert run("edit", known, "--name", "lp1").status == 0
    assert shown(run, known)["is_managed_elsewhere"] is True
    assert run("edit", known, "--no-managed-elsewhere").status == 0
    assert shown(run, known)["is_managed_elsewhere"] is False


def test_a_level_is_turned_remembered_and_turned_back(run: Run, known: str) -> None:
    before = shown(run, known)["supplies"][0]
    done = run("edit", known, "--turn", before["index"])
    assert done.status == 0
    assert "read from the other end from now on" in done.err
    turned = shown(run, known)
    assert turned["turned"] == [before["index"]]
    assert turned["supplies"][0]["turned"] is True
    assert turned["supplies"][0]["level"]["percent"] == 100 - before["level"]["percent"]
    assert ", turned" in run("show", known).out
    assert run("poll", known).status == 0
    assert shown(run, known)["supplies"][0]["turned"] is True
    assert run("edit", known, "--turn", before["index"]).status == 0
    assert shown(run, known)["supplies"][0] == before | {"level": shown(run, known)["supplies"][0]["level"]}
    assert shown(run, known)["supplies"][0]["level"]["percent"] == before["level"]["percent"]


def test_where_one_device_cannot_be_changed_so_none_is(run: Run, site: Site, known: str) -> None:
    other = site.target("hp_color_laserjet_m554")
    assert run("add", other).status == 0
    index = next(one["index"] for one in shown(run, other)["supplies"] if one["index"] not in _indexes(run, known))
    done = run("edit", other, known, "--name", "x", "--turn", index)
    assert done.status == 1
    assert f"has no supply '{index}'" in done.err
    assert shown(run, other)["given_name"] is None


def _indexes(run: Run, device: str) -> set[str]:
    return {supply["index"] for supply in shown(run, device)["supplies"]}


def test_several_devices_are_changed_at_once(run: Run, site: Site, known: str) -> None:
    other = site.target("hp_color_laserjet_m554")
    assert run("add", other).status == 0
    assert run("edit", known, other, "--location", "Hall 3", "--interval", "60").status == 0
    assert {shown(run, one)["location"] for one in (known, other)} == {"Hall 3"}
    assert {shown(run, one)["interval_seconds"] for one in (known, other)} == {60}
