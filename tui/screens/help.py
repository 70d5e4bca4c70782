"""The help: every key of the screen it was called from, made from the commands' declarations."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.commands import APP, LIST, PAGE, SCOPE_TITLES, bindings_of, commands_of
from tui.widgets.frame import SizeNotice
from tui.widgets.listing import Listing
from tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.app import App

KEY_CELLS = 12
"""Width of the column of keys."""


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
            yield Static(help_words(self.app, self._scopes()), markup=False)
        yield SizeNotice()

    def _scopes(self) -> tuple[str, ...]:
        around = [LIST] if self._below.query(Listing) else [PAGE] if self._below.query(Page) else []
        return (getattr(self._below, "SCOPE", ""), *around, APP)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss()


def help_words(app: "App[object]", scopes: tuple[str, ...]) -> Content:
    """Title, keys and help line of every command of these scopes."""
    parts: list[str | tuple[str, str]] = []
    for scope in scopes:
        commands = commands_of(scope)
        if not commands:
            continue
        parts.append((f"{SCOPE_TITLES[scope]}\n", "bold $primary"))
        for command in commands:
            keys = app.services.settings.ui.keys.get(command.id) or command.key_display or command.keys  # type: ignore[attr-defined]
            parts += [(f"  {keys:<{KEY_CELLS}}", "bold"), f"{command.title}\n"]
            parts += [(" " * (KEY_CELLS + 2) + f"{command.help}\n", "$muted")]
        parts.append("\n")
    return Content.assemble(*parts).rstrip()
