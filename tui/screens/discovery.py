"""The discovery screen: what to sweep and what it costs, the sweep as it goes, what it found, earlier sweeps."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker

from core.admin_edits import display_name
from core.discovery.writing import toggled
from core.model.sweep import SweepRecord
from tui.ages import duration_words
from tui.commands import bindings_of
from tui.dialogs.confirm import Confirm
from tui.dialogs.sweep_summary import SweepSummary
from tui.discovery_ports import Estimate
from tui.screens.discovery_views import DiscoveryViews
from tui.widgets.discovery_lists import DiscoveryLists
from tui.widgets.earlier_rows import EarlierListing, make_sweeps
from tui.widgets.find_rows import make_find
from tui.widgets.listing import Listing
from tui.widgets.sweep_panel import SweepPanel
from tui.widgets.target_choices import TargetListing, make_targets
from tui.widgets.target_form import Order, TargetForm

LOOK_UP_SECONDS = 30.0
"""How often it is looked up what others swept, and when the next sweep by itself is."""


class DiscoveryScreen(DiscoveryViews):
    """Targets, progress and finds of a sweep, which belongs to the program and goes on without this screen."""

    SCOPE = "discovery"
    HEADING = "Discovery"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("discovery")

    class EarlierRead(Message):
        """The sweeps that are kept."""

        def __init__(self, records: Sequence[SweepRecord]) -> None:
            super().__init__()
            self.records = records

    class Planned(Message):
        """When the next sweep by itself is, and who else sweeps now."""

        def __init__(self, moment: datetime | None, other: str | None) -> None:
            super().__init__()
            self.moment = moment
            self.other = other

    def __init__(self) -> None:
        super().__init__()
        self._records: Sequence[SweepRecord] = ()
        self._looking: Worker[None] | None = None
        self._forget_settings: Callable[[], None] = lambda: None
        self._seen: tuple[object, object] = (None, None)
        """The start and the record of the sweep as they were painted last."""

    def compose_body(self) -> ComposeResult:
        """The form, the progress, the lists."""
        text = ", ".join(self.house.services.discovery.default_targets())
        yield TargetForm(text, lambda: list(self.lists.targets), id="sweep-form")
        yield SweepPanel(id="sweep-progress")
        yield DiscoveryLists(id="sweep-lists")

    def on_mount(self) -> None:
        """Show everything as it stands."""
        if self.house.sweep.started is None:
            self.set_focus(self.form.field)
        self._paint_targets()
        self.paint_sweep()
        self.set_interval(LOOK_UP_SECONDS, self._look_up)
        self._forget_settings = self.house.services.live_settings.subscribe(self._hear_settings)

    def on_unmount(self) -> None:
        """The settings live on without this screen."""
        self._forget_settings()

    def _hear_settings(self, _settings: object) -> None:
        self.call_later(self._take_up_settings)

    def _take_up_settings(self) -> None:
        """Other costs, other targets that are offered, another schedule."""
        self.form.estimate()
        self._look_up()

    def on_screen_resume(self) -> None:
        """Other programs may have swept meanwhile."""
        self._look_up()

    # The sweep

    def action_start(self) -> None:
        """Start with the targets in the field, once it is known what they cost."""
        if self.form.order.text:
            self.form.run_when_known()
        else:
            self.action_edit_targets()

    def on_target_form_wanted(self, message: TargetForm.Wanted) -> None:
        """Run it; one that is very large is asked for once."""
        order = message.order
        if message.cost.is_large:
            self.app.push_screen(_large_question(message.cost), partial(self._run_large, order))
        else:
            self._run(order)

    def _run_large(self, order: Order, is_meant: bool | None) -> None:
        if is_meant:
            self._run(Order(order.text, replace(order.options, allow_large=True)))

    def _run(self, order: Order) -> None:
        self.set_focus(None)
        self.house.start_sweep(order.targets, order.options)

    def on_target_form_stop_wanted(self) -> None:
        """The button does what the key does."""
        self.action_stop()

    def action_stop(self) -> None:
        """End the running sweep."""
        self.house.services.discovery.stop()

    def paint_sweep(self) -> None:
        """Everything that the sweep tells."""
        sweep, before = self.house.sweep, self._seen
        self._seen = (sweep.started, sweep.record)
        self.form.follow(is_running=sweep.is_by_hand)
        self.query_one(SweepPanel).show(sweep, self.house.key_of("back"))
        self._paint_finds()
        if sweep.started is not before[0] and not isinstance(self.focused, Input):
            self._show_view("printers")
        if sweep.record is not before[1]:
            self._look_up()
        if self._seen != before:
            self.refresh_bindings()

    def paint_devices(self, ids: frozenset[str]) -> None:  # noqa: ARG002  (any device may be a find)
        """A find may have been dropped or taken back."""
        self._paint_finds()

    def _paint_finds(self) -> None:
        fleet, sweep = self.house.services.fleet, self.house.sweep
        rows = {
            key: make_find(find, fleet.find_known(find.identity, find.address, find.port))
            for key, find in sweep.finds.items()
        }
        self.lists.show_finds(rows, is_running=sweep.is_running, was_run=sweep.started is not None)
        self._keep_focus()

    # What others did, and what comes next

    def _look_up(self) -> None:
        # A coroutine whose worker is replaced before its first step would never be awaited; a function is not called.
        self._looking = self.run_worker(
            self._read, group="earlier", description="earlier sweeps", exclusive=True, exit_on_error=False
        )

    async def _read(self) -> None:
        services = self.house.services
        self.post_message(self.EarlierRead(await services.discovery.earlier()))
        sweeper = None if self.house.sweep.is_running else services.discovery.sweeper()
        moment = await services.scheduler.next_run()
        self.post_message(self.Planned(moment, None if sweeper is None else sweeper.words))

    def on_discovery_screen_earlier_read(self, message: EarlierRead) -> None:
        """Show them, and offer their targets."""
        self._records = message.records
        self.lists.show_earlier(make_sweeps(self._records, self.house.services.clock.now()))
        self._paint_targets()

    def on_discovery_screen_planned(self, message: Planned) -> None:
        """Say when the next one is."""
        self.form.show_next(message.moment, message.other)

    def on_target_form_edited(self) -> None:
        """Other targets are in the field."""
        self._paint_targets()

    def _paint_targets(self) -> None:
        services = self.house.services
        rows = make_targets(
            self.form.order.text,
            proposals=services.discovery.propose(),
            settings=services.settings.discovery.targets,
            earlier=self._records,
            now=services.clock.now(),
        )
        self.lists.show_targets(rows)
        self._keep_focus()

    # The lines of the lists

    @on(TargetListing.Chosen, "#networks")
    def _put_target(self, message: TargetListing.Chosen) -> None:
        if not self.house.sweep.is_by_hand:
            order = self.form.order
            self.form.use(Order(toggled(order.text, message.key), order.options))

    @on(Listing.Chosen, "#finds")
    def _open(self) -> None:
        row = self.lists.find_at_cursor()
        if row is not None and row.device_id is not None:
            self.house.open_device(row.device_id)

    @on(EarlierListing.Chosen, "#earlier")
    def _summarize(self, message: EarlierListing.Chosen) -> None:
        record = next(record for record in self._records if record.id == message.key)
        options = self.house.services.discovery.options_of(record)
        dialog = SweepSummary(record, options, self._name_of)
        self.app.push_screen(dialog, partial(self._run_again, Order(", ".join(record.targets), options)))

    def _name_of(self, device_id: str) -> str | None:
        device = self.house.services.fleet.get(device_id)
        return None if device is None else display_name(device)

    def _run_again(self, order: Order, is_wanted: bool | None) -> None:
        if not is_wanted:
            return
        if self.house.sweep.is_by_hand:
            self.notify("Stop it first, or wait for its end.", title="A sweep is running", markup=False)
            return
        self.form.use(order)
        self.form.run_when_known()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is started beside a sweep by hand, and nothing stopped without a sweep."""
        if action == "stop":
            return self.house.sweep.is_running
        if action in ("start", "edit_targets", "sweep_options"):
            return not self.house.sweep.is_by_hand
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """To the devices; a running sweep goes on."""
        self.app.switch_mode("devices")


def _large_question(cost: Estimate) -> Confirm:
    return Confirm(
        f"Sweep {cost.addresses:,} addresses?",
        f"That is more than a /16 holds: usually a prefix is mistyped. It sends up to {cost.datagrams:,} datagrams, "
        f"which takes {duration_words(cost.seconds)} unless the time limit ends it.",
        yes="Sweep",
    )
