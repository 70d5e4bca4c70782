"""The settings screen: every setting with its value and meaning, changed where it stands."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from core.errors import SettingsError, SuppliesError
from core.settings.changing import changed
from tui.clipboard import copy
from tui.commands import SETTING_LIST, bindings_of
from tui.screens.filtered import FilteredScreen
from tui.screens.setting_jobs import SettingJobs
from tui.setting_edits import Act, Drop, Keep, Open, Write
from tui.setting_pages.losing import lost_words
from tui.setting_pages.page import Page
from tui.setting_pages.root import RootPage
from tui.setting_pages.row import (
    SettingRow,
    next_group,
    pick,
    problem_words,
    setting_columns,
    summary_words,
    with_first_shown,
)
from tui.setting_pages.state import SettingsState
from tui.themes import THEME_WORDS
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing
from tui.widgets.setting_panel import SettingPanel

_NEEDS_LINE = frozenset({"reset_setting", "remove_setting", "move_setting_down", "move_setting_up"})
"""Actions that are about the line under the cursor."""


class SettingList(Listing[SettingRow]):
    """The settings of a page."""

    SCOPE = SETTING_LIST
    BINDINGS = bindings_of(SETTING_LIST)


class SettingsScreen(SettingJobs, FilteredScreen):
    """One page of the settings.

    Args:
        page: which; None: all of them.
    """

    SCOPE = "settings"
    HEADING = "Settings"
    PLACEHOLDER = "words of a setting, its value or its meaning"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("settings")

    def __init__(self, page: Page | None = None) -> None:
        super().__init__()
        self.page = page or RootPage()
        self._rows: dict[str, SettingRow] = {}
        self._goal: str | None = None
        """The row to go to once it is there."""
        self._forget_file: Callable[[], None] = lambda: None

    def make_listing(self) -> Listing[SettingRow]:
        """The list."""
        return SettingList(setting_columns(*self.page.heads, has_long_groups=self.page.has_long_groups), id="settings")

    def compose_below(self) -> ComposeResult:
        """The setting under the cursor."""
        yield SettingPanel(id="setting-panel")

    def on_mount(self) -> None:
        """Show the page, then follow the settings."""
        self.query_one(TitleBar).say(self.page.heading)
        self.follow(self.house.settings_follower.changed, self._hear_settings)
        self._forget_file = self.house.services.live_settings.subscribe_file_problem(self._hear_file)
        self.show_rows()

    def on_screen_resume(self) -> None:
        """Settings may have changed on a page above."""
        self.show_rows()

    def on_unmount(self) -> None:
        """The file lives on without this screen."""
        self._forget_file()

    def _hear_file(self) -> None:
        self.call_later(self._take_up_file)

    def _take_up_file(self) -> None:
        """Say what is wrong with the file; once nothing is, an open field need not say so any more."""
        if self.is_seen:
            self.show_rows()
        if self.house.services.live_settings.file_problem is None:
            self.panel.look_again()

    def _hear_settings(self, _news: None) -> None:
        if self.is_seen:
            self.show_rows()

    # Showing

    @property
    def panel(self) -> SettingPanel:
        """Where a setting is changed."""
        return self.query_one(SettingPanel)

    @property
    def state(self) -> SettingsState:
        """The settings of the moment."""
        services = self.house.services
        themes = {name: f"{name}  {words}" for name, words in THEME_WORDS.items()}
        return SettingsState(
            settings=services.settings,
            fleet=services.fleet,
            themes=themes | {name: name for name in self.house.available_themes if name not in themes},
            secrets=self.secrets_found,
        )

    def show_rows(self) -> None:
        """Fill the list."""
        state, before = self.state, self._rows
        self.look_up_secrets(self.page.secrets(state))
        rows = {row.key: row for row in self.page.rows(state)}
        shown = pick(rows, self.words)
        rows = with_first_shown(rows, shown)
        self._rows = {key: before[key] if before.get(key) == row else row for key, row in rows.items()}
        self.listing.show(self._rows, shown)
        if self._goal in rows:
            self.listing.move_to(self._goal or "")
            self._goal = None
        self._show_summary(len(shown) if self.words else None)
        if not self.panel.is_asking:  # else the focus is there
            self.show_nothing(is_empty=not shown)
        self._show_setting()

    def _show_summary(self, matched: int | None) -> None:
        problem = self.house.services.live_settings.file_problem
        said = (
            Content.styled(summary_words(self._rows, self.page.about, matched), "$muted")
            if problem is None
            else problem_words(problem, matched)
        )
        self.query_one(".summary", Static).update(said)

    def show_nothing(self, *, is_empty: bool) -> None:
        """Put words in the place of an empty list."""
        super().show_nothing(is_empty=is_empty)
        if is_empty and not self.words:
            more = f" {self.house.key_of('add_setting')} adds one." if self.page.can_add else ""
            self.query_one(".nothing", Static).update(f"{self.page.empty}{more}")

    @property
    def _key(self) -> str | None:
        return self.listing.cursor_key if self.listing.display else None

    @on(Listing.Moved, "#settings")
    def _show_setting(self) -> None:
        row = self._rows.get(self._key or "")
        self.panel.show(row)
        self.panel.display = row is not None or self.panel.is_asking
        self.refresh_bindings()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done now is not offered."""
        is_asking = self.panel.is_asking
        if action == "leave_setting":
            return is_asking
        if action == "add_setting":
            return self.page.can_add and not is_asking
        if action == "filter":
            return not is_asking
        if action in ("next_section", "previous_section"):
            return not is_asking and self._has_sections()
        if action == "copy":
            return not is_asking and self._key is not None
        if action in _NEEDS_LINE:
            return not is_asking and self._can(action)
        return super().check_action(action, parameters)

    def _can(self, action: str) -> bool:
        row = self._rows.get(self._key or "")
        if row is None:
            return False
        if action == "reset_setting":
            return row.is_changed
        return self.page.can_remove if action == "remove_setting" else self.page.can_move

    def _has_sections(self) -> bool:
        """Whether there is another section to go to; while a filter is typed the keys are part of it."""
        groups = {self._rows[key].group for key in self.listing.order if key in self._rows}
        return len(groups) > 1 and not isinstance(self.focused, Input)

    @on(Listing.Chosen, "#settings")
    def _change(self, event: Listing.Chosen) -> None:
        self._do(self.page.change(self.state, event.key))

    def action_copy(self) -> None:
        """The setting as it stands in the file and on the command line."""
        row = self._rows.get(self._key or "")
        if row is not None:
            copy(self.house, f"{row.name or row.title} = {row.value}")

    def action_reset_setting(self) -> None:
        """Back to the default."""
        if self._key is not None:
            self._do_when_meant(self.page.reset(self.state, self._key), "Default")

    def action_add_setting(self) -> None:
        """One more line."""
        self._do(self.page.add(self.state))

    def action_remove_setting(self) -> None:
        """Without the line, or the entry it belongs to."""
        if self._key is not None:
            self._do_when_meant(self.page.remove(self.state, self._key), "Remove")

    def _do_when_meant(self, act: Act | None, yes: str) -> None:
        """Ask once where much would go."""
        lost = lost_words(self.state, act)
        row = self._rows.get(self._key or "")
        if lost is None or row is None:
            self._do(act)
            return
        from tui.dialogs.confirm import Confirm  # loads when it is first shown

        title = f"{row.title}: back to the default" if yes == "Default" else f"Remove {row.group or row.title}"
        self.app.push_screen(Confirm(title, lost, yes=yes), lambda is_meant: self._do(act) if is_meant else None)

    def action_move_setting_down(self) -> None:
        """Behind the next one."""
        self._move(1)

    def action_move_setting_up(self) -> None:
        """Before the one above."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if self._key is not None:
            self._do(self.page.move(self.state, self._key, step))

    def action_next_section(self) -> None:
        """To the first line of the next section."""
        self._to_section(1)

    def action_previous_section(self) -> None:
        """To the first line of the section before."""
        self._to_section(-1)

    def _to_section(self, step: int) -> None:
        key = next_group([self._rows[key] for key in self.listing.order], self.listing.cursor_place, step)
        if key is not None:
            self.listing.move_to(key)
            self._show_setting()

    # Changing

    def _do(self, act: Act | None) -> None:
        if isinstance(act, Write):
            self._write(act)
        elif isinstance(act, Drop | Keep):
            self.carry_out(act)
        elif isinstance(act, Open):
            self.app.push_screen(SettingsScreen(act.page))
        elif act is not None:
            self.panel.display = True
            self.panel.ask(act)

    def _write(self, act: Write) -> None:
        """Write what fits beside the others; only here it is known which supplies fill up."""
        state = self.state
        try:
            changed(state.settings, act.path, act.value, state.fills_up)
        except SettingsError as error:
            self.house.tell_error(error)
            self.was_carried_out(act, error)
        else:
            self.carry_out(act)

    @on(SettingPanel.Answered)
    def _take_answer(self, event: SettingPanel.Answered) -> None:
        self._do(event.act)

    @on(SettingPanel.Left)
    def action_leave_setting(self) -> None:
        """Nothing changes."""
        self.panel.leave()
        self.set_focus(None)
        self.show_rows()

    def was_carried_out(self, act: Write | Drop | Keep, problem: SuppliesError | None) -> None:
        """Show what has changed, or what is wrong beside the field."""
        if problem is not None and self.panel.is_asking:
            self.panel.say_wrong(problem.title)
            return
        self._goal = act.cursor if isinstance(act, Write) else None
        self.action_leave_setting()

    def action_back(self) -> None:
        """Leave what is being changed, else the page."""
        if self.panel.is_asking:
            self.action_leave_setting()
        else:
            self.dismiss()
