"""What the words on a solid-ink Phaser's page mean: which supply, how many percent, which state. Pure.

The real pages are on record nowhere (PROTOCOL 3.4): these rules come from the printers' manuals, the pages' known
older relatives and plain English, and claim nothing where a page could be read in two ways.
"""

import re

import msgspec

from core.printer.colors import color_by_words
from core.printer.supply_types import fold, says_waste

INKS = ("black", "cyan", "magenta", "yellow")
"""The sticks of every solid-ink printer."""
KIT = "maintenance kit"
"""The subject's name of the maintenance kit (fuser wiper and drum)."""
WASTE = "waste tray"
"""The subject's name of the tray that takes the purged ink."""

_SEVERAL = frozenset({"several"})
_KIT = re.compile(
    r"maint(?:enance|\.)? kit|wartungs-?(?:kit|satz)|kit d[ei] (?:maintenance|manutenzione|mantenimiento)"
    r"|kit de manutencao|onderhoudskit"
)
_OTHER_TOPIC = re.compile(
    r"coverage|average|usage|density|calibrat|brightness|\bjobs?\b|\bcost|printed|toner saver"
    r"|black (?:and|&) white|\bb/w\b"
)
"""Rows about colours that are no levels: usage profiles, print quality, counters."""

_INEXACT = re.compile(
    r"(?:[<>≤≥]|\b(?:less|more|fewer) than|\b(?:under|below|over|above|at least|at most|up to))\s*\d"
    r"|\d\s*%?\s*(?:-|–|—|\bto\b)\s*\d{1,3}\s*%"
)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})(?:[.,](\d))?\s*%")
_USED = re.compile(r"\b(?:used(?! up)|consumed|verbraucht|utilise|usado|usato|gebruikt)\b")
_LEFT = re.compile(r"\b(?:remaining|remains|left|available|free|empty space|restant|verbleibend|rimanente)\b")
_FILLED = re.compile(r"\b(?:full|filled)\b")
_COUNTED = re.compile(r"\d\s*%\s*(?:full|filled|used|consumed|depleted|empty|remaining|left|ok)?")

_STATES: tuple[tuple[str, str], ...] = (
    ("ok", r"\bnot (?:low|empty|full)\b"),
    ("missing", r"\bnot (?:installed|present|inserted|detected)\b|\bmissing\b"),
    ("low", r"\b(?:almost|nearly|near) (?:empty|full|end(?: of life)?)\b|\breplace soon\b|\blow\b(?! capacity)"),
    ("replace", r"\breplace(?: now| immediately)?\b(?! (?:at|by|on|when|every))"),
    ("empty", r"\b(?:empty|exhausted|depleted|used up|out of ink|end of life)\b"),
    ("full", r"\bfull\b"),
    ("ok", r"\b(?:ok|okay|good|ready|normal)\b"),
)
_COMPILED = tuple((state, re.compile(pattern)) for state, pattern in _STATES)


class Percentage(msgspec.Struct, frozen=True):
    """A percentage that the page writes out, as remaining supply or remaining space."""

    remaining: float
    """0.0 to 100.0."""
    rule: str
    """How it came from the words."""


def subjects(text: str) -> frozenset[str]:
    """The supplies that a text names: of `INKS`, `KIT` and `WASTE`; "several" stands for more colours than can be told.

    A text about something else (coverage, usage, print quality) names none.
    """
    folded = fold(text)
    if _OTHER_TOPIC.search(folded):
        return frozenset()
    found = set()
    if _KIT.search(folded):
        found.add(KIT)
    if says_waste(text):
        found.add(WASTE)
    color = color_by_words(text)
    if color in INKS:
        found.add(color)
    elif color is not None and ("/" in color or color == "tri-color"):
        return frozenset(found) | _SEVERAL
    return frozenset(found)


def is_other_topic(text: str) -> bool:
    """Whether a text speaks of something else than levels: coverage, usage, print quality."""
    return _OTHER_TOPIC.search(fold(text)) is not None


def has_percentage(text: str) -> bool:
    """Whether a text has any percentage in it, exact or not."""
    return _PERCENT.search(text) is not None


def percentage(text: str, head: str, beside: str, subject: str) -> Percentage | None:
    """The one exact percentage in a text; None for none, for several different ones, and where its sense is unclear.

    Args:
        text: the cell's text.
        head: the head of its column, or of its row where the columns are the supplies.
        beside: the other cells of its row.
        subject: whose percentage it would be. A waste tray's needs a word that tells whether it is what is full or
            what is free: makers disagree about it.
    """
    folded = fold(text)
    values = {float(f"{match[1]}.{match[2] or 0}") for match in _PERCENT.finditer(folded)}
    if len(values) != 1 or max(values) > 100 or _INEXACT.search(folded):
        return None
    value = values.pop()
    near, far = f"{fold(head)} {folded}", fold(beside)
    is_used = _says_used(near, subject)
    is_left = _LEFT.search(near) is not None or (not is_used and _LEFT.search(far) is not None)
    if (is_left and is_used) or _says_used(far, subject) or (subject == WASTE and not is_left and not is_used):
        return None
    if is_used:
        return Percentage(round(100.0 - value, 1), "the page gives what is used up, the rest remains")
    return Percentage(value, "the page gives the percentage")


def _says_used(folded: str, subject: str) -> bool:
    """Whether words say that a number is what is gone; a tray's filling is its used space."""
    return _USED.search(folded) is not None or (subject == WASTE and _FILLED.search(folded) is not None)


def state(text: str, subject: str) -> str | None:
    """The state that the words name: "ok", "low", "replace", "empty", "full" (waste only) or "missing".

    None where they name none, or where "ok" stands beside a bad one. Of several bad ones the worst counts.
    """
    rest = _COUNTED.sub(" ", fold(text))
    found = []
    for name, pattern in _COMPILED:
        rest, count = pattern.subn(" ", rest)
        if count:
            found.append("ok" if name == "full" and subject != WASTE else name)
    bad = [name for name in ("missing", "empty", "full", "replace", "low") if name in found]
    if bad:
        return None if "ok" in found else bad[0]
    return "ok" if found else None
