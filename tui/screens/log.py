"""The log screen: what was told in this session, the newest first, and where the log file is."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.clipboard import copy
from tui.commands import bindings_of
from tui.screens.filtered import FilteredScreen
from tui.session_log import MOST_ENTRIES, Entry
from tui.widgets.entries import EntryListing
from tui.widgets.listing import Listing
from tui.widgets.log_rows import brief_content, entry_content, entry_text, log_columns, pick_entries


class LogScreen(FilteredScreen):
    """Errors, warnings and notices; the one under the cursor in full below."""

    SCOPE = "log"
    HEADING = "Log"
    NOTHING = "Nothing was told in this session."
    PLACEHOLDER = "words of what was told"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("log")

    def make_listing(self) -> "Listing[Entry]":
        """The list."""
        return EntryListing(log_columns(self.house.clock.now), id="entries", has_gutter=True)

    def compose_below(self) -> ComposeResult:
        """The entry under the cursor in full, and the log file."""
        yield Static(id="entry", markup=False)
        yield Static(Content.styled(f"Bugs are kept in {self.house.log_file}", "$muted"), id="log-file", markup=False)

    def on_mount(self) -> None:
        """Show them, then follow them."""
        self.follow(self.house.told, self._hear)
        self.show_rows()

    def _hear(self, _news: None) -> None:
        if self.is_seen:
            self.show_rows()

    def on_screen_resume(self) -> None:
        """Something may have been told meanwhile."""
        self.show_rows()

    def show_rows(self) -> None:
        """Fill the list."""
        entries = self.house.session_log.entries
        shown = pick_entries(entries, self.words)
        self.listing.show({entry.key: entry for entry in entries}, shown)
        gone = self.house.session_log.told - len(entries)
        kept = f"; {gone:,} older ones are gone, {MOST_ENTRIES} are kept" if gone else ""
        words = f"{len(entries):,} told in this session{kept}" if entries else "The errors and notices of this session"
        matches = f"   {len(shown):,} match" if self.words else ""
        self.query_one(".summary", Static).update(Content.styled(words + matches, "$muted"))
        self.show_nothing(is_empty=not shown)
        self._show_entry()

    @on(Listing.Moved, "#entries")
    def _show_entry(self) -> None:
        entry = self._entry
        panel = self.query_one("#entry", Static)
        panel.display = entry is not None
        if entry is not None:
            panel.update(brief_content(entry_content(entry), self.size.width - 2, max(3, self.size.height // 4)))

    @property
    def _entry(self) -> Entry | None:
        key = self.listing.cursor_key if self.listing.display else None
        return next((entry for entry in self.house.session_log.entries if entry.key == key), None)

    @on(Listing.Chosen, "#entries")
    def _open(self) -> None:
        from tui.dialogs.read_text import ReadText  # loads when it is first shown

        if (entry := self._entry) is not None:
            self.app.push_screen(ReadText("Log", entry_content(entry)))

    def action_copy(self) -> None:
        """The chosen entries as text."""
        chosen = set(self.chosen)
        entries = [entry for entry in self.house.session_log.entries if entry.key in chosen]
        copy(self.house, "\n".join(map(entry_text, entries)))

    def action_back(self) -> None:
        """To the screen below."""
        self.dismiss()
