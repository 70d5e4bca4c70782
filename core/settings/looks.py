"""What the settings may say of the devices list: its columns, its order, its groups (pure).

The screens draw them; here are only their names, so that a wrong one is told wherever the file is read.
"""

import difflib
from collections.abc import Sequence

from core.export import COLUMNS

LIST_COLUMNS: tuple[str, ...] = tuple(column for column in COLUMNS if column not in ("id", "state"))
"""The ids of the columns that a list of devices has; of an export it has all but those that its glyph stands for."""
GROUPINGS = ("none", "location", "subnet", "model")
"""What devices can be grouped by."""
REVERSED = "-"
"""Before the column that is sorted by: the other way round."""


def column_complaint(text: str) -> str | None:
    """What is wrong with the name of a column; None when nothing is."""
    return _complaint("column", text, LIST_COLUMNS)


def sort_complaint(text: str) -> str | None:
    """What is wrong with what is sorted by; None when nothing is."""
    return _complaint("column", text.removeprefix(REVERSED), LIST_COLUMNS)


def grouping_complaint(text: str) -> str | None:
    """What is wrong with what is grouped by; None when nothing is."""
    return _complaint("grouping", text, GROUPINGS)


def _complaint(kind: str, text: str, known: Sequence[str]) -> str | None:
    if text in known:
        return None
    near = difflib.get_close_matches(text, known, 1, 0.6)
    hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(known)} is wanted"
    return f"{text!r} is no {kind}, {hint}"
