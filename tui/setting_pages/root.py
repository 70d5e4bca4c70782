"""The page of all settings, in the sections of the file (pure)."""

from collections.abc import Sequence
from typing import Any

from core.settings.catalog import ANY, Setting, catalog, section_titles, setting_at
from core.settings.loading import entries_of
from tui.setting_edits import Act, Open, Write
from tui.setting_pages.entries import DevicesPage, SuppliesPage, TypesPage
from tui.setting_pages.fields import change_of, shown, write
from tui.setting_pages.items import ItemsPage
from tui.setting_pages.keys import KeysPage
from tui.setting_pages.page import Page, facts_of
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState
from tui.setting_pages.users import UsersPage

_TABLES: dict[str, type[Page]] = {
    "thresholds.types": TypesPage,
    "thresholds.devices": DevicesPage,
    "thresholds.supplies": SuppliesPage,
    "snmpv3": UsersPage,
    "ui.keys": KeysPage,
}
"""Table -> the page that shows it."""


class RootPage(Page):
    """Every setting; lists and tables open pages of their own."""

    heading = "Settings"
    can_add = False
    can_remove = False

    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """One line a setting, in the order of the file."""
        return [_row(setting, state) for setting in catalog() if ANY not in setting.path]

    def change(self, state: SettingsState, key: str) -> Act | None:
        """Change a value, or open a list or a table."""
        setting = _setting(key)
        if setting.kind == "table":
            return Open(page=_TABLES[key]()) if key in _TABLES else None
        if setting.kind == "list":
            return Open(page=ItemsPage(setting))
        return change_of(setting, setting.path, state)

    def reset(self, state: SettingsState, key: str) -> Write | None:
        """Back to the default; a table is emptied line by line on its own page."""
        setting = _setting(key)
        value = state.value(setting, setting.path)
        return (
            None
            if setting.kind == "table" or _is_default(setting, value)
            else write(setting, setting.path, None, setting.title)
        )


def _setting(key: str) -> Setting:
    setting = setting_at(tuple(key.split(".")))
    assert setting is not None, "a row of this page is a setting"
    return setting


def _row(setting: Setting, state: SettingsState) -> SettingRow:
    value = state.value(setting, setting.path)
    return SettingRow(
        key=setting.key,
        group=section_titles()[setting.section],
        title=setting.title,
        value=_table_words(setting, value) if setting.kind == "table" else shown(setting, value),
        is_changed=not _is_default(setting, value),
        opens=setting.kind in ("list", "table"),
        meaning=setting.help,
        name=setting.key,
        facts=facts_of(setting),
    )


def _is_default(setting: Setting, value: Any) -> bool:
    if setting.kind == "table":
        return not value
    return list(value) == list(setting.default) if setting.kind == "list" else bool(value == setting.default)


def _table_words(setting: Setting, value: Any) -> str:
    """How many entries a table has: "2 types"; "none"."""
    count = len(entries_of(value))
    plural = "supplies" if setting.entry == "supply" else f"{setting.entry}s"
    return f"{count} {setting.entry if count == 1 else plural}" if count else "none"
