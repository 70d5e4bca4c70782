"""The panel of an empty list: on the very first start a tour, later how to discover."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.commands import WELCOME, bindings_of
from tui.widgets.tour_words import networks_to_ask, short_words, tour_words

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class Welcome(VerticalScroll):
    """Says how to begin and which networks would be asked; scrolls where the terminal is low."""

    SCOPE = WELCOME
    BINDINGS = bindings_of(WELCOME)

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(id="welcome-words", markup=False)

    def on_mount(self) -> None:
        """Look up the own networks."""
        house = cast("SuppliesApp", self.app)
        services = house.services
        networks = networks_to_ask(services.settings.discovery.targets, services.discovery.propose())
        self.border_title = "Welcome"
        port = services.settings.discovery.port
        if services.is_first_start:
            words = tour_words(house.key_of, networks, port)
        else:
            words = short_words(house.key_of("discover"), networks, port)
        self.query_one("#welcome-words", Static).update(words)
