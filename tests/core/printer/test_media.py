import pytest

from core.printer.answers import Value
from core.printer.media import is_manual_name, read_covers, read_trays
from tests.core.printer.conftest import Printer

INPUT, COVER = "1.3.6.1.2.1.43.8.2.1", "1.3.6.1.2.1.43.6.1.1"


@pytest.mark.parametrize(
    ("columns", "name", "manual", "state"),
    [
        ({2: 4, 8: 8, 9: 250, 10: 120, 13: b"Tray 1"}, "Tray 1", False, "ok"),
        ({2: 4, 9: 250, 10: 0, 13: b"Tray 2"}, "Tray 2", False, "empty"),
        ({10: -3, 18: b"Cassette 1"}, "Cassette 1", False, "some"),
        ({10: -2, 15: b"Drawer"}, "Drawer", False, "unknown"),
        ({10: -1}, "Tray 3", False, "unknown"),
        ({2: 5, 10: 0, 13: b"Tray 1"}, "Tray 1", True, "empty"),
        ({8: 8, 9: 1, 10: -2, 13: b"Tray 1"}, "Tray 1", True, "unknown"),
        ({8: 19, 9: 1, 10: 1, 13: b"Roll"}, "Roll", False, "ok"),
        ({10: 0, 13: b"MP Tray"}, "MP Tray", True, "empty"),
    ],
)
def test_a_tray_is_joined_on_its_index(columns: dict[int, Value], name: str, manual: bool, state: str) -> None:
    values = {f"{INPUT}.{column}.1.3": value for column, value in columns.items()}
    (tray,) = read_trays(Printer().having(values).answers())
    assert (tray.index, tray.name, tray.manual, tray.state) == ("1.3", name, manual, state)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MANUAL TRAY", True),
        ("Bypass Tray", True),
        ("Multi-Purpose Tray", True),
        ("Multipurpose Feeder", True),
        ("Mehrzweckzufuhr", True),
        ("Alimentation manuelle", True),
        ("Bac MF", True),
        ("Bandeja multiuso", True),
        ("Vassoio multiuso", True),
        ("Handinvoer", True),
        ("MPT", True),
        ("Tray 1", False),
        ("Cassette 2", False),
        ("Rear Auto Sheet Feeder", False),
        ("Automatic", False),
    ],
)
def test_manual_trays_by_name(name: str, expected: bool) -> None:
    assert is_manual_name(name) is expected


def test_codes_are_no_sheets(printer: Printer) -> None:
    (tray,) = read_trays(printer.having({f"{INPUT}.9.1.1": -2, f"{INPUT}.10.1.1": -3}).answers())
    assert (tray.max, tray.level) == (None, None)


@pytest.mark.parametrize(
    ("status", "expected"), [(3, "open"), (4, "closed"), (5, "open"), (6, "closed"), (1, "unknown"), (9, "unknown")]
)
def test_covers_and_interlocks(status: int, expected: str) -> None:
    values: dict[str, Value] = {f"{COVER}.2.1.1": b"Front Cover\0", f"{COVER}.3.1.1": status, f"{COVER}.3.1.2": 4}
    first, second = read_covers(Printer().having(values).answers())
    assert (first.name, first.state) == ("Front Cover", expected)
    assert (second.name, second.state) == ("Cover 2", "closed")
