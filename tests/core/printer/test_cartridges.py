import pytest

from core.printer.answers import Answers, Value
from core.printer.cartridges import cartridge_type, is_bare_cartridge

TECH = "1.3.6.1.2.1.43.10.2.1.2.1"
SYS_DESCR = "1.3.6.1.2.1.1.1.0"


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Black Cartridge HP CF410A", True),
        ("Magenta Cartridg", True),
        ("Patrone Schwarz", True),
        ("Cartouche cyan", True),
        ("Cartucho negro", True),
        ("Cartuccia", True),
        ("Maintenance Kit", False),
        ("", False),
        (None, False),
    ],
)
def test_the_word_in_seven_languages(description: str | None, expected: bool) -> None:
    assert is_bare_cartridge(description) is expected


@pytest.mark.parametrize(
    ("values", "others", "expected"),
    [
        ({f"{TECH}.1": 4}, {"ink"}, "tonerCartridge"),
        ({f"{TECH}.1": 12}, set(), "inkCartridge"),
        ({f"{TECH}.1": 14, SYS_DESCR: b"HP LaserJet"}, set(), "inkCartridge"),
        ({f"{TECH}.1": 2}, {"fuser", "unknown"}, "tonerCartridge"),
        ({}, {"wasteInk"}, "inkCartridge"),
        ({SYS_DESCR: b"HP Color LaserJet M553"}, set(), "tonerCartridge"),
        ({"1.3.6.1.2.1.25.3.2.1.3.1": b"HP PageWide Pro 477dw"}, set(), "inkCartridge"),
        ({f"{TECH}.1": 4, f"{TECH}.2": 12}, {"fuser"}, None),
        ({SYS_DESCR: b"Xerox B210"}, {"unknown"}, None),
        ({}, set(), None),
    ],
)
def test_the_technology_then_the_other_rows_then_the_device_tell(
    values: dict[str, Value], others: set[str], expected: str | None
) -> None:
    found = cartridge_type(Answers(values), frozenset(others))
    assert (found and found[0]) == expected
