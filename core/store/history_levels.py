"""How a level lies in a history file: 62.5 (percent), "some", "unknown", "unlimited" or [quantity, unit] (pure)."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from core.model.history import MAX_COUNT, SOURCE
from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited

Count = Annotated[int, Meta(ge=0, le=MAX_COUNT)]
"""A number that any JSON library reads back as it was."""


class Amount(msgspec.Struct, frozen=True, array_like=True):
    """The code of a quantity: [7809, "impressions"]."""  # a plain tuple beside a bounded number crashes msgspec 0.22

    value: Count
    unit: str | None


LevelCode = Annotated[float, Meta(ge=0, le=100)] | Literal["some", "unknown", "unlimited"] | Amount
"""A level's kind and number, in JSON."""

_BY_WORD: dict[str, Level] = {
    "some": Some(source=SOURCE),
    "unknown": Unknown(source=SOURCE),
    "unlimited": Unlimited(source=SOURCE),
}


def level_code(level: Level) -> LevelCode:
    """The code of a level; whole percents without a decimal point."""
    if isinstance(level, Percent):
        return int(level.value) if float(level.value).is_integer() else level.value
    if isinstance(level, Quantity):
        return Amount(level.value, level.unit)
    if isinstance(level, Some):
        return "some"
    return "unlimited" if isinstance(level, Unlimited) else "unknown"


def level_of_code(code: LevelCode) -> Level:
    """The level behind a code."""
    if isinstance(code, str):
        return _BY_WORD[code]
    if isinstance(code, Amount):
        return Quantity(value=code.value, unit=code.unit, source=SOURCE)
    return Percent(value=code, source=SOURCE)
