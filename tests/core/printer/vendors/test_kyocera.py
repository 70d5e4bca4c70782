from collections.abc import Callable

from core.printer.vendors import kyocera
from core.printer.vendors.facts import VendorFacts

ROOT = "1.3.6.1.4.1.1347"


def test_the_makers_total_overrides_and_functions_add_up(read: Callable[..., VendorFacts]) -> None:
    functions = f"{ROOT}.42.3.1.1.1.1"
    colors = f"{ROOT}.42.3.1.2.1.1"
    facts = read(
        kyocera.DIALECT,
        {
            kyocera.TOTAL: 160,
            f"{functions}.1": 100,
            f"{functions}.2": 50,
            f"{functions}.4": 10,
            f"{colors}.1.1": 60,
            f"{colors}.1.2": 4,
            f"{colors}.1.3": 36,
            f"{colors}.2.1": 45,
            f"{colors}.2.3": 5,
            f"{colors}.4.1": 10,
            f"{ROOT}.42.3.1.3.1.1.2": 7,
            f"{ROOT}.42.3.1.4.1.1.1": 8,
        },
    )
    assert (facts.pages, facts.pages_override) == (160, True)
    assert facts.counters == {
        "total": 160, "print": 100, "copy": 50, "fax": 10, "black": 115, "color": 45, "scan": 15,
    }  # fmt: skip


def test_without_a_total_nothing_is_overridden(read: Callable[..., VendorFacts]) -> None:
    facts = read(kyocera.DIALECT, {kyocera.SERIAL: b"R001", kyocera.MODEL: b"P-1", kyocera.SCANS: 3})
    assert (facts.pages, facts.pages_override, facts.counters) == (None, False, {"scan": 3})
    assert (facts.serial, facts.model) == ("R001", "P-1")


def test_single_function_printers_have_older_counters(read: Callable[..., VendorFacts]) -> None:
    facts = read(kyocera.DIALECT, {f"{ROOT}.42.2.2.1.1.3.1.1": 9, f"{ROOT}.42.2.1.1.1.8.1.1": b"12"})
    assert facts.counters == {"black": 9, "color": 12}
