"""The help: every key of the screen it was called from, made from the commands' declarations."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.commands import APP, LIST, PAGE, SCOPE_TITLES, Command, bindings_of, commands_of
from tui.widgets.facts import Fact, Facts
from tui.widgets.frame import SizeNotice
from tui.widgets.listing import Listing
from tui.widgets.page import Page

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class HelpScreen(ModalScreen[None]):
    """Keys and help lines of the screen below.

    Args:
        below: the screen to explain.
    """

    SCOPE = "help"
    BINDINGS = bindings_of("help")

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        """One page."""
        with Page(id="help") as page:
            page.border_title = "Help"
            page.border_subtitle = "q or esc: back"
            for scope in self._scopes():
                if commands := commands_of(scope):
                    yield Static(SCOPE_TITLES[scope], classes="help-title")
                    yield Facts(help_facts(commands, self._remapped()))
        yield SizeNotice()

    def _scopes(self) -> tuple[str, ...]:
        around = [LIST] if self._below.query(Listing) else [PAGE] if self._below.query(Page) else []
        return (getattr(self._below, "SCOPE", ""), *around, APP)

    def _remapped(self) -> Mapping[str, str]:
        return cast("SuppliesApp", self.app).remapped

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss()


def help_facts(commands: Sequence[Command], remapped: Mapping[str, str]) -> list[Fact]:
    """Keys, title and help line of commands.

    Args:
        commands: what to explain.
        remapped: command id -> the keys that the settings give it.
    """
    return [
        (
            remapped.get(command.id) or command.key_display or command.keys,
            Content.assemble((command.title, "bold"), ("  ", ""), (command.help, "$muted")),
        )
        for command in commands
    ]
