from core.printer.counters import read_counters
from core.printer.vendors.facts import VendorFacts
from tests.core.printer.conftest import Printer

COUNT, UNIT = "1.3.6.1.2.1.43.10.2.1.4", "1.3.6.1.2.1.43.10.2.1.3"


def test_the_first_marker_counts_and_markers_are_not_summed(printer: Printer) -> None:
    printer.having({f"{COUNT}.1.1": 145, f"{COUNT}.1.2": 145, f"{UNIT}.1.1": 8, f"{UNIT}.1.2": 7})
    counters = read_counters(printer.answers(), 1, VendorFacts(), None)
    assert (counters.pages, counters.pages_unit, counters.pages_source) == (145, "sheets", "printer-mib")


def test_the_makers_total_stands_in(printer: Printer) -> None:
    counters = read_counters(printer.answers(), 1, VendorFacts(pages=77, counters={"black": 70}), "sharp")
    assert (counters.pages, counters.pages_source, counters.by_kind) == (77, "sharp", {"black": 70})


def test_the_makers_total_wins_only_where_it_is_said_to(printer: Printer) -> None:
    answers = printer.having({f"{COUNT}.1.1": 100}).answers()
    assert read_counters(answers, 1, VendorFacts(pages=77), "sharp").pages == 100
    assert read_counters(answers, 1, VendorFacts(pages=77, pages_override=True), "kyocera").pages == 77


def test_the_printers_own_row_comes_first(printer: Printer) -> None:
    answers = printer.having({f"{COUNT}.1.1": 5, f"{COUNT}.2.1": 9}).answers()
    assert read_counters(answers, 2, VendorFacts(), None).pages == 9


def test_no_counter_is_no_number(printer: Printer) -> None:
    counters = read_counters(printer.having({f"{COUNT}.1.1": -2}).answers(), 1, VendorFacts(), None)
    assert (counters.pages, counters.pages_source) == (None, None)
