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
