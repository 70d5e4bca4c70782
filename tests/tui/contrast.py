"""How legible one color is on another, with all colors, with 256, and with the palettes of terminals with 16."""

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

Rgb = tuple[int, int, int]

PALETTES: dict[str, tuple[str, ...]] = {
    # drivers/tty/vt/vt.c: default_red, default_grn, default_blu
    "linux console": (
        *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
        *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
    ),
    # XTerm-col.ad
    "xterm": (
        *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
        *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
    ),
}
"""Terminal -> its 16 colors. Terminals whose users choose the colors are measured by the Linux console's."""


def luminance(color: Rgb) -> float:
    """WCAG 2.1's relative luminance."""
    parts = [part / 255 for part in color]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.1's ratio of relative luminances."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(text: str) -> Rgb:
    """The color of a name or number that is no terminal's own."""
    return Color.parse(text).rgb


def shown(color: str, depth: str) -> Rgb:
    """A theme's color as a terminal shows it.

    Args:
        color: as the theme names it.
        depth: "all", "256" or one of the palettes.
    """
    parsed = Color.parse(color)
    if parsed.ansi is not None:
        assert parsed.ansi >= 0, f"{color} is whatever the terminal makes of it"
        return rgb(PALETTES[depth][parsed.ansi])
    assert depth in ("all", "256")
    if depth == "all":
        return parsed.rgb
    return tuple(RichColor.parse(parsed.hex6).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())  # type: ignore[return-value]
