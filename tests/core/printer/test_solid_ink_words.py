"""What words on a page mean, and which ones mean nothing certain."""

import pytest

from core.printer.solid_ink_words import KIT, WASTE, percentage, state, subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cyan", {"cyan"}),
        ("Genuine Xerox Solid Ink Black, Phaser 8560/8560MFP", {"black"}),
        ("Solid Ink Magenta | OK", {"magenta"}),
        ("Gelbe Festtinte", {"yellow"}),
        ("Standard-Capacity Maintenance Kit, ColorQube 8570", {KIT}),
        ("Wartungskit", {KIT}),
        ("Waste Tray, Phaser 8500 Series", {WASTE}),
        ("Tray 2", set()),
        ("Red lamp", set()),
        ("Cyan, Magenta", {"several"}),
        ("Cyan Magenta Yellow", {"several"}),
        ("Black Ink and Waste Tray", {"black", WASTE}),
        ("Cyan coverage", set()),
        ("Average cyan per page", set()),
        ("Black and white pages", set()),
        ("Color density: black", set()),
    ],
)
def test_supplies_are_named_by_their_words(text: str, expected: set[str]) -> None:
    assert subjects(text) == expected


@pytest.mark.parametrize(
    ("text", "head", "beside", "subject", "expected"),
    [
        ("63%", "", "Cyan", "cyan", 63.0),
        ("63 %", "", "", "cyan", 63.0),
        ("62.5% remaining", "", "", "cyan", 62.5),
        ("62,5%", "", "", "cyan", 62.5),
        ("0%", "", "Depleted", "cyan", 0.0),
        ("0%", "", "Used up", "cyan", 0.0),
        ("100%", "", "", "cyan", 100.0),
        ("37% used", "", "", KIT, 63.0),
        ("37%", "% Used", "Kit", KIT, 63.0),
        ("63%", "Life Remaining", "", KIT, 63.0),
        ("40% full", "", "", WASTE, 60.0),
        ("60%", "Remaining", "", WASTE, 60.0),
        ("60%", "", "Waste tray, free space", WASTE, 60.0),
        ("about 60%", "", "", "cyan", 60.0),
    ],
)
def test_a_percentage_is_what_remains(text: str, head: str, beside: str, subject: str, expected: float) -> None:
    found = percentage(text, head, beside, subject)
    assert found is not None
    assert found.remaining == expected


@pytest.mark.parametrize(
    ("text", "head", "beside", "subject"),
    [
        ("60%", "", "Waste Tray", WASTE),
        ("60%", "", "Waste Tray Full", WASTE),
        ("63%", "", "Cyan, used since May", "cyan"),
        ("63% used, remaining", "", "", "cyan"),
        ("<5%", "", "", "cyan"),
        ("less than 5%", "", "", "cyan"),
        ("25-50%", "", "", "cyan"),
        ("25% to 50%", "", "", "cyan"),
        ("63% 40%", "", "", "cyan"),
        ("150%", "", "", "cyan"),
        ("28000%", "", "", "cyan"),
        ("63", "", "", "cyan"),
        ("", "", "", "cyan"),
    ],
)
def test_what_can_be_read_in_two_ways_is_no_percentage(text: str, head: str, beside: str, subject: str) -> None:
    assert percentage(text, head, beside, subject) is None


@pytest.mark.parametrize(
    ("text", "subject", "expected"),
    [
        ("Cyan | OK", "cyan", "ok"),
        ("Yellow ink", "yellow", None),
        ("Yellow ink is Low", "yellow", "low"),
        ("Replace Soon (Order Now)", "cyan", "low"),
        ("Almost empty", "cyan", "low"),
        ("Near end of life", KIT, "low"),
        ("Replace", KIT, "replace"),
        ("Replace now", KIT, "replace"),
        ("Replace every 30000 pages", KIT, None),
        ("Low, replace now", KIT, "replace"),
        ("Empty", "cyan", "empty"),
        ("Out of ink", "cyan", "empty"),
        ("Not low", "cyan", "ok"),
        ("Full", "cyan", "ok"),
        ("Full", WASTE, "full"),
        ("Not full", WASTE, "ok"),
        ("Nearly full", WASTE, "low"),
        ("40% full", WASTE, None),
        ("5% empty", "cyan", None),
        ("Not installed", KIT, "missing"),
        ("OK / Low", "cyan", None),
        ("Low Capacity Kit", KIT, None),
    ],
)
def test_states_are_read_from_plain_words(text: str, subject: str, expected: str | None) -> None:
    assert state(text, subject) == expected
