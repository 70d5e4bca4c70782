import pytest

from core.printer.part_numbers import cartridge_serial, clean_name, part_number


@pytest.mark.parametrize(
    ("dialect", "description", "number", "name"),
    [
        ("hp", "Cyan Cartridge HP CF321X", "CF321X", "Cyan Cartridge"),
        ("hp", "CARTOUCHE D'ENCRE HP C4127X", "C4127X", "CARTOUCHE D'ENCRE"),
        ("hp", "CE285A", "CE285A", "CE285A"),
        ("hp", "Fuser Kit HP 110V-C1N54A, 220V-C1N58A", "C1N54A/C1N58A", "Fuser Kit"),
        ("hp", "Clean Rollers HP None", None, "Clean Rollers"),
        ("hp", "Patrone Schwarz 508A HP CF360A", "CF360A", "Patrone Schwarz 508A"),
        ("hp", "Black Cartridge HP W2030A", "W2030A", "Black Cartridge"),
        ("xerox", "Cyan Toner, PN 006R01512;SN461E7A80E0000489", "006R01512", "Cyan Toner"),
        ("xerox", "Fuser, PN unknown;SNunknown", None, "Fuser"),
        ("xerox", "Fuser, Phaser 6300, PN 115R00035 (110 V)/115R00036 (220 V)", "115R00035/115R00036", "Fuser"),
        ("xerox", "Xerox Black Print Cartridge, Replace with PN 106R02651", "106R02651", "Xerox Black Print Cartridge"),
        (
            "xerox",
            "Genuine Xerox Solid Ink Cyan, Phaser 8560, P/N 108R00723",
            "108R00723",
            "Genuine Xerox Solid Ink Cyan",
        ),
        ("xerox", "Black Toner [K] Cartridge;SN190E8280E0000466", None, "Black Toner [K] Cartridge"),
        ("kyocera", "TK-8527C", "TK-8527C", "TK-8527C"),
        ("kyocera", "Waste Toner Box", None, "Waste Toner Box"),
        ("hp", "Transfer Kit HP B5L24-67901", "B5L24-67901", "Transfer Kit"),
        ("canon", "C-EXV 38/39 Drum Unit", "C-EXV 38/39", "C-EXV 38/39 Drum Unit"),
        (None, "Canon GPR-30 Black Toner", "GPR-30", "Canon GPR-30 Black Toner"),
        (None, "Black Ink T9441/T9451", "T9441/T9451", "Black Ink"),
        ("lexmark", "T650 Black Cartridge", None, "T650 Black Cartridge"),
        ("fujifilm", "Black Toner CT202396", "CT202396", "Black Toner CT202396"),
        ("kyocera", "B1009", "B1009", "B1009"),
        ("kyocera", "Toner B1009", None, "Toner B1009"),
        ("canon", "Canon Cartridge 719/719H", "Cartridge 719/719H", "Canon Cartridge 719/719H"),
        ("canon", "C-EXV 21 Black Toner", "C-EXV 21", "C-EXV 21 Black Toner"),
        ("epson", "Cyan Ink Supply Unit T9442/T9452", "T9442/T9452", "Cyan Ink Supply Unit"),
        ("epson", "SJIC35P-BK", "SJIC35P-BK", "SJIC35P-BK"),
        ("oki", "Black Toner Cartridge OKI DATA CORP", None, "Black Toner Cartridge"),
        ("samsung", "Fuser S/N:", None, "Fuser"),
        ("samsung", "Toner Cartridge MLT-D111S", "MLT-D111S", "Toner Cartridge MLT-D111S"),
        (None, "Toner Part Number: ABC-12345", "ABC-12345", "Toner"),
        (None, "Tray 1 Retard Roller Life", None, "Tray 1 Retard Roller Life"),
        (None, "", None, ""),
        (None, None, None, ""),
    ],
)
def test_the_order_number_and_the_name_without_it(
    dialect: str | None, description: str | None, number: str | None, name: str
) -> None:
    assert part_number(description, dialect) == number
    assert clean_name(description) == name


@pytest.mark.parametrize(
    ("description", "serial", "name"),
    [
        ("Black Toner, PN 006R01509;SN48178080E0000481", "48178080E0000481", "Black Toner"),
        ("Black Toner Cartridge S/N:CRUM-17030512345", "CRUM-17030512345", "Black Toner Cartridge"),
        ("Black Toner Cartridge S/N:CRUM-", None, "Black Toner Cartridge"),
        ("Drum (S/N: 12345)", "12345", "Drum"),
        ("(S/N: 12345)", "12345", ""),
        ("Fuser;SNunknown", None, "Fuser"),
        ("Snail Toner", None, "Snail Toner"),
        ("Ink, Snow White", None, "Ink, Snow White"),
    ],
)
def test_the_cartridge_serial_never_stays_in_the_name(description: str, serial: str | None, name: str) -> None:
    assert cartridge_serial(description) == serial
    assert clean_name(description) == name


def test_another_makers_pattern_does_not_fire_on_a_kyocera_box() -> None:
    assert part_number("MK-3130", "kyocera") == "MK-3130"


def test_a_long_description_gives_a_short_name() -> None:
    assert len(clean_name("Toner " * 5000)) <= 255
