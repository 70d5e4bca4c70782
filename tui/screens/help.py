"""The help: every key of the screen it was called from, made from the commands' declarations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.commands import APP, FIELD, LIST, PAGE, SCOPE_TITLES, Command, bindings_of, commands_of
from tui.key_names import names_of
from tui.remapping import every_key
from tui.screens.remapped import Remapped
from tui.steady import Steady
from tui.widgets.facts import Fact, Facts
from tui.widgets.field import Field
from tui.widgets.frame import SizeNotice
from tui.widgets.listing import Listing
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class HelpScreen(Steady, Remapped[None], ModalScreen[None]):
    """Keys and help lines of the screen below; words can be looked for.

    Args:
        below: the screen to explain.
    """

    SCOPE = "help"
    AUTO_FOCUS = "#help"
    BINDINGS = bindings_of("help")

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below
        self._offers: dict[str, list[Command]] = {}

    def compose(self) -> ComposeResult:
        """One page, and the words that are looked for."""
        house = cast("SuppliesApp", self.app)
        self._offers = offers_of(self._below, house.remapped)
        with Vertical(classes="leaf") as leaf:
            leaf.border_title = "Help"
            words, back = (every_key([command_id], house.remapped) for command_id in ("filter", "back"))
            leaf.border_subtitle = f"{words}: look for words   {back}: back"
            with Page(id="help"):
                for scope, commands in self._offers.items():
                    yield Static(SCOPE_TITLES[scope], classes="help-title")
                    yield Facts(help_facts(commands, house.remapped))
                yield Static(id="no-help", markup=False)
            yield Field(classes="filter", placeholder="words of the help", compact=True)
        yield SizeNotice()

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without words there is nothing to clear."""
        return self._field.display if action == "clear_filter" else super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Type what to look for."""
        self._field.display = True
        self.set_focus(self._field)

    @on(Input.Changed)
    def _look(self, event: Input.Changed) -> None:
        remapped, total = cast("SuppliesApp", self.app).remapped, 0
        blocks = zip(self._offers.values(), self.query(".help-title"), self.query(Facts), strict=True)
        for commands, title, facts in blocks:
            found = [command for command in commands if has_words(command, event.value, remapped)]
            facts.show(help_facts(found, remapped))
            facts.display = title.display = bool(found)
            total += len(found)
        nothing = self.query_one("#no-help", Static)
        nothing.display = not total
        nothing.update(Content.styled(f"No key does “{event.value}”.", "$muted"))

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.set_focus(self.query_one(Page))

    def action_clear_filter(self) -> None:
        """Show everything again."""
        self._field.value = ""
        self._field.display = False
        self.set_focus(self.query_one(Page))

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss()


def offers_of(screen: Screen[object], remapped: Mapping[str, str]) -> dict[str, list[Command]]:
    """Scope -> its commands on a screen, with the keys that nothing nearer takes.

    Args:
        screen: to be explained.
        remapped: command id -> the keys that the settings give it.
    """
    own = getattr(screen, "SCOPE", "")
    widgets = [widget for widget in screen.walk_children(Widget) if widget.can_focus and _is_shown(widget)]
    around = dict.fromkeys(scope for widget in widgets if (scope := getattr(widget, "SCOPE", None)) is not None)
    last = [scope for scope in (LIST, PAGE, FIELD) if scope in around]
    near = [scope for scope in around if scope not in last]
    shadows = {APP: (_keys_of([own], remapped), remapped)}
    if LIST not in around and any(isinstance(widget, Listing) for widget in widgets):
        last.insert(0, LIST)  # a list with keys of its own has the others', too
        shadows[LIST] = (_keys_of(near, {}), {})  # which of two commands it has is settled by the usual keys
    offers = {
        scope: list(_left(commands_of(scope), *shadows.get(scope, (set(), remapped))))
        for scope in (own, *near, *last, APP)
    }
    if screen.is_modal:
        offers[APP] = [command for command in offers[APP] if command.priority]  # the others are the screen's below
    return {scope: commands for scope, commands in offers.items() if commands}


def _is_shown(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def _keys_of(scopes: Iterable[str], remapped: Mapping[str, str]) -> set[str]:
    texts = (remapped.get(command.id) or command.keys for scope in scopes for command in commands_of(scope))
    return {key for text in texts for key in text.split(",")}


def _left(commands: Iterable[Command], taken: set[str], remapped: Mapping[str, str]) -> Iterator[Command]:
    """Commands without the keys that are taken; none without a key."""
    for command in commands:
        keys, words = command.keys.split(","), (command.key_display or "").split(" ")
        left = [place for place, key in enumerate(keys) if key not in taken]
        if len(left) == len(keys) or command.id in remapped:
            yield command
        elif left:
            shown = " ".join(words[place] for place in left) if len(words) == len(keys) else None
            yield replace(command, keys=",".join(keys[place] for place in left), key_display=shown)


def has_words(command: Command, words: str, remapped: Mapping[str, str]) -> bool:
    """Whether a command's help has all the words, its keys included."""
    there = f"{command.title} {command.help} {_keys(command, remapped)}".casefold()
    return all(word in there for word in words.casefold().split())


def help_facts(commands: Sequence[Command], remapped: Mapping[str, str]) -> list[Fact]:
    """Keys, title and help line of commands.

    Args:
        commands: what to explain.
        remapped: command id -> the keys that the settings give it.
    """
    return [
        (_keys(command, remapped), Content.assemble((command.title, "bold"), ("  ", ""), (command.help, "$muted")))
        for command in commands
    ]


def _keys(command: Command, remapped: Mapping[str, str]) -> str:
    if command.id not in remapped and command.key_display:
        return command.key_display
    return " ".join(names_of(remapped.get(command.id, command.keys)))
