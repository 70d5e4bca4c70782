from pathlib import Path
from typing import Any

import pytest

from core.errors import SettingsError
from core.settings import Settings
from core.settings.changing import changed
from core.settings.loading import parse_settings
from core.settings.writing import set_at, unset_at

DEVICE = ("thresholds", "devices", "d1")
SUPPLY = ("thresholds", "supplies", "d1/1.3")
LOW_3 = "Near empty (5 %, as in general) must not be above Low (3 %)"
BY_HAND = "[thresholds.devices.d1]\nlow = 3\n"


def settings(text: str) -> Settings:
    return parse_settings(text, "settings.toml").settings


@pytest.mark.parametrize(
    ("text", "path", "value", "said"),
    [
        ("", (*DEVICE, "low"), 3, LOW_3),
        ("", ("thresholds", "types", "opc", "low"), 3, LOW_3),
        ("", (*SUPPLY, "low"), 1, LOW_3.replace("3 %)", "1 %)")),
        ("", (*DEVICE, "near_empty"), 30, "Near empty (30 %) must not be above Low (20 %, as in general)"),
        (
            "",
            ("thresholds", "types", "wasteInk", "near_empty"),
            12,
            "Near empty (12 %) must not be above Waste nearly full (10 %, as in general)",
        ),
        (
            "",
            (*DEVICE, "waste_low"),
            1,
            "Waste about to be full (2 %, as in general) must not be above Waste nearly full (1 %)",
        ),
        (
            "[thresholds.devices.d1]\nlow = 50\nnear_empty = 40\n",
            (*DEVICE, "low"),
            None,
            "Near empty (40 %) must not be above Low (20 %, as in general)",
        ),
        (
            "[thresholds.devices.d1]\nlow = 50\nnear_empty = 40\nwaste_low = 50\nwaste_near_full = 40\n",
            (*SUPPLY, "low"),
            30,
            "Near empty (40 %, as for its device) must not be above Low (30 %)",
        ),
        (
            "[thresholds.devices.d1]\nlow = 8\n",
            ("thresholds", "near_empty"),
            10,
            "Near empty (10 %, as in general) must not be above Low (8 %) of device d1",
        ),
        (
            "[thresholds]\nlow = 50\n[thresholds.types.opc]\nnear_empty = 30\n",
            ("thresholds", "low"),
            None,
            "Near empty (30 %) must not be above Low (20 %, as in general) of type opc",
        ),
    ],
)
def test_limits_in_force_that_would_contradict_each_other_are_refused_in_words(
    tmp_path: Path, text: str, path: tuple[str, ...], value: Any, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        changed(settings(text), path, value)
    assert caught.value.title.startswith(said)
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        unset_at(file, path) if value is None else set_at(file, path, value)
    assert caught.value.title.startswith(said)
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("discovery", "rate"), 7),
        ((*DEVICE, "low"), 5),
        ((*DEVICE, "low"), None),
        ((*DEVICE, "near_empty"), 2),
        ((*DEVICE, "waste_low"), 30),
        (("thresholds", "near_empty"), 6),
        ((*SUPPLY, "near_empty"), 2),
    ],
)
def test_a_file_that_was_contradictory_before_can_be_changed(path: tuple[str, ...], value: Any) -> None:
    assert changed(settings(BY_HAND), path, value)


def test_a_supply_that_fills_up_goes_by_the_limits_of_waste() -> None:
    assert changed(Settings(), (*SUPPLY, "low"), 3, lambda _: True).thresholds.supplies["d1/1.3"].low == 3
    assert changed(Settings(), (*SUPPLY, "low"), 3), "nobody knows what it is"
    with pytest.raises(SettingsError, match="must not be above Low"):
        changed(Settings(), (*SUPPLY, "low"), 3, lambda _: False)
    with pytest.raises(SettingsError, match="must not be above Waste nearly full"):
        changed(Settings(), (*SUPPLY, "near_empty"), 15, lambda _: True)
