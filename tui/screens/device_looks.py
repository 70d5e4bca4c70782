"""How an admin looks at the list of devices: views, filter, order, groups, columns, selection."""

import asyncio
from collections.abc import Collection, Sequence

from textual import on
from textual.widgets import Input

from tui.dialogs.choose import Choose
from tui.dialogs.choose_columns import ChooseColumns
from tui.screens.device_list import DeviceList
from tui.widgets.columns import share_width
from tui.widgets.device_columns import MARK_COLUMN, chosen_columns
from tui.widgets.device_filter import matches_marker
from tui.widgets.device_groups import GROUPINGS, device_keys, is_group
from tui.widgets.device_look import Look, next_of, read_look, written_sort
from tui.widgets.device_sorts import DEFAULT_SORT, SORTS
from tui.widgets.device_views import VIEWS
from tui.widgets.drawn_rows import GUTTER
from tui.widgets.listing import Listing
from tui.widgets.views_line import ViewsLine

BESIDE_ROWS = 2
"""Cells of the list's scroll bar and of the blank before it."""


class DeviceLooks(DeviceList):
    """Commands that change what is seen; order, groups and columns are kept in the settings."""

    _told: Look | None = None
    """Order, groups and columns as the settings had them when they were last looked up; None before the first time."""

    def on_mount(self) -> None:
        """Look as the settings say, and go on doing so."""
        self._told, complaints = read_look(self.house.services.settings.ui, self.columns)
        for complaint in complaints:
            self.notify(complaint.hint, title=complaint.title, severity="warning", markup=False)
        self._take_up(self._told)
        self.follow(self.house.settings_follower.changed, self._hear_settings)

    def on_resize(self) -> None:
        """Another number of columns has room, which the question for them says."""
        self.call_after_refresh(self._tell_room)

    def _tell_room(self) -> None:
        if isinstance(question := self.app.screen, ChooseColumns):
            question.look_again()

    def on_screen_resume(self) -> None:
        """Another screen or program may have changed the settings meanwhile."""
        self._hear_settings(None)

    def _hear_settings(self, _news: None) -> None:
        if self._told is None or not self.is_seen or self.house.is_keeping_settings:
            return  # what was just chosen here is not in force yet
        before, (self._told, _) = self._told, read_look(self.house.services.settings.ui, self.columns)
        if self._told not in (before, self._present_look):
            self._take_up(self._told)
            self.show_list()

    @property
    def _present_look(self) -> Look:
        seen = self.arrangement
        return Look(self.shown_columns, seen.sort, seen.is_reversed, seen.grouping)

    def _take_up(self, look: Look) -> None:
        self.show_columns(look.columns)
        self.arrangement.group_by(look.grouping)
        self._sort_by(look.sort, is_reversed=look.is_reversed)

    # Views

    def show_view(self, view: str) -> None:
        """Show that part of the fleet (`tui.widgets.device_views`)."""
        self.arrangement.view = view
        self.show_list()

    def action_next_view(self) -> None:
        """The view after this one."""
        self.show_view(next_of(list(VIEWS), self.arrangement.view))

    def action_previous_view(self) -> None:
        """The view before this one."""
        self.show_view(next_of(list(VIEWS), self.arrangement.view, -1))

    def action_view_all(self) -> None:
        """Every printer."""
        self.show_view("all")

    def action_view_low(self) -> None:
        """Those with something low."""
        self.show_view("low")

    def action_view_recent(self) -> None:
        """Those added lately."""
        self.show_view("recent")

    def action_view_unreachable(self) -> None:
        """Those that do not answer."""
        self.show_view("unreachable")

    def action_view_others(self) -> None:
        """What is no printer."""
        self.show_view("others")

    def action_view_ignored(self) -> None:
        """What was dropped."""
        self.show_view("ignored")

    # Filter

    def action_filter(self) -> None:
        """Type what to look for."""
        field = self.query_one("#filter-words", Input)
        field.display = True
        self.set_focus(field)  # at once: what is typed next may have come already
        self.refresh_bindings()
        work = self._prepare_filter()
        self.run_worker(work, group="filter", description="preparing the filter", exclusive=True, exit_on_error=False)

    async def _prepare_filter(self) -> None:
        for _ in self.arrangement.prepare_filter():
            await asyncio.sleep(0)

    @on(Input.Changed, "#filter-words")
    def _filter(self, event: Input.Changed) -> None:
        self.arrangement.words = event.value
        self.listing.mark_cells(matches_marker(self.arrangement.terms))
        self.show_list()

    @on(Input.Submitted, "#filter-words")
    def _keep_filter(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.set_focus(self.listing)
        else:
            self._clear_filter()

    def action_clear_filter(self) -> None:
        """Select nothing; where nothing is selected or the filter is being typed, show everything again."""
        if self.selected and not isinstance(self.focused, Input):
            self.unselect()
        else:
            self._clear_filter()

    def _clear_filter(self) -> None:
        field = self.query_one("#filter-words", Input)
        field.value = ""
        field.display = False
        self.set_focus(self.listing)
        self.refresh_bindings()

    # Order

    def action_sort(self) -> None:
        """By the next of the columns that have room."""
        fitting = self.listing.shown_columns() or self.shown_columns
        columns = [column_id for column_id in fitting if column_id in SORTS]
        self._sort_and_keep(next_of(columns, self.arrangement.sort))

    def action_reverse_sort(self) -> None:
        """The other way round."""
        self._sort_and_keep(self.arrangement.sort, is_reversed=not self.arrangement.is_reversed)

    def action_choose_sort(self) -> None:
        """Ask for the column; the present one turns round."""
        choices = {}
        for column_id in self.shown_columns:
            way, is_present = SORTS[column_id], column_id == self.arrangement.sort
            words = way.words_reversed if is_present and not self.arrangement.is_reversed else way.words
            choices[column_id] = f"{self.columns[column_id].title}: {words}"
        dialog = Choose("Sort by", "", choices, chosen=self.arrangement.sort)
        self.app.push_screen(dialog, self._sort_by_clicked)

    @on(Listing.HeadClicked, "#devices")
    def _sort_by_head(self, message: Listing.HeadClicked) -> None:
        self._sort_by_clicked(DEFAULT_SORT if message.key == MARK_COLUMN.id else message.key)

    def _sort_by_clicked(self, column_id: str | None) -> None:
        if column_id is not None:
            is_present = column_id == self.arrangement.sort
            self._sort_and_keep(column_id, is_reversed=is_present and not self.arrangement.is_reversed)

    def _sort_and_keep(self, column_id: str, *, is_reversed: bool = False) -> None:
        self._sort_by(column_id, is_reversed=is_reversed)
        self.show_list()
        self.house.keep_setting("ui", "sort", written_sort(column_id, is_reversed=is_reversed))

    def _sort_by(self, column_id: str, *, is_reversed: bool) -> None:
        self.arrangement.sort_by(column_id, is_reversed=is_reversed)
        self.listing.sort_shown(column_id, is_falling=SORTS[column_id].is_falling != is_reversed)

    # Groups

    def action_next_grouping(self) -> None:
        """By the next; the cursor stays with its device."""
        key = self.cursor_key
        if key is not None and is_group(key):
            members = self.arrangement.members(key)
            key = members[0] if members else None
        grouping = next_of(list(GROUPINGS), self.arrangement.grouping)
        self.arrangement.group_by(grouping)
        self.show_list()
        self.listing.move_to(key or "")
        self.refresh_bindings()
        self.house.keep_setting("ui", "group", grouping)

    def action_fold(self) -> None:
        """Show only the head of the group under the cursor, or its devices again."""
        key = self.cursor_key
        if key is not None and is_group(key):
            self.arrangement.fold(key, is_folded=not self.arrangement.is_folded(key))
            self.show_list()

    def action_fold_all(self) -> None:
        """Show only the heads, or everything again."""
        heads = self.arrangement.heads
        is_folded = not all(head.is_folded for head in heads.values())
        group = self.arrangement.group_of(self.cursor_key or "")
        for key in heads:
            self.arrangement.fold(key, is_folded=is_folded)
        self.show_list()
        if is_folded and group is not None:
            self.listing.move_to(group)

    # Columns

    def action_choose_columns(self) -> None:
        """Ask which and in which order."""

        def fitting(ids: Sequence[str]) -> set[str]:
            room = self.query_one("#main").size.width - GUTTER - BESIDE_ROWS
            return {column.id for column, _ in share_width(chosen_columns(self.columns, ids), room)}

        titles = {column.id: column.title for column in self.columns.values()}
        self.app.push_screen(ChooseColumns(titles, self.shown_columns, fitting), self._use_columns)

    def _use_columns(self, ids: tuple[str, ...] | None) -> None:
        if ids is not None and ids != self.shown_columns:
            self.show_columns(ids)
            self.house.keep_setting("ui", "columns", list(ids))

    # Selection

    def action_select(self) -> None:
        """Select the device, or not any more, and go on; on a head, the whole group."""
        key = self.cursor_key
        if key is None:
            return
        if is_group(key):
            self._toggle(self.arrangement.members(key))
        else:
            self._toggle((key,))
            self.listing.action_cursor_down()

    def action_select_all(self) -> None:
        """Every device in the list, or none of them."""
        self._toggle(device_keys(self.listing.order))

    def _toggle(self, device_ids: Collection[str]) -> None:
        """Select these too; where all of them are, none of them."""
        are_selected = self.selected.issuperset(device_ids)
        self.selected = self.selected.difference(device_ids) if are_selected else self.selected.union(device_ids)
        self.show_list()
        self.refresh_bindings()

    # The side bar and the line of views

    def action_to_side(self) -> None:
        """To the views and groups."""
        self.set_focus(self.side.views)

    @on(Listing.Moved, "#side-views")
    def _show_view_of_side(self, message: Listing.Moved) -> None:
        self.show_view(message.key)

    @on(Listing.Moved, "#side-groups")
    def _go_to_group(self, message: Listing.Moved) -> None:
        self.listing.move_to(message.key)

    @on(Listing.Moved, "#devices")
    def _follow(self) -> None:
        self.follow_cursor()

    @on(Listing.Chosen, "#side-views")
    @on(Listing.Chosen, "#side-groups")
    def _go_to_list(self) -> None:
        self.set_focus(self.listing)

    @on(ViewsLine.Clicked)
    def _show_view_of_line(self, message: ViewsLine.Clicked) -> None:
        self.show_view(message.view)
