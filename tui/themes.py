"""The program's own themes. Each names the supplies' and the states' colors, so that both stay legible on it.

Every text color keeps a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3) on every ground: background, surface, panel,
bar, selection and both cursors. It does so with all colors, and with the 256 that most SSH sessions have, which is why
the grounds are nearly gray: a stronger tint would jump to another color there. A test holds it.
"""

from textual.theme import Theme

SUPPLY_NAMES = ("black", "cyan", "magenta", "yellow", "other")
"""The theme variables `$supply-<name>`."""
STATE_NAMES = ("ok", "low", "near-empty", "empty", "attention", "unreachable", "unknown")
"""The theme variables `$state-<name>`."""
GROUND_NAMES = ("row-cursor", "row-cursor-blurred", "row-selected", "bar")
"""Theme variables of grounds, beside Textual's own background, surface and panel."""
DEFAULT_THEME = "supplies-dark"
"""The theme where the settings name none, or one that does not exist."""
ANSI_THEME = "supplies-ansi"
"""The theme of terminals with 16 colors or none."""


_SHADES = ("lighten", "darken")


def _variables(supplies: str, states: str, grounds: str, *, muted: str) -> dict[str, str]:
    """The variables of one theme.

    Args:
        supplies: a color for each of `SUPPLY_NAMES`.
        states: a color for each of `STATE_NAMES`.
        grounds: a color for each of `GROUND_NAMES`.
        muted: of what matters less.
    """
    named = dict(zip(GROUND_NAMES, grounds.split(), strict=True))
    return {
        **{f"supply-{name}": color for name, color in zip(SUPPLY_NAMES, supplies.split(), strict=True)},
        **{f"state-{name}": color for name, color in zip(STATE_NAMES, states.split(), strict=True)},
        **named,
        "muted": muted,
        "border": muted,
        "border-blurred": named["row-cursor"],
        "input-selection-background": named["row-selected"],
        "scrollbar": named["row-cursor"],
        "scrollbar-background": named["bar"],
        "scrollbar-corner-color": named["bar"],
    }


SUPPLIES_DARK = Theme(
    name="supplies-dark",
    dark=True,
    primary="#7cbdf0",
    secondary="#93b7d3",
    accent="#e0b354",
    warning="#e8b04a",
    error="#f78f91",
    success="#7cc48d",
    foreground="#d7dde4",
    background="#121517",
    surface="#171a1d",
    panel="#1f2327",
    variables=_variables(
        "#c3cbd4 #43c9de #ee8fd2 #e5cf4b #aab4bf",
        "#7cc48d #e8b04a #f3a06a #f78f91 #f3a06a #a9b2bc #a9b2bc",
        "#2d343b #23272b #1c2b4a #1c2024",
        muted="#a9b2bc",
    ),
)
"""The default: calm, for dark terminals."""

SUPPLIES_LIGHT = Theme(
    name="supplies-light",
    dark=False,
    primary="#0b4f8c",
    secondary="#33526e",
    accent="#6b4100",
    warning="#6b4500",
    error="#a00d0d",
    success="#0f5528",
    foreground="#1d2429",
    background="#fbfbf9",
    surface="#f3f4f2",
    panel="#ebedee",
    variables=_variables(
        "#22272b #00566a #8d0f68 #5f4a00 #434c54",
        "#0f5528 #6b4500 #7a2d00 #a00d0d #7a2d00 #434c54 #434c54",
        "#dcdfe2 #e6e8ea #cfe0f5 #ebedee",
        muted="#434c54",
    ),
)
"""For light terminals and bright rooms."""

SUPPLIES_COLORBLIND = Theme(
    name="supplies-colorblind",
    dark=True,
    primary="#56b4e9",
    secondary="#9cc9e6",
    accent="#f0e442",
    warning="#e69f00",
    error="#f98b4a",
    success="#35c79c",
    foreground="#e3e6e8",
    background="#0e0f10",
    surface="#121314",
    panel="#1a1c1d",
    variables=_variables(
        "#c9ced2 #56b4e9 #df9cc0 #f0e442 #b5bbc0",
        "#35c79c #e69f00 #f0e442 #f98b4a #df9cc0 #b5bbc0 #b5bbc0",
        "#2a2e31 #202325 #14244a #191b1c",
        muted="#b5bbc0",
    ),
)
"""The hues that Okabe and Ito chose for every kind of color vision, the darker ones lightened for the dark ground."""

SUPPLIES_CONTRAST = Theme(
    name="supplies-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffd75f",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#121212",
    variables=_variables(
        "#ffffff #5fffff #ffafff #ffff5f #e4e4e4",
        "#87ff87 #ffd75f #ffaf87 #ffafaf #ffaf87 #e4e4e4 #e4e4e4",
        "#303030 #262626 #00005f #1c1c1c",
        muted="#e4e4e4",
    ),
)
"""White on black with bright states, for tired eyes and bad projectors."""

_ANSI_GROUNDS = ("surface", "panel", "boost", "background")
_ANSI_TINTS = ("primary", "secondary", "warning", "error", "success", "accent", "background")
_ANSI_REST = {
    **{f"{name}-{shade}-{step}": "ansi_black" for name in _ANSI_GROUNDS for shade in _SHADES for step in (1, 2, 3)},
    **{f"{name}-muted": "ansi_black" for name in _ANSI_TINTS},
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "block-cursor-background": "ansi_bright_white",
    "block-cursor-blurred-background": "ansi_white",
    "block-cursor-blurred-foreground": "ansi_black",
    "block-cursor-foreground": "ansi_black",
    "block-hover-background": "ansi_black",
    "boost": "ansi_black",
    "border-blurred": "ansi_white",
    "button-color-foreground": "ansi_black",
    "button-foreground": "ansi_bright_white",
    "foreground-disabled": "ansi_white",
    "foreground-muted": "ansi_white",
    "input-cursor-background": "ansi_bright_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_cyan",
    "input-selection-foreground": "ansi_black",
    "panel": "ansi_black",
    "screen-selection-background": "ansi_cyan",
    "screen-selection-foreground": "ansi_black",
    "scrollbar": "ansi_white",
    "scrollbar-active": "ansi_bright_white",
    "scrollbar-background": "ansi_black",
    "scrollbar-hover": "ansi_bright_white",
    "surface": "ansi_black",
    "surface-active": "ansi_black",
    "text": "ansi_white",
    "text-disabled": "ansi_white",
    "text-muted": "ansi_white",
}
"""What Textual would take from colors beyond the 16, or leave to the terminal."""

SUPPLIES_ANSI = Theme(
    name=ANSI_THEME,
    ansi=True,
    dark=True,
    primary="ansi_bright_cyan",
    secondary="ansi_cyan",
    accent="ansi_bright_yellow",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    success="ansi_bright_green",
    foreground="ansi_white",
    background="ansi_black",
    surface="ansi_black",
    panel="ansi_black",
    variables=_variables(
        "ansi_white ansi_bright_cyan ansi_bright_magenta ansi_bright_yellow ansi_white",
        "ansi_bright_green ansi_bright_yellow ansi_bright_yellow ansi_bright_red ansi_bright_magenta "
        "ansi_white ansi_white",
        "ansi_black ansi_black ansi_black ansi_black",
        muted="ansi_white",
    )
    | _ANSI_REST,
)
"""Nothing but the terminal's own 16 colors. One ground, and reversed lines where the others have a tint: so a word
keeps its contrast wherever it stands."""

THEMES = (SUPPLIES_DARK, SUPPLIES_LIGHT, SUPPLIES_COLORBLIND, SUPPLIES_CONTRAST, SUPPLIES_ANSI)
"""In the order in which they are offered."""

THEME_WORDS = {
    SUPPLIES_DARK.name: "calm, for dark terminals",
    SUPPLIES_LIGHT.name: "for light terminals and bright rooms",
    SUPPLIES_COLORBLIND.name: "told apart with every kind of color vision",
    SUPPLIES_CONTRAST.name: "high contrast: white on black, bright states",
    SUPPLIES_ANSI.name: "only the terminal's own 16 colors",
}
"""Theme -> whom it is for."""


def variable_defaults(*, dark: bool) -> dict[str, str]:
    """Our variables for themes that do not know them (Textual's own)."""
    return (SUPPLIES_DARK if dark else SUPPLIES_LIGHT).variables


def fitting_theme(wanted: str, colors: int) -> str:
    """The theme to begin with.

    Args:
        wanted: that of the settings.
        colors: how many the terminal has (`tui.terminal_traits`).

    Returns:
        Where there are no more than 16, the one made of them: others would lose their grounds and so the cursor.
    """
    return wanted if colors > 16 else ANSI_THEME
