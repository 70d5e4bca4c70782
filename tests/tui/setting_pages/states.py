"""Settings to show and change."""

from collections.abc import Iterable
from typing import Any

from core.fleet import Fleet
from core.model.device import Device
from core.settings import Settings
from core.settings.loading import parse_settings
from tui.setting_edits import PickOne, PressKeys, TypeIt, Write
from tui.setting_pages.page import Page
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState

TEXT = """
[discovery]
targets = ["10.1.0.0/22", "10.2.0.5-40", "lp7.example.net"]
communities = ["public", "s3cret"]
rate = 200
[polling]
interval_seconds = 60
[thresholds]
low = 25
[thresholds.types.opc]
low = 10
[[snmpv3]]
name = "lab"
username = "reader"
auth_protocol = "SHA-256"
privacy_protocol = "AES"
[ui]
mouse = false
[ui.keys]
discover = "f7"
"""
"""What an admin may have set."""


def typical_settings() -> Settings:
    return parse_settings(TEXT, "settings.toml").settings


def state(settings: Settings | None = None, devices: Iterable[Device] = (), **more: Any) -> SettingsState:
    themes = {"supplies-dark": "supplies-dark  calm", "supplies-light": "supplies-light  bright"}
    used = settings if settings is not None else typical_settings()
    return SettingsState(settings=used, fleet=Fleet(devices), themes=themes, **more)


def rows(page: Page, of: SettingsState) -> dict[str, SettingRow]:
    return {row.key: row for row in page.rows(of)}


def written(act: object) -> tuple[tuple[str, ...], Any]:
    """The path and the value of a change."""
    assert isinstance(act, Write)
    return act.path, act.value


def typed(act: object) -> TypeIt:
    assert isinstance(act, TypeIt)
    return act


def picked(act: object) -> PickOne:
    assert isinstance(act, PickOne)
    return act


def pressed(act: object) -> PressKeys:
    assert isinstance(act, PressKeys)
    return act
