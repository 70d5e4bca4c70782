"""What every page of the settings screen can do (pure)."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from core.settings.catalog import Setting
from core.settings.values import range_words, with_unit
from tui.setting_edits import Act, Drop, Keep, Write
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState


class Page(ABC):
    """A list of settings, or of the lines of one list or table.

    Every method gets the state anew: settings may change at any time.
    """

    heading: str = "Settings"
    """The screen's name in the title bar."""
    about: str = ""
    """What the line above the list says of it; empty: how many settings are not as by default."""
    empty: str = "Nothing here."
    """What an empty page says."""
    heads: tuple[str, str, str] = ("Section", "Setting", "Value")
    """The heads of the columns."""
    has_long_groups: bool = False
    """Whether the first column has names that want room, as those of devices."""
    can_add: bool = True
    """Whether there can be more lines."""
    can_remove: bool = True
    """Whether lines can go."""
    can_move: bool = False
    """Whether the order of the lines counts."""

    @abstractmethod
    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """Its lines."""

    @abstractmethod
    def change(self, state: SettingsState, key: str) -> Act | None:
        """What Enter does on a line."""

    def secrets(self, state: SettingsState) -> Sequence[str]:  # noqa: ARG002  (pages differ)
        """The secrets that it tells of."""
        return ()

    def reset(self, state: SettingsState, key: str) -> Write | Keep | None:  # noqa: ARG002  (pages differ)
        """Back to the default; None where there is none."""
        return None

    def add(self, state: SettingsState) -> Act | None:  # noqa: ARG002  (pages differ)
        """One more line; None where there can be none."""
        return None

    def remove(self, state: SettingsState, key: str) -> Write | Drop | None:  # noqa: ARG002  (pages differ)
        """Without a line; None where none can go."""
        return None

    def move(self, state: SettingsState, key: str, step: int) -> Write | None:  # noqa: ARG002  (pages differ)
        """A line up (-1) or down (1); None where it cannot go."""
        return None


def facts_of(setting: Setting) -> str:
    """Limits, default and effect in one line."""
    limits = range_words(setting) if setting.kind in ("whole", "number") else ""
    if limits:
        limits = f"{limits[0].upper()}{limits[1:]} {setting.unit}".rstrip() + ". "
    default = with_unit(setting, setting.default)
    told = f"Default: {default}. " if default and setting.kind != "table" else ""
    return f"{limits}{told}{effect_words(setting)}"


def effect_words(setting: Setting) -> str:
    """When a change counts."""
    return f"A change counts {setting.effect}."
