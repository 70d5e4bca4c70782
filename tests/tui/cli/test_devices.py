import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.model.export import timestamp

Site = Any
Run = Callable[..., Any]


@pytest.fixture
def known(site: Site, run: Run) -> Site:
    """Two printers are in the fleet."""
    assert run("add", site.target("hp_color_laserjet_m554"), site.target("kyocera_ecosys_p3155dn")).status == 0
    return site


def test_show_tells_everything_and_explains_on_request(known: Site, run: Run) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    plain = run("show", address)
    assert plain.status == 0
    assert "SNMPv2c" in plain.out
    explained = run("show", address, "--explain").out
    assert "1.3.6.1.2.1.43.11.1.1.9.1.1 = " in explained
    assert "supplies.1.1.level = " in explained


def test_what_is_explained_as_json_is_one_document(known: Site, run: Run) -> None:
    device = run("show", known.addresses["kyocera_ecosys_p3155dn"], "--explain", "--json").json()
    notes = {note["subject"]: note for note in device["explain"]}
    assert notes["serial"]["value"] == device["serial"]
    assert notes["serial"]["rule"]
    assert "1.3.6.1.2.1.43.11.1.1.9.1.1" in notes["supplies.1.1.level"]["objects"]
    assert "explain" not in run("show", known.addresses["kyocera_ecosys_p3155dn"], "--json").json()


def test_show_tells_how_a_device_is_reached_and_what_it_was_before(known: Site, run: Run) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    text = run("show", address).out.splitlines()
    assert "credentials     community public" in text
    assert "polled          every 5 min" in text
    assert any(line.startswith("SUPPLY") and line.endswith("SOURCE") for line in text)
    device = run("show", address, "--json").json()
    assert (device["pages_per_day"], device["replacements"]) == ({}, [])
    assert device["absorbed"] == []
    run("merge", address, known.target("hp_color_laserjet_m554"))
    (other,) = run("show", address, "--json").json()["absorbed"]
    assert other["address"] == known.addresses["hp_color_laserjet_m554"]
    assert any(line.startswith("merged          HP") for line in run("show", address).out.splitlines())


def test_show_tells_as_of_when_the_counters_are_that_no_poll_asks(known: Site, run: Run, tmp_path: Path) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    device = run("show", address, "--json").json()
    assert device["counters_read_at"] == device["read_at"]
    assert "as of" not in run("show", address).out
    path = tmp_path / "home" / "fleet.json"
    state = json.loads(path.read_text())
    reading = state["devices"][device["id"]]["reading"]
    full_at = datetime.fromisoformat(reading["full_at"]) - timedelta(hours=3)
    reading["full_at"] = full_at.isoformat()
    path.write_text(json.dumps(state))
    assert run("show", address, "--json").json()["counters_read_at"] == timestamp(full_at)
    text = run("show", address).out
    kinds = {line.split()[0]: line for line in text.splitlines() if line.endswith(", as of 3 h ago")}
    assert kinds.keys() == {kind for kind in device["counters"] if kind != "total"}


def test_show_sums_the_history_up(known: Site, run: Run, tmp_path: Path) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    before = run("show", address, "--json").json()
    path = tmp_path / "home" / "history" / f"{before['id']}.json"
    history = json.loads(path.read_text())
    today = max(history["days"])
    earlier = (date.fromisoformat(today) - timedelta(days=10)).isoformat()
    pages = history["days"][today][0]
    history["days"] = {earlier: [pages - 1000, {}], today: [pages, {}]}
    row = {"index": "1.1", "name": "Black Toner", "at": f"{earlier}T09:30:00Z", "before": 3, "after": 100}
    history["replacements"] = {f"{earlier}T09:30:00+00:00 1.1": row}
    path.write_text(json.dumps(history))
    device = run("show", address, "--json").json()
    assert device["pages_per_day"] == {"30": 100}
    assert [(one["name"], one["before"]["percent"]) for one in device["replacements"]] == [("Black Toner", 3)]
    text = run("show", address).out
    assert "pages a day     about 100 over 30 days" in text
    assert f"REPLACED\n{earlier}: Black Toner, from 3% to 100%" in text


def test_show_tells_a_level_that_is_probably_upside_down_and_the_command_that_turns_it(
    known: Site, run: Run, tmp_path: Path
) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    device = run("show", address, "--json").json()
    path = tmp_path / "home" / "history" / f"{device['id']}.json"
    history = json.loads(path.read_text())
    supply = next(one for one in device["supplies"] if one["level"]["percent"])
    today, level = date.fromisoformat(max(history["days"])), supply["level"]["percent"]
    history["days"] = {
        (today - timedelta(days=2 * ago)).isoformat(): [9000 - 100 * ago, {supply["index"]: round(level - 2 * ago, 1)}]
        for ago in range(6)
    }
    path.write_text(json.dumps(history))
    lines = [line for line in run("show", address).out.splitlines() if line.startswith("direction ")]
    hint = f"`supplies edit {device['id']} --turn {supply['index']}` turns it"
    assert [line.endswith(f"while pages are printed; {hint}") for line in lines] == [True]
    run("edit", address, "--turn", supply["index"])
    assert "direction " not in run("show", address).out


def test_a_history_that_cannot_be_read_is_told_and_the_device_shown(known: Site, run: Run, tmp_path: Path) -> None:
    address = known.addresses["kyocera_ecosys_p3155dn"]
    identity = run("show", address, "--json").json()["id"]
    path = tmp_path / "home" / "history" / f"{identity}.json"
    path.unlink()
    path.mkdir()
    done = run("show", address)
    assert done.status == 0
    assert "history" in done.err
    assert "SNMPv2c" in done.out


@pytest.mark.parametrize("arguments", [("lp1",), ("--undo", "lp1", "lp2")])
def test_merge_takes_two_devices_and_its_undo_one(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("merge", *arguments)
    assert done.status == 2
    assert "`supplies merge " in done.err
    assert done.err.count("\n") == 1


def test_devices_low_lists_only_what_needs_something(known: Site, run: Run) -> None:
    low = run("devices", "--low", "--json")
    states = {device["state"] for device in low.json()}
    assert states <= {"low", "near_empty", "empty", "attention"}
    assert low.status == int(bool(states))
    assert len(run("devices", "--json").json()) == 2


def test_the_list_tells_what_the_devices_screen_tells(known: Site, run: Run) -> None:
    run("edit", known.target("kyocera_ecosys_p3155dn"), "--name", "Mail room", "--location", "二階")
    heads, *rows = run("devices").out.splitlines()
    assert heads.split() == ["ID", "ADDRESS", "DEVICE", "MODEL", "STATE", "SUPPLIES", "ALERTS", "LOCATION", "AGE"]
    row = next(row for row in rows if "Mail room" in row)
    assert row.index("Mail room") == heads.index("DEVICE")
    assert row[heads.index("STATE") :].startswith(run("devices", "--json").json()[rows.index(row)]["state"])
    assert row.split()[-2:] == ["二階", "now"]


def test_a_dropped_find_stays_dropped_until_it_is_taken_back(known: Site, run: Run) -> None:
    target = known.target("kyocera_ecosys_p3155dn")
    run("ignore", target)
    run("discover", target)
    assert len(run("devices", "--json").json()) == 1
    run("ignore", "--undo", target)
    assert len(run("devices", "--json").json()) == 2


def test_a_removed_device_comes_back_with_the_next_sweep(known: Site, run: Run) -> None:
    target = known.target("kyocera_ecosys_p3155dn")
    run("remove", target)
    assert len(run("devices", "--json").json()) == 1
    run("discover", target)
    assert len(run("devices", "--json").json()) == 2


def test_rows_are_merged_and_parted_again(known: Site, run: Run) -> None:
    one, other = known.target("hp_color_laserjet_m554"), known.target("kyocera_ecosys_p3155dn")
    run("merge", one, other)
    assert len(run("devices", "--json").json()) == 1
    run("merge", "--undo", one)
    assert len(run("devices", "--json").json()) == 2


def test_a_silent_printer_keeps_its_last_levels_and_is_called_unreachable_after_three_polls(
    known: Site, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.monitor.schedule.WAKE_SECONDS", 0.05)
    (tmp_path / "home" / "settings.toml").write_text("[polling]\ntimeout_seconds = 0.05\nretries = 0\n")
    kyocera = known.addresses["kyocera_ecosys_p3155dn"]
    before = run("show", kyocera, "--json").json()["state"]
    known.devices["kyocera_ecosys_p3155dn"].is_asleep = True
    states = []
    for _ in range(3):
        polled = run("poll", "--json")
        assert polled.status == 1
        assert "1 of 2 did not answer" in polled.err
        silent = {device["address"]: device for device in polled.json()}[kyocera]
        assert silent["supplies"]
        assert silent["silent_since"]
        states.append(silent["state"])
    assert states == [before, before, "unreachable"]
    assert silent["unreachable_since"] == silent["silent_since"]


def test_an_unknown_device_is_one_line_with_a_hint(run: Run) -> None:
    done = run("show", "lp99")
    assert done.status == 1
    assert (
        done.err == "supplies: no device 'lp99' (`supplies devices` lists them; use an id, address, name or serial)\n"
    )


def test_an_empty_fleet_says_what_to_do(run: Run) -> None:
    assert "supplies discover" in run("devices").err
    assert run("devices", "--json").json() == []


def test_a_recording_of_a_device_reads_as_the_device_does(known: Site, run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.snmprec"
    assert run("record", known.target("kyocera_ecosys_p3155dn"), "-o", str(copy)).status == 0
    seen = run("inspect", str(copy), "--json").json()
    live = run("show", known.addresses["kyocera_ecosys_p3155dn"], "--json").json()
    for field in ("vendor", "model", "serial", "page_count", "console", "trays"):
        assert seen[field] == live[field], field
    assert [supply["level"]["percent"] for supply in seen["supplies"]] == [
        supply["level"]["percent"] for supply in live["supplies"]
    ]


def test_a_redacted_recording_names_nobody(known: Site, run: Run) -> None:
    serial = run("show", known.addresses["kyocera_ecosys_p3155dn"], "--json").json()["serial"]
    assert serial not in run("record", known.target("kyocera_ecosys_p3155dn"), "--redact").out


def test_a_damaged_state_file_is_restored_and_said(known: Site, run: Run, tmp_path: Path) -> None:
    run("ignore", known.target("kyocera_ecosys_p3155dn"))
    (tmp_path / "home" / "fleet.json").write_bytes(b"\0" * 100)
    done = run("devices", "--json")
    assert done.status == 0
    assert "restored" in done.err
    assert done.json()


def test_looks_that_do_not_fit_stop_no_command(known: Site, run: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "settings.toml").write_text('[ui]\ngroup = "modl"\ncolumns = ["devcie"]\nmouse = 5\n')
    done = run("poll", "--json")
    assert (done.status, len(done.json())) == (0, 2)
    assert "ui.group: 'modl' is no grouping, did you mean model? (none is used)" in done.err


def test_damaged_settings_are_one_line_with_a_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("[discovery]\nrate = 0\n")
    done = run("devices")
    assert done.status == 1
    assert "discovery.rate" in done.err
    assert done.err.count("\n") == 1
