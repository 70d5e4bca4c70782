"""The terminal program: its modes, its commands that work everywhere, and what it takes up from the settings."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.widget import AwaitMount
from textual.widgets import Input

from core.errors import SuppliesError
from tui.bridge import LOCAL_SECONDS, SSH_SECONDS
from tui.commands import APP, bindings_of
from tui.modes import HOME, MODE_OF_WAY, MODES
from tui.palette import CommandProvider, DeviceProvider, ElsewhereProvider, ThemeChooser, ThemeProvider, ViewProvider
from tui.ports import Services
from tui.remapping import Complaint, first_key, nearest, read_keys
from tui.settings_follower import SettingsFollower
from tui.themes import DEFAULT_THEME, THEMES, fitting_theme, variable_defaults
from tui.undoing import UndoStack
from tui.working_app import ENDLESS_GROUPS, WorkingApp

__all__ = ["ENDLESS_GROUPS", "LOCAL_SECONDS", "SSH_SECONDS", "SuppliesApp"]


class SuppliesApp(WorkingApp):
    """Shows the fleet and drives the core's workers.

    Args:
        services: the core.
        environment: tells what the terminal is, and whether this is an SSH session.
        discover_at_start: begin with a sweep of the default targets.
    """

    CSS_PATH = "../screens.css"
    TITLE = "Supplies Assistant"
    SCOPE = APP
    MODES = MODES
    DEFAULT_MODE = HOME
    COMMANDS = {  # noqa: RUF012  (annotated by Textual)
        CommandProvider,
        ElsewhereProvider,
        ViewProvider,
        ThemeProvider,
        DeviceProvider,
    }
    BINDINGS = bindings_of(APP)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  (annotated by Textual)
        (0, "-too-narrow"),
        (60, "-narrow"),
        (80, "-normal"),
        (100, "-broad"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (16, "-low"), (24, "-high")]  # noqa: RUF012  (annotated by Textual)

    def __init__(
        self,
        services: Services,
        *,
        environment: Mapping[str, str] = os.environ,
        discover_at_start: bool = False,
    ) -> None:
        super().__init__(services, environment)
        self.remapped, self._key_complaints = read_keys(services.settings.ui.keys)
        """Command id -> the keys that the settings give it."""
        self.done = UndoStack()
        """What was done to devices, on whatever screen."""
        self.recent_commands: list[str] = []
        """The ids of the commands that were run from the palette last, the newest first."""
        self._discover_at_start = discover_at_start
        self.settings_follower = SettingsFollower(self)
        for theme in THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The supplies' and states' colors for themes that name none."""
        return variable_defaults(dark=self.current_theme.dark)

    def on_mount(self) -> None:
        """Take up the settings and show the first screen."""
        self.take_up_theme()
        self._complain(*self._key_complaints)
        if self._discover_at_start:
            self.start_sweep(self.services.discovery.default_targets())
            self.switch_mode("discovery")

    # The settings

    def take_up_theme(self) -> None:
        """Use the colors that the settings name now."""
        wanted = self.services.settings.ui.theme
        if wanted not in self.available_themes:
            hint = nearest(wanted, list(self.available_themes)) or f"{DEFAULT_THEME} is used"
            self._complain(Complaint(f"no theme {wanted!r}", f"ui.theme: {hint}"))
            wanted = DEFAULT_THEME
        if wanted != self.theme:  # else it was chosen here, whatever the terminal's colors
            self.theme = fitting_theme(wanted, self.traits.colors)

    def take_up_keys(self) -> None:
        """Use the keys that the settings name now."""
        self.remapped, complaints = read_keys(self.services.settings.ui.keys)
        self.screen.refresh_bindings()
        self._complain(*complaints)

    def on_working_app_settings_changed(self) -> None:
        """Go by what this program, another one or an editor has changed."""
        self.settings_follower.take_up()

    def key_of(self, command_id: str) -> str:
        """The key of a command as it is now, for a sentence."""
        return first_key(command_id, self.remapped)

    def _complain(self, *complaints: Complaint) -> None:
        for complaint in complaints:
            self.notify(complaint.hint, title=complaint.title, severity="warning", markup=False)

    def choose_theme(self, name: str) -> None:
        """Use other colors, and keep them in the settings."""
        self.theme = name
        self.keep_setting("ui", "theme", name)

    # Leaving

    def action_leave(self) -> None:
        """Leave; a sweep by hand, which may be out of sight, is not ended without a word."""
        if self.sweep.is_by_hand:
            from tui.dialogs.confirm import Confirm  # loads when it is first shown
            from tui.widgets.sweep_words import running_words

            question = Confirm("Leave and stop the sweep?", running_words(self.sweep), yes="Leave")
            self.push_screen(question, lambda is_meant: self.exit() if is_meant else None)
        else:
            self.exit()

    # Ways to screens

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The way to where one is already is not offered."""
        if action in MODE_OF_WAY:
            return self.current_mode != MODE_OF_WAY[action] or len(self.screen_stack) > 1
        return super().check_action(action, parameters)

    def go_to(self, mode: str) -> AwaitMount:
        """To the first screen of a mode, whatever is open above it; questions above the present one are closed."""
        is_there = mode == self.current_mode
        while len(self.screen_stack) > 1 and (is_there or self.screen.is_modal):
            self.pop_screen()
        return self.switch_mode(mode)

    def action_devices(self) -> None:
        """To the devices."""
        self.go_to(HOME)

    def action_alerts(self) -> None:
        """To the alerts."""
        self.go_to("alerts")

    def action_orders(self) -> None:
        """To the orders."""
        self.go_to("orders")

    def action_discover(self) -> None:
        """To the discovery."""
        self.go_to("discovery")

    def show_view(self, view: str) -> None:
        """The devices of a view (`tui.widgets.device_views`)."""
        from tui.screens.devices import DevicesScreen  # loads when it is first shown

        self.go_to(HOME)
        if isinstance(self.screen, DevicesScreen):
            self.screen.show_view(view)

    def open_device(
        self, device_id: str, order: Sequence[str] = (), come_back: Callable[[str], None] | None = None
    ) -> AwaitMount:
        """Everything about one device.

        Args:
            device_id: which.
            order: the keys of the list it is opened from, for the way to the next one; those of no device do not count.
            come_back: told in the end which device was shown last.
        """
        from tui.screens.details import DetailsScreen  # loads when it is first shown

        screen = DetailsScreen(device_id, order)
        return self.push_screen(screen, lambda _: come_back(screen.device_id) if come_back else None)

    async def go_to_device(self, device_id: str) -> None:
        """Everything about one device, in the place of what is open above the list, unless it is that."""
        from tui.screens.details import DetailsScreen  # loads when it is first shown

        while len(self.screen_stack) > 1:
            if isinstance(self.screen, DetailsScreen) and self.screen.device_id == device_id:
                return
            self.pop_screen()
        await self.open_device(device_id)

    def action_show_help(self) -> None:
        """Every key of the current screen."""
        from tui.screens.help import HelpScreen  # loads when it is first shown

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_show_settings(self) -> None:
        """Every setting."""
        from tui.screens.settings import SettingsScreen  # loads when it is first shown

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_show_log(self) -> None:
        """What was told in this session."""
        from tui.screens.log import LogScreen  # loads when it is first shown

        if not isinstance(self.screen, LogScreen):
            self.push_screen(LogScreen())

    def action_tour(self) -> None:
        """What this is and how to begin."""
        from tui.screens.tour import TourScreen  # loads when it is first shown

        if not isinstance(self.screen, TourScreen):
            self.push_screen(TourScreen())

    def on_command_palette_opened(self) -> None:
        """Its cursor is as calm as that of every field."""
        for field in self.screen.query(Input):
            field.cursor_blink = False

    def search_themes(self) -> None:
        """The palette with nothing but the themes."""
        from textual.command import CommandPalette  # loads when it is first shown

        self.push_screen(CommandPalette(providers=[ThemeChooser], placeholder="Choose the colors"))

    def action_picture(self) -> None:
        """Save the screen and say where."""
        try:
            path = self.save_picture(Path.cwd(), self.services.clock)
        except SuppliesError as error:
            self.tell_error(error)
        else:
            self.notify(str(path), title="Picture saved", markup=False)
