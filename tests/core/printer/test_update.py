from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.model.device import Reading
from core.model.level import Percent, Some, Unknown
from core.model.sameness import same_reading
from core.printer.answers import Answers
from core.printer.oids import (
    ALERT_CODE,
    HR_DEVICE_STATUS,
    HR_PRINTER_ERRORS,
    HR_PRINTER_STATUS,
    MARKER_LIFE_COUNT,
    PRT_ALL_EVENTS,
    PRT_CONFIG_CHANGES,
    SUPPLY_LEVEL,
    SUPPLY_MAX,
    SYS_UPTIME,
)
from core.printer.plan import SIGN_WALKS, are_pages_polled, poll_plan
from core.printer.read import read
from core.printer.update import update, with_signs
from core.snmp.client import Value
from core.snmp.recording import read_recording

RECORDINGS = sorted((Path(__file__).parents[3] / "core" / "demo" / "recordings").glob("*.snmprec"))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


def device(name: str) -> tuple[Reading, dict[str, Value]]:
    """A demo printer's reading and everything it says."""
    values = read_recording(RECORDINGS[0].parent / f"{name}.snmprec").values()
    return read(Answers(values), read_at=NOON), values


def polled(reading: Reading, values: Mapping[str, Value], **changed: Value | None) -> dict[str, Value]:
    """What a poll of that device gives, some objects changed, None for objects that are gone."""
    merged = {**values, **{oid: value for oid, value in changed.items() if value is not None}}
    asked = poll_plan(reading, reading.identity)
    return {oid: merged[oid] for oid in asked if oid in merged and changed.get(oid, 0) is not None}


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_a_poll_of_a_device_that_did_nothing_changes_nothing_but_times(path: Path) -> None:
    reading, values = device(path.stem)
    if reading.identity.is_printer:
        done = update(reading, polled(reading, values), read_at=LATER)
        assert (done.needs, done.reason) == ("nothing", "")
        assert same_reading(reading, done.reading)
        assert done.reading.read_at == LATER


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_a_poll_asks_the_pages_where_the_plan_says_so_and_no_counter_by_kind(path: Path) -> None:
    """What shows them goes by that: it tells their age."""
    reading, values = device(path.stem)
    if not reading.identity.is_printer or reading.counters.pages is None:
        return
    unknown = replace(reading, counters=replace(reading.counters, pages=0, by_kind={}))
    counters = update(unknown, polled(reading, values), read_at=LATER).reading.counters
    assert (counters.pages == reading.counters.pages) == are_pages_polled(reading)
    assert counters.by_kind.keys() <= {"total"}, "which is the page count then"


def test_levels_and_pages_move_with_their_time_and_keep_everything_else() -> None:
    reading, values = device("hp_color_laserjet_m554")
    changed = polled(reading, values, **{f"{SUPPLY_LEVEL}.1.2": 9, f"{MARKER_LIFE_COUNT}.1.1": 99_999})
    done = update(reading, changed, read_at=LATER)
    cyan = done.reading.supplies[1]
    assert (done.needs, cyan.level) == (
        "nothing",
        Percent(value=9.0, raw_level=9, raw_max=reading.supplies[1].level.raw_max),
    )
    assert replace(cyan, level=reading.supplies[1].level) == reading.supplies[1]
    assert done.reading.counters.pages == 99_999


@pytest.mark.parametrize(
    ("oid", "value", "reason"),
    [
        (SYS_UPTIME, 5, "it was restarted"),
        (SYS_UPTIME, 4_000_000_000, "its uptime has jumped: another device may answer there"),
        (f"{PRT_CONFIG_CHANGES}.1", 4711, "its set-up changed"),
        (f"{PRT_CONFIG_CHANGES}.1", None, "its set-up changed"),
        (f"{SUPPLY_LEVEL}.1.2", None, "supply 1.2 is gone"),
        (f"{SUPPLY_MAX}.1.2", 777, "the capacity of supply 1.2 changed"),
        (f"{SUPPLY_LEVEL}.1.2", 100, "supply 1.2 was replaced"),
    ],
)
def test_what_a_poll_cannot_tell_asks_for_everything(oid: str, value: Value | None, reason: str) -> None:
    reading, values = device("hp_color_laserjet_m554")
    done = update(reading, polled(reading, values, **{oid: value}), read_at=LATER)
    assert (done.needs, done.reason) == ("everything", reason)
    assert done.reading == reading


@pytest.mark.parametrize(
    ("oid", "value", "reason"),
    [
        (f"{HR_PRINTER_STATUS}.1", 4, "the status changed"),
        (f"{HR_PRINTER_ERRORS}.1", b"\x04", "the status changed"),
        (f"{PRT_ALL_EVENTS}.1", 4711, "an alert came or went"),
    ],
)
def test_a_sign_of_change_asks_for_panel_covers_trays_and_alerts(oid: str, value: Value, reason: str) -> None:
    reading, values = device("hp_color_laserjet_m554")
    done = update(reading, polled(reading, values, **{oid: value}), read_at=LATER)
    assert (done.needs, done.reason) == ("signs", reason)


def test_an_alert_row_that_went_is_noticed() -> None:
    reading, values = device("sharp_mx_3071")
    gone = f"{ALERT_CODE}.{reading.alerts[0].index}"
    done = update(reading, polled(reading, values, **{gone: None}), read_at=LATER)
    assert (done.needs, done.reason) == ("signs", "an alert row is gone")


def test_a_level_that_was_away_and_comes_back_much_higher_is_a_new_supply() -> None:
    reading, values = device("hp_color_laserjet_m554")
    cyan = reading.supplies[1]
    away = replace(cyan, level=Unknown(raw_level=-2, raw_max=cyan.level.raw_max), last_level=Percent(value=5.0))
    known = replace(reading, supplies=(reading.supplies[0], away, *reading.supplies[2:]))
    done = update(known, polled(known, values, **{f"{SUPPLY_LEVEL}.1.2": 100}), read_at=LATER)
    assert (done.needs, done.reason) == ("everything", "supply 1.2 was replaced")
    done = update(known, polled(known, values, **{f"{SUPPLY_LEVEL}.1.2": 5}), read_at=LATER)
    assert done.needs == "nothing"


def test_signs_bring_the_new_rows_and_the_panel() -> None:
    reading, values = device("sharp_mx_3071")
    calm = replace(reading, alerts=(), trays=(), covers=(), status=replace(reading.status, console=("Ready",)))
    answers = Answers({oid: value for oid, value in values.items() if any(oid.startswith(w) for w in SIGN_WALKS)})
    again = with_signs(calm, answers)
    assert (again.alerts, again.trays, again.covers) == (reading.alerts, reading.trays, reading.covers)
    assert again.status.console == reading.status.console


def test_signs_are_read_in_the_charset_that_the_device_declares() -> None:
    reading, _ = device("sharp_mx_3071")
    greek: dict[str, Value] = {
        "1.3.6.1.2.1.43.5.1.1.2.1": 1,
        "1.3.6.1.2.1.43.7.1.1.4.1.1": 10,
        "1.3.6.1.2.1.43.18.1.1.7.1.4": 8,
        "1.3.6.1.2.1.43.18.1.1.8.1.4": "Εμπλοκή χαρτιού".encode("iso8859-7"),
    }
    assert [row.text for row in with_signs(reading, Answers(greek)).alerts] == ["Εμπλοκή χαρτιού"]


def test_a_device_that_stops_is_stopped_at_once() -> None:
    reading, values = device("hp_color_laserjet_m554")
    stopped: dict[str, Value | None] = {
        f"{HR_DEVICE_STATUS}.1": 5,
        f"{HR_PRINTER_STATUS}.1": 1,
        f"{HR_PRINTER_ERRORS}.1": b"\x04",
    }
    done = update(reading, polled(reading, values, **stopped), read_at=LATER)
    assert (done.reading.status.printer, done.reading.status.errors) == ("stopped", ("jammed",))


def test_private_records_move_the_levels_they_gave() -> None:
    reading, values = device("brother_mfc_l8900cdw")
    privately = [supply for supply in reading.supplies if supply.level.source == "brother"]
    assert privately, "the recording has private records"
    records = {oid: values[oid] for oid in poll_plan(reading, reading.identity) if oid in values and ".2435." in oid}
    done = update(reading, polled(reading, values), read_at=LATER)
    assert records
    assert {s.index: s.level.source for s in done.reading.supplies} == {
        s.index: s.level.source for s in reading.supplies
    }


def test_a_level_from_a_record_that_is_not_asked_stands_with_its_age() -> None:
    reading, values = device("xerox_phaser_8560dn")
    paged = replace(reading.supplies[0], level=Percent(value=40.0, source="http", raw_level=-3, read_at=NOON))
    known = replace(reading, supplies=(paged, *reading.supplies[1:]))
    done = update(known, polled(known, values), read_at=LATER)
    assert done.reading.supplies[0].level == paged.level
    assert isinstance(reading.supplies[0].level, Some)


def test_a_verdict_that_may_have_changed_with_the_status_asks_for_everything() -> None:
    reading, values = device("lexmark_cx725de")
    assert reading.supplies[0].condition == "ok"
    done = update(reading, polled(reading, values, **{f"{HR_PRINTER_STATUS}.1": 4}), read_at=LATER)
    assert done.needs == "everything"
