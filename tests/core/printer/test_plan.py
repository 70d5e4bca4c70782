from pathlib import Path

import pytest

from core.model.device import Identity
from core.printer.answers import Answers, Value
from core.printer.identify import IDENTITY_OIDS, follow_up, identify
from core.printer.plan import full_plan, poll_plan
from core.printer.read import read
from core.snmp.recording import read_recording
from tests.core.printer.conftest import NOON, Printer


def _asked(device: dict[str, Value], identity: Identity) -> dict[str, Value]:
    plan = full_plan(identity)
    return {
        oid: value
        for oid, value in device.items()
        if oid in plan.gets or any(oid.startswith(f"{walk}.") for walk in plan.walks)
    }


def test_a_plan_asks_nothing_twice() -> None:
    plan = full_plan(Identity(dialect="hp", device_index=1))
    assert len(set(plan.gets)) == len(plan.gets)
    assert len(set(plan.walks)) == len(plan.walks)
    assert not [oid for oid in plan.gets if any(oid.startswith(f"{walk}.") for walk in plan.walks)]


@pytest.mark.parametrize("device", [0, 1, 7])
def test_the_plan_finds_the_printer_at_any_index(device: int) -> None:
    printer = Printer(device).row(b"HP Officejet 8600").supply(1, descr=b"black ink", type=5, max=100, level=40)
    printer.having({f"1.3.6.1.2.1.43.5.1.1.17.{device}": b"CN12345678", f"1.3.6.1.2.1.25.3.5.1.1.{device}": 3})
    reading = read(Answers(_asked(printer.values, Identity())), read_at=NOON)
    assert reading == printer.read()
    assert (reading.identity.serial, reading.status.printer, len(reading.supplies)) == ("CN12345678", "idle", 1)


def test_the_plan_asks_every_standard_object_that_read_uses() -> None:
    printer = (
        Printer().row(b"Acme P1").colorant(1, b"cyan").supply(1, descr=b"C-77", type=3, class_=3, colorant=1, max=10)
    )
    printer.supply(1, level=5, unit=7, marker=1).alert(
        1, severity=4, training=3, group=8, group_index=1, code=8, descr=b"x"
    )
    mib = "1.3.6.1.2.1.43"
    printer.having({f"{mib}.{arcs}": value for arcs, value in _EVERYTHING.items()})
    printer.having({"1.3.6.1.2.1.25.3.2.1.5.1": 3, "1.3.6.1.2.1.25.3.5.1.1.1": 3, "1.3.6.1.2.1.25.3.5.1.2.1": b"\x20"})
    printer.having({"1.3.6.1.2.1.2.2.1.6.1": bytes.fromhex("3ca82a000001"), "1.3.6.1.2.1.1.3.0": 9})
    everything = printer.read()
    for oid in printer.values:
        without = {other: value for other, value in printer.values.items() if other != oid}
        if read(Answers(without), read_at=NOON) != everything:
            assert oid in _asked(printer.values, Identity()), oid
    assert read(Answers(_asked(printer.values, Identity())), read_at=NOON) == everything
    assert everything.supplies[0].color == "cyan"


_EVERYTHING: dict[str, Value] = {
    "5.1.1.1.1": 4,
    "5.1.1.2.1": 1,
    "5.1.1.10.1": 2,
    "5.1.1.16.1": b"Hall",
    "5.1.1.17.1": b"AC1234",
    "6.1.1.2.1.1": b"Front",
    "6.1.1.3.1.1": 3,
    "7.1.1.4.1.1": 2004,
    "7.1.1.4.1.2": 8,
    "8.2.1.2.1.1": 5,
    "8.2.1.8.1.1": 8,
    "8.2.1.9.1.1": 100,
    "8.2.1.10.1.1": 50,
    "8.2.1.12.1.1": b"na-letter",
    "8.2.1.13.1.1": b"Slot \xc5",
    "8.2.1.15.1.2": b"Drawer",
    "8.2.1.18.1.3": b"Cassette",
    "10.2.1.2.1.1": 4,
    "10.2.1.3.1.1": 7,
    "10.2.1.4.1.1": 1234,
    "10.2.1.6.1.1": 4,
    "16.5.1.2.1.1": b"\xd0\xd1",
}


def test_the_plan_finds_one_index_rows() -> None:
    values: dict[str, Value] = {"1.3.6.1.2.1.43.11.1.1.9.1": 40, "1.3.6.1.2.1.43.11.1.1.8.1": 100}
    assert _asked(values, Identity(dialect="pantum")) == values


def test_the_plan_asks_everything_that_read_uses(recordings: Path) -> None:
    for file in sorted(recordings.glob("*.snmprec")):
        device = dict(read_recording(file).values())
        known = {oid: device[oid] for oid in IDENTITY_OIDS if oid in device}
        asked = set(IDENTITY_OIDS)
        while wanted := follow_up(Answers(known), asked):
            asked.update(wanted)
            known |= {oid: device[oid] for oid in wanted if oid in device}
        planned = _asked(device, identify(Answers(known)))
        assert read(Answers(known | planned), read_at=NOON) == read(Answers(device), read_at=NOON), file.stem


def test_a_poll_asks_what_moves(printer: Printer) -> None:
    printer.row(b"HP LaserJet 4").supply(1, descr=b"Black Toner", type=3, max=100, level=40)
    printer.supply(2, descr=b"Waste Toner", type=4, max=-2, level=-3).alert(3, severity=4, code=8, group=13)
    printer.having({"1.3.6.1.2.1.43.10.2.1.4.1.1": 9})
    reading = printer.read()
    polled = poll_plan(reading, reading.identity)
    table = "1.3.6.1.2.1.43.11.1.1"
    assert {f"{table}.9.1.1", f"{table}.8.1.1", f"{table}.9.1.2"} <= set(polled)
    assert f"{table}.8.1.2" not in polled
    assert {"1.3.6.1.2.1.43.18.1.1.7.1.3", "1.3.6.1.2.1.43.10.2.1.4.1.1", "1.3.6.1.2.1.25.3.5.1.2.1"} <= set(polled)
    assert len(set(polled)) == len(polled)


def test_a_poll_asks_the_makers_records_and_no_standard_row_for_them(printer: Printer) -> None:
    printer.system(object_id="1.3.6.1.4.1.2435.2.3.9.1").having(
        {"1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0": bytes.fromhex("6f010400000a28ff")}
    )
    reading = printer.read()
    assert [supply.index for supply in reading.supplies] == ["brother.6f"]
    polled = poll_plan(reading, reading.identity)
    assert "1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0" in polled
    assert not [oid for oid in polled if "brother" in oid]
