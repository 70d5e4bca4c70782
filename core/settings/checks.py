"""What is wrong with a text that stands in the settings, in a few words (pure)."""

import re

from core.discovery.grammar import parse_word, split_words
from core.discovery.spans import ANY_PORT
from core.errors import UsageError

_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_ANY = 161
"""A port that says "one is named": a target must mean addresses that may be asked."""


def target_complaint(text: str) -> str | None:
    """What is wrong with one or more targets; None when nothing is. Files and names are not looked up."""
    return _target_complaint(text, _ANY)


def exclude_complaint(text: str) -> str | None:
    """What is wrong with targets that are left out; None when nothing is."""
    return _target_complaint(text, ANY_PORT)


def _target_complaint(text: str, port: int) -> str | None:
    words = list(split_words(text))
    if not words:
        return "no target is written"
    for word in words:
        if word.startswith("@"):
            if len(word) == 1:
                return "no file is named behind @"
            continue
        try:
            parse_word(word, port)
        except UsageError as error:
            return error.title
    return None


def community_complaint(text: str) -> str | None:
    """What is wrong with a community; None when nothing is."""
    if not text or not text.isprintable():
        return "a community has one or more printable characters"
    return None


def user_complaint(text: str) -> str | None:
    """What is wrong with the name of an SNMPv3 user; None when nothing is. It names secrets and stands in rows."""
    return None if _USER.fullmatch(text) else "a name has letters, digits, - and _, 32 at most"
