"""What settings of the terminal can be, where that is a short list (pure)."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tui.widgets.device_columns import device_columns
from tui.widgets.device_groups import GROUPINGS
from tui.widgets.device_sorts import SORTS

_NO_TIME = datetime.min.replace(tzinfo=UTC)

COLUMN_TITLES: Mapping[str, str] = {key: column.title for key, column in device_columns(lambda: _NO_TIME).items()}
"""Column of the devices list -> its title."""

_SORTS: Mapping[str, str] = {
    key: f"{COLUMN_TITLES.get(name, name)}, {words}"
    for name, sort in SORTS.items()
    for key, words in ((name, sort.words), (f"-{name}", sort.words_reversed))
}
_GROUPINGS: Mapping[str, str] = {key: grouping.title for key, grouping in GROUPINGS.items()}


def offered_choices(key: str, themes: Mapping[str, str]) -> Mapping[str, str]:
    """Value -> words; empty where anything can be typed.

    Args:
        key: the setting's.
        themes: theme -> words.
    """
    return {"ui.theme": themes, "ui.sort": _SORTS, "ui.group": _GROUPINGS, "ui.columns": COLUMN_TITLES}.get(key, {})
