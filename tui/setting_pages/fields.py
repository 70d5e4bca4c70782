"""How one setting is changed, by its kind: typed, chosen or turned over (pure)."""

from collections.abc import Mapping
from typing import Any

from core.errors import SettingsError
from core.settings.catalog import Path, Setting
from core.settings.changing import changed
from core.settings.values import NONE, parsed, wanted, with_unit, written
from tui.setting_edits import PickOne, TypeIt, Write
from tui.setting_pages.choices import offered_choices
from tui.setting_pages.page import facts_of
from tui.setting_pages.state import SettingsState

ON_OFF = {True: "on", False: "off"}
"""How a switch reads."""


def shown(setting: Setting, value: Any) -> str:
    """A value as one reads it."""
    if isinstance(value, bool):
        return ON_OFF[value]
    return with_unit(setting, value) or NONE


def change_of(
    setting: Setting, path: Path, state: SettingsState, title: str = "", unset: str = NONE
) -> Write | PickOne | TypeIt:
    """What changes a single value.

    Args:
        setting: which.
        path: where, with the names of entries.
        state: as it is.
        title: what to call it; the setting's own title where it is empty.
        unset: what to say of it where it is not set and has no default.
    """
    name = title or setting.title
    value = state.value(setting, path)
    if setting.kind == "switch":
        return write(setting, path, not value, name)
    choices = choices_of(setting, state)
    if choices:
        return PickOne(
            title=name,
            help=setting.help,
            choices=choices,
            chosen=written(setting, value),
            take=lambda key: write(
                setting, path, parsed(setting, key) if setting.kind == "choice" else key, name, unset
            ),
        )
    return TypeIt(
        title=name,
        help=f"{setting.help} {facts_of(setting)}",
        text="" if value is None else written(setting, value),
        unit=setting.unit,
        placeholder=_placeholder(setting),
        wrong=lambda text: wrong(setting, path, text, state),
        take=lambda text: write(setting, path, meant(setting, text), name, unset),
    )


def choices_of(setting: Setting, state: SettingsState) -> Mapping[str, str]:
    """What a setting can be, where that is a short list; empty where it is not."""
    if setting.choices:
        none = {NONE: NONE} if setting.default is None and not setting.is_required else {}
        return none | {choice: choice for choice in setting.choices}
    return offered_choices(setting.key, state.themes)


def write(setting: Setting, path: Path, value: Any, title: str, unset: str = NONE) -> Write:
    """The change, with what to say of it; of one that is not set then and has no default `unset`."""
    counts = setting.default if value is None else value
    said = unset if counts is None else shown(setting, counts)
    return Write(path=path, value=value, told=f"{title}: {said}", effect=setting.effect)


def meant(setting: Setting, text: str) -> Any:
    """The value that a text means; None for nothing where that is possible.

    Raises:
        ValueError: it means none.
    """
    is_optional = setting.default is None and not setting.is_required and setting.kind != "text"
    return None if is_optional and not text.strip() else parsed(setting, text)


def wrong(setting: Setting, path: Path, text: str, state: SettingsState) -> str | None:
    """What is wrong with a text that is typed; None when it fits, also beside the other settings."""
    try:
        changed(state.settings, path, meant(setting, text), state.fills_up)
    except ValueError as error:
        return str(error)
    except SettingsError as error:
        return error.title.rpartition(": ")[2]
    return None


def _placeholder(setting: Setting) -> str:
    if setting.kind in ("whole", "number"):
        return "a number"
    return ", ".join(setting.examples[:2]) or wanted(setting)
