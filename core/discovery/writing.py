"""Targets as people write them, as a text that is edited: words in it, put into it, completed (pure)."""

import re
from collections.abc import Iterable

from core.discovery.grammar import split_words

_LAST_WORD = re.compile(r"[^\s,]*\Z")


def words_in(text: str) -> tuple[str, ...]:
    """The targets in a text, each as it is written."""
    return tuple(split_words(text))


def toggled(text: str, target: str) -> str:
    """The text with a target put behind the others, or without it where it has it."""
    words = list(words_in(text))
    return ", ".join([word for word in words if word != target] if target in words else [*words, target])


def completed(text: str, known: Iterable[str]) -> str | None:
    """The text with its last word completed to the first known target that begins like it; None where none does."""
    *before, begun = words_in(text) or ("",)
    last = _LAST_WORD.search(text)
    if last is None or not last[0] or last[0] != begun:
        return None
    for target in known:
        if target not in before and len(target) > len(begun) and target.lower().startswith(begun.lower()):
            return text + target[len(begun) :]
    return None
