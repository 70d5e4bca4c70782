import pytest

from core.printer.answers import Answers, Value
from core.printer.signs import PRINTER_OBJECTS, device_index, is_below, printer_sign
from tests.core.printer.conftest import Printer

ENT = "1.3.6.1.4.1"
DEVICE_ID = f"{ENT}.11.2.3.9.1.1.7.0"


@pytest.mark.parametrize(
    ("values", "object_id"),
    [
        ({"1.3.6.1.2.1.25.3.2.1.2.4": "1.3.6.1.2.1.25.3.1.5"}, None),
        ({"1.3.6.1.2.1.43.11.1.1.9.1.1": 5}, None),
        ({"1.3.6.1.2.1.43.5.1.1.17.1": b""}, f"{ENT}.1602.4.7"),
        ({"1.3.6.1.2.1.25.3.5.1.2.1": b"\0"}, None),
        ({DEVICE_ID: b"MFG:Acme;MDL:P1;CLS:PRINTER;"}, None),
        ({DEVICE_ID: b"\0\x20MFG:Acme;CMD:PJL,PCL;MDL:P1;"}, None),
        ({}, f"{ENT}.2435.2.3.9.1"),
        ({}, f"{ENT}.11.2.3.9.1"),
        ({}, f"{ENT}.1347.41"),
        ({"1.3.6.1.2.1.1.1.0": b"RICOH MP C3002 / RICOH Network Scanner C model / Network Printer"}, f"{ENT}.367.1.1"),
        ({}, f"{ENT}.40093.10.1"),
        ({"1.3.6.1.2.1.1.1.0": b"Canon LBP6670 /P"}, f"{ENT}.1602.4.2"),
        ({"1.3.6.1.2.1.1.1.0": b"Canon LBP6670 /P"}, None),
        ({"1.3.6.1.2.1.1.1.0": b"Xerox VersaLink C405; SS 68.65.51"}, f"{ENT}.253.8.62.1.40.5.1"),
        ({"1.3.6.1.2.1.1.1.0": b"ZebraNet PrintServer"}, f"{ENT}.683.6"),
        ({"1.3.6.1.2.1.1.1.0": b"Lexmark MS811 40634H7 LW60.DN4.P636"}, None),
        ({"1.3.6.1.2.1.25.3.2.1.3.1": b"HP LaserJet 4000 Series"}, None),
        ({f"{ENT}.10642.200.19.7.0": b"QL420 Plus"}, None),
        ({f"{ENT}.1129.1.2.1.1.1.2.1.0": b"B-EX4T1"}, None),
        ({f"{ENT}.2435.2.3.9.4.2.1.5.5.8.0": b"\xff"}, None),
        ({f"{ENT}.18334.1.1.1.1.6.2.1.0": b"bizhub C250i"}, None),
        ({"1.3.6.1.2.1.43.11.1.1.9.327681.1": 5}, f"{ENT}.8072.3.2.10"),
        ({"1.3.6.1.2.1.25.3.2.1.2.1": "1.3.6.1.2.1.25.3.1.5"}, f"{ENT}.8072.3.2.10"),
    ],
)
def test_any_one_sign_makes_a_printer(values: dict[str, Value], object_id: str | None) -> None:
    assert printer_sign(Answers(values), object_id) is not None


@pytest.mark.parametrize(
    ("descr", "object_id"),
    [
        (b"Linux nas 5.10.0 x86_64", f"{ENT}.8072.3.2.10"),
        (b"HP J9772A 2530-48G-PoEP Switch", f"{ENT}.11.2.3.7.11.156"),
        (b"HP ProLiant DL380", f"{ENT}.232.9.4.10"),
        (b"Dell Networking N1524", f"{ENT}.674.10895.3063"),
        (b"APC Web/SNMP Management Card", f"{ENT}.318.1.3.27"),
        (b"EPSON EB-2250U Projector", f"{ENT}.1248.4.1"),
        (b"EPSON EB-2250U Projector", f"{ENT}.1248.1.1.2.9"),
        (b"Brother ADS-2800W", f"{ENT}.2435.2.3.9.1"),
        (b"Canon VB-H43 network camera", f"{ENT}.1602.4.9"),
        (b"Xerox DocuMate 6710", f"{ENT}.253.8.62.1.99"),
        (b"FUJI XEROX DocuScan", f"{ENT}.297.1.11.93.9"),
        (b"Cisco IOS", f"{ENT}.9.1.1208"),
        (b"Linux printer1 5.10.0 x86_64 HP LaserJet", None),
        (b"HP Digital Sender 9250c", f"{ENT}.11.2.3.9.1"),
        (b"Canon LV-WU360 projector", f"{ENT}.1602.4.7"),
        (b"RICOH PJ WX4241N", f"{ENT}.367.1.9"),
        (b"AP7532 Access Point, Zebra Technologies", f"{ENT}.388.50.1.1"),
        (b"; AXIS M3045-V; Network Camera; 7.20.1", f"{ENT}.368.1.1"),
        (b"KONICA MINOLTA AeroDR Console", f"{ENT}.18334.2.1"),
        (b"", None),
    ],
)
def test_what_only_shares_a_makers_number_is_no_printer(descr: bytes, object_id: str | None) -> None:
    assert printer_sign(Answers({"1.3.6.1.2.1.1.1.0": descr}), object_id) is None


WINDOWS = b"Hardware: Intel64 Family 6 - Software: Windows Version 6.3"
PRINTER_TYPE = "1.3.6.1.2.1.25.3.1.5"


@pytest.mark.parametrize(
    ("descr", "object_id", "index"),
    [
        (WINDOWS, f"{ENT}.311.1.1.3.1.2", 1),
        (b"Linux cups 5.10.0", f"{ENT}.8072.3.2.10", 327681),
        (b"", None, 327682),
    ],
)
def test_the_queues_of_a_print_server_are_no_printer(descr: bytes, object_id: str | None, index: int) -> None:
    queue: dict[str, Value] = {
        "1.3.6.1.2.1.1.1.0": descr,
        f"1.3.6.1.2.1.25.3.2.1.2.{index}": PRINTER_TYPE,
        f"1.3.6.1.2.1.25.3.2.1.3.{index}": b"HP LaserJet 4000",
        f"1.3.6.1.2.1.25.3.5.1.1.{index}": 3,
    }
    assert printer_sign(Answers(queue), object_id) is None
    del queue[f"1.3.6.1.2.1.25.3.2.1.2.{index}"]
    assert printer_sign(Answers(queue), object_id) is None


def test_a_described_row_of_another_type_is_no_sign() -> None:
    row = "1.3.6.1.2.1.25.3.2.1"
    answers = Answers({f"{row}.2.1": "1.3.6.1.2.1.25.3.1.1", f"{row}.3.1": b"Sheet feeder for any LaserJet"})
    assert printer_sign(answers, None) is None


@pytest.mark.parametrize("subtree", [*PRINTER_OBJECTS])
def test_a_scanner_with_its_makers_objects_stays_a_scanner(subtree: str) -> None:
    answers = Answers({"1.3.6.1.2.1.1.1.0": b"Document scanner", f"{subtree}.0": 1})
    assert printer_sign(answers, None) is None


def test_a_device_id_of_a_scanner_overrules_the_branch() -> None:
    answers = Answers({f"{ENT}.2435.2.3.9.1.1.7.0": b"MFG:Brother;MDL:X;CLS:IMAGE;"})
    assert printer_sign(answers, f"{ENT}.2435.2.3.9.1") is None


def test_the_typed_row_that_the_printer_mib_uses(printer: Printer) -> None:
    printer.row(b"Print server", 1).row(b"Engine", 3).having({"1.3.6.1.2.1.43.5.1.1.17.3": b"A1"})
    assert device_index(printer.answers())[0] == 3


def test_an_officejet_uses_row_0(printer_at_0: Printer) -> None:
    assert device_index(printer_at_0.supply(1, level=3).answers())[0] == 0


def test_the_printer_mib_tells_the_row_where_types_are_missing(printer: Printer) -> None:
    assert device_index(printer.having({"1.3.6.1.2.1.43.10.2.1.4.2.1": 9}).answers())[0] == 2


def test_the_one_index_rows_of_a_pantum_tell_no_row(printer: Printer) -> None:
    printer.row(b"Pantum M6500", 1).having({"1.3.6.1.2.1.43.11.1.1.9.7": 50})
    assert device_index(printer.answers())[0] == 1


def test_the_row_that_names_a_brand_where_nothing_else_tells() -> None:
    descr = "1.3.6.1.2.1.25.3.2.1.3"
    assert device_index(Answers({f"{descr}.1": b"CPU", f"{descr}.4": b"Samsung M408x Series"}))[0] == 4
    assert device_index(Answers({f"{descr}.2": b"P-4532DN"}))[0] == 2
    assert device_index(Answers({}))[0] is None


def test_below_means_whole_arcs() -> None:
    assert is_below("1.2.3.4", "1.2.3")
    assert is_below("1.2.3", "1.2.3")
    assert not is_below("1.2.34", "1.2.3")
    assert not is_below(None, "1.2.3")
