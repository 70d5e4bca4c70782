"""The lists of the discovery screen, one at a time: targets that are offered, finds, earlier sweeps."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.widgets.earlier_rows import EARLIER_COLUMNS, EarlierListing, SweepRow
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
        """Show another list."""
        self._view = view
        self.paint()

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

    def _orders(self) -> dict[str, Sequence[str]]:
        return {
            "networks": list(self._targets),
            "printers": [key for key, row in self._finds.items() if row.find.identity.is_printer],
            "others": [key for key, row in self._finds.items() if not row.find.identity.is_printer],
            "earlier": list(self._earlier),
        }

    @property
    def _order(self) -> Sequence[str]:
        return self._orders()[self._view]

    def paint(self) -> None:
        """Show the view as it is now."""
        orders = self._orders()
        order = orders[self._view]
        all_rows: dict[str, Mapping[str, Any]] = {
            "networks": self._targets,
            "finds": self._finds,
            "earlier": self._earlier,
        }
        for list_id, rows in all_rows.items():
            listing: Listing[Any] = self.query_one(f"#{list_id}", Listing)
            is_shown = list_id == VIEWS[self._view][1]
            if is_shown:
                listing.show(rows, order)
            listing.display = is_shown and bool(order)
        tabs = [(title, len(orders[view])) for view, (title, _, _) in VIEWS.items()]
        self.query_one("#find-tabs", Static).update(tabs_content(tabs, list(VIEWS).index(self._view)))
        nothing = self.query_one("#no-finds", Static)
        nothing.display = not order
        nothing.update(Content.styled(self._words_for_nothing(), "$muted"))

    def _words_for_nothing(self) -> str:
        if self._view in ("printers", "others"):
            if self._is_running:
                kind = "Printers" if self._view == "printers" else "Devices that are no printers"
                return f"{kind} appear here as they are found."
            if not self._was_run:
                return "What a sweep finds appears here."
        return VIEWS[self._view][2]
