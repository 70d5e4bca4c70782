import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.level import Percent, Quantity, Some, Unknown, Unlimited
from core.printer.answers import Answers, Value, as_integer
from core.printer.dialects import ENTERPRISE_NUMBERS
from core.printer.oids import SUPPLY_COLUMNS
from core.printer.read import read
from core.printer.trail import Notes
from core.snmp.recording import read_recording
from tests.core.printer.conftest import NOON, Printer

TABLES = (
    *(f"1.3.6.1.2.1.43.{arcs}" for arcs in ("5.1.1", "6.1.1", "7.1.1", "8.2.1", "10.2.1", "11.1.1", "12.1.1")),
    "1.3.6.1.2.1.43.16.5.1",
    "1.3.6.1.2.1.43.18.1.1",
    "1.3.6.1.2.1.25.3.2.1",
    "1.3.6.1.2.1.25.3.5.1",
    "1.3.6.1.2.1.2.2.1",
)
PRIVATE = ("2435.2.3.9.4.2.1.5.5.8.0", "2435.2.3.9.1.1.7.0", "1248.1.2.2.1.1.1.4.1", "367.3.2.1.2.24.1.1.5.1")


def _oids() -> st.SearchStrategy[str]:
    arcs = st.lists(st.sampled_from([0, 1, 2, 3, 30, 2**31]), min_size=0, max_size=3)
    table = st.builds(
        lambda base, column, rest: ".".join([base, str(column), *map(str, rest)]),
        st.sampled_from(TABLES),
        st.integers(1, 20),
        arcs,
    )
    scalars = st.sampled_from([f"1.3.6.1.2.1.1.{arc}.0" for arc in range(1, 8)])
    return table | scalars | st.sampled_from([f"1.3.6.1.4.1.{arcs}" for arcs in PRIVATE])


def _values() -> st.SearchStrategy[Value]:
    numbers = st.integers(-(2**31), 2**64) | st.sampled_from([-100, -3, -2, -1, 0, 1, 3, 5, 100, 150])
    object_ids = st.sampled_from(["1.3.6.1.2.1.25.3.1.5", "0.0", *(f"1.3.6.1.4.1.{n}.1" for n in ENTERPRISE_NUMBERS)])
    texts = st.sampled_from(
        [b"Black Toner;SN\x1b[2J1", b"\xff\xfeT\x00o\x00", b"HP \x9b", b"", b"MFG:a;CLS:PRINTER", b"waste " * 900]
    )
    return numbers | st.binary(max_size=40) | object_ids | texts


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(_oids(), _values(), max_size=60))
def test_no_answer_breaks_the_reader(values: dict[str, Value]) -> None:
    reading = read(Answers(values), read_at=NOON, trail=Notes())
    for supply in reading.supplies:
        assert supply.name
        assert supply.name.isprintable()
        if isinstance(supply.level, Percent):
            assert 0 <= supply.level.value <= 100
        if isinstance(supply.level, Quantity):
            assert supply.level.value >= 0
        for text in (supply.color, supply.part_number, supply.serial):
            assert text is None or text.isprintable()
    assert len({supply.index for supply in reading.supplies}) == len(reading.supplies)
    for text in (
        *reading.status.console,
        *(row.text for row in reading.alerts),
        *(tray.name for tray in reading.trays),
    ):
        assert text.isprintable()


def test_every_value_of_a_supply_is_explained(printer: Printer) -> None:
    printer.row(b"HP LaserJet 4250").supply(1, descr=b"Black Cartridge HP Q5942X", type=3, class_=3, max=100, level=12)
    notes = Notes()
    read(printer.answers(), read_at=NOON, trail=notes)
    told = {note.subject: note for note in notes.all()}
    for what in ("name", "type", "color", "part_number", "serial", "unit", "level", "receptacle"):
        assert f"supplies.1.1.{what}" in told
    assert told["supplies.1.1.level"].value == "12.0 %"
    assert "1.3.6.1.2.1.43.11.1.1.9.1.1" in told["supplies.1.1.level"].oids
    for subject in ("vendor", "model", "serial", "is_printer", "mac", "status.printer", "status.errors"):
        assert told[subject].rule


def test_a_brother_toner_is_read_from_its_record(printer: Printer) -> None:
    printer.system(object_id="1.3.6.1.4.1.2435.2.3.9.1").row(b"Brother HL-L2350DW series")
    printer.supply(1, descr=b"Black Toner Cartridge", type=3, max=-2, level=-3)
    printer.having({"1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0": bytes.fromhex("6f010400000a28ff")})
    (toner,) = printer.read().supplies
    assert (toner.index, toner.name) == ("1.1", "Black Toner Cartridge")
    assert isinstance(toner.level, Percent)
    assert (toner.level.value, toner.level.source) == (26.0, "brother")


def test_a_solid_ink_says_low_only_where_the_printer_does(printer: Printer) -> None:
    printer.system(b"Xerox Phaser 8560DN; OS 9.82", "1.3.6.1.4.1.253.8.62.1.19.6.9.2")
    for number, color in enumerate((b"Cyan", b"Black"), 1):
        printer.supply(number, descr=b"Genuine Xerox Solid Ink " + color, type=12, max=-2, level=-3)
    printer.alert(1, severity=4, group=11, group_index=2, code=12, descr=b"")
    cyan, black = printer.read().supplies
    assert (type(cyan.level), cyan.condition) == (Some, "ok")
    assert (type(black.level), black.condition) == (Some, "low")


def test_descriptions_are_decoded_in_the_declared_charset(printer: Printer) -> None:
    printer.having({"1.3.6.1.2.1.43.5.1.1.2.1": 1, "1.3.6.1.2.1.43.7.1.1.4.1.1": 2004})
    printer.supply(1, descr="Unité de fusion".encode("hp-roman8"), type=15)
    printer.supply(2, descr="Toner noir".encode("utf-16"), type=3)
    assert [supply.name for supply in printer.read().supplies] == ["Unité de fusion", "Toner noir"]


def test_uptime_and_changes(printer: Printer) -> None:
    reading = printer.having({"1.3.6.1.2.1.1.3.0": 6150, "1.3.6.1.2.1.43.5.1.1.1.1": 28}).read()
    assert (reading.uptime_seconds, reading.config_changes) == (61.5, 28)


def _recorded(folder: Path) -> Iterator[tuple[str, Answers, dict[str, Any]]]:
    for file in sorted(folder.glob("*.expected.json")):
        recording = read_recording(file.with_name(file.name.replace(".expected.json", ".snmprec")))
        yield file.name, Answers(recording.values()), json.loads(file.read_text(encoding="utf-8"))


def test_every_recorded_printer_is_known_by_make_model_and_serial(recordings: Path) -> None:
    for name, answers, expected in _recorded(recordings):
        identity = read(answers, read_at=NOON).identity
        assert identity.is_printer, name
        if expected["vendor_any_of"]:
            assert identity.vendor in expected["vendor_any_of"], name
        if expected["model_has"]:
            assert expected["model_has"].lower() in (identity.model or "").lower(), name
        if expected["serial"]:
            assert identity.serial == expected["serial"], name


def test_every_recorded_supplies_row_says_what_its_raw_objects_say(recordings: Path) -> None:
    kinds = {-1: Unlimited, -2: Unknown, -3: Some}
    for name, answers, _ in _recorded(recordings):
        supplies = {supply.index: supply for supply in read(answers, read_at=NOON).supplies}
        indexes = {suffix for column in SUPPLY_COLUMNS for suffix, _ in answers.below(column)}
        assert indexes <= set(supplies), name
        for index in indexes:
            raw = as_integer(answers.get(f"1.3.6.1.2.1.43.11.1.1.9.{index}"))
            capacity = as_integer(answers.get(f"1.3.6.1.2.1.43.11.1.1.8.{index}"))
            level = supplies[index].level
            if level.source != "printer-mib" or raw is None:
                continue
            assert level.raw_level == raw, (name, index)
            if raw in kinds:
                assert isinstance(level, kinds[raw]), (name, index)
            elif capacity is not None and capacity > 0:
                assert isinstance(level, Percent), (name, index)
                assert level.value == pytest.approx(100 * raw / capacity, abs=0.051), (name, index)


def test_the_recorded_page_counts(recordings: Path) -> None:
    for name, answers, expected in _recorded(recordings):
        counters = read(answers, read_at=NOON).counters
        if expected["page_count"] is not None and counters.pages_source == "printer-mib":
            assert counters.pages == expected["page_count"], name
        elif expected["page_count"] is not None:
            assert counters.pages is not None, name
