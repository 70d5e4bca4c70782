"""How the devices list looks by the settings: columns, order, groups; and what of it can't be used (pure)."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from core.settings import UiSettings
from tui.remapping import Complaint, nearest
from tui.widgets.device_columns import USUAL_COLUMNS
from tui.widgets.device_groups import GROUPINGS
from tui.widgets.device_sorts import DEFAULT_SORT, SORTS

_REVERSED = "-"
"""Before the column that is sorted by, the other way round."""


class Look(NamedTuple):
    """What the settings say."""

    columns: tuple[str, ...]
    sort: str
    is_reversed: bool
    grouping: str


def read_look(settings: UiSettings, columns: Collection[str]) -> tuple[Look, list[Complaint]]:
    """Sort out what the settings say.

    Args:
        settings: `[ui]`.
        columns: the ids of the columns that there are.

    Returns:
        What can be used, the usual in place of the rest; and a complaint about each of the rest.
    """
    used = [column_id for column_id in dict.fromkeys(settings.columns) if column_id in columns]
    complaints = [
        _complaint("column", column_id, "ui.columns", columns)
        for column_id in settings.columns
        if column_id not in columns
    ]
    sort, grouping = settings.sort.removeprefix(_REVERSED), settings.group
    is_reversed = settings.sort.startswith(_REVERSED)
    if sort not in SORTS:
        complaints.append(_complaint("column", sort, "ui.sort", SORTS))
        sort, is_reversed = DEFAULT_SORT, False
    if grouping not in GROUPINGS:
        complaints.append(_complaint("grouping", grouping, "ui.group", GROUPINGS))
        grouping = "none"
    return Look(tuple(used) or USUAL_COLUMNS, sort, is_reversed, grouping), complaints


def _complaint(kind: str, wrong: str, key: str, known: Collection[str]) -> Complaint:
    return Complaint(f"no {kind} {wrong!r}", f"{key}: {nearest(wrong, known) or 'one of ' + ', '.join(known)}")


def written_sort(sort: str, *, is_reversed: bool) -> str:
    """As it stands in `ui.sort`."""
    return f"{_REVERSED}{sort}" if is_reversed else sort


def next_of(known: Sequence[str], present: str, step: int = 1) -> str:
    """The one that comes after the present one, around the end; the first where the present one is none of them."""
    return known[(known.index(present) + step) % len(known)] if present in known else known[0]
