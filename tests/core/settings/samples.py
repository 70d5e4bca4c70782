"""Values for settings, of every kind, made by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from core.settings.catalog import Setting
from core.settings.looks import GROUPINGS, LIST_COLUMNS, REVERSED

NAMES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
TARGETS = st.sampled_from(["10.1.0.0/22", "10.2.0.5-40", "printer7:1161", "@list.txt", "10.3.0.7"])


def fitting(setting: Setting) -> st.SearchStrategy[Any]:
    """Values that fit."""
    if setting.kind == "whole":
        return st.integers(int(setting.least or 0), int(setting.most or 0))
    if setting.kind == "number":
        least = setting.least if setting.least is not None else (setting.above or 0) + 0.01
        return st.floats(least, setting.most, allow_nan=False)
    if setting.kind == "switch":
        return st.booleans()
    if setting.kind == "choice":
        return st.sampled_from(setting.choices)
    if setting.key == "ui.group":
        return st.sampled_from(GROUPINGS)
    if setting.key == "ui.sort":
        return st.sampled_from([*LIST_COLUMNS, *(f"{REVERSED}{column}" for column in LIST_COLUMNS)])
    if setting.key == "ui.columns":
        return st.lists(st.sampled_from(LIST_COLUMNS), max_size=3)
    if setting.kind == "list":
        items = TARGETS if setting.key in ("discovery.targets", "discovery.exclude") else WORDS
        return st.lists(items, max_size=3)
    if setting.pattern is not None:
        return st.sampled_from(setting.examples)
    return NAMES if setting.path[-1] == "name" else WORDS


ANYTHING = st.one_of(
    st.integers(-3, 200_000),
    st.floats(),
    st.booleans(),
    st.text(max_size=6),
    st.sampled_from(["off", "daily", "MD5", "AES", "03:00", "10.1.0.0/24", "Sun 03:00"]),
    st.lists(st.one_of(st.text(max_size=3), st.integers()), max_size=2),
    st.lists(st.sampled_from(["10.1.0.0/22", "public"]), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
)
"""What TOML can hold."""
