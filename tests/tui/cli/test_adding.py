from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.discovery.cups import CupsQueue

Site = Any
Run = Callable[..., Any]


def test_hosts_are_added_by_address_and_from_a_file(site: Site, run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "printers.txt"
    listed.write_text(f"# site\n{site.target('oki_c612')}\n")
    done = run("add", site.target("kyocera_ecosys_p3155dn"), "--from-file", str(listed))
    assert done.status == 0
    assert {"Kyocera", "OKI"} <= set(done.out.split())
    assert len(run("devices", "--json").json()) == 2


def test_a_silent_host_is_told_and_the_others_are_added(site: Site, run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("[polling]\ntimeout_seconds = 0.05\nretries = 0\n")
    done = run("add", f"127.83.7.99:{site.port}", site.target("kyocera_ecosys_p3155dn"))
    assert done.status == 1
    assert f"127.83.7.99:{site.port} does not answer SNMP" in done.err
    assert "Kyocera" in done.out


def test_what_was_added_is_one_json_document(site: Site, run: Run) -> None:
    both = run("add", site.target("hp_color_laserjet_m554"), site.target("kyocera_ecosys_p3155dn"), "--json")
    assert {device["vendor"] for device in both.json()} == {"HP", "Kyocera"}
    assert [device["vendor"] for device in run("add", site.target("kyocera_ecosys_p3155dn"), "--json").json()] == [
        "Kyocera"
    ]


@pytest.fixture
def servers(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The CUPS servers that were asked; each has one queue with a printer and one without."""
    asked: list[str | None] = []

    async def cups_hosts(server: str | None = None) -> tuple[CupsQueue, ...]:
        asked.append(server)
        return (
            CupsQueue(name="office", uri="socket://lp7", host=site.target("kyocera_ecosys_p3155dn")),
            CupsQueue(name="desk", uri="usb://Brother", skipped="has no network address"),
        )

    monkeypatch.setattr("core.discovery.cups.cups_hosts", cups_hosts)
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    return asked


def test_a_host_behind_the_option_is_a_host(site: Site, run: Run, servers: list[str | None]) -> None:
    done = run("add", "--from-cups", site.target("hp_color_laserjet_m554"), "--json")
    assert {device["vendor"] for device in done.json()} == {"HP", "Kyocera"}
    assert "queue desk: has no network address" in done.err
    assert servers == [None]


@pytest.mark.parametrize(
    ("option", "environment", "asked"),
    [
        ("--from-cups", None, None),
        ("--from-cups", "print.example.net:631", "print.example.net:631"),
        ("--from-cups=cups2", None, "cups2"),
        ("--from-cups=cups2", "print.example.net", "cups2"),
        ("--from-cups", "", None),
    ],
)
def test_the_server_is_the_one_given_then_the_environments_then_the_local_one(
    run: Run,
    servers: list[str | None],
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    environment: str | None,
    asked: str | None,
) -> None:
    if environment is not None:
        monkeypatch.setenv("CUPS_SERVER", environment)
    assert run("add", option).status == 0
    assert servers == [asked]


def test_a_server_without_printers_is_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def cups_hosts(_server: str | None = None) -> tuple[CupsQueue, ...]:
        return ()

    monkeypatch.setattr("core.discovery.cups.cups_hosts", cups_hosts)
    done = run("add", "--from-cups", "--json")
    assert (done.status, done.json()) == (0, [])
    assert "no queue with a network printer" in done.err
