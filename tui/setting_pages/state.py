"""What the pages of the settings screen show settings from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.fleet import Fleet
from core.settings import Settings
from core.settings.catalog import Path, Setting
from core.settings.changing import value_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsState:
    """The settings of the moment with what gives them meaning."""

    settings: Settings
    fleet: Fleet
    """Whose devices and supplies have thresholds of their own."""
    themes: Mapping[str, str]
    """Theme -> words."""
    secrets: Mapping[str, str | None] = field(default_factory=dict)
    """Secret's name -> where it is, None: nowhere; without an entry it is still being looked up."""

    def value(self, setting: Setting, path: Path) -> Any:
        """The value in force; of an unset one its default."""
        value = value_at(self.settings, path)
        return setting.default if value is None else value
