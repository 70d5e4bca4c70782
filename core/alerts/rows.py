"""A printer's own alert rows in words: what they are about, what is wrong, whom that needs (RFC 3805, prtAlert; pure).

The printer's text goes first, as the panel shows the same; where it is nothing but a number ("E13-2"), the row's code
says what it means.
"""

import re

from core.model.status import AlertRow
from core.printer.alert_codes import code_words

_GROUP_WORDS = {
    "hostResourcesMIBStorageTable": "memory",
    "hostResourcesMIBDeviceTable": "device",
    "generalPrinter": "printer",
    "cover": "cover",
    "localization": "language",
    "input": "input tray",
    "output": "output tray",
    "marker": "print engine",
    "markerSupplies": "supply",
    "markerColorant": "color",
    "mediaPath": "paper path",
    "channel": "channel",
    "interpreter": "interpreter",
    "consoleDisplayBuffer": "panel",
    "consoleLights": "panel lights",
    "finDevice": "finisher",
    "finSupply": "finisher supply",
    "finSupplyMediaInput": "inserter",
    "finAttribute": "finisher",
}
_COUNTED = frozenset({"cover", "input", "output", "markerSupplies", "mediaPath", "finDevice", "finSupply"})
"""Groups whose rows an admin can tell apart by their number; of the others it is the MIB's own business."""
_TRAINING_WORDS = {
    "trained": "needs trained staff",
    "fieldService": "needs a service technician",
    "management": "needs an administrator",
    "noInterventionRequired": "needs nobody",
}
"""PrtAlertTrainingLevelTC; what anybody can do goes without saying."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAYING_NOTHING = frozenset({"alert", "call", "code", "err", "error", "fault", "service", "status", "warning"})


def group_words(group: str) -> str:
    """What an alert row is about (PrtAlertGroupTC, RFC 3805) as people say it; one we do not know as it is."""
    return _GROUP_WORDS.get(group, group)


def about_words(row: AlertRow) -> str:
    """The same with the number of the row that it is about: "input tray 2"; the printer's numbers, not those on it."""
    words = group_words(row.group)
    return f"{words} {row.group_index}" if row.group in _COUNTED and row.group_index else words


def row_forms(row: AlertRow) -> tuple[str, ...]:
    """What a row says, then briefer words for narrower columns.

    "Paper jam (printer says: E13-2), needs trained staff", "Paper jam (printer says: E13-2)", "Paper jam".
    """
    words = meaning(row)
    said = row.text if words is None else f"{words} (printer says: {row.text})"
    needs = _TRAINING_WORDS.get(row.training or "")
    return tuple(dict.fromkeys((f"{said}, {needs}" if needs else said, said, words or said)))


def row_words(row: AlertRow) -> str:
    """What a row says, whole but for whom it needs; where its text says nothing, with what it is about.

    "Tray 2 is empty", "Input tray 2: Paper jam (printer says: E13-2)".
    """
    words = meaning(row)
    if words is None:
        return row.text
    about = about_words(row)
    said = f"{words} (printer says: {row.text})"
    return f"{about[:1].upper()}{about[1:]}: {said}" if row.group in _GROUP_WORDS else said


def meaning(row: AlertRow) -> str | None:
    """What its code means, where the printer's text says nothing; None where it says something, or the code nothing."""
    return code_words(row.code, row.group) if is_cryptic(row.text) else None


def is_cryptic(text: str) -> bool:
    """Whether a text has no word in it that says something: "E13-2", "SC 542", "Error 49.4C02".

    A word has three letters; in scripts other than Latin any letter may be one.
    """
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return False
    return all(word.lower() in _SAYING_NOTHING for word in _WORD.findall(text))
