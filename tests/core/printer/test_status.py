import pytest

from core.printer.status import combined, error_bits, read_status, says_sleep
from tests.core.printer.conftest import Printer

DEVICE, PRINTER, ERRORS = (f"1.3.6.1.2.1.25.3.{arc}" for arc in ("2.1.5", "5.1.1", "5.1.2"))
CONSOLE = "1.3.6.1.2.1.43.16.5.1.2"


@pytest.mark.parametrize(
    ("device", "printer", "expected"),
    [
        (2, 3, "idle"),
        (2, 4, "printing"),
        (3, 3, "idle"),
        (3, 4, "printing"),
        (5, 1, "stopped"),
        (5, 3, "stopped"),
        (5, 5, "warmup"),
        (2, 5, "warmup"),
        (2, 1, "idle"),
        (5, None, "stopped"),
        (2, None, "unknown"),
        (None, 3, "idle"),
        (3, 1, "unknown"),
        (None, None, "unknown"),
        (99, 99, "unknown"),
    ],
)
def test_the_two_numbers_make_one_word(device: int | None, printer: int | None, expected: str) -> None:
    assert combined(device, printer)[0] == expected


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        (b"", ()),
        (b"\x00", ()),
        (b"\x20", ("lowToner",)),
        (b"\x80\x00", ("lowPaper",)),
        (b"\x01\x00", ("serviceRequested",)),
        (b"\x48\x04", ("noPaper", "doorOpen", "inputTrayEmpty")),
        (b"\x00\x02", ("overduePreventMaint",)),
        (b"\x00\x01\xff\xff", ()),
        (32, ()),
        (None, ()),
    ],
)
def test_error_bits_of_any_length(octets: bytes | int | None, expected: tuple[str, ...]) -> None:
    assert error_bits(octets) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sleeping", True),
        ("Sleep mode on", True),
        ("Energiesparmodus", True),
        ("Ruhezustand", True),
        ("Mode veille", True),
        ("Modo de reposo", True),
        ("Modalità riposo", True),
        ("Slaapstand", True),
        ("TRYB UŚPIENIA", True),
        ("Sleep timer 30 min", False),
        ("Ready", False),
        ("Bereit", False),
    ],
)
def test_panels_speak_of_sleep_in_many_languages(line: str, expected: bool) -> None:
    assert says_sleep(line) is expected


def test_running_and_other_is_asleep(printer: Printer) -> None:
    status = read_status(printer.having({f"{DEVICE}.1": 2, f"{PRINTER}.1": 1}).answers(), 1)
    assert (status.device, status.printer, status.asleep) == ("running", "idle", True)


def test_the_panel_and_the_power_saver_alert_tell_sleep_too(printer: Printer) -> None:
    by_panel = printer.having({f"{DEVICE}.1": 2, f"{PRINTER}.1": 3, f"{CONSOLE}.1.1": b"Sleeping"}).answers()
    assert read_status(by_panel, 1).asleep
    by_alert = Printer().having({f"{DEVICE}.1": 2, f"{PRINTER}.1": 3}).alert(1, severity=1, code=23).answers()
    assert read_status(by_alert, 1).asleep


def test_the_panel_has_its_own_charset(printer: Printer) -> None:
    printer.having(
        {
            "1.3.6.1.2.1.43.5.1.1.10.1": 2,
            "1.3.6.1.2.1.43.7.1.1.4.1.1": 106,
            "1.3.6.1.2.1.43.7.1.1.4.1.2": 8,
            f"{CONSOLE}.1.1": "Готов".encode("iso8859-5"),
            f"{CONSOLE}.1.2": b"  \0",
        }
    )
    assert read_status(printer.answers(), 1).console == ("Готов",)


def test_the_makers_line_stands_in_for_an_empty_panel(printer: Printer) -> None:
    assert read_status(printer.answers(), 1, console=("Ready\x1b[2J", "")).console == ("Ready[2J",)


def test_another_devices_status_is_not_the_printers(printer: Printer) -> None:
    printer.having({f"{DEVICE}.2": 5, f"{PRINTER}.1": 3})
    status = read_status(printer.answers(), 1)
    assert (status.device, status.printer) == ("unknown", "idle")


def test_nothing_answered_is_nothing_known(printer: Printer) -> None:
    status = read_status(printer.answers(), None)
    assert (status.device, status.printer, status.asleep, status.errors) == ("unknown", "unknown", False, ())
