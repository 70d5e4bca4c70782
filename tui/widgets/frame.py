"""What every screen has around it: the title bar, the line of keys, and the notice of a terminal that is too small."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.commands import COMMANDS, Command
from tui.following import Following
from tui.widgets.columns import set_in_cell
from tui.widgets.title_line import asking_part, keeper_part, needs_part, sweep_part, title_line

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class TitleBar(Following, Widget):
    """The program's and the screen's name; at the right a running sweep, what needs somebody, and who polls."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._drawn: Content | None = None

    @property
    def house(self) -> "SuppliesApp":
        """The program."""
        return cast("SuppliesApp", self.app)

    def on_mount(self) -> None:
        """Follow what it tells."""
        self.follow(self.house.bridge.frame_changed, self._follow)

    def _follow(self, _news: None) -> None:
        if self._line() != self._drawn:
            self.refresh()

    def say(self, title: str) -> None:
        """Another title."""
        self._title = title
        self.refresh()

    def render(self) -> Content:
        """One line of the bar's width."""
        self._drawn = self._line()
        return self._drawn

    def _line(self) -> Content:
        house = self.house
        parts = (
            sweep_part(house.sweep),
            asking_part(*house.polled),
            needs_part(house.alerts.printers),
            keeper_part(house.keeper),
        )
        return title_line(self._title, parts, self.size.width)


class KeyLine(Widget):
    """The keys that work now, as many as fit; help always does."""

    def on_mount(self) -> None:
        """Follow the focus and the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._refresh_keys)

    def _refresh_keys(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """One line of keys and titles, of the bar's width."""
        return set_in_cell(keys_that_fit(self._keys(), self.size.width), self.size.width)

    def _keys(self) -> list[tuple[str, str]]:
        is_typing = isinstance(self.screen.focused, Input)
        active: dict[str | None, dict[str, Binding]] = {}
        for _, binding, is_enabled, _ in self.screen.active_bindings.values():
            if is_enabled and not (is_typing and _is_typed(binding.key)):  # else it goes into the field
                active.setdefault(binding.id, {})[binding.key] = binding
        shown = [command for command in COMMANDS if command.in_footer and command.id in active]
        return [(self._key_of(command, active[command.id]), command.title) for command in shown]

    def _key_of(self, command: Command, bindings: Mapping[str, Binding]) -> str:
        """The first of a command's keys that works here, as the command writes it."""
        keys, words = command.keys.split(","), (command.key_display or "").split(" ")
        key = next((key for key in keys if key in bindings), None)
        if key is None:
            return self.app.get_key_display(next(iter(bindings.values()))).split(" ")[0]
        if command.key_display is not None and len(words) == len(keys):
            return words[keys.index(key)]
        binding = bindings[key]
        is_first = key == keys[0]
        return self.app.get_key_display(binding if is_first else binding.with_key(key)).split(" ")[0]


def _is_typed(key: str) -> bool:
    """Whether a key puts a character into a field; Textual's "slash" is no Unicode name."""
    return key == "slash" or (key_to_character(key) or "\n").isprintable()


def keys_that_fit(keys: list[tuple[str, str]], width: int) -> Content:
    """Keys with titles in one line; the last one (help) always, of the others the first that fit.

    Args:
        keys: key and title.
        width: of the line, in cells.
    """
    drawn = [Content.assemble((key, "bold $primary"), " ", (title, "$muted")) for key, title in keys]
    if not drawn:
        return Content("")
    *others, last = drawn
    line, room = Content(""), width - last.cell_length
    for position, one in enumerate(others):
        more = 2 if position + 1 < len(others) else 0  # the ellipsis and its blank, if this is not the last
        if line.cell_length + one.cell_length + 2 + more > room:
            line = Content.assemble(line, ("… ", "$muted"))
            break
        line = Content.assemble(line, one, "  ")
    return Content.assemble(line, last)


class SizeNotice(Static):
    """Covers the screen while the terminal is smaller than 60 x 16; nothing below it loses its place."""

    def __init__(self) -> None:
        super().__init__("Supplies Assistant needs 60 columns and 16 lines. Please enlarge the terminal.", markup=False)
