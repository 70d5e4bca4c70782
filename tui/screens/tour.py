"""The tour again, for whoever wants to see it later."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.commands import bindings_of
from tui.screens.remapped import Remapped
from tui.steady import Steady
from tui.widgets.frame import SizeNotice
from tui.widgets.page import Page
from tui.widgets.tour_words import networks_to_ask, tour_words

if TYPE_CHECKING:
    from tui.app import SuppliesApp


class TourScreen(Steady, Remapped[None], ModalScreen[None]):
    """What this program is, its first four steps, what it sends."""

    SCOPE = "tour"
    AUTO_FOCUS = "#tour"
    BINDINGS = bindings_of("tour")

    def compose(self) -> ComposeResult:
        """One page."""
        house = cast("SuppliesApp", self.app)
        services = house.services
        networks = networks_to_ask(services.settings.discovery.targets, services.discovery.propose())
        with Page(id="tour", classes="leaf") as page:
            page.border_title = "Tour"
            page.border_subtitle = f"{house.key_of('back')} or esc: back"
            yield Static(tour_words(house.key_of, networks, services.settings.discovery.port), markup=False)
        yield SizeNotice()

    def action_back(self) -> None:
        """Close it."""
        self.dismiss()
