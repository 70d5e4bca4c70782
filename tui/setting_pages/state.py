"""What the pages of the settings screen show settings from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.fleet import Fleet
from core.model.supply import Supply
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

    def supply(self, name: str) -> Supply | None:
        """The supply behind a name in `Thresholds.supplies`; None where it is not known (any more)."""
        device_id, _, index = name.partition("/")
        device = self.fleet.get(device_id)
        supplies = device.reading.supplies if device is not None and device.reading is not None else ()
        return next((supply for supply in supplies if supply.index == index), None)

    def fills_up(self, name: str) -> bool | None:
        """Whether that supply fills up; None where it is not known."""
        supply = self.supply(name)
        return None if supply is None else supply.receptacle
