import pytest
from textual.color import Color
from textual.theme import Theme

from tui.themes import DEFAULT_THEME, STATE_NAMES, SUPPLY_NAMES, THEMES

LEAST_CONTRAST = 4.5
TEXTS = [f"supply-{name}" for name in SUPPLY_NAMES] + [f"state-{name}" for name in STATE_NAMES] + ["muted"]
GROUNDS = ["row-cursor", "row-cursor-blurred", "bar"]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1's ratio of relative luminances."""

    def luminance(text: str) -> float:
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(text).normalized
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", *GROUNDS])
def test_every_text_is_legible_on_every_ground(theme: Theme, ground: str) -> None:
    behind = getattr(theme, ground, None) or theme.variables[ground]
    texts = {name: theme.variables[name] for name in TEXTS}
    texts |= {name: getattr(theme, name) for name in ("foreground", "primary", "warning", "error", "success")}
    illegible = {
        name: round(contrast(color, behind), 2) for name, color in texts.items() if contrast(color, behind) < 4.5
    }
    assert illegible == {}


def test_the_default_is_among_them() -> None:
    assert DEFAULT_THEME in [theme.name for theme in THEMES]
