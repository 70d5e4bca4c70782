"""The details of one device: supplies, past, status, trays, alerts, who it is and how it is reached."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.admin_edits import display_name
from core.alerts.rules import Assessment, assess
from core.alerts.wording import warnings
from core.errors import StoreError
from core.model.device import Device
from core.model.events import SupplyReplaced
from core.model.history import History
from core.model.status import AlertRow, Tray
from tui.commands import bindings_of
from tui.device_facts import Around, connection_facts, contact_facts, identity_facts, status_facts
from tui.marks import DEVICE_MARKS, OTHER_DEVICE
from tui.page_rates import WINDOWS, page_rates
from tui.screens.detail_jobs import DetailJobs
from tui.widgets.columns import RowT
from tui.widgets.detail_page import DetailPage
from tui.widgets.detail_rows import ALERT_COLUMNS, SUPPLY_COLUMNS, TRAY_COLUMNS, as_facts, supply_columns, supply_rows
from tui.widgets.facts import Facts
from tui.widgets.frame import TitleBar
from tui.widgets.history_panel import HistoryPanel
from tui.widgets.history_rows import (
    coverage_words,
    device_history,
    lack_words,
    legend,
    page_words,
    replaced_of,
    replaced_words,
)
from tui.widgets.listing import Listing
from tui.widgets.section import Section
from tui.widgets.supply_head import asking_words
from tui.widgets.supply_listing import SupplyListing

MOST_WORDS = 6
"""Lines of warnings at the top; the supplies below say the rest."""


class DetailsScreen(DetailJobs):
    """Everything known of one device.

    Args:
        device_id: which.
        order: the ids of the list it was opened from, for the way to the next one.
    """

    SCOPE = "details"
    HEADING = "Details"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("details")

    def __init__(self, device_id: str, order: Sequence[str] = ()) -> None:
        super().__init__(device_id, WINDOWS[0])
        self._order = tuple(order)

    def compose_body(self) -> ComposeResult:
        """The device's state, then its parts: supplies and past, and everything else below or beside them."""
        with DetailPage(id="details"):
            yield Static(id="state", markup=False)
            with Vertical(id="parts"):
                with Vertical(id="levels-part"):
                    supplies = SupplyListing(SUPPLY_COLUMNS, id="supplies")
                    yield Section("", [supplies], id="supplies-part", takes_focus=False)
                    yield Section("Levels", [HistoryPanel(id="history")], id="history-part")
                with Vertical(id="facts-part"):
                    yield Section("Status", [Facts(id="status")], id="status-part")
                    alerts: Listing[AlertRow] = Listing(ALERT_COLUMNS, id="alerts", has_cursor=False, has_head=False)
                    yield Section("The printer says", [alerts], id="alerts-part")
                    trays: Listing[Tray] = Listing(TRAY_COLUMNS, id="trays", has_cursor=False, has_head=False)
                    yield Section("Trays", [trays], id="trays-part")
                    yield Section("Device", [Facts(id="identity")], id="identity-part")
                    yield Section("Connection", [Facts(id="connection")], id="connection-part")
                    yield Section("Notes", [Static(id="notes", markup=False)], id="notes-part")

    def on_mount(self) -> None:
        """Begin with the supplies, or what is there instead of them."""
        self.call_after_refresh(self._focus_first)

    def _focus_first(self) -> None:
        supplies = self.query_one("#supplies", SupplyListing)
        self.set_focus(supplies if supplies.order else self.query_one("#status-part"), scroll_visible=False)

    # Drawing

    def show_device(self) -> None:
        """Everything but the past."""
        device = self.device
        self.query_one("#parts").display = device is not None
        if device is None:
            self.query_one("#state", Static).update(Content.styled("This device is no longer in the list.", "$muted"))
            return
        thresholds = self.house.services.settings.thresholds
        assessment = assess(device, thresholds)
        self._show_state(device, assessment)
        rows = supply_rows(device, assessment, thresholds, self.house.services.clock.now())
        supplies = self.query_one("#supplies", SupplyListing)
        supplies.set_class(device.unreachable_since is not None, "-stale")
        supplies.use_columns(supply_columns(rows.values()))
        _fill(supplies, rows)
        reading = device.reading
        alerts: Listing[AlertRow] = self.query_one("#alerts", Listing)
        _fill(alerts, {alert.index: alert for alert in reading.alerts} if reading else {})
        trays: Listing[Tray] = self.query_one("#trays", Listing)
        _fill(trays, {tray.index: tray for tray in reading.trays} if reading else {})
        self.query_one("#notes", Static).update(device.notes or "")
        self.query_one("#notes-part").display = bool(device.notes)
        self.show_past()

    def _show_state(self, device: Device, assessment: Assessment) -> None:
        notes = [word for word, holds in (("ignored", device.is_ignored),) if holds]
        there = self._there
        place = f"  {there.index(device.id) + 1} of {len(there)}" if len(there) > 1 else ""
        self.query_one(TitleBar).say(f"{display_name(device)}{''.join(f' ({note})' for note in notes)}{place}")
        mark = DEVICE_MARKS[assessment.state] if device.identity.is_printer else OTHER_DEVICE
        words = list(warnings(device.reading, assessment))
        if mark.word not in words:
            words.insert(0, mark.word)
        if len(words) > MOST_WORDS:
            words[MOST_WORDS:] = [f"and {len(words) - MOST_WORDS} more, see below"]
        self.query_one("#state", Static).update(
            Content.assemble(
                (f"{mark.glyph} ", f"bold {mark.style}"),
                (words[0], f"bold {mark.style}"),
                *(f"\n  {text}" for text in words[1:]),
                (f"\n  {asking_words(self.house.key_of('stop_asking'))}", "$muted") if self.is_asked else "",
            )
        )

    def _show_facts(self, device: Device) -> None:
        around = self.around()
        self.query_one("#status", Facts).show(as_facts([*contact_facts(device, around), *status_facts(device, around)]))
        self.query_one("#identity", Facts).show(as_facts(identity_facts(device, around)))
        self.query_one("#connection", Facts).show(as_facts(connection_facts(device, around)))

    def show_past(self) -> None:
        """The plot, its words, what was replaced, how much is printed."""
        if (device := self.device) is not None:
            self._show_facts(device)
        part, panel = self.query_one("#history-part", Section), self.query_one("#history", HistoryPanel)
        part.display = device is not None and device.reading is not None and device.identity.is_printer
        if device is None or device.reading is None:
            return
        part.say(f"Levels, {self.window} days")
        if self.past is None:
            panel.show_words("Reading the history …")
            return
        if isinstance(self.past, StoreError):
            panel.show_words(str(self.past))
            return
        shown = device_history(self.past, device.reading.supplies, self.today, self.window)
        lack = lack_words(self.past, shown)
        words = (lack or coverage_words(self.past, shown), page_words(self.past.days, self.today))
        panel.show(None if lack else shown, legend(shown), (*words, replaced_words(self.past)))
        panel.show_replaced(replaced_of(self.past))

    # Supplies, and the other devices

    @property
    def chosen_supply(self) -> str | None:
        """The one under the cursor of the list, while that has the focus."""
        if not self.is_mounted or self.device is None:
            return None
        listing = self.query_one("#supplies", SupplyListing)
        return listing.cursor_key if self.focused is listing else None  # else nobody sees which one that is

    @on(Listing.Chosen, "#supplies")
    def _open(self, message: "Listing.Chosen") -> None:
        from tui.screens.supply import SupplyScreen  # loads when it is first shown

        self.app.push_screen(SupplyScreen(self.device_id, message.key, self.window))

    def action_explain(self) -> None:
        """Read it now, and say why every value is what it is."""
        from tui.screens.explain import ExplainScreen  # loads when it is first shown

        self.app.push_screen(ExplainScreen(self.device_id))

    def action_next_device(self) -> None:
        """The device after this one in the list."""
        self._go(1)

    def action_previous_device(self) -> None:
        """The device before this one in the list."""
        self._go(-1)

    @property
    def _there(self) -> list[str]:
        """The devices of the list that are not gone; none where this one is not among them."""
        fleet = self.house.services.fleet
        there = [one for one in self._order if one == self.device_id or fleet.get(one) is not None]
        return there if self.device_id in there else []

    def _go(self, step: int) -> None:
        there = self._there or [self.device_id]
        self.device_id = there[(there.index(self.device_id) + step) % len(there)]
        self.past = None
        self.query_one("#details", DetailPage).scroll_home(animate=False)
        self.show_device()
        self.read_past()
        self.query_one("#supplies", SupplyListing).action_first()
        self.refresh_bindings()
        self._focus_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be another device to go to."""
        if action in ("next_device", "previous_device"):
            return self.device_id in self._order and len(self._order) > 1
        return super().check_action(action, parameters)

    def around(self) -> Around:
        """With how much it prints."""
        around = super().around()
        if isinstance(self.past, History):
            around = replace(around, rates=page_rates(self.past.days, self.today), past=self.past)
        return replace(around, how_to_turn=lambda _: f"{self.house.key_of('turn')} turns it")

    def replaced(self) -> Sequence[SupplyReplaced]:
        """What was replaced in it, as far as that is known."""
        return self.past.replacements if isinstance(self.past, History) else ()


def _fill(listing: Listing[RowT], rows: dict[str, RowT]) -> None:
    """Show rows in a list that is as high as they are; an empty one is not there at all, nor its title."""
    part = next(node for node in listing.ancestors if isinstance(node, Section))
    part.display = bool(rows)
    listing.show(rows, list(rows))
    listing.refresh(layout=True)
