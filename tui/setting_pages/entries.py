"""The pages of thresholds for single types, devices and supplies (pure)."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from core.admin_edits import display_name
from core.alerts.thresholds import supply_key
from core.errors import SuppliesError
from core.model.device import Device
from core.printer.supply_types import PLAIN_NAMES, TYPES
from core.settings.catalog import Path, Setting, members, section_titles, setting_at
from core.settings.changing import value_at
from core.settings.loading import entries_of
from tui.setting_edits import Act, Drop, Keep, PickOne, TypeIt, Write
from tui.setting_pages.fields import change_of, shown, write
from tui.setting_pages.page import Page, facts_of
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState

AS_IN_GENERAL = "as in general"
"""What stands for a threshold that is not set."""


class EntriesPage(Page):
    """The entries of a table, each with all it can have.

    Args:
        key: of the table.
    """

    unset = AS_IN_GENERAL
    """What stands for a value that is not set."""

    def __init__(self, key: str) -> None:
        table = setting_at(tuple(key.split(".")))
        assert table is not None, "a table of the schema"
        self.table = table
        section = section_titles()[table.section]
        self.heading = f"Settings: {section}" + (f", {table.title.lower()}" if table.title != section else "")
        self.heads = (table.entry.capitalize(), "Setting", "Value")
        self.about = table.help
        self.empty = "There are none yet."

    @abstractmethod
    def name_words(self, state: SettingsState, name: str) -> str:
        """What to call an entry."""

    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """A line for each value of each entry."""
        return [self._row(state, name, member) for name in self.names(state) for member in members(self.table)]

    def names(self, state: SettingsState) -> list[str]:
        """The names of the entries."""
        return [name for name, _ in entries_of(value_at(state.settings, self.table.path))]

    def _row(self, state: SettingsState, name: str, member: Setting) -> SettingRow:
        path = self.path_of(name, member)
        value = value_at(state.settings, path)
        return SettingRow(
            key="\n".join(path),
            group=self.name_words(state, name),
            whose=self.name_words(state, name),
            title=member.title,
            value=self.value_words(member, value),
            is_changed=value is not None and value != member.default,
            meaning=member.help,
            name=".".join(path),
            facts=facts_of(member),
        )

    def value_words(self, member: Setting, value: Any) -> str:
        """A value as one reads it."""
        return self.unset if value is None else shown(member, value)

    def path_of(self, name: str, member: Setting) -> Path:
        """Where a value of an entry stands."""
        return (*self.table.path, name, member.path[-1])

    def change(self, state: SettingsState, key: str) -> Act | None:
        """Another value."""
        path, setting = _found(key)
        return change_of(setting, path, state, self._title(state, path), self.unset)

    def reset(self, state: SettingsState, key: str) -> Write | Keep | None:
        """Not set any more."""
        path, setting = _found(key)
        if value_at(state.settings, path) in (None, setting.default) or setting.is_required:
            return None
        return write(setting, path, None, self._title(state, path), self.unset)

    def remove(self, state: SettingsState, key: str) -> Drop | None:
        """Without the whole entry."""
        path, _ = _found(key)
        return Drop(path=path[:-1], told=f"{self.name_words(state, path[-2])} is out")

    def _title(self, state: SettingsState, path: Path) -> str:
        setting = setting_at(path)
        assert setting is not None
        return f"{self.name_words(state, path[-2])}: {setting.title}"

    def added(self, state: SettingsState, name: str) -> Write:
        """A new entry without any value yet."""
        first = members(self.table)[0]
        return Write(
            path=(*self.table.path, name),
            value={},
            told=f"{self.name_words(state, name)} is in; set what is different",
            cursor="\n".join(self.path_of(name, first)),
        )


def _found(key: str) -> tuple[Path, Setting]:
    path = tuple(key.split("\n"))
    setting = setting_at(path)
    assert setting is not None, "a row of this page is a setting"
    return path, setting


class TypesPage(EntriesPage):
    """Thresholds for types of supplies."""

    def __init__(self) -> None:
        super().__init__("thresholds.types")

    def name_words(self, state: SettingsState, name: str) -> str:  # noqa: ARG002  (other pages need the state)
        """The type in plain words."""
        return PLAIN_NAMES.get(name, name)

    def add(self, state: SettingsState) -> Act | None:
        """Choose a type; those of the known devices come first."""
        return PickOne(
            title="Thresholds for one more type",
            choices=_type_choices(state, self.names(state)),
            take=lambda name: self.added(state, name),
        )


def _type_choices(state: SettingsState, taken: Sequence[str]) -> Mapping[str, str]:
    seen = {
        supply.type
        for device in state.fleet.devices()
        if device.reading is not None
        for supply in device.reading.supplies
    }
    known = [name for name in TYPES.values() if name not in ("other", "unknown") and name not in taken]
    return {name: f"{PLAIN_NAMES.get(name, name)}  {name}" for name in sorted(known, key=lambda name: name not in seen)}


class DevicesPage(EntriesPage):
    """Thresholds for the supplies of single devices."""

    has_long_groups = True

    def __init__(self) -> None:
        super().__init__("thresholds.devices")

    def name_words(self, state: SettingsState, name: str) -> str:
        """The device's name."""
        device = state.fleet.get(name)
        return display_name(device) if device is not None else name

    def add(self, state: SettingsState) -> Act | None:
        """Name a device."""
        return ask_device(state, "Thresholds for one more device", lambda device: self.added(state, device.id))


class SuppliesPage(EntriesPage):
    """Thresholds for single supplies."""

    has_long_groups = True

    def __init__(self) -> None:
        super().__init__("thresholds.supplies")

    def name_words(self, state: SettingsState, name: str) -> str:
        """The supply's name before the device's: several of one device differ where the line is cut."""
        device_id, _, index = name.partition("/")
        device, supply = state.fleet.get(device_id), state.supply(name)
        if device is None:
            return name
        return f"{supply.name if supply is not None else index}, {display_name(device)}"

    def add(self, state: SettingsState) -> Act | None:
        """Name a device, then choose one of its supplies."""
        return ask_device(state, "Thresholds for a supply of", lambda device: self._choose(state, device))

    def _choose(self, state: SettingsState, device: Device) -> PickOne:
        supplies = device.reading.supplies if device.reading is not None else ()
        return PickOne(
            title=f"Which supply of {display_name(device)}",
            choices={supply.index: supply.name for supply in supplies},
            take=lambda index: self.added(state, supply_key(device.id, index)),
        )


def ask_device(state: SettingsState, title: str, take: Any) -> TypeIt:
    """Asks for a device by anything that it is known by."""

    def find(text: str) -> Device | str:
        try:
            return state.fleet.find(text.strip())
        except SuppliesError as error:
            return error.title

    def wrong(text: str) -> str | None:
        if not text.strip():
            return "the device's name, address, serial number or id is wanted"
        found = find(text)
        return found if isinstance(found, str) else None

    def note(text: str) -> str:
        found = find(text)
        return "" if isinstance(found, str) else f"{display_name(found)}, {found.identity.model or 'model not known'}"

    return TypeIt(
        title=title,
        placeholder="name, address, serial number or id",
        wrong=wrong,
        note=note,
        take=lambda text: take(find(text)),
    )
