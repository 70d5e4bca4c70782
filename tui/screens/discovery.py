"""The discovery screen: what to sweep and what it costs, the sweep as it goes, its end, and what it found."""

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, ProgressBar, Static

from core.errors import SuppliesError
from tui.commands import bindings_of
from tui.ports import Estimate
from tui.screens.framed import FramedScreen
from tui.sweep_view import SweepView
from tui.widgets.field import Field
from tui.widgets.find_rows import FIND_COLUMNS, FindRow, make_find
from tui.widgets.listing import Listing
from tui.widgets.sweep_words import cost_content, ending_content, figures_content, tabs_content

TYPING_SECONDS = 0.25
"""How long nothing must be typed before the estimate is computed."""


class DiscoveryScreen(FramedScreen):
    """Targets, progress and finds of a sweep, which belongs to the program and goes on without this screen."""

    SCOPE = "discovery"
    HEADING = "Discovery"
    AUTO_FOCUS = "#targets"
    BINDINGS = bindings_of("discovery")

    class Estimated(Message):
        """What the targets in the field would cost, or what is wrong with them; None for an empty field."""

        def __init__(self, text: str, result: Estimate | SuppliesError | None) -> None:
            super().__init__()
            self.text = text
            self.result = result

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, FindRow] = {}
        self._shows_others = False
        self._seen_running = False

    def compose_body(self) -> ComposeResult:
        """The form, the progress, the finds."""
        with Vertical(id="sweep-form"):
            with Horizontal(id="targets-line"):
                yield Static("Targets", id="targets-label")
                yield Field(
                    ", ".join(self.house.services.discovery.default_targets()),
                    id="targets",
                    placeholder="10.1.2.0/24, 10.1.3.5-40, printer7, @file",
                    compact=True,
                )
                yield Button("Run", id="run", compact=True, variant="primary")
            yield Static(id="estimate", markup=False)
        with Vertical(id="sweep-progress"):
            yield ProgressBar(id="bar", show_eta=False)
            yield Static(id="figures", markup=False)
        yield Static(id="find-tabs", markup=False)
        yield Listing(FIND_COLUMNS, id="finds")
        yield Static(id="no-finds", markup=False)

    def on_mount(self) -> None:
        """Show the sweep as it stands, and what the prefilled targets cost."""
        self._estimate()
        self.paint_sweep()

    @property
    def sweep(self) -> SweepView:
        """The running or last sweep."""
        return self.house.sweep

    @property
    def listing(self) -> "Listing[FindRow]":
        """The finds."""
        return self.query_one("#finds", Listing)

    # The estimate

    @on(Input.Changed, "#targets")
    def _estimate(self) -> None:
        text = self.query_one("#targets", Input).value
        self.run_worker(
            self._compute_estimate(text), group="estimate", description="estimate", exclusive=True, exit_on_error=False
        )

    async def _compute_estimate(self, text: str) -> None:
        await asyncio.sleep(TYPING_SECONDS)
        if not text.strip():
            self.post_message(self.Estimated(text, None))
            return
        try:
            self.post_message(self.Estimated(text, await self.house.services.discovery.estimate([text])))
        except SuppliesError as error:
            self.post_message(self.Estimated(text, error))

    def on_discovery_screen_estimated(self, message: Estimated) -> None:
        """Show the cost, or the error beside the field."""
        if message.text != self.query_one("#targets", Input).value:
            return
        self.query_one("#estimate", Static).update(cost_content(message.result))

    # The sweep

    @on(Button.Pressed, "#run")
    def _press(self) -> None:
        if self.sweep.is_running:
            self.action_stop()
        else:
            self.action_start()

    @on(Input.Submitted, "#targets")
    def action_start(self) -> None:
        """Start with the targets in the field."""
        text = self.query_one("#targets", Input).value.strip()
        if text:
            self._shows_others = False
            self.set_focus(None)
            self.house.start_sweep([text])

    def action_stop(self) -> None:
        """End the running sweep."""
        self.house.services.discovery.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Start and stop exclude each other; finds must be there to be dropped."""
        if action == "stop":
            return self.house.sweep.is_running
        if action in ("start", "edit_targets"):
            return not self.house.sweep.is_running
        return super().check_action(action, parameters)

    def paint_sweep(self) -> None:
        """Everything that the sweep tells."""
        sweep = self.sweep
        self._seen_change_of_running(sweep.is_running)
        self.query_one("#sweep-progress").display = sweep.is_running or sweep.ended is not None
        bar = self.query_one("#bar", ProgressBar)
        bar.update(total=1, progress=sweep.share or 0)
        figures = self.query_one("#figures", Static)
        if sweep.ended is not None:
            figures.update(ending_content(sweep.ended, self._key_of("back")))
            figures.set_class(True, "-ended")
        elif sweep.is_running:
            figures.set_class(False, "-ended")
            figures.update(figures_content(sweep))
        self._paint_finds()

    def _key_of(self, command_id: str) -> str | None:
        """The key that a command has now, as it is shown."""
        for _, binding, is_enabled, _ in self.active_bindings.values():
            if binding.id == command_id and is_enabled:
                return self.app.get_key_display(binding)
        return None

    def _seen_change_of_running(self, is_running: bool) -> None:
        if is_running == self._seen_running:
            return
        self._seen_running = is_running
        field, button = self.query_one("#targets", Input), self.query_one("#run", Button)
        field.disabled = is_running
        button.label = "Stop" if is_running else "Run"
        button.variant = "warning" if is_running else "primary"
        self.set_focus(None)
        self.refresh_bindings()

    # The finds

    def paint_devices(self, ids: frozenset[str]) -> None:  # noqa: ARG002  (any device may be a find)
        """A find may have been dropped or taken back."""
        self._paint_finds()

    def _paint_finds(self) -> None:
        fleet = self.house.services.fleet
        rows: dict[str, FindRow] = {}
        for key, find in self.sweep.finds.items():
            row = make_find(find, fleet.find_known(find.identity, find.address, find.port))
            rows[key] = self._rows[key] if self._rows.get(key) == row else row
        self._rows = rows
        order = [key for key, row in rows.items() if row.find.identity.is_printer != self._shows_others]
        self.listing.show(rows, order)
        was_run = self.sweep.is_running or self.sweep.ended is not None
        self.query_one("#find-tabs").display = was_run
        self.query_one("#find-tabs", Static).update(tabs_content(self.sweep, shows_others=self._shows_others))
        self.listing.display = was_run and bool(order)
        if self.focused is None and order:
            self.set_focus(self.listing)
        nothing = self.query_one("#no-finds", Static)
        nothing.display = not order
        nothing.update(self._words_for_nothing(was_run=was_run))

    def _words_for_nothing(self, *, was_run: bool) -> Content:
        if was_run:
            kind = "Devices that are no printers" if self._shows_others else "Printers"
            waiting = f"{kind} appear here as they are found."
            return Content.styled(waiting if self.sweep.is_running else "None.", "$muted")
        own = self.house.services.discovery.propose()
        lines = "\n".join(f"{proposal.target:<18}  {proposal.note}" for proposal in own)
        return Content.assemble(("Your networks\n", "bold"), (lines or "none found", "$muted"))

    def action_toggle_others(self) -> None:
        """Printers, or what is none."""
        self._shows_others = not self._shows_others
        self._paint_finds()

    def action_toggle_find(self) -> None:
        """Drop the find under the cursor, or keep it after all."""
        row = self._rows.get(self.listing.cursor_key or "")
        if row is not None and row.device_id is not None:
            self.house.services.fleet.set_ignored(row.device_id, is_ignored=not row.is_dropped)

    @on(Listing.Chosen, "#finds")
    def _open(self, message: "Listing.Chosen") -> None:
        row = self._rows.get(message.key)
        if row is not None and row.device_id is not None:
            from tui.screens.details import DetailsScreen  # loads when it is first shown

            self.app.push_screen(DetailsScreen(row.device_id))

    def action_edit_targets(self) -> None:
        """To the field."""
        self.query_one("#targets", Input).focus()

    def action_back(self) -> None:
        """To the devices; a running sweep goes on."""
        self.app.switch_mode("devices")
