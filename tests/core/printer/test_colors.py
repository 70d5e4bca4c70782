import pytest

from core.printer.colors import color_by_code, color_by_words, color_of, colorant_color


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Black Toner", "black"),
        ("Patrone Schwarz 508A", "black"),
        ("Cartouche Noir", "black"),
        ("tóner negro", "black"),
        ("Toner preto", "black"),
        ("Toner nero", "black"),
        ("Zwarte toner", "black"),
        ("Cartouche de noi", "black"),
        ("Cartouche de cya", "cyan"),
        ("Tóner cian", "cyan"),
        ("Toner ciano", "cyan"),
        ("Zyan", "cyan"),
        ("Toner Magent", "magenta"),
        ("Toner jaune", "yellow"),
        ("Gelbtoner", "yellow"),
        ("amarillo", "yellow"),
        ("Toner amarelo", "yellow"),
        ("Toner giallo", "yellow"),
        ("Gele toner", "yellow"),
        ("Lichtgrijs", "light gray"),
        ("Patrone Schwar", "black"),
        ("Encre noir mat", "matte black"),
        ("matteBlack", "matte black"),
        ("LightMagenta", "light magenta"),
        ("Gloss Enhancer", "gloss enhancer"),
        ("Gloss Optimizer", "gloss optimizer"),
        ("Mat Cleaner", None),
        ("Geel", "yellow"),
        ("Light Cyan Ink", "light cyan"),
        ("light-magenta", "light magenta"),
        ("Hellcyan", "light cyan"),
        ("Cyan clair", "light cyan"),
        ("Magenta claro", "light magenta"),
        ("Photo Black", "photo black"),
        ("Fotoschwarz", "photo black"),
        ("Noir photo", "photo black"),
        ("Matte Black", "matte black"),
        ("Mattschwarz", "matte black"),
        ("Preto fosco", "matte black"),
        ("Light Light Black", "light light black"),
        ("Vivid Light Magenta", "vivid light magenta"),
        ("Gray", "gray"),
        ("Light Grey Ink", "light gray"),
        ("Dunkelgrau", "dark gray"),
        ("Grigio chiaro", "light gray"),
        ("Photo Gray", "photo gray"),
        ("Red", "red"),
        ("Orange", "orange"),
        ("Black Photoconductive Drum", "black"),
        ("Black Photo Conductor", "black"),
        ("Cyan Light Magenta", "cyan/light magenta"),
        ("Cyan, Magenta, Yellow", "tri-color"),
        ("Tri-color Cartridge", "tri-color"),
        ("Reduced waste", None),
        ("Fuser", None),
        ("", None),
        (None, None),
    ],
)
def test_words_in_seven_languages_name_the_color(text: str | None, expected: str | None) -> None:
    assert color_by_words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toner [K] Cartridge", "black"),
        ("Toner (C)", "cyan"),
        ("SJIC35P-BK", "black"),
        ("SJIC22P-Y", "yellow"),
        ("TK-8345M", "magenta"),
        ("CK-8512C", "cyan"),
        ("PK-3010S", None),
        ("TK-1162", None),
        ("Drum Cartridge (R1)", None),
        ("Imaging Unit", None),
        ("TK-5240KS", "black"),
        ("TN-512K", "black"),
        ("CLT-Y504S", "yellow"),
        ("MLT-D111S", None),
        ("T-FC505EK", "black"),
        ("T-FC30E", None),
        ("PFI-107MBK", "matte black"),
        ("PFI-1000 PGY", "photo gray"),
        ("PGI-2500XL BK", "black"),
        ("LC3219XLC", "cyan"),
        ("Toner K", "black"),
        ("TONER_Y", "yellow"),
        ("C Drum", "cyan"),
        ("BK", "black"),
        ("Tray C", None),
        ("Toner Cartridge B", None),
        ("MK", None),
    ],
)
def test_codes_name_the_color_where_words_are_missing(text: str, expected: str | None) -> None:
    assert color_by_code(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("black", "black"),
        ("BLACK", "black"),
        ("photo black", "photo black"),
        ("Noir", "black"),
        ("K", "black"),
        ("lime", "lime"),
        ("other", None),
        ("unknown", None),
        ("none", None),
        ("", None),
        (None, None),
        ("\x1b[31m", None),
        ("12%", None),
    ],
)
def test_a_colorant_value_is_a_plain_word(value: str | None, expected: str | None) -> None:
    assert colorant_color(value) == expected


@pytest.mark.parametrize(
    ("description", "colorant", "sure", "only", "expected"),
    [
        ("TK-560", "cyan", True, False, "cyan"),
        ("Cyan Toner", "cyan", True, False, "cyan"),
        ("Cyan Toner", "black", True, False, "cyan"),
        ("Black Ink", "photo black", True, False, "photo black"),
        ("Photo Black Ink", "black", True, False, "photo black"),
        ("Toner [Y]", "unknown", True, False, "yellow"),
        ("Toner", "cyan", False, False, "cyan"),
        ("TK-560K", "cyan", False, False, "black"),
        ("Toner", None, True, True, "black"),
        ("Toner", None, True, False, None),
    ],
)
def test_the_order_of_evidence(
    description: str, colorant: str | None, sure: bool, only: bool, expected: str | None
) -> None:
    assert color_of(description, colorant, colorant_is_sure=sure, is_only_color=only)[0] == expected


def test_a_disagreement_is_told() -> None:
    assert "disagree" in color_of("Cyan Toner", "black")[1]
