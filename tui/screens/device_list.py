"""The list of devices on its screen: it follows the fleet, and everything around it follows the list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from textual.widget import Widget

from core.model.device import Device
from tui.screens.framed import FramedScreen
from tui.widgets.columns import Column
from tui.widgets.device_arrangement import Arrangement
from tui.widgets.device_columns import chosen_columns, device_columns
from tui.widgets.device_groups import GROUPINGS, is_group
from tui.widgets.device_rows import DeviceRow, is_outdated, make_row
from tui.widgets.device_views import VIEWS
from tui.widgets.filter_terms import nothing_words
from tui.widgets.listing import Listing
from tui.widgets.side_bar import SideBar
from tui.widgets.views_line import ListState, ViewsLine

UNWATCHED_SECONDS = 30.0
"""After how long without a key a cursor on the first row means the most urgent device, and no more the one that it was
put on: with that, once it was helped, the list would go down among those that need nothing."""


class DeviceList(FramedScreen):
    """Rows of the fleet's devices, arranged as the admin wants to see them, some of them selected."""

    def __init__(self) -> None:
        super().__init__()
        self.arrangement = Arrangement()
        """View, filter, order and groups."""
        self.columns: Mapping[str, Column[DeviceRow]] = device_columns(self._now)
        """Every column that there is."""
        self.shown_columns: tuple[str, ...] = ()
        """The ids of those that are shown, from left to right."""
        self.selected: frozenset[str] = frozenset()
        """The ids of the selected devices."""
        self._is_new: bool | None = None

    def on_mount(self) -> None:
        """Read the state, then follow it."""
        self._make_rows(device.id for device in self.house.services.fleet.devices())
        self.show_list()
        self.follow(self.house.aged, lambda _: self.grow_older())

    def _now(self) -> datetime:
        return self.house.services.clock.now()

    @property
    def listing(self) -> Listing[DeviceRow]:
        """The list."""
        return self.query_one("#devices", Listing)

    @property
    def side(self) -> SideBar:
        """What is at its left in a wide terminal."""
        return self.query_one(SideBar)

    @property
    def rows(self) -> Mapping[str, DeviceRow]:
        """Device's id -> row, whether it is shown or not."""
        return self.arrangement.rows

    # Following the fleet

    def paint_devices(self, ids: frozenset[str]) -> None:
        """Rows that changed; the others stay as they are."""
        self._make_rows(ids)
        self.show_list()

    def on_screen_resume(self) -> None:
        """Ages have gone on while another screen was in front."""
        if self.rows:
            self.grow_older()

    def _make_rows(self, ids: Iterable[str]) -> None:
        services, now = self.house.services, self._now()
        thresholds, asking = services.settings.thresholds, self.house.asking
        rows: dict[str, DeviceRow | None] = {}
        for device_id in ids:
            device = services.fleet.get(device_id)
            is_asked = device_id in asking
            rows[device_id] = None if device is None else make_row(device, thresholds, now, is_asked=is_asked)
        self.arrangement.update(rows)
        self.selected &= self.rows.keys()

    def grow_older(self) -> None:
        """Make the rows anew that time has changed, and draw those in view with their present ages."""
        now = self._now()
        older = [key for key, row in self.rows.items() if is_outdated(row, now)]
        if older:
            self._make_rows(older)
            self.show_list()
        self.listing.look_again()

    # Showing it

    def show_columns(self, ids: Sequence[str]) -> None:
        """Show these columns, from left to right."""
        self.shown_columns = tuple(ids)
        self.listing.use_columns(chosen_columns(self.columns, ids))

    def show_list(self) -> None:
        """Bring everything on the screen up to date; what looks as before is not repainted."""
        arrangement, lines = self.arrangement, self.arrangement.lines()
        words = arrangement.words
        self.listing.say_if_empty(nothing_words(words) if words else VIEWS[arrangement.view].nothing)
        self.listing.select(self.selected)
        self.listing.show(lines.rows, lines.order, keeps_first=self.house.idle_seconds >= UNWATCHED_SECONDS)
        is_new = not self.rows
        if is_new != self._is_new:
            self._is_new = is_new
            self.set_class(is_new, "-without-devices")
            self.refresh_bindings()
        self.query_one("#welcome").display = is_new
        self.listing.display = not is_new
        self._show_around(len(lines.matched), lines.order)
        self.follow_cursor()
        self.mind_focus()

    def _show_around(self, matched: int, order: Sequence[str]) -> None:
        """The line above and the side bar."""
        arrangement = self.arrangement
        title = "" if arrangement.grouping == "none" else GROUPINGS[arrangement.grouping].title
        self.side.show(arrangement.counts, arrangement.view, arrangement.heads, title)
        self.query_one(ViewsLine).say(
            ListState(
                view=arrangement.view,
                counts=dict(arrangement.counts),
                words=arrangement.words,
                matched=matched,
                selected=len(self.selected),
                hidden=len(self.selected.difference(order)) if self.selected else 0,
                grouping=title,
            )
        )

    def follow_cursor(self) -> None:
        """Have the side bar's cursor at the group of the list's."""
        group = self.arrangement.group_of(self.cursor_key or "")
        if group is not None and not self.side.groups.has_focus:
            self.side.groups.move_to(group)

    def mind_focus(self) -> None:
        """Keys always go somewhere: to the list, unless the admin is at the filter or in the side bar."""
        if self._is_new:
            self.set_focus(self.query_one("#welcome"))
        elif self.focused is None or self.focused.id == "welcome" or not _is_displayed(self.focused):
            self.set_focus(self.listing)

    def on_resize(self) -> None:
        """The side bar may have gone with the focus."""
        self.call_after_refresh(self.mind_focus)

    # What is chosen

    @property
    def cursor_key(self) -> str | None:
        """The key under the cursor, a device's or a group's; None where nothing is listed."""
        return self.listing.cursor_key if self.listing.display else None

    @property
    def device_at_hand(self) -> str | None:
        """The device under the cursor."""
        key = self.cursor_key
        return None if key is None or is_group(key) else key

    def chosen(self) -> list[Device]:
        """The selected devices in the order of the list, hidden ones behind; else the one under the cursor."""
        key = self.cursor_key
        if self.selected:
            order = [key for key in self.listing.order if key in self.selected]
            ids = list(dict.fromkeys([*order, *sorted(self.selected)]))
        elif key is not None and is_group(key):
            text = f"The devices of the group are selected by {self.house.key_of('select')}."
            self.notify(text, title="No device", markup=False)
            ids = []
        else:
            ids = [] if key is None else [key]
        # As they are now: a row may be a moment behind.
        return [device for device in map(self.house.services.fleet.get, ids) if device is not None]

    def unselect(self) -> None:
        """Select nothing."""
        if self.selected:
            self.selected = frozenset()
            self.show_list()
            self.refresh_bindings()

    def listed(self) -> tuple[Sequence[str], Sequence[str]]:
        """The ids of the devices that view and filter leave, in their order, and those of the columns."""
        return self.arrangement.lines().matched, ("state", *self.shown_columns)


def _is_displayed(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
