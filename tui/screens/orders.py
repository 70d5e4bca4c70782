"""The orders screen: empty in this version, and saying so."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.commands import bindings_of
from tui.modes import HOME
from tui.screens.framed import FramedScreen

LATER = (
    "A cart filled from the alerts; orders by mail, by a store's link or through a cloud; each order in flight shown "
    "on its printer until the new cartridge is seen there."
)
"""What is to come."""
WORDS = (
    ("No orders\n\n", "bold"),
    "This version watches printers and warns; it does not order supplies yet.\n\n",
    ("Later\n", "bold"),
    f"{LATER}\n\n",
    ("Until then\n", "bold"),
)
"""What there is to say."""


class OrdersScreen(FramedScreen):
    """Says that there are no orders, why, and what to do instead."""

    SCOPE = "orders"
    HEADING = "Orders"
    BINDINGS = bindings_of("orders")

    def compose_body(self) -> ComposeResult:
        """The words."""
        yield Static(id="no-orders", markup=False)

    def on_mount(self) -> None:
        """Name the keys as they are now."""
        key = self.house.key_of("alerts")
        self.query_one("#no-orders", Static).update(
            Content.assemble(
                *WORDS,
                ("Press ", ""),
                (key, "bold $primary"),
                (" for what is low; the details of a printer name the part number of each supply.", ""),
            )
        )

    def action_back(self) -> None:
        """To the devices."""
        self.app.switch_mode(HOME)
