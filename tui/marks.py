"""States and supplies as people see them: glyph, word and color together, so that none of them carries it alone.

The glyphs are those of the code page 437 and Latin-1, which every terminal font has.
"""

from typing import NamedTuple

from core.alerts.wording import DEVICE_WORDS, NOT_A_PRINTER
from core.model.severity import DeviceState, SupplyState
from core.model.supply import Supply


class Mark(NamedTuple):
    """How one state looks."""

    glyph: str
    """One cell wide."""
    word: str
    name: str
    """Of the theme variable `$state-<name>`."""

    @property
    def style(self) -> str:
        """The theme variable as a content style."""
        return f"$state-{self.name}"


DEVICE_MARKS: dict[DeviceState, Mark] = {
    "ok": Mark("·", DEVICE_WORDS["ok"], "ok"),
    "low": Mark("▼", DEVICE_WORDS["low"], "low"),
    "near_empty": Mark("!", DEVICE_WORDS["near_empty"], "near-empty"),
    "empty": Mark("×", DEVICE_WORDS["empty"], "empty"),
    "attention": Mark("■", DEVICE_WORDS["attention"], "attention"),
    "unreachable": Mark("○", DEVICE_WORDS["unreachable"], "unreachable"),
    "unknown": Mark("?", DEVICE_WORDS["unknown"], "unknown"),
}
"""One device's state."""

SUPPLY_MARKS: dict[SupplyState, Mark] = {
    "ok": Mark("·", "OK", "ok"),
    "low": Mark("▼", "Low", "low"),
    "near_empty": Mark("!", "Near Empty", "near-empty"),
    "empty": Mark("×", "Empty", "empty"),
    "unknown": Mark("?", "Not Known", "unknown"),
}
"""One supply's state."""

RECEPTACLE_MARKS: dict[SupplyState, Mark] = SUPPLY_MARKS | {
    "low": Mark("▲", "Nearly Full", "low"),
    "near_empty": Mark("!", "About to Be Full", "near-empty"),
    "empty": Mark("×", "Full", "empty"),
}
"""The state of what fills up."""

OTHER_DEVICE = Mark("–", NOT_A_PRINTER, "unknown")
"""A device that answers but prints nothing."""

_BASE_COLORS = {
    "black": ("K", "supply-black"),
    "cyan": ("C", "supply-cyan"),
    "magenta": ("M", "supply-magenta"),
    "yellow": ("Y", "supply-yellow"),
    "gray": ("Gy", "supply-black"),
    "red": ("R", "supply-magenta"),
    "blue": ("B", "supply-cyan"),
}
_MODIFIERS = {"photo": "P", "light": "L", "matte": "M", "dark": "D", "vivid": "V"}
_TYPE_WORDS = {
    "toner": "Toner",
    "tonerCartridge": "Toner",
    "ink": "Ink",
    "inkCartridge": "Ink",
    "inkRibbon": "Ribbon",
    "solidWax": "Wax",
    "opc": "Drum",
    "developer": "Dev",
    "fuser": "Fuser",
    "fuserOil": "Oil",
    "transferUnit": "Transfer",
    "cleanerUnit": "Cleaner",
    "wasteToner": "Waste",
    "wasteInk": "Waste",
    "wasteWax": "Waste",
    "wasteWater": "Waste",
    "wastePaper": "Waste",
    "staples": "Staples",
}
_TRANSFER_WORDS = ("Belt", "Roller")
"""What a transfer unit may be; the type does not tell, its name may."""
_PRINTING_TYPES = frozenset({"toner", "tonerCartridge", "ink", "inkCartridge", "solidWax", "matteToner", "matteInk"})
_COLOR_ORDER = ("K", "C", "M", "Y")


def supply_mark(supply: Supply, state: SupplyState) -> Mark:
    """How the state of that supply looks."""
    return (RECEPTACLE_MARKS if supply.receptacle else SUPPLY_MARKS)[state]


def is_consumed_by_printing(supply: Supply) -> bool:
    """Whether it is ink, toner or wax: what a list shows first."""
    return supply.type in _PRINTING_TYPES


MOST_LABEL = 8
"""Characters of a supply's own word in a list."""


def supply_label(supply: Supply) -> str:
    """The shortest name that tells a supply apart in a list: "K", "LC", "Waste", "Drum C"."""
    letter = _color_letter(supply.color)
    if is_consumed_by_printing(supply) and letter:
        return letter
    word = _TYPE_WORDS.get(supply.type) or _shortened(supply.name.split(" ")[0])
    if supply.type == "transferUnit":
        word = next((part for part in _TRANSFER_WORDS if part.lower() in supply.name.lower()), word)
    return f"{word} {letter}" if letter and not supply.receptacle else word


def _shortened(word: str) -> str:
    return word if len(word) <= MOST_LABEL else f"{word[: MOST_LABEL - 1]}…"


def supply_color(supply: Supply) -> str:
    """The theme variable of a supply's color as a content style."""
    base = (supply.color or "").rsplit(" ", 1)[-1]
    return f"${_BASE_COLORS.get(base, ('', 'supply-other'))[1]}"


def supply_rank(supply: Supply) -> tuple[int, int]:
    """Sorts ink and toner to the front, in the order K, C, M, Y, then further colors."""
    letter = _color_letter(supply.color)
    place = _COLOR_ORDER.index(letter) if letter in _COLOR_ORDER else len(_COLOR_ORDER)
    return (0 if is_consumed_by_printing(supply) else 1, place)


def _color_letter(color: str | None) -> str:
    if not color:
        return ""
    *modifiers, base = color.split(" ")
    letters, _ = _BASE_COLORS.get(base, (base[:2].capitalize(), ""))
    return "".join(_MODIFIERS.get(word, word[:1].upper()) for word in modifiers) + letters
