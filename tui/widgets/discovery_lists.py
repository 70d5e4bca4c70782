"""The lists of the discovery screen, one at a time: targets that are offered, finds, earlier sweeps."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.widgets.earlier_rows import EARLIER_COLUMNS, EarlierListing, SweepRow
from tui.widgets.field import Field
from tui.widgets.find_rows import FIND_COLUMNS, FindRow
from tui.widgets.listing import Listing
from tui.widgets.side_bar import as_before
from tui.widgets.sweep_words import tabs_content
from tui.widgets.target_choices import TARGET_COLUMNS, TargetListing, TargetRow

VIEWS = {
    "networks": ("Targets", "networks", "No network of this machine can be offered: type what to search."),
    "printers": ("Printers", "finds", "No printer was found."),
    "others": ("Not printers", "finds", "Nothing but printers was found."),
    "earlier": ("Earlier", "earlier", "No sweep was run yet."),
}
"""View -> the title of its tab, its list, and what stands in the place of an empty one."""


class Searched(Protocol):
    """A row that a filter looks at."""

    @property
    def words(self) -> str:
        """Everything it says."""
        ...


class DiscoveryLists(Vertical):
    """Tabs with counts, and the list of the one that is shown."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._view = "networks"
        self._targets: dict[str, TargetRow] = {}
        self._finds: dict[str, FindRow] = {}
        self._earlier: dict[str, SweepRow] = {}
        self._is_running = False
        self._was_run = False

    def compose(self) -> ComposeResult:
        """The tabs, the lists, what stands in for an empty one."""
        yield Static(id="find-tabs", markup=False)
        yield TargetListing(TARGET_COLUMNS, id="networks")
        yield Listing(FIND_COLUMNS, id="finds")
        yield EarlierListing(EARLIER_COLUMNS, id="earlier")
        yield Static(id="no-finds", markup=False)
        yield Field(classes="filter", placeholder="address, make, model, serial number, target", compact=True)

    # The filter

    @property
    def filter_field(self) -> Field:
        """The words that rows must have."""
        return self.query_one(".filter", Field)

    @property
    def is_filtered(self) -> bool:
        """Whether the filter is shown."""
        return bool(self.filter_field.display)

    def open_filter(self) -> None:
        """Type what to look for."""
        self.filter_field.display = True
        self.screen.set_focus(self.filter_field)

    def clear_filter(self) -> None:
        """Show everything again."""
        self.filter_field.value = ""
        self.filter_field.display = False
        self.paint()

    @on(Input.Changed, ".filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.paint()

    # What is shown

    @property
    def view(self) -> str:
        """One of `VIEWS`."""
        return self._view

    @property
    def listing(self) -> "Listing[Any]":
        """The list of the view."""
        return self.query_one(f"#{VIEWS[self._view][1]}", Listing)

    @property
    def targets(self) -> Mapping[str, TargetRow]:
        """The targets that are offered."""
        return self._targets

    def shown_finds(self) -> list[FindRow]:
        """The finds of the view; none where it shows something else."""
        return [self._finds[key] for key in self._order] if self._view in ("printers", "others") else []

    def find_at_cursor(self) -> FindRow | None:
        """The find under the cursor."""
        return self._finds.get(self.listing.cursor_key or "") if self.shown_finds() else None

    def change_view(self, view: str) -> None:
        """Show another list, all of it."""
        self._view = view
        self.clear_filter()

    def step(self, by: int) -> None:
        """Go so many views on."""
        views = list(VIEWS)
        self.change_view(views[(views.index(self._view) + by) % len(views)])

    def show_targets(self, rows: Mapping[str, TargetRow]) -> None:
        """These targets are offered."""
        self._targets = as_before(self._targets, rows)
        self.paint()

    def show_earlier(self, rows: Mapping[str, SweepRow]) -> None:
        """These sweeps are kept."""
        self._earlier = as_before(self._earlier, rows)
        self.paint()

    def show_finds(self, rows: Mapping[str, FindRow], *, is_running: bool, was_run: bool) -> None:
        """These devices were found, so far or at all."""
        self._finds = as_before(self._finds, rows)
        self._is_running, self._was_run = is_running, was_run
        self.paint()

    # Drawing

    def _all(self) -> dict[str, Sequence[str]]:
        return {
            "networks": list(self._targets),
            "printers": [key for key, row in self._finds.items() if row.find.identity.is_printer],
            "others": [key for key, row in self._finds.items() if not row.find.identity.is_printer],
            "earlier": list(self._earlier),
        }

    def _rows(self) -> dict[str, Mapping[str, Searched]]:
        """List -> its rows."""
        return {"networks": self._targets, "finds": self._finds, "earlier": self._earlier}

    @property
    def _order(self) -> Sequence[str]:
        """The keys of the view that have the words of the filter."""
        order, rows = self._all()[self._view], self._rows()[VIEWS[self._view][1]]
        words = self.filter_field.value.casefold().split()
        if not words:
            return order
        return [key for key in order if all(word in rows[key].words.casefold() for word in words)]

    def paint(self) -> None:
        """Show the view as it is now."""
        everything, order = self._all(), self._order
        for list_id, rows in self._rows().items():
            listing: Listing[Any] = self.query_one(f"#{list_id}", Listing)
            is_shown = list_id == VIEWS[self._view][1]
            if is_shown:
                listing.show(rows, order)
            listing.display = is_shown and bool(order)
        tabs = [(title, len(everything[view])) for view, (title, _, _) in VIEWS.items()]
        self.query_one("#find-tabs", Static).update(tabs_content(tabs, list(VIEWS).index(self._view)))
        nothing = self.query_one("#no-finds", Static)
        nothing.display = not order
        nothing.update(Content.styled(self._words_for_nothing(), "$muted"))

    def _words_for_nothing(self) -> str:
        if self.filter_field.value:
            return f"Nothing matches “{self.filter_field.value}”."
        if self._view in ("printers", "others"):
            if self._is_running:
                kind = "Printers" if self._view == "printers" else "Devices that are no printers"
                return f"{kind} appear here as they are found."
            if not self._was_run:
                return "What a sweep finds appears here."
        return VIEWS[self._view][2]
