"""Solid ink over SNMP: ok, low or empty, out of raw levels, alert rows, error bits and the panel (PROTOCOL 3.2).

The Phaser 85xx and 8860 answer -3 for every ink until it is gone. A row stays "some is left" unless a sign names it;
a sign that names no color counts for a row only where there is just one that it can mean.
"""

import re
from collections.abc import Sequence

import msgspec

from core.model.level import Percent, Some, Unknown
from core.model.status import AlertRow, Status
from core.model.supply import Supply
from core.printer.colors import color_by_words
from core.printer.supply_types import fold
from core.printer.trail import NO_TRAIL, Trail

SOLID_INK_TYPES = frozenset({"solidWax", "ink", "inkCartridge", "ribbonWax"})
"""Types under which solid ink is listed (RFC 3805 solidWax; some list it as ink)."""

_LOW, _EMPTY = "low", "empty"
_EMPTY_CODES = frozenset({"subunitEmpty", "tonerEmpty", "inkEmpty", "subunitLifeOver"})
_LOW_CODES = frozenset({"subunitAlmostEmpty", "tonerAlmostEmpty", "inkAlmostEmpty", "subunitNearLimit"})
# Panel and alert texts in English, German, French, Spanish and Italian, without accents.
_EMPTY_WORDS = re.compile(
    r"\b(?:ink|tinte|encre|tinta|inchiostro)\b.*\b(?:out|empty|leer|vide|epuisee?|agotada|vacia|esaurit[oa])\b"
    r"|\bout of\b.*\bink\b|\b(?:load|add|insert)\b.*\bink\b|\bempty\b.*\bink\b"
)
_LOW_WORDS = re.compile(
    r"\b(?:ink|tinte|encre|tinta|inchiostro)\b.*\b(?:low|niedrig|faible|baj[oa]|bass[oa]|poca|quasi)\b|\blow\b.*\bink\b"
    r"|\bwenig\b.*\btinte\b|\bniveau\b.*\bencre\b"
)


def with_flags(
    supplies: Sequence[Supply], status: Status, alerts: Sequence[AlertRow], trail: Trail = NO_TRAIL
) -> tuple[Supply, ...]:
    """The supplies, solid inks with their condition; an ink that the printer calls empty is at 0 %.

    Rows with a true percentage keep it: the flags only add what it does not say.
    """
    conditions = ink_conditions(supplies, status, alerts)
    flagged = []
    for supply in supplies:
        found = conditions.get(supply.index)
        if found is None:
            flagged.append(supply)
            continue
        condition, rule = found
        trail.note(f"supplies.{supply.index}.condition", condition, rule)
        level = supply.level
        if condition == _EMPTY and isinstance(level, Some | Unknown):
            level = Percent(value=0.0, source="alerts", raw_level=level.raw_level, raw_max=level.raw_max)
            trail.note(f"supplies.{supply.index}.level", "percent 0.0", rule)
        flagged.append(msgspec.structs.replace(supply, condition=condition, level=level))
    return tuple(flagged)


def ink_conditions(
    supplies: Sequence[Supply], status: Status, alerts: Sequence[AlertRow]
) -> dict[str, tuple[str, str]]:
    """Supply index -> ("ok", "low" or "empty", the rule); solid inks only.

    "ok" needs a level that says so (-3 or a percentage above 0); a row that only says "unknown" is left out.
    """
    inks = [supply for supply in supplies if supply.type in SOLID_INK_TYPES and not supply.receptacle]
    found = {supply.index: verdict for supply in inks if (verdict := _by_level(supply)) is not None}
    for alert in alerts:
        condition = _alert_condition(alert)
        if condition is not None:
            for supply in _meant(inks, alert.text, alert.group_index if alert.group == "markerSupplies" else None):
                _worsen(found, supply.index, condition, f"alert row {alert.index} says: {alert.text}")
    for line in status.console:
        condition = _text_condition(line)
        if condition is not None:
            for supply in _meant(inks, line, None):
                _worsen(found, supply.index, condition, f"the panel says: {line}")
    if len(inks) == 1:
        for bit, condition in (("lowToner", _LOW), ("noToner", _EMPTY)):
            if bit in status.errors:
                _worsen(found, inks[0].index, condition, f"error bit {bit}, and there is only one ink")
    return found


def _by_level(supply: Supply) -> tuple[str, str] | None:
    if isinstance(supply.level, Percent):
        if supply.level.value <= 0:
            return _EMPTY, "level 0"
        return "ok", "the level is a percentage above 0"
    return ("ok", "level -3: some ink is left") if isinstance(supply.level, Some) else None


def _alert_condition(alert: AlertRow) -> str | None:
    if alert.group == "markerSupplies":
        if alert.code in _EMPTY_CODES:
            return _EMPTY
        if alert.code in _LOW_CODES:
            return _LOW
    return _text_condition(alert.text)


def _text_condition(text: str) -> str | None:
    folded = fold(text)
    if _LOW_WORDS.search(folded):
        return _LOW
    return _EMPTY if _EMPTY_WORDS.search(folded) else None


def _meant(inks: Sequence[Supply], text: str, row: int | None) -> list[Supply]:
    """The inks that a sign is about: the row it names, else the colors in its words, else the only ink."""
    if row is not None and row > 0:
        return [supply for supply in inks if supply.index.rpartition(".")[2] == str(row)]
    named = (color_by_words(text) or "").split("/")
    by_color = [supply for supply in inks if supply.color in named]
    return by_color or (list(inks) if len(inks) == 1 else [])


def _worsen(found: dict[str, tuple[str, str]], index: str, condition: str, rule: str) -> None:
    if found.get(index, ("ok", ""))[0] in ("ok", _LOW) and found.get(index, ("ok", ""))[0] != condition:
        found[index] = (condition, rule)
