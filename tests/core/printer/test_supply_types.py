import pytest

from core.printer.supply_types import is_receptacle, says_waste, type_by_words, type_of


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Black Toner", "toner"),
        ("Toner schwarz", "toner"),
        ("Waste Toner Box", "wasteToner"),
        ("Resttonerbehälter", "wasteToner"),
        ("Bouteille récup.", "wasteToner"),
        ("Toner usagé", "wasteToner"),
        ("Embalagem de toner usado", "wasteToner"),
        ("CANON Waste Ink Tank", "wasteInk"),
        ("Maintenance Box", "wasteInk"),
        ("Waste Tray, ColorQube", "wasteWax"),
        ("Cyan Ink", "ink"),
        ("Cartouche d'encre noire", "inkCartridge"),
        ("Solid Ink Cyan", "solidWax"),
        ("Black Photoconductive Drum", "opc"),
        ("Bildtrommel Cyan", "opc"),
        ("Tambour noir", "opc"),
        ("Imaging Unit", "opc"),
        ("Developer Cartridge (Cyan)", "developer"),
        ("Fusing Unit", "fuser"),
        ("Unité de fusion", "fuser"),
        ("Fixiereinheit", "fuser"),
        ("Image Transfer Belt Unit", "transferUnit"),
        ("Courroie transfert", "transferUnit"),
        ("Transfer Belt Cleaner", "cleanerUnit"),
        ("Staples", "staples"),
        ("TK-8345C", "toner"),
        ("Ozone Filter", "other"),
        ("Toner Filter", "other"),
        ("Toner Collection Unit HP B5L37A", "wasteToner"),
        ("Ink Collection Unit", "wasteInk"),
        ("Botella de tóner de desecho", "wasteToner"),
        ("Unidad de recolección de tóner", "wasteToner"),
        ("Unità raccolta toner", "wasteToner"),
        ("Toner usato", "wasteToner"),
        ("Coletor de toner", "wasteToner"),
        ("Toneropvangeenheid", "wasteToner"),
        ("Tonersammelbehälter", "wasteToner"),
        ("Boîte de maintenance", "wasteInk"),
        ("Caja de mantenimiento", "wasteInk"),
        ("Kit de mantenimiento", "unknown"),
        ("Hole Punch Waste Container", "wastePaper"),
        ("Hefter 1", "staples"),
        ("Cucitrice", "staples"),
        ("Grampeador", "staples"),
        ("Fuser Cleaning Pad", "fuserCleaningPad"),
        ("Charge Corona Cartridge [R3]", "coronaWire"),
        ("Gruppo cinghia", "transferUnit"),
        ("Overdrachtsriem", "transferUnit"),
        ("Second BTR", "transferUnit"),
        ("Fuseereenheid", "fuser"),
        ("Cilindro", "opc"),
        ("Fotoconduttore", "opc"),
        ("Unidad de imagen", "opc"),
        ("Unité d'imagerie", "opc"),
        ("Beeldverwerkingseenheid", "opc"),
        ("Black Cartridge", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_words_tell_the_type_where_the_column_is_missing(description: str | None, expected: str) -> None:
    assert type_by_words(description) == expected


@pytest.mark.parametrize(
    ("number", "description", "expected"),
    [
        (3, "Drum", "toner"),
        (21, None, "tonerCartridge"),
        (1, "Transfer Roller", "other"),
        (2, "Drum Unit", "opc"),
        (99, "Fuser", "fuser"),
        (None, "Waste Toner", "wasteToner"),
        (None, None, "unknown"),
    ],
)
def test_the_type_column_comes_before_the_words(number: int | None, description: str | None, expected: str) -> None:
    assert type_of(number, description)[0] == expected


@pytest.mark.parametrize(
    ("supply_class", "type_name", "description", "expected"),
    [
        (4, "other", "Box", True),
        (4, "toner", "Black Toner", True),
        (3, "toner", "Waste Toner", False),
        (3, "wasteToner", "Waste Toner", True),
        (None, "wasteInk", None, True),
        (None, "other", "Toner usagé", True),
        (None, "unknown", "Maintenance Box", True),
        (None, "unknown", "Maintenance Kit", False),
        (None, "toner", "Black Toner", False),
        (3, "other", "Waste paper box", False),
    ],
)
def test_the_class_decides_what_fills_up_then_the_type_then_the_words(
    supply_class: int | None, type_name: str, description: str | None, expected: bool
) -> None:
    assert is_receptacle(supply_class, type_name, description)[0] is expected


def test_a_maintenance_kit_is_no_waste_box() -> None:
    assert not says_waste("Maintenance Kit")
