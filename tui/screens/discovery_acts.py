"""What an admin does on the discovery screen beside sweeping: additions by hand, options, schedule, default targets."""

from core.discovery.options import SweepOptions
from core.discovery.writing import words_in
from core.settings.checks import target_complaint
from tui.dialogs.ask_schedule import AskSchedule, Times
from tui.dialogs.sweep_options import AskSweepOptions
from tui.screens.discovery_additions import DiscoveryAdditions
from tui.widgets.target_form import Order, TargetForm


class DiscoveryActs(DiscoveryAdditions):
    """Commands that ask first."""

    @property
    def form(self) -> TargetForm:
        """What to sweep."""
        return self.query_one(TargetForm)

    def action_sweep_options(self) -> None:
        """Ask what this sweep does otherwise."""
        dialog = AskSweepOptions(self.form.options, self.house.services.settings.discovery)
        self.app.push_screen(dialog, self._use_options)

    def _use_options(self, options: SweepOptions | None) -> None:
        if options is not None:
            self.form.use(Order(self.form.order.text, options))

    def action_schedule(self) -> None:
        """Ask whether and when to sweep by itself."""
        settings = self.house.services.settings.discovery
        self.app.push_screen(AskSchedule(Times(settings.schedule, settings.schedule_at)), self._use_schedule)

    def _use_schedule(self, times: Times | None) -> None:
        if times is not None:
            self.house.keep_setting("discovery", "schedule_at", times.at)
            self.house.keep_setting("discovery", "schedule", times.schedule)

    def action_keep_targets(self) -> None:
        """Begin with these targets from now on."""
        targets = list(words_in(self.form.order.text))
        wrong = target_complaint(self.form.order.text) if targets else None
        if wrong is not None:
            self.notify(wrong, title="Not kept", severity="warning", markup=False)
            return
        self.house.keep_setting("discovery", "targets", targets)
        what = ", ".join(targets) or "The networks of this machine"
        self.notify(what, title="Every sweep begins with these targets", markup=False)
