"""The program's own themes. Each names the supplies' and the states' colors, so that both stay legible on it.

Every text color keeps a contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3) on the background, the bars and the cursor's
row; a test holds it.
"""

from textual.theme import Theme

SUPPLY_NAMES = ("black", "cyan", "magenta", "yellow", "other")
"""The theme variables `$supply-<name>`."""
STATE_NAMES = ("ok", "low", "near-empty", "empty", "attention", "unreachable", "unknown")
"""The theme variables `$state-<name>`."""
DEFAULT_THEME = "supplies-dark"
"""The theme where the settings name none, or one that does not exist."""


def _variables(
    supplies: str, states: str, *, muted: str, row_cursor: str, row_cursor_blurred: str, bar: str
) -> dict[str, str]:
    """The variables of one theme; `supplies` and `states` hold a color a name, in order."""
    return {
        **{f"supply-{name}": color for name, color in zip(SUPPLY_NAMES, supplies.split(), strict=True)},
        **{f"state-{name}": color for name, color in zip(STATE_NAMES, states.split(), strict=True)},
        "muted": muted,
        "row-cursor": row_cursor,
        "row-cursor-blurred": row_cursor_blurred,
        "bar": bar,
        "border": muted,
        "border-blurred": row_cursor,
        "scrollbar": row_cursor,
        "scrollbar-background": bar,
        "scrollbar-corner-color": bar,
    }


SUPPLIES_DARK = Theme(
    name="supplies-dark",
    dark=True,
    primary="#6cb2eb",
    secondary="#93b7d3",
    accent="#e0b354",
    warning="#e8b04a",
    error="#f58a8c",
    success="#7cc48d",
    foreground="#d7dde4",
    background="#11151a",
    surface="#171c23",
    panel="#1d242d",
    variables=_variables(
        "#c3cbd4 #43c9de #ee8fd2 #e5cf4b #aab4bf",
        "#7cc48d #e8b04a #f3a06a #f58a8c #f3a06a #a3aeba #a3aeba",
        muted="#a0abb7",
        row_cursor="#263443",
        row_cursor_blurred="#1b232c",
        bar="#1a2028",
    ),
)
"""The default: calm, for dark terminals."""

SUPPLIES_LIGHT = Theme(
    name="supplies-light",
    dark=False,
    primary="#0b5394",
    secondary="#3a5a78",
    accent="#7a4a00",
    warning="#744c00",
    error="#a51a1a",
    success="#1b5e33",
    foreground="#1d2429",
    background="#fbfbf9",
    surface="#f3f4f2",
    panel="#e9ecec",
    variables=_variables(
        "#22272b #005f72 #9a1674 #6b5300 #4c565e",
        "#1b5e33 #744c00 #8f3b00 #a51a1a #8f3b00 #4c565e #4c565e",
        muted="#4f5961",
        row_cursor="#d3e2f0",
        row_cursor_blurred="#e8eef3",
        bar="#e9ecec",
    ),
)
"""For light terminals and bright rooms."""

SUPPLIES_CONTRAST = Theme(
    name="supplies-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffd75f",
    error="#ff9d9d",
    success="#7dff9a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#141414",
    variables=_variables(
        "#ffffff #5ff4ff #ffa6ee #ffff5f #e4e4e4",
        "#7dff9a #ffd75f #ffb27a #ff9d9d #ffb27a #e4e4e4 #e4e4e4",
        muted="#e4e4e4",
        row_cursor="#00457c",
        row_cursor_blurred="#262626",
        bar="#1c1c1c",
    ),
)
"""White on black with bright states, for tired eyes and bad projectors."""

THEMES = (SUPPLIES_DARK, SUPPLIES_LIGHT, SUPPLIES_CONTRAST)
"""In the order in which they are offered."""


def variable_defaults(*, dark: bool) -> dict[str, str]:
    """Our variables for themes that do not know them (Textual's own)."""
    return (SUPPLIES_DARK if dark else SUPPLIES_LIGHT).variables
