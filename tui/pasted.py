"""Pasted text as fields can take it (pure): what cannot be seen must not be in it, and nothing else may be lost."""

from unicodedata import category


def as_line(text: str) -> str:
    """One line: a blank for each run of line breaks, tabs and other control characters, none at the ends.

    Textual takes the first line only: of a pasted list of hosts, the rest would be missing without a word.
    """
    parts = "".join(_seen(character, "\n") for character in text).split("\n")
    return " ".join(part for part in parts if part)


def as_lines(text: str) -> str:
    """Lines as they are, without what cannot be seen in them: nobody could find it to take it out."""
    broken = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character if character in "\n\t" else _seen(character, "") for character in broken)


def _seen(character: str, control: str) -> str:
    """A character as it is shown: another kind of blank is a blank, formatting that has no width is nothing."""
    if character.isprintable():
        return character
    kind = category(character)
    if kind in ("Zl", "Zp"):
        return "\n"
    return control if kind == "Cc" else " " if kind == "Zs" else ""
