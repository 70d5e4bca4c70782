"""The details of one device: supplies, status, trays, alerts, counters, as they were last read."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from core.alerts.rules import assess
from core.alerts.wording import warnings
from core.model.status import AlertRow, Tray
from tui.commands import bindings_of
from tui.marks import DEVICE_MARKS, OTHER_DEVICE
from tui.screens.framed import FramedScreen
from tui.widgets.columns import RowT
from tui.widgets.detail_rows import (
    ALERT_COLUMNS,
    SUPPLY_COLUMNS,
    TRAY_COLUMNS,
    SupplyRow,
    identity_facts,
    status_facts,
    supply_columns,
    supply_rows,
)
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing
from tui.widgets.page import Page

AGE_SECONDS = 15
"""How often the ages are looked at."""

MOST_WORDS = 6
"""Lines of warnings at the top; the supplies below say the rest."""


class DetailsScreen(FramedScreen):
    """Everything known of one device, read-only.

    Args:
        device_id: which.
    """

    SCOPE = "details"
    HEADING = "Details"
    AUTO_FOCUS = "#details"
    BINDINGS = bindings_of("details")

    def __init__(self, device_id: str) -> None:
        super().__init__()
        self.device_id = device_id

    def compose_body(self) -> ComposeResult:
        """The device's state, then the page."""
        with Page(id="details"):
            yield Static(id="state", markup=False)
            yield Listing(SUPPLY_COLUMNS, id="supplies", has_cursor=False)
            yield Facts(id="status")
            yield Listing(ALERT_COLUMNS, id="alerts", has_cursor=False)
            yield Listing(TRAY_COLUMNS, id="trays", has_cursor=False)
            yield Facts(id="identity")

    def on_mount(self) -> None:
        """Show it, then follow it."""
        self._show()
        self.set_interval(AGE_SECONDS, self._show)

    def paint_devices(self, ids: frozenset[str]) -> None:
        """This device has changed."""
        if self.device_id in ids:
            self._show()

    def _show(self) -> None:
        services = self.house.services
        device = services.fleet.get(self.device_id)
        if device is None:
            self.query_one("#state", Static).update(Content.styled("This device is no longer in the list.", "$muted"))
            return
        now, who = services.clock.now(), device.identity
        assessment = assess(device, services.settings.thresholds)
        self.query_one(TitleBar).say(f"{who.name or device.address}{' (ignored)' if device.is_ignored else ''}")
        mark = DEVICE_MARKS[assessment.state] if who.is_printer else OTHER_DEVICE
        words = list(warnings(device.reading, assessment))
        if mark.word not in words:
            words.insert(0, mark.word)
        if len(words) > MOST_WORDS:
            words[MOST_WORDS:] = [f"and {len(words) - MOST_WORDS} more, see below"]
        is_asked = self.device_id in self.house.asking
        self.query_one("#state", Static).update(
            Content.assemble(
                (f"{mark.glyph} ", f"bold {mark.style}"),
                (words[0], f"bold {mark.style}"),
                *(f"\n  {text}" for text in words[1:]),
                ("\n  asking the printer now", "$muted") if is_asked else "",
            )
        )
        supplies: Listing[SupplyRow] = self.query_one("#supplies", Listing)
        supplies.set_class(device.unreachable_since is not None, "-stale")
        rows = supply_rows(device, assessment, now)
        supplies.use_columns(supply_columns(rows.values()))
        self._fill(supplies, rows)
        self.query_one("#status", Facts).show(status_facts(device, now))
        reading = device.reading
        alerts: Listing[AlertRow] = self.query_one("#alerts", Listing)
        self._fill(alerts, {alert.index: alert for alert in reading.alerts} if reading else {})
        trays: Listing[Tray] = self.query_one("#trays", Listing)
        self._fill(trays, {tray.index: tray for tray in reading.trays} if reading else {})
        self.query_one("#identity", Facts).show(identity_facts(device))

    def _fill(self, listing: Listing[RowT], rows: dict[str, RowT]) -> None:
        listing.display = bool(rows)
        listing.show(rows, list(rows))
        listing.refresh(layout=True)

    def action_poll(self) -> None:
        """Ask it now."""
        self.house.poll(self.device_id)

    def action_ignore(self) -> None:
        """Drop it, or take it back."""
        fleet = self.house.services.fleet
        device = fleet.get(self.device_id)
        if device is not None:
            fleet.set_ignored(self.device_id, is_ignored=not device.is_ignored)

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()
