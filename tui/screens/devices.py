"""The devices screen: every printer with its supplies, the most urgent first."""

from collections import Counter
from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.commands import bindings_of
from tui.screens.framed import FramedScreen
from tui.widgets.device_rows import DEVICE_COLUMNS, SORTS, VIEWS, DeviceRow, in_order, is_outdated, make_row, pick
from tui.widgets.field import Field
from tui.widgets.listing import Listing
from tui.widgets.welcome import Welcome

AGE_SECONDS = 15
"""How often the ages are looked at; only those whose words changed are drawn again."""

EMPTY_WORDS = {
    "all": "No printer is known yet. Press d to discover.",
    "low": "No printer is low.",
    "unreachable": "Every printer answers.",
    "others": "Nothing but printers was found.",
    "ignored": "No device is ignored.",
}
"""View -> what an empty one says."""

NEEDS_DEVICES = frozenset({"filter", "poll", "ignore", "undo", "next_view", "previous_view", "sort"})
"""Actions that an empty fleet has no use for."""


class DevicesScreen(FramedScreen):
    """The list of devices with views, filter and sorting."""

    SCOPE = "devices"
    HEADING = "Devices"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("devices")

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, DeviceRow] = {}
        self._sorted: list[DeviceRow] | None = None
        self._view = "all"
        self._sort = "alerts"
        self._dropped: list[str] = []
        self._is_new: bool | None = None

    def compose_body(self) -> ComposeResult:
        """Views, list, what stands in for an empty one, filter."""
        yield Static(id="views", markup=False)
        with Vertical(id="stage"):
            yield Listing(DEVICE_COLUMNS, id="devices")
            yield Static(id="nothing", markup=False)
            yield Welcome(id="welcome")
        yield Field(id="filter-words", placeholder="name, address, model, serial, place, alert", compact=True)

    def on_mount(self) -> None:
        """Read the state, then follow it."""
        self._make_rows(device.id for device in self.house.services.fleet.devices())
        self.listing.sort_shown(self._sort)
        self._show()
        self.set_interval(AGE_SECONDS, self._grow_older)

    @property
    def listing(self) -> "Listing[DeviceRow]":
        """The list."""
        return self.query_one("#devices", Listing)

    @property
    def _words(self) -> str:
        return self.query_one("#filter-words", Input).value

    # Following the fleet

    def paint_devices(self, ids: frozenset[str]) -> None:
        """Rows that changed; the others stay as they are."""
        self._make_rows(ids)
        self._show()

    def on_screen_resume(self) -> None:
        """Ages have gone on while another screen was in front."""
        if self._rows:
            self._grow_older()

    def _make_rows(self, ids: Iterable[str]) -> None:
        services, now = self.house.services, self.house.services.clock.now()
        thresholds = services.settings.thresholds
        self._sorted = None
        for device_id in ids:
            device = services.fleet.get(device_id)
            if device is None:
                self._rows.pop(device_id, None)
            else:
                is_asked = device_id in self.house.asking
                self._rows[device_id] = make_row(device, thresholds, now, is_asked=is_asked)

    def _grow_older(self) -> None:
        """Make the rows anew whose words have changed with time."""
        now, asking = self.house.services.clock.now(), self.house.asking
        older = [key for key, row in self._rows.items() if is_outdated(row, now, is_asked=key in asking)]
        if older:
            self._make_rows(older)
            self._show()

    def _show(self) -> None:
        if self._sorted is None:
            self._sorted = in_order(self._rows.values(), self._sort)
        order = pick(self._sorted, self._view, self._words)
        self.listing.show(self._rows, order)
        is_new = not self._rows
        if is_new != self._is_new:
            self._is_new = is_new
            self.refresh_bindings()
        self.query_one("#welcome").display = is_new
        self.listing.display = not is_new and bool(order)
        nothing = self.query_one("#nothing", Static)
        nothing.display = not is_new and not order
        nothing.update(f"Nothing matches “{self._words}”." if self._words else EMPTY_WORDS[self._view])
        self._show_views(len(order))
        if not isinstance(self.focused, Input):
            self.set_focus(self.query_one("#welcome") if is_new else self.listing)

    def _show_views(self, shown: int) -> None:
        counts = Counter(view for row in self._rows.values() for view in row.views)
        parts: list[str | tuple[str, str]] = []
        for view, title in VIEWS.items():
            style = "bold reverse $primary" if view == self._view else "" if counts[view] else "$muted"
            parts.append((f" {title} {counts[view]} ", style))
        if self._words:
            parts.append((f" {shown} match", "$muted"))
        self.query_one("#views", Static).update(Content.assemble(*parts))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without devices there is nothing to filter, ask or drop; without a filter nothing to clear."""
        if action == "clear_filter":
            return self.query_one("#filter-words").display
        if action in NEEDS_DEVICES:
            return bool(self._rows)
        return super().check_action(action, parameters)

    def action_discover(self) -> None:
        """To the discovery screen."""
        self.app.switch_mode("discovery")

    def action_next_view(self) -> None:
        """The view after this one."""
        self._change_view(1)

    def action_previous_view(self) -> None:
        """The view before this one."""
        self._change_view(-1)

    def _change_view(self, step: int) -> None:
        views = list(VIEWS)
        self._view = views[(views.index(self._view) + step) % len(views)]
        self._show()

    def action_sort(self) -> None:
        """Sort by the next column."""
        sorts = list(SORTS)
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self._sorted = None
        self.listing.sort_shown(self._sort)
        self._show()

    def action_filter(self) -> None:
        """Type what to look for."""
        field = self.query_one("#filter-words", Input)
        field.display = True
        field.focus()
        self.refresh_bindings()

    @on(Input.Changed, "#filter-words")
    def _filter(self) -> None:
        self._show()

    @on(Input.Submitted, "#filter-words")
    def _keep_filter(self) -> None:
        if self._words:
            self.listing.focus()
        else:
            self.action_clear_filter()

    def action_clear_filter(self) -> None:
        """Show everything again."""
        field = self.query_one("#filter-words", Input)
        field.value = ""
        field.display = False
        self.listing.focus()
        self.refresh_bindings()
        self._show()

    def action_poll(self) -> None:
        """Ask the cursor's device."""
        if key := self._cursor_key:
            self.house.poll(key)

    @property
    def _cursor_key(self) -> str | None:
        return self.listing.cursor_key if self.listing.display else None

    def action_ignore(self) -> None:
        """Drop the cursor's device, or take it back."""
        key = self._cursor_key
        if key is None:
            return
        row = self._rows[key]
        is_ignored = not row.device.is_ignored
        self.house.services.fleet.set_ignored(key, is_ignored=is_ignored)
        if is_ignored:
            self._dropped.append(key)
            self.notify("u takes it back; v shows all that are ignored.", title=f"{row.name} is ignored", markup=False)
        else:
            self.notify("It is watched again.", title=f"{row.name} is back", markup=False)

    def action_undo(self) -> None:
        """Take back the device that was ignored last."""
        fleet = self.house.services.fleet
        while self._dropped:
            device = fleet.get(self._dropped.pop())
            if device is not None and device.is_ignored:
                fleet.set_ignored(device.id, is_ignored=False)
                name = device.identity.name or device.address
                self.notify("It is watched again.", title=f"{name} is back", markup=False)
                return
        self.notify("Nothing was ignored since the start.", markup=False)

    @on(Listing.Chosen, "#devices")
    def _open(self, message: "Listing.Chosen") -> None:
        from tui.screens.details import DetailsScreen  # loads when it is first shown

        self.app.push_screen(DetailsScreen(message.key))
