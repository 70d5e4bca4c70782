"""The page of the commands with their keys (pure)."""

from collections.abc import Mapping, Sequence

from core.settings.catalog import setting_at
from tui.commands import COMMANDS, SCOPE_TITLES, Command
from tui.key_clashes import clash, keys_of
from tui.key_names import key_name
from tui.remapping import read_keys
from tui.setting_edits import Act, PressKeys, Write
from tui.setting_pages.page import Page
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState


class KeysPage(Page):
    """Every command; the settings name those that have other keys than usual."""

    heading = "Settings: Keys"
    can_add = False
    can_remove = False
    heads = ("Where", "Command", "Keys")
    about = "The keys of every command; a command may have several."

    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """One line a command, by the place where it works."""
        remapped, _ = read_keys(state.settings.ui.keys)
        return [
            _row(command, title, remapped)
            for scope, title in SCOPE_TITLES.items()
            for command in COMMANDS
            if command.scopes[0] == scope
        ]

    def change(self, state: SettingsState, key: str) -> Act | None:
        """Press other keys."""
        command = _command(key)
        remapped, _ = read_keys(state.settings.ui.keys)

        def wrong(keys: tuple[str, ...]) -> str | None:
            if not keys:
                return "press a key"
            found = clash(command, keys, remapped)
            if found is None:
                return None
            taken, other = found
            place = SCOPE_TITLES[other.scopes[0]]
            return f"{key_name(taken)} is {other.title} ({place.lower()}); give that another key first"

        return PressKeys(
            title=command.title,
            help=command.help,
            keys=keys_of(command, remapped),
            wrong=wrong,
            take=lambda keys: _write(command, None if list(keys) == command.keys.split(",") else ",".join(keys)),
        )

    def reset(self, state: SettingsState, key: str) -> Write | None:
        """The usual keys again."""
        return _write(_command(key), None) if key in state.settings.ui.keys else None


def _command(key: str) -> Command:
    return next(command for command in COMMANDS if command.id == key)


def _row(command: Command, group: str, remapped: Mapping[str, str]) -> SettingRow:
    usual = " ".join(key_name(key) for key in command.keys.split(","))
    setting = setting_at(("ui", "keys", command.id))
    assert setting is not None
    return SettingRow(
        key=command.id,
        group=group,
        title=command.title,
        value=" ".join(key_name(key) for key in keys_of(command, remapped)),
        is_changed=command.id in remapped,
        meaning=command.help,
        name=f"ui.keys.{command.id}",
        facts=f"Default: {usual}. A change counts {setting.effect}.",
    )


def _write(command: Command, keys: str | None) -> Write:
    said = " ".join(key_name(key) for key in (keys or command.keys).split(","))
    return Write(path=("ui", "keys", command.id), value=keys, told=f"{command.title}: {said}")
