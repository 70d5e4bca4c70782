"""The alerts screen: what needs somebody now, one line for each printer and warning."""

from collections import Counter
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.clipboard import copy_addresses
from tui.commands import bindings_of
from tui.modes import HOME
from tui.screens.filtered import FilteredScreen
from tui.widgets.alert_rows import AlertRow, alert_columns, pick_alerts
from tui.widgets.filter_terms import FILTER_HINT, nothing_words
from tui.widgets.listing import Listing

PROMISE = (
    "These are the printers' warnings as last read. Mailing, acknowledging and snoozing them come with a later version."
)
"""What this list is not, yet."""


class AlertsScreen(FilteredScreen):
    """The warnings of all printers, the most urgent first."""

    SCOPE = "alerts"
    HEADING = "Alerts"
    NOTHING = "Nothing needs anybody: no printer has a warning."
    PLACEHOLDER = FILTER_HINT
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("alerts")

    def make_listing(self) -> "Listing[AlertRow]":
        """The list."""
        return Listing(alert_columns(self.house.services.clock.now), id="warnings", has_gutter=True)

    def compose_below(self) -> ComposeResult:
        """What this list is not."""
        yield Static(PROMISE, id="promise", markup=False)

    def on_mount(self) -> None:
        """Show them, then follow them."""
        self._is_complete = self.house.alerts.is_complete
        self.follow(self.house.bridge.frame_changed, self._follow_start)
        self.show_rows()

    def _follow_start(self, _news: None) -> None:
        """Right after the start of the program not every device was looked at."""
        if self._is_complete != self.house.alerts.is_complete:
            self._is_complete = True
            self.show_rows()

    def on_resize(self) -> None:
        """The line above has other words in a narrow terminal."""
        self.show_rows()

    def paint_devices(self, ids: frozenset[str]) -> None:  # noqa: ARG002  (any may bring or end a warning)
        """Warnings may have come or gone."""
        self.show_rows()

    def show_rows(self) -> None:
        """Fill the list."""
        rows = self.house.alerts.in_order
        shown = pick_alerts(rows, self.words)
        self.listing.show({row.key: row for row in rows}, shown)
        matches = len(shown) if self.words else None
        forms = summary(rows, matches), summary(rows, matches, is_brief=True), summary(rows, matches, kinds=())
        width = self.size.width - 2
        self.query_one(".summary", Static).update(next((one for one in forms if one.cell_length <= width), forms[-1]))
        self.show_nothing(is_empty=not shown)

    @property
    def nothing_words(self) -> str:
        """A field that there is not is not to look as if nobody needed anything."""
        return nothing_words(self.words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a line there is nobody to ask."""
        if action == "poll":
            return self._row is not None
        if action == "stop_asking":
            return bool(self.house.asking)
        return super().check_action(action, parameters)

    @property
    def device_at_hand(self) -> str | None:
        """The printer of the cursor's line."""
        return None if (row := self._row) is None else row.device_id

    @property
    def _row(self) -> AlertRow | None:
        key = self.listing.cursor_key if self.listing.display else None
        return None if key is None else self.house.alerts.row(key)

    @on(Listing.Chosen, "#warnings")
    def _open(self) -> None:
        if (row := self._row) is not None:
            order = [key.partition("/")[0] for key in self.listing.order]
            self.house.open_device(row.device_id, list(dict.fromkeys(order)))

    def action_poll(self) -> None:
        """Ask the printers of the chosen lines."""
        rows = [row for row in map(self.house.alerts.row, self.chosen) if row is not None]
        self.house.poll(*dict.fromkeys(row.device_id for row in rows))

    def action_stop_asking(self) -> None:
        """Ask no more."""
        self.house.stop_polls()

    def action_copy(self) -> None:
        """The addresses of the printers of the chosen lines, each once."""
        rows = [row for row in map(self.house.alerts.row, self.chosen) if row is not None]
        copy_addresses(self.house, list(dict.fromkeys((row.address, row.name) for row in rows)))

    def action_back(self) -> None:
        """To the devices."""
        self.app.switch_mode(HOME)


def summary(
    rows: Sequence[AlertRow], shown: int | None, *, is_brief: bool = False, kinds: Sequence[str] | None = None
) -> Content:
    """One line: how many printers, and how many warnings of each kind, the most urgent first.

    Args:
        rows: all of them, in order.
        shown: how many the filter leaves; None without a filter.
        is_brief: leave out the words that the list has anyway, and count together what has one glyph.
        kinds: only these, by their words; None: all.
    """
    if not rows:
        return Content.styled("No warnings", "$muted")
    printers = len({row.device_id for row in rows})
    marks = [row.mark for row in rows if kinds is None or row.mark.word in kinds]
    counts = Counter(("" if is_brief else mark.word, mark.glyph, mark.style) for mark in marks)
    parts: list[str | tuple[str, str]] = [
        (f"{printers:,} printer{'s' if printers != 1 else ''}", "bold"),
        f" need{'s' if printers == 1 else ''} something ",
    ]
    for (word, glyph, style), count in counts.items():
        parts += ["  ", (glyph, f"bold {style}"), f" {count:,}" if is_brief else f" {count:,} {word}"]
    if shown is not None:
        parts.append((f"   {shown:,} match", "$muted"))
    return Content.assemble(*parts)
