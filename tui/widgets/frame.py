"""What every screen has around it: the title bar, the line of keys, and the notice of a terminal that is too small."""

from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.commands import COMMANDS
from tui.widgets.columns import set_in_cell

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class TitleBar(Widget):
    """The program's and the screen's name; on the right a sweep that is running."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def on_mount(self) -> None:
        """Follow the sweep."""
        house = cast("SuppliesApp", self.app)
        house.bridge.sweep_changed.subscribe(self, lambda _: self.refresh())

    def say(self, title: str) -> None:
        """Another title."""
        self._title = title
        self.refresh()

    def render(self) -> Content:
        """One line of the bar's width."""
        house = cast("SuppliesApp", self.app)
        right = Content("")
        if house.sweep.is_running:
            share = "" if house.sweep.share is None else f" {int(house.sweep.share * 100 + 0.5)}%"
            right = Content.assemble(
                ("►", "bold $primary"), (f" sweep{share}, {house.sweep.printers} found", "$primary")
            )
        left = Content.assemble(("Supplies Assistant", "bold $primary"), ("  ", ""), (self._title, ""))
        width = max(0, self.size.width - (right.cell_length + 1 if right else 0))
        return Content.assemble(set_in_cell(left, width), " " if right else "", right)


class KeyLine(Widget):
    """The keys that work now, as many as fit; help always does."""

    def on_mount(self) -> None:
        """Follow the focus and the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._refresh_keys)

    def _refresh_keys(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """One line of keys and titles."""
        return keys_that_fit(self._keys(), self.size.width)

    def _keys(self) -> list[tuple[str, str]]:
        is_typing = isinstance(self.screen.focused, Input)
        active: dict[str | None, Binding] = {}
        for _, binding, is_enabled, _ in self.screen.active_bindings.values():
            if not is_enabled or (is_typing and _is_typed(binding.key)):
                continue  # it goes into the field
            is_second_key = is_typing and binding.id != "submit"
            active.setdefault(binding.id, binding.with_key(binding.key) if is_second_key else binding)
        shown = [command for command in COMMANDS if command.in_footer and command.id in active]
        return [(self.app.get_key_display(active[command.id]), command.title) for command in shown]


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
