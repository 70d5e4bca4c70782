"""How keys are written on a screen (pure)."""

from textual.keys import format_key


def key_name(key: str) -> str:
    """A key by Textual's name, as the key line writes it: "d", "/" for "slash", "^p" for "ctrl+p".

    Enter keeps its name: its sign is missing in many fonts.
    """
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = "enter" if last == "enter" else format_key(last)
    return "+".join(
        (*(modifier for modifier in modifiers if modifier != "ctrl"), f"{'^' * ('ctrl' in modifiers)}{name}")
    )


def names_of(keys: str) -> list[str]:
    """The same for keys with commas between: ["q", "esc"] for "q,escape"."""
    return [key_name(key.strip()) for key in keys.split(",")]
