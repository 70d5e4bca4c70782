"""The terminal program: modes, themes, workers; what the screens share."""

import logging
import os
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import cast

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from core.errors import SuppliesError
from core.model.events import SweepEvent
from tui.bridge import LOCAL_SECONDS, SSH_SECONDS, Bridge
from tui.calm_app import CalmApp
from tui.commands import APP, bindings_of
from tui.palette import CommandProvider
from tui.ports import Services
from tui.remapping import Complaint, nearest, read_keys
from tui.sweep_view import SweepView
from tui.themes import DEFAULT_THEME, THEMES, variable_defaults

log = logging.getLogger(__name__)

ENDLESS_GROUPS = frozenset({"polling"})
"""Groups of workers that end with the program only; nothing waits for them."""


def _devices() -> Screen[None]:
    from tui.screens.devices import DevicesScreen  # a screen loads when it is first shown

    return DevicesScreen()


def _discovery() -> Screen[None]:
    from tui.screens.discovery import DiscoveryScreen  # a screen loads when it is first shown

    return DiscoveryScreen()


class SuppliesApp(CalmApp):
    """Shows the fleet and drives the core's workers.

    Args:
        services: the core.
        environment: tells whether this is an SSH session.
        discover_at_start: begin with a sweep of the default targets.
    """

    CSS_PATH = "../screens.css"
    TITLE = "Supplies Assistant"
    SCOPE = APP
    MODES = {"devices": _devices, "discovery": _discovery}  # noqa: RUF012  (annotated by Textual)
    DEFAULT_MODE = "devices"
    COMMANDS = {CommandProvider}  # noqa: RUF012  (annotated by Textual)
    BINDINGS = bindings_of(APP)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (annotated by Textual)
        (0, "-too-narrow"),
        (60, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (16, "-low"), (24, "-high")]  # noqa: RUF012  (annotated by Textual)

    class SweepTold(Message):
        """The sweep has an event."""

        def __init__(self, event: SweepEvent) -> None:
            super().__init__()
            self.event = event

    class SweepFinished(Message):
        """The sweep tells no more."""

        def __init__(self, problem: SuppliesError | None) -> None:
            super().__init__()
            self.problem = problem

    class Polled(Message):
        """A device that was asked by hand has answered or not."""

        def __init__(self, device_id: str, *, has_answered: bool, problem: SuppliesError | None) -> None:
            super().__init__()
            self.device_id = device_id
            self.has_answered = has_answered
            self.problem = problem

    class NoticeArrived(Message):
        """The core has a line for the admin."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        services: Services,
        *,
        environment: Mapping[str, str] = os.environ,
        discover_at_start: bool = False,
    ) -> None:
        super().__init__()
        self.services = services
        self.sweep = SweepView()
        self.asking: set[str] = set()
        """Devices that are being asked by hand."""
        self.remapped: dict[str, str] = {}
        """Command id -> the keys that the settings give it."""
        self._discover_at_start = discover_at_start
        self._subscriptions: tuple[Callable[[], None], ...] = ()
        is_remote = "SSH_CONNECTION" in environment
        self.bridge = Bridge(self, SSH_SECONDS if is_remote else LOCAL_SECONDS)
        if is_remote:
            self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The supplies' and states' colors for themes that name none."""
        return variable_defaults(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        """Take up the settings and start watching."""
        self._take_up_theme()
        self._take_up_keys()
        self._subscriptions = (
            self.services.fleet.subscribe(self.bridge.hear_fleet),
            self.services.subscribe_notices(self._hear_notice),
        )
        self.run_worker(self.services.monitor.run(), group="polling", description="polling", exit_on_error=False)
        if self._discover_at_start:
            self.start_sweep(self.services.discovery.default_targets())
            self.switch_mode("discovery")

    def on_unmount(self) -> None:
        """The core lives on without the screens."""
        for unsubscribe in self._subscriptions:
            unsubscribe()

    def _hear_notice(self, text: str) -> None:
        self.post_message(self.NoticeArrived(text))

    def _take_up_theme(self) -> None:
        wanted = self.services.settings.ui.theme
        if wanted in self.available_themes:
            self.theme = wanted
            return
        self.theme = DEFAULT_THEME
        hint = nearest(wanted, list(self.available_themes)) or f"{DEFAULT_THEME} is used"
        self._complain(Complaint(f"no theme {wanted!r}", f"ui.theme: {hint}"))

    def _take_up_keys(self) -> None:
        self.remapped, complaints = read_keys(self.services.settings.ui.keys)
        self.set_keymap(self.remapped)
        for complaint in complaints:
            self._complain(complaint)

    def _complain(self, complaint: Complaint) -> None:
        self.notify(complaint.hint, title=complaint.title, severity="warning", markup=False)

    # Sweeping

    def start_sweep(self, targets: Sequence[str]) -> None:
        """Sweep these targets, unless a sweep is running; it goes on whatever screen is shown."""
        if self.sweep.is_running:
            return
        self.sweep.begin(targets)
        self.bridge.mark_sweep()
        self.run_worker(self._sweep(targets), group="sweep", description="sweep", exclusive=True, exit_on_error=False)

    async def _sweep(self, targets: Sequence[str]) -> None:
        problem = None
        try:
            events = cast("AsyncGenerator[SweepEvent, None]", self.services.discovery.run(targets))
            async with aclosing(events) as told:
                async for event in told:
                    self.post_message(self.SweepTold(event))
        except SuppliesError as error:
            problem = error
        finally:
            self.post_message(self.SweepFinished(problem))

    def on_supplies_app_sweep_told(self, message: SweepTold) -> None:
        """Keep what it told."""
        self.sweep.hear(message.event)
        self.bridge.mark_sweep()

    def on_supplies_app_sweep_finished(self, message: SweepFinished) -> None:
        """The end, or the reason why there is none."""
        self.sweep.finish(message.problem)
        self.bridge.mark_sweep()
        if message.problem is not None:
            self.tell_error(message.problem)

    # Asking one device

    def poll(self, device_id: str) -> None:
        """Read a device again now; the result comes through the fleet."""
        if device_id in self.asking:
            return
        self.asking.add(device_id)
        self.bridge.mark_devices(device_id)
        self.run_worker(self._poll(device_id), group="poll", description="one reading", exit_on_error=False)

    async def _poll(self, device_id: str) -> None:
        problem, has_answered = None, True
        try:
            has_answered = await self.services.poller.poll_now(device_id)
        except SuppliesError as error:
            problem = error
        finally:
            self.post_message(self.Polled(device_id, has_answered=has_answered, problem=problem))

    def on_supplies_app_polled(self, message: Polled) -> None:
        """Say what went wrong; what went well is seen."""
        self.asking.discard(message.device_id)
        self.bridge.mark_devices(message.device_id)
        device = self.services.fleet.get(message.device_id)
        if message.problem is not None:
            self.tell_error(message.problem)
        elif not message.has_answered and device is not None:
            name = device.identity.name or device.address
            self.notify(device.problem or "it is silent", title=f"{name}: no answer", severity="warning", markup=False)

    # Telling

    def tell_error(self, error: SuppliesError) -> None:
        """A toast with the title and the hint."""
        self.notify(error.hint or " ", title=error.title, severity="error", markup=False)

    def on_supplies_app_notice_arrived(self, message: NoticeArrived) -> None:
        """A toast with the core's line."""
        self.notify(message.text, severity="warning", markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker's bug goes to the log with its trace, and to the admin as one line."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            log.error("the worker %s failed", event.worker.description, exc_info=error)
            self.notify(f"{error}", title=f"{event.worker.description} failed", severity="error", markup=False)

    def action_show_help(self) -> None:
        """Every key of the current screen."""
        from tui.screens.help import HelpScreen  # loads when it is first shown

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_picture(self) -> None:
        """Save the screen and say where."""
        try:
            path = self.save_picture(Path.cwd(), self.services.clock)
        except SuppliesError as error:
            self.tell_error(error)
        else:
            self.notify(str(path), title="Picture saved", markup=False)
