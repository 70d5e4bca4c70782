"""How keys are written on a screen (pure)."""

from textual.keys import format_key


def key_name(key: str) -> str:
    """A key by Textual's name: "d", "enter", "/" for "slash", "^p" for "ctrl+p"."""
    return key if key == "enter" else format_key(key).replace("ctrl+", "^")
