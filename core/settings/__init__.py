"""settings.toml: what an admin may set, with defaults, types and limits; unknown keys are reported, never dropped."""

from core.alerts.thresholds import Thresholds
from core.settings.changing import with_value
from core.settings.loading import load_settings
from core.settings.schema import DiscoverySettings, PollingSettings, Settings, SnmpV3Settings, UiSettings
from core.settings.writing import set_value

__all__ = [
    "DiscoverySettings",
    "PollingSettings",
    "Settings",
    "SnmpV3Settings",
    "Thresholds",
    "UiSettings",
    "load_settings",
    "set_value",
    "with_value",
]
