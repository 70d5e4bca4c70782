from collections.abc import Callable

from core.printer.vendors import toshiba
from core.printer.vendors.facts import VendorFacts

COUNTS = "1.3.6.1.4.1.1129.2.3.50.1.3.21.6.1"


def test_counters_by_category_and_color(read: Callable[..., VendorFacts]) -> None:
    facts = read(
        toshiba.DIALECT,
        {
            f"{COUNTS}.2.1.1": 20,
            f"{COUNTS}.2.1.2": 5,
            f"{COUNTS}.2.1.3": 75,
            f"{COUNTS}.2.1.4": 100,
            f"{COUNTS}.3.1.4": 60,
            f"{COUNTS}.4.1.4": 38,
            f"{COUNTS}.7.1.4": 2,
        },
    )
    assert facts.counters == {"total": 100, "black": 75, "color": 25, "print": 60, "copy": 38, "fax": 2}
    assert facts.pages == 100


def test_label_printers_have_ids_of_their_own(read: Callable[..., VendorFacts]) -> None:
    label = {toshiba.LABEL_MODEL: b"B-X9", toshiba.LABEL_SERIAL: b"2303", toshiba.LABEL_FIRMWARE: b"V1.0"}
    facts = read(toshiba.DIALECT, label)
    assert (facts.model, facts.serial, facts.firmware) == ("B-X9", "2303", "V1.0")
    assert read(toshiba.DIALECT, label | {toshiba.MODEL: b"e-STUDIO9"}).model == "e-STUDIO9"
