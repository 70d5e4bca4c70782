import pytest

from core.model.level import Percent, Some, Unknown
from core.printer.answers import Value
from core.printer.supplies import MAX_ROWS, read_rows
from tests.core.printer.conftest import Printer


def test_columns_of_different_length_are_joined_on_the_full_index(printer: Printer) -> None:
    printer.supply(1, descr=b"Black Toner", max=100).supply(5, descr=b"Drum", max=200, level=50)
    printer.supply(30, level=-3, type=4)
    black, drum, waste = read_rows(printer.answers())
    assert (black.index, black.level) == ("1.1", Unknown(raw_max=100))
    assert (drum.index, drum.level) == ("1.5", Percent(value=25.0, raw_level=50, raw_max=200))
    assert (waste.index, waste.level, waste.receptacle) == ("1.30", Some(raw_level=-3), True)


def test_the_color_comes_over_the_colorant_index_never_by_order(printer: Printer) -> None:
    printer.colorant(1, b"black").colorant(2, b"cyan\0").colorant(3, b"yellow", role=1)
    printer.supply(1, descr=b"TK-1", colorant=2, type=3).supply(2, descr=b"TK-2", colorant=1, type=3)
    printer.supply(3, descr=b"Fuser", colorant=0, type=15).supply(4, descr=b"TK-4", colorant=3, type=3)
    assert [row.color for row in read_rows(printer.answers())] == ["cyan", "black", None, "yellow"]


def test_a_colorant_of_another_device_is_not_this_ones(printer: Printer) -> None:
    printer.having({"1.3.6.1.2.1.43.12.1.1.4.2.1": b"cyan"}).supply(1, descr=b"TK-1", colorant=1, type=3)
    printer.supply(2, descr=b"TK-2", colorant=1, type=3)
    assert [row.color for row in read_rows(printer.answers())] == [None, None]


def test_the_colorants_of_device_0_are_found_at_index_0(printer_at_0: Printer) -> None:
    printer_at_0.colorant(1, b"cyan").supply(1, descr=b"TK-1", colorant=1, type=3).supply(2, descr=b"TK-2", type=3)
    assert [row.color for row in read_rows(printer_at_0.answers())] == ["cyan", None]


@pytest.mark.parametrize(
    ("colorants", "types", "expected"),
    [
        (1, (3,), ["black"]),
        (None, (3,), ["black"]),
        (None, (3, 9), ["black", None]),
        (4, (3,), [None]),
        (None, (3, 3), [None, None]),
        (1, (3, 3), ["black", "black"]),
        (1, (9,), [None]),
    ],
)
def test_the_toner_of_a_monochrome_device_is_black(
    colorants: int | None, types: tuple[int, ...], expected: list[str | None]
) -> None:
    printer = Printer()
    if colorants is not None:
        printer.having({"1.3.6.1.2.1.43.10.2.1.6.1.1": colorants})
    for number, kind in enumerate(types, 1):
        printer.supply(number, descr=b"Unit", type=kind)
    assert [row.color for row in read_rows(printer.answers())] == expected


def test_a_toner_in_words_nobody_can_read_here_has_no_color(printer: Printer) -> None:
    printer.supply(1, descr="シアントナー".encode(), type=3)
    assert [row.color for row in read_rows(printer.answers())] == [None]


@pytest.mark.parametrize(
    ("descr", "system", "values", "expected"),
    [
        (b"Black Cartridge HP CF410A", b"HP LaserJet M452", {}, "tonerCartridge"),
        (b"Cartouche noi", b"HP Officejet 8600", {}, "inkCartridge"),
        (b"Canon Cartridge 719", None, {"1.3.6.1.2.1.43.10.2.1.2.1.1": 4}, "tonerCartridge"),
        (b"Patrone Schwarz", b"HP LaserJet", {"1.3.6.1.2.1.43.10.2.1.2.1.1": 12}, "inkCartridge"),
        (b"Black Cartridge", None, {"1.3.6.1.2.1.43.11.1.1.6.1.9": b"Fuser"}, "tonerCartridge"),
        (b"Black Cartridge", None, {"1.3.6.1.2.1.43.10.2.1.2.1.1": 2}, "unknown"),
        (b"Black Cartridge", b"HP OfficeJet and LaserJet", {}, "unknown"),
        (b"Staple Cartridge", b"HP LaserJet", {}, "staples"),
        (b"Maintenance Kit", b"HP LaserJet", {}, "unknown"),
    ],
)
def test_what_the_device_prints_with_tells_what_is_in_a_cartridge(
    descr: bytes, system: bytes | None, values: dict[str, Value], expected: str
) -> None:
    printer = Printer().system(system).having(values).supply(1, descr=descr, level=50)
    assert read_rows(printer.answers())[0].type == expected


def test_a_type_that_is_given_stays(printer: Printer) -> None:
    printer.system(b"HP LaserJet").supply(1, descr=b"Cartridge", type=1)
    assert read_rows(printer.answers())[0].type == "other"


def test_part_number_and_serial_leave_the_name(printer: Printer) -> None:
    printer.supply(1, descr=b"Black Toner, PN 006R01509;SN48178080E0000481", max=100, level=20, unit=7)
    (row,) = read_rows(printer.answers(), dialect="xerox")
    assert (row.name, row.part_number, row.serial) == ("Black Toner", "006R01509", "48178080E0000481")
    assert (row.unit, row.max) == ("impressions", 100)


def test_the_one_index_form_is_a_row_too(printer: Printer) -> None:
    table = "1.3.6.1.2.1.43.11.1.1"
    printer.having({f"{table}.6.1": b"Toner", f"{table}.8.1": 100, f"{table}.9.1": 40, f"{table}.5.1": 3})
    (row,) = read_rows(printer.answers())
    assert (row.index, row.color, row.level) == ("1", "black", Percent(value=40.0, raw_level=40, raw_max=100))


def test_rows_come_in_number_order(printer: Printer) -> None:
    for number in (10, 9, 2):
        printer.supply(number, level=1)
    assert [row.index for row in read_rows(printer.answers())] == ["1.2", "1.9", "1.10"]


def test_a_ricoh_nearly_empty_says_so(printer: Printer) -> None:
    printer.supply(1, descr=b"Cyan Toner", max=100, level=-100)
    (row,) = read_rows(printer.answers(), dialect="ricoh")
    assert (type(row.level), row.condition) == (Some, "low")


def test_an_endless_table_is_cut(printer: Printer) -> None:
    for number in range(1, 2 * MAX_ROWS):
        printer.supply(number, level=1)
    assert len(read_rows(printer.answers())) == MAX_ROWS
