import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from core.discovery.service import Discovery
from core.fleet import Change, Fleet
from core.model.events import DeviceFound, Event
from core.monitor.poller import Poller

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


def test_an_estimate_names_what_the_settings_leave_out(run: Run) -> None:
    run("settings", "discovery.exclude", "127.83.9.0/24")
    assert "addresses  0 of 256, 256 excluded" in run("discover", "127.83.9.0-255", "--estimate").out
    object_ = run("discover", "127.83.8.255-127.83.9.1", "--estimate", "--json").json()
    assert (object_["addresses"], object_["excluded"], object_["unknown_names"]) == (1, 2, [])


def test_a_sweep_of_nothing_but_excluded_addresses_is_wrong_usage(run: Run) -> None:
    run("settings", "discovery.exclude", "127.83.9.0/24")
    done = run("discover", "127.83.9.0/24")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "all 254 addresses are in discovery.exclude (" in done.err
    assert run("discover", "--earlier", "--json").json() == []


def test_names_that_nobody_knows_are_told_and_are_no_sweep_alone(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("core.discovery.names.socket.getaddrinfo", unknown)
    done = run("discover", "printer7")
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "printer7: the name is not known (" in done.err
    done = run("discover", site.target("kyocera_ecosys_p3155dn"), "printer7", "printer8")
    assert done.status == 0
    assert "supplies: not asked, as no address is known: printer7, printer8\n" in done.err
    done = run("discover", site.target("kyocera_ecosys_p3155dn"), "printer7", "--json")
    assert done.lines()[-1]["unknown_names"] == ["printer7"]
    assert "unknown    printer7" in run("discover", "127.83.9.1", "printer7", "--estimate").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("discover", ""), "no targets to sweep"),
        (("discover", "10.0.0.0/8"), "65,536"),
        (("discover", "10.300.0.0/24"), "10.300.0.0/24"),
        (("discover", "10.0.0.1", "--rate", "0"), "no whole number"),
        (("discover", "10.0.0.1", "--port", "99999"), "no whole number"),
        (("discover", "10.0.0.1", "--limit", "soon"), "no number"),
        (("add",), "nothing to add"),
        (("add", "--from-file", "/nonexistent/list"), "/nonexistent/list"),
        (("frobnicate",), "invalid choice"),
        (("show",), "required"),
        (("discover", "127.83.9.1", "--community", ""), "no community"),
        (("discover", "127.83.9.1", "--community", "pub\tlic"), "no community"),
        (("add", "127.83.9.1", "--community", "\x1b[2J"), "no community"),
        (("record", "127.83.9.1", "--community", "pub\u202elic"), "no community"),
        (("--home", "", "devices"), "empty"),
        (("devices", "--home", ""), "empty"),
        (("add", "--from-cup"), "unrecognized"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint_and_status_two(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert "(" in done.err


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


def test_finds_carry_the_ids_that_the_other_commands_know(site: Site, run: Run) -> None:
    run("add", site.target("kyocera_ecosys_p3155dn"))
    events = run("discover", "127.83.7.1-2", "--port", str(site.port), "--json").lines()
    found = {event["device"]["address"]: event["device"]["id"] for event in events if event["event"] == "found"}
    assert found == {device["address"]: device["id"] for device in run("devices", "--json").json()}
    assert len(set(found.values())) == 2


def test_a_printer_that_cannot_be_read_shows_in_the_status(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object) -> bool:
        return False

    monkeypatch.setattr(Poller, "poll_now", silent)
    done = run("discover", "127.83.7.1-2", "--port", str(site.port))
    assert done.status == 1
    assert "supplies: 2 of 2 printers could not be read\n" in done.err


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def ending(request: pytest.FixtureRequest) -> Iterator[Callable[[], None]]:
    """Sends this process a signal that would end it, whatever the tests were started with."""
    before = signal.signal(request.param, signal.SIG_DFL)
    yield lambda: os.kill(os.getpid(), request.param)
    signal.signal(request.param, before)


def test_the_first_signal_stops_the_sweep_and_keeps_what_was_found(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch, ending: Callable[[], None]
) -> None:
    apply = Fleet.apply

    def stopping(self: Fleet, event: Event) -> tuple[Change, ...]:
        if isinstance(event, DeviceFound):
            ending()
        return apply(self, event)

    monkeypatch.setattr(Fleet, "apply", stopping)
    done = run("discover", f"{site.target('kyocera_ecosys_p3155dn')} 127.83.8.0/24", "--rate", "20", "--json")
    assert done.lines()[-1]["reason"] == "stopped"
    assert done.status == 0
    assert run("devices", "--json").json()[0]["supplies"]


def test_a_signal_before_the_sweep_ends_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, ending: Callable[[], None]
) -> None:
    async def slow(*_: object) -> None:
        ending()
        await asyncio.Event().wait()

    monkeypatch.setattr(Discovery, "estimate", slow)
    done = run("discover", "lp7.example.net")
    assert (done.status, done.out, done.err) == (130, "", "")


def test_a_signal_while_printers_are_read_ends_the_command_and_counts_the_unread(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch, ending: Callable[[], None]
) -> None:
    async def slow(*_: object) -> bool:
        ending()
        await asyncio.Event().wait()
        return True

    monkeypatch.setattr(Poller, "poll_now", slow)
    done = run("discover", site.target("kyocera_ecosys_p3155dn"))
    assert done.status == 130
    assert done.err.endswith("supplies: stopped; printers not read: 1 (`supplies poll` reads them)\n")
    assert len(run("devices", "--json").json()) == 1


def test_in_a_terminal_progress_is_one_line_that_gives_way(site: Site, tmp_path: Path) -> None:
    site.devices["oki_c612"].is_asleep = True  # it would be found in the second round only
    child = pexpect.spawn(
        sys.executable,
        ["-c", "import sys; from tui.cli import main; sys.exit(main())", "discover", "127.83.7.0/28", "--limit", "1.5",
         "--port", str(site.port), "--rate", "20", "--home", str(tmp_path)],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm", "LANG": "C.UTF-8"},
        dimensions=(24, 100),
        timeout=40,
        encoding="utf-8",
    )  # fmt: skip
    try:
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    written = re.split(r"\r\x1b\[K|\r\n", child.before or "")
    progress = [line for line in written if " asked, " in line]
    assert len(progress) >= 2
    assert len(progress) == len(set(progress))
    seen = [line.rpartition("\r\x1b[K")[2] for line in (child.before or "").split("\r\n")]
    first, *finds, last, nothing = seen
    assert first.startswith("supplies: asking 14 addresses")
    assert {find.partition(":")[0] for find in finds} == {
        site.addresses["hp_color_laserjet_m554"],
        site.addresses["kyocera_ecosys_p3155dn"],
    }
    assert last.startswith("supplies: ended by the time limit")
    assert nothing == ""


def test_without_a_terminal_there_is_no_progress_line(site: Site, run: Run) -> None:
    assert "\r" not in run("discover", site.target("kyocera_ecosys_p3155dn")).err


def test_earlier_sweeps_are_listed_the_newest_first(site: Site, run: Run) -> None:
    assert run("discover", "--earlier", "--json").json() == []
    run("discover", site.target("kyocera_ecosys_p3155dn"), "--rate", "50")
    site.devices["kyocera_ecosys_p3155dn"].is_asleep = True
    run("discover", "127.83.7.1-2", "--port", str(site.port), "--limit", "20")
    last, first = run("discover", "--earlier", "--json").json()
    assert (first["targets"], first["started_by"], first["rate"]) == (
        [site.target("kyocera_ecosys_p3155dn")],
        "command line",
        50,
    )
    assert (first["reason"], first["new"], first["gone"], first["asked"], first["total"]) == ("complete", 1, 0, 1, 1)
    assert (last["new"], last["gone"], last["limit_seconds"], last["port"]) == (1, 1, 20, site.port)
    ids = {device["address"]: device["id"] for device in run("devices", "--json").json()}
    assert last["gone_devices"] == [ids[site.addresses["kyocera_ecosys_p3155dn"]]]
    assert last["new_devices"] == [ids[site.addresses["hp_color_laserjet_m554"]]]
    assert last["started_at"].endswith("Z")
    lines = run("discover", "--earlier").out.splitlines()
    assert lines[0].split()[:4] == ["WHEN", "BY", "END", "SECONDS"]
    assert "command line  complete" in lines[1]
    assert lines[2].endswith(site.target("kyocera_ecosys_p3155dn"))


def test_a_sweep_that_was_written_wrong_is_not_listed(run: Run) -> None:
    run("discover", "10.300.0.0/24")
    assert run("discover", "--earlier", "--json").json() == []
