"""The page of one list: its texts, in their order (pure)."""

from collections.abc import Callable, Mapping, Sequence

from core.settings.catalog import Setting
from core.settings.values import complaint, wanted, with_unit
from tui.setting_edits import Act, PickOne, TypeIt, Write
from tui.setting_pages.choices import offered_choices
from tui.setting_pages.page import Page, effect_words
from tui.setting_pages.row import SettingRow
from tui.setting_pages.state import SettingsState


class ItemsPage(Page):
    """The texts of a list.

    Args:
        setting: the list.
    """

    heads = ("List", "Place", "Value")
    can_move = True

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self.heading = f"Settings: {setting.title}"
        self.about = setting.help
        self.empty = "None is set."

    def rows(self, state: SettingsState) -> Sequence[SettingRow]:
        """One line a text."""
        items = self._items(state)
        return [
            SettingRow(
                key=str(place),
                group=self._setting.title,
                title=f"{place + 1} of {len(items)}",
                value=self._words(item),
                is_changed=items != list(self._setting.default),
                meaning=self._setting.help,
                name=self._setting.key,
                facts=effect_words(self._setting),
            )
            for place, item in enumerate(items)
        ]

    def change(self, state: SettingsState, key: str) -> Act | None:
        """Another text in its place."""
        items = self._items(state)
        place = int(key)
        return self._ask(items[place], lambda text: [*items[:place], text, *items[place + 1 :]], str(place), items)

    def add(self, state: SettingsState) -> Act | None:
        """One more text at the end."""
        items = self._items(state)
        return self._ask("", lambda text: [*items, text], str(len(items)), items)

    def reset(self, state: SettingsState, key: str) -> Write | None:  # noqa: ARG002  (the list as a whole)
        """The list as it is by default."""
        default = list(self._setting.default)
        if self._items(state) == default:
            return None
        words = ", ".join(self._words(item) for item in default) or "none"
        return Write(
            path=self._setting.path, value=None, told=f"{self._setting.title}: {words}", effect=self._setting.effect
        )

    def remove(self, state: SettingsState, key: str) -> Write | None:
        """Without that text."""
        items = self._items(state)
        place = int(key)
        return self._write([*items[:place], *items[place + 1 :]], f"{self._words(items[place])} is out", None)

    def move(self, state: SettingsState, key: str, step: int) -> Write | None:
        """Before or behind its neighbour."""
        items = self._items(state)
        place, other = int(key), int(key) + step
        if not 0 <= other < len(items):
            return None
        items[place], items[other] = items[other], items[place]
        return self._write(items, f"{self._words(items[other])} is {other + 1} of {len(items)}", str(other))

    def _items(self, state: SettingsState) -> list[str]:
        value = state.value(self._setting, self._setting.path)
        return [str(item) for item in value] if isinstance(value, list | tuple) else []

    def _ask(self, text: str, made: Callable[[str], list[str]], cursor: str, items: Sequence[str]) -> TypeIt | PickOne:
        title = self._setting.title if text else f"{self._setting.title}: one more"

        def take(item: str) -> Write:
            return self._write(made(item.strip()), f"{self._setting.title}: {self._words(item.strip())}", cursor)

        choices = self._choices(items, text)
        if choices:
            return PickOne(title=title, help=self._setting.help, choices=choices, chosen=text or None, take=take)
        return TypeIt(
            title=title,
            help=self._setting.help,
            text=text,
            placeholder=", ".join(self._setting.examples[:2]) or wanted(self._setting),
            wrong=lambda typed: self._wrong(typed, [item for item in items if item != text]),
            take=take,
        )

    def _wrong(self, text: str, others: Sequence[str]) -> str | None:
        if text.strip() in others:
            return "it is in the list already"
        return complaint(self._setting, [text.strip()])

    def _write(self, items: list[str], told: str, cursor: str | None) -> Write:
        return Write(path=self._setting.path, value=items, told=told, effect=self._setting.effect, cursor=cursor)

    def _choices(self, items: Sequence[str], text: str) -> Mapping[str, str]:
        """What can be in it, where that is a short list."""
        offered = offered_choices(self._setting.key, {})
        return {key: title for key, title in offered.items() if key not in items or key == text}

    def _words(self, item: str) -> str:
        offered = offered_choices(self._setting.key, {})
        return with_unit(self._setting, [item]) if not offered else offered.get(item, item)
