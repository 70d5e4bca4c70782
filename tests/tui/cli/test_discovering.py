from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Site = Any
Run = Callable[..., Any]


def test_a_sweep_finds_reads_and_keeps_every_printer(site: Site, run: Run) -> None:
    done = run("discover", "127.83.7.0/28", "--port", str(site.port), "--rate", "5000", "--json")
    events = done.lines()
    found = [event["device"] for event in events if event["event"] == "found"]
    printers = {device["address"]: (device["vendor"], device["serial"]) for device in found if device["is_printer"]}
    assert set(printers) == {site.addresses[name] for name in site.addresses if "switch" not in name}
    assert all(vendor and serial for vendor, serial in printers.values())
    last = events[-1]
    assert (last["event"], last["reason"], last["printers"], last["others"]) == ("done", "complete", 3, 1)
    assert last["printer_bytes"] <= 600 * 3
    assert any(event["event"] == "progress" and event["total"] == 14 for event in events)

    devices = run("devices", "--json").json()
    assert {device["address"] for device in devices} == set(printers)
    assert all(supply["level"]["kind"] for device in devices for supply in device["supplies"])
    assert all(device["supplies"] and device["model"] for device in devices)
    assert {device["profile"]["version"] for device in devices} == {"1", "2c"}


def test_devices_that_are_no_printers_are_listed_apart(site: Site, run: Run) -> None:
    run("discover", "127.83.7.0/28", "--port", str(site.port), "--rate", "5000")
    switch = site.addresses["hpe_switch_2530"]
    assert switch not in run("devices").out
    assert switch in run("devices", "--all").out


def test_people_get_finds_on_stdout_and_the_ending_on_stderr(site: Site, run: Run) -> None:
    done = run("discover", site.target("kyocera_ecosys_p3155dn"))
    assert "Kyocera" in done.out
    assert "complete: every address was asked" in done.err
    assert done.status == 0


def test_a_sweep_without_printers_says_so_in_its_status(site: Site, run: Run) -> None:
    done = run("discover", site.target("hpe_switch_2530"))
    assert done.status == 1
    assert "0 printers, 1 other devices" in done.err


def test_an_estimate_sends_nothing(run: Run) -> None:
    done = run("discover", "127.83.9.0/24", "--estimate", "--json")
    assert done.status == 0
    assert done.json()["addresses"] == 254
    assert done.json()["datagrams"] == 508
    assert "addresses  254" in run("discover", "127.83.9.0/24", "--estimate").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("discover", "10.0.0.0/8"), "65,536"),
        (("discover", "10.300.0.0/24"), "10.300.0.0/24"),
        (("discover", "10.0.0.1", "--rate", "0"), "no whole number"),
        (("discover", "10.0.0.1", "--port", "99999"), "no whole number"),
        (("discover", "10.0.0.1", "--limit", "soon"), "no number"),
        (("add",), "nothing to add"),
        (("add", "--from-file", "/nonexistent/list"), "/nonexistent/list"),
        (("frobnicate",), "invalid choice"),
        (("show",), "required"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint_and_status_two(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "(" in done.err


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


def test_a_community_given_once_is_kept_and_used_from_then_on(site: Site, run: Run, tmp_path: Path) -> None:
    site.devices["oki_c612"].community = "lab"
    done = run("discover", site.target("oki_c612"), "--community", "lab")
    assert done.status == 0
    assert '"lab"' in (tmp_path / "home" / "settings.toml").read_text()
    assert "lab" not in (tmp_path / "home" / "fleet.json").read_text()
    assert run("poll").status == 0


def test_a_printer_at_another_address_is_the_same_printer(site: Site, run: Run) -> None:
    run("add", site.target("kyocera_ecosys_p3155dn"))
    site.devices["oki_c612"].versions = frozenset({"1", "2c"})
    site.devices["oki_c612"].recording = site.devices["kyocera_ecosys_p3155dn"].recording
    site.devices["kyocera_ecosys_p3155dn"].is_asleep = True
    run("discover", site.target("oki_c612"))
    (device,) = run("devices", "--json").json()
    assert device["address"] == site.addresses["oki_c612"]
    assert [use["address"] for use in device["addresses"]] == [
        site.addresses["kyocera_ecosys_p3155dn"],
        site.addresses["oki_c612"],
    ]
