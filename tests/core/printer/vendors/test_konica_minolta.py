from collections.abc import Callable

from core.printer.vendors import konica_minolta as konica
from core.printer.vendors.facts import VendorFacts

COUNTS = "1.3.6.1.4.1.18334.1.1.1.5.7.2"


def test_counters_by_function_and_color(read: Callable[..., VendorFacts]) -> None:
    facts = read(
        konica.DIALECT,
        {
            konica.TOTAL: 111,
            konica.DUPLEX: 22,
            konica.SCANS[1]: 33,
            f"{COUNTS}.2.1.5.1.1": 10,
            f"{COUNTS}.2.1.5.1.2": 60,
            f"{COUNTS}.2.1.5.2.1": 1,
            f"{COUNTS}.2.1.5.2.2": 40,
        },
    )
    assert facts.pages == 111
    assert facts.counters == {
        "total": 111, "duplex": 22, "scan": 33, "black": 70, "color": 41, "copy": 11, "print": 100,
    }  # fmt: skip


def test_firmware_of_the_device_or_else_of_its_controller(read: Callable[..., VendorFacts]) -> None:
    components = {
        f"{konica.COMPONENTS}.2.1": b"Engine",
        f"{konica.COMPONENTS}.2.2": b"MFP Controller",
        f"{konica.COMPONENTS}.3.1": b"E1",
        f"{konica.COMPONENTS}.3.2": b"C2",
    }
    assert read(konica.DIALECT, components).firmware == "C2"
    assert read(konica.DIALECT, components | {konica.FIRMWARE: b"1.23"}).firmware == "1.23"
    assert read(konica.DIALECT, {konica.MODEL: b"Develop ineo 9"}).model == "Develop ineo 9"
