"""The devices screen: every printer with its supplies, the most urgent first."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.commands import bindings_of
from tui.screens.device_acts import DeviceActs
from tui.screens.device_exports import DeviceExports
from tui.screens.device_looks import DeviceLooks
from tui.widgets.device_groups import device_keys
from tui.widgets.device_rows import DeviceRow
from tui.widgets.device_views import VIEWS
from tui.widgets.field import Field
from tui.widgets.filter_terms import FILTER_HINT
from tui.widgets.listing import Listing
from tui.widgets.side_bar import SideBar
from tui.widgets.views_line import ViewsLine
from tui.widgets.welcome import Welcome

NEEDS_DEVICES = frozenset(
    (
        *("filter", "sort", "reverse_sort", "choose_sort", "next_grouping", "choose_columns", "select", "select_all"),
        *("copy", "poll", "ignore", "toggle_managed", "set_location", "merge", "remove", "undo", "export"),
        *("next_view", "previous_view", *(f"view_{view}" for view in VIEWS)),
    )
)
"""Actions that an empty fleet has no use for."""

NEEDS_CHOSEN = frozenset(("poll", "ignore", "toggle_managed", "set_location", "remove", "copy", "select", "select_all"))
"""Actions that a list without lines has no use for, unless something is selected that it hides."""


class DevicesScreen(DeviceLooks, DeviceActs, DeviceExports):
    """The list of devices: how it is looked at, what is done with them, and where they are written to."""

    SCOPE = "devices"
    HEADING = "Devices"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("devices")

    def compose_body(self) -> ComposeResult:
        """Side bar, views, list, what stands in for a first one, filter."""
        with Horizontal(id="rooms"):
            yield SideBar(id="side")
            with Vertical(id="main"):
                yield ViewsLine(id="views")
                with Vertical(id="stage"):
                    yield Listing[DeviceRow]((), id="devices", has_gutter=True)
                    yield Welcome(id="welcome")
        yield Field(id="filter-words", placeholder=FILTER_HINT, compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What has nothing to work on is not offered."""
        if action == "clear_filter":
            return bool(self.selected) or self.query_one("#filter-words").display
        if action == "fold":
            return self.listing.is_on_heading
        if action == "fold_all":
            return bool(self.arrangement.heads)
        if action == "to_side":
            return bool(self.side.region) and self.focused is self.listing
        if action in NEEDS_CHOSEN:
            return bool(self.listing.order) or bool(self.selected)
        if action in NEEDS_DEVICES:
            return bool(self.rows)
        return super().check_action(action, parameters)

    @on(Listing.Chosen, "#devices")
    def _open(self, message: Listing.Chosen) -> None:
        self.house.open_device(message.key, device_keys(self.listing.order), self.listing.move_to)
