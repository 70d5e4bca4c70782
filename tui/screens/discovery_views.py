"""The lists of the discovery screen as one goes through them: views, filter, finds that are dropped and kept."""

import asyncio
from collections.abc import Sequence

from textual import events, on
from textual.widgets import Input

from tui.clipboard import copy_addresses
from tui.screens.discovery_acts import DiscoveryActs
from tui.widgets.discovery_lists import DiscoveryLists
from tui.widgets.target_form import TargetField

AT_ONCE = 50
"""Finds dropped or kept before the next key may be answered."""


class DiscoveryViews(DiscoveryActs):
    """Commands on the lists."""

    @property
    def lists(self) -> DiscoveryLists:
        """What is offered, what was found, what was swept earlier."""
        return self.query_one(DiscoveryLists)

    # Views

    def _show_view(self, view: str) -> None:
        self.lists.change_view(view)
        self._keep_focus()
        self.refresh_bindings()

    def _keep_focus(self) -> None:
        """The list that is shown has the keys, unless somebody types."""
        focused, listing = self.focused, self.lists.listing
        if not isinstance(focused, Input) and focused is not listing:
            self.set_focus(listing if listing.display else None)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Who types targets sees those that are offered."""
        if isinstance(event.widget, TargetField) and self.lists.view != "networks":
            self._show_view("networks")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is typed needs a way out; finds must be there to be dropped."""
        if action == "leave_field":
            return isinstance(self.focused, TargetField)
        if action == "clear_filter":
            return self.lists.is_filtered
        if action in ("toggle_find", "drop_all", "keep_all", "copy"):
            return bool(self.lists.shown_finds())
        return super().check_action(action, parameters)

    def key_escape(self, event: events.Key) -> None:
        """A filter is cleared before anything is stopped or left."""
        if self.lists.is_filtered:
            event.stop()
            self.action_clear_filter()

    def action_filter(self) -> None:
        """Type what to look for in the list."""
        self.lists.open_filter()
        self.refresh_bindings()

    def action_clear_filter(self) -> None:
        """Show the whole list again."""
        self.lists.clear_filter()
        self.action_leave_field()
        self.refresh_bindings()

    @on(Input.Submitted, ".filter")
    def _keep_filter(self) -> None:
        if self.lists.filter_field.value:
            self.action_leave_field()
        else:
            self.action_clear_filter()

    def action_leave_field(self) -> None:
        """To the list below."""
        self.set_focus(None)
        self._keep_focus()

    def action_edit_targets(self) -> None:
        """To the field and what is offered for it."""
        self._show_view("networks")
        self.set_focus(self.form.field)

    def action_next_view(self) -> None:
        """The list after this one."""
        self.lists.step(1)
        self._show_view(self.lists.view)

    def action_previous_view(self) -> None:
        """The list before this one."""
        self.lists.step(-1)
        self._show_view(self.lists.view)

    def action_toggle_others(self) -> None:
        """Printers, or what is none."""
        self._show_view("printers" if self.lists.view == "others" else "others")

    def action_show_earlier(self) -> None:
        """Earlier sweeps, or the finds again."""
        self._show_view("printers" if self.lists.view == "earlier" else "earlier")

    def show_additions(self) -> None:
        """What was added by hand is among the finds."""
        self._show_view("printers")

    # Dropping and keeping

    def action_toggle_find(self) -> None:
        """Drop the find under the cursor, or keep it after all."""
        row, fleet = self.lists.find_at_cursor(), self.house.services.fleet
        device = None if row is None or row.device_id is None else fleet.get(row.device_id)
        if device is not None:
            fleet.set_ignored(device.id, is_ignored=not device.is_ignored)

    def action_drop_all(self) -> None:
        """Drop every find in the list."""
        self._set_all(is_ignored=True)

    def action_keep_all(self) -> None:
        """Keep every find in the list."""
        self._set_all(is_ignored=False)

    def _set_all(self, *, is_ignored: bool) -> None:
        fleet = self.house.services.fleet
        devices = [fleet.get(row.device_id) for row in self.lists.shown_finds() if row.device_id is not None]
        ids = [device.id for device in devices if device is not None and device.is_ignored != is_ignored]
        key_of = self.house.key_of
        if is_ignored:
            done, undoing = "dropped", f"{key_of('keep_all')} keeps them all"
        else:
            done, undoing = "kept", f"{key_of('drop_all')} drops them all"
        title = f"{len(ids):,} find{'' if len(ids) == 1 else 's'} {done}"
        self.notify(f"{undoing}, {key_of('toggle_find')} one of them.", title=title, markup=False)
        work = self._ignore(ids, is_ignored=is_ignored)
        self.run_worker(work, group="edits", description="changing the finds", exit_on_error=False)

    async def _ignore(self, ids: Sequence[str], *, is_ignored: bool) -> None:
        fleet = self.house.services.fleet
        for number, device_id in enumerate(ids, 1):
            if fleet.get(device_id) is not None:
                fleet.set_ignored(device_id, is_ignored=is_ignored)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)

    def action_copy(self) -> None:
        """The address of the find under the cursor."""
        if (row := self.lists.find_at_cursor()) is not None:
            copy_addresses(self.house, [(row.find.address, row.name or row.find.address)])
