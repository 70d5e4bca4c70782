from itertools import combinations

import pytest
from textual.theme import Theme

from tests.tui.contrast import PALETTES, Rgb, contrast, luminance, rgb, shown
from tui.terminal_traits import TRUE_COLORS
from tui.themes import (
    ANSI_THEME,
    DEFAULT_THEME,
    GROUND_NAMES,
    STATE_NAMES,
    SUPPLIES_COLORBLIND,
    SUPPLY_NAMES,
    THEME_WORDS,
    THEMES,
    fitting_theme,
)

LEAST_CONTRAST = 4.5
SUPPLIES = [f"supply-{name}" for name in SUPPLY_NAMES]
STATES = [f"state-{name}" for name in STATE_NAMES]
WORDS = ["foreground", "primary", "secondary", "accent", "warning", "error", "success", "muted"]
GROUNDS = ["background", "surface", "panel", *GROUND_NAMES]
DEPTHS = [(theme, depth) for theme in THEMES for depth in (PALETTES if theme.ansi else ("all", "256"))]


def named(theme: Theme, name: str) -> str:
    color = theme.variables.get(name) or getattr(theme, name)
    assert isinstance(color, str)
    return color


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert contrast(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("theme", "depth"), DEPTHS, ids=lambda value: getattr(value, "name", value))
def test_every_state_supply_and_word_is_legible_on_every_ground(theme: Theme, depth: str, ground: str) -> None:
    behind = shown(named(theme, ground), depth)
    ratios = {name: contrast(shown(named(theme, name), depth), behind) for name in (*SUPPLIES, *STATES, *WORDS)}
    assert {name: round(ratio, 2) for name, ratio in ratios.items() if ratio < LEAST_CONTRAST} == {}


@pytest.mark.parametrize("depth", ["all", "256"])
@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_cursor_and_selection_are_seen(theme: Theme, depth: str) -> None:
    grounds = [shown(named(theme, name), depth) for name in ("background", "row-cursor", "row-selected")]
    assert len(set(grounds)) == len(grounds)
    lit, dark = shown(named(theme, "row-cursor"), depth), shown(named(theme, "background"), depth)
    assert abs(luminance(lit) - luminance(dark)) > 0.01


def lab(color: Rgb) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* with the white of sRGB."""
    linear = [(part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4) for part in color]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(weight * part for weight, part in zip(row, linear, strict=True)) / norm
        for row, norm in zip(rows, white, strict=True)
    )
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# Machado, Oliveira and Fernandes 2009, severity 1.0
VISION = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def seen(color: Rgb, vision: str) -> Rgb:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color]
    mixed = [sum(w * part for w, part in zip(row, linear, strict=True)) for row in VISION[vision]]
    clamped = [min(1.0, max(0.0, part)) for part in mixed]
    red, green, blue = (
        round(255 * (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)) for part in clamped
    )
    return red, green, blue


@pytest.mark.parametrize("vision", VISION)
def test_the_colorblind_theme_keeps_the_states_apart(vision: str) -> None:
    states = ["state-ok", "state-low", "state-near-empty", "state-empty", "state-attention"]
    colors = {name: lab(seen(rgb(named(SUPPLIES_COLORBLIND, name)), vision)) for name in states}
    near = {
        (one, other): round(distance)
        for one, other in combinations(states, 2)
        if (distance := sum((a - b) ** 2 for a, b in zip(colors[one], colors[other], strict=True)) ** 0.5) < 10
    }
    assert near == {}


def test_the_default_and_the_plainest_are_among_them_and_each_says_whom_it_is_for() -> None:
    names = [theme.name for theme in THEMES]
    assert {DEFAULT_THEME, ANSI_THEME} <= set(names)
    assert list(THEME_WORDS) == names


@pytest.mark.parametrize(("colors", "theme"), [(0, ANSI_THEME), (16, ANSI_THEME), (256, "nord"), (TRUE_COLORS, "nord")])
def test_few_colors_ask_for_the_theme_made_of_them(colors: int, theme: str) -> None:
    assert fitting_theme("nord", colors) == theme
