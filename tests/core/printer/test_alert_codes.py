import pytest

from core.printer.alert_codes import code_name, code_text, code_words


@pytest.mark.parametrize(
    ("code", "group", "name", "text"),
    [
        (1104, "markerSupplies", "tonerAlmostEmpty", "Toner almost empty"),
        (1109, "markerSupplies", "wasteTonerFull", "Waste toner box full"),
        (12, "markerSupplies", "subunitAlmostEmpty", "Supply almost empty"),
        (13, "input", "subunitEmpty", "Paper tray empty"),
        (8, "mediaPath", "jam", "Paper path: jam"),
        (3, "cover", "coverOpen", "Cover open"),
        (808, "input", "inputMediaSupplyEmpty", "Paper out"),
        (30212, "finSupply", "staplerAlmostEmpty", "Stapler almost empty"),
        (30808, "finDevice", "puncherJam", "Puncher jam"),
        (31803, "finDevice", "inserterCoverOpen", "Inserter cover open"),
        (30200, "finDevice", "code 30200", "Code 30200"),
        (39912, "finDevice", "code 39912", "Code 39912"),
        (4711, "other", "code 4711", "Code 4711"),
        (-5, "other", "code -5", "Code -5"),
    ],
)
def test_every_code_has_a_name_and_plain_words(code: int, group: str, name: str, text: str) -> None:
    assert code_name(code) == name
    assert code_text(code, group) == text


@pytest.mark.parametrize(
    ("name", "group", "words"),
    [
        ("jam", "input", "Paper jam"),
        ("jam", "finDevice", "Jam"),
        ("subunitLifeAlmostOver", "marker", "Near the end of its life"),
        ("tonerEmpty", "markerSupplies", "Toner empty"),
        ("inserterCoverOpen", "finDevice", "Inserter cover open"),
        ("other", "input", None),
        ("unknown", "input", None),
        ("code 4711", "input", None),
    ],
)
def test_a_code_is_told_by_its_name_unless_that_says_nothing(name: str, group: str, words: str | None) -> None:
    assert code_words(name, group) == words
