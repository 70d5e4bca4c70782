from core.printer.alerts import MAX_ROWS, read_alerts
from tests.core.printer.conftest import Printer


def test_a_row_is_told_in_the_devices_words(printer: Printer) -> None:
    printer.alert(7, severity=4, training=3, group=11, group_index=2, code=1104, descr=b"Cyan is low\0")
    (row,) = read_alerts(printer.answers())
    assert (row.index, row.severity, row.group, row.group_index) == ("1.7", "warning", "markerSupplies", 2)
    assert (row.code, row.text, row.training) == ("tonerAlmostEmpty", "Cyan is low", "untrained")


def test_a_row_without_words_gets_the_codes(printer: Printer) -> None:
    printer.alert(1, severity=3, group=6, group_index=-1, code=3, descr=b" \0")
    (row,) = read_alerts(printer.answers())
    assert (row.text, row.group_index, row.severity) == ("Cover open", None, "critical")


def test_a_removal_row_takes_the_row_it_names_with_it(printer: Printer) -> None:
    printer.alert(4, severity=5, group=8, code=808).alert(5, severity=5, group=11, code=1104)
    printer.alert(6, severity=5, group=18, group_index=4, code=1801)
    assert [row.index for row in read_alerts(printer.answers())] == ["1.5"]


def test_columns_are_joined_by_index_not_by_position(printer: Printer) -> None:
    printer.alert(1, severity=3).alert(2, severity=4, code=8).alert(3, code=1101, severity=4)
    assert [row.code for row in read_alerts(printer.answers())] == ["unknown", "jam", "tonerEmpty"]


def test_an_endless_table_is_cut(printer: Printer) -> None:
    for number in range(1, MAX_ROWS * 2):
        printer.alert(number, severity=4, code=8)
    assert len(read_alerts(printer.answers())) == MAX_ROWS
