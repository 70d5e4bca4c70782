"""The standard supplies rows as far as a private table needs them to find its own row among them."""

import re
from collections.abc import Callable

import msgspec

from core.printer import oids
from core.printer.answers import Answers
from core.printer.colors import color_by_words
from core.printer.vendors.noted import as_level

INK_TYPES = frozenset({5, 6})
"""ink, inkCartridge."""
TONER_TYPES = frozenset({3, 21})
"""toner, tonerCartridge."""
_OTHER = 1
_LETTERS = re.compile(r"[^0-9a-z]+")


class StandardRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of prtMarkerSuppliesTable, only what joins it."""

    index: str
    """hrDeviceIndex.prtMarkerSuppliesIndex."""
    type: int | None = None
    """PrtMarkerSuppliesTypeTC by number."""
    description: str = ""
    color: str | None = None
    """By the description's words only."""
    level: int | None = None
    max: int | None = None


def standard_rows(answers: Answers) -> tuple[StandardRow, ...]:
    """Every row with a description or a level, in the table's order."""
    descriptions = answers.column(oids.SUPPLY_DESCR)
    types = answers.column(oids.SUPPLY_TYPE)
    levels = answers.column(oids.SUPPLY_LEVEL)
    maxima = answers.column(oids.SUPPLY_MAX)
    indexes = dict.fromkeys([*descriptions, *levels])
    texts = {index: answers.as_text(descriptions.get(index)) or "" for index in indexes}
    return tuple(
        StandardRow(
            index=index,
            type=as_level(types.get(index)),
            description=texts[index],
            color=color_by_words(texts[index]),
            level=as_level(levels.get(index)),
            max=as_level(maxima.get(index)),
        )
        for index in indexes
        if index.count(".") == 1
    )


def other_type(found: tuple[StandardRow, ...]) -> tuple[str, ...]:
    """The types of a part that RFC 3805 has no type for, and that no standard row names.

    "other", but nothing where the table has rows of that type: joined by it the part would land on a stranger.
    """
    return () if any(row.type == _OTHER for row in found) else ("other",)


def plain(text: str) -> str:
    """Letters and digits only, lower case: for comparing descriptions."""
    return _LETTERS.sub(" ", text.lower()).strip()


def only(found: tuple[StandardRow, ...], fits: Callable[[StandardRow], bool]) -> str | None:
    """The index of the one row that fits; None where none or several do, because then nobody knows which."""
    fitting = [row.index for row in found if fits(row)]
    return fitting[0] if len(fitting) == 1 else None


def described(found: tuple[StandardRow, ...], description: str | None) -> str | None:
    """The one row of that description, compared by its letters and digits."""
    wanted = plain(description or "")
    return only(found, lambda row: plain(row.description) == wanted) if wanted else None


def naming(found: tuple[StandardRow, ...], part_number: str | None) -> str | None:
    """The one row whose description names that part number."""
    if part_number is None or len(part_number) < 5:
        return None
    wanted = re.compile(rf"(?<![0-9a-z]){re.escape(part_number)}(?![0-9a-z])", re.IGNORECASE)
    return only(found, lambda row: wanted.search(row.description) is not None)
