"""The explanation of one device: the raw objects and the rule behind every value, read now."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker

from core.admin_edits import display_name
from core.errors import NotFoundError, SuppliesError
from core.printer.trail import Notes
from tui.ages import duration_words
from tui.clipboard import copy
from tui.commands import bindings_of
from tui.screens.filtered import FilteredScreen
from tui.widgets.entries import EntryListing
from tui.widgets.frame import TitleBar
from tui.widgets.listing import Listing
from tui.widgets.note_rows import NOTE_COLUMNS, NoteRow, note_content, note_rows, notes_text, pick_notes
from tui.widgets.page import Page

TICK_SECONDS = 1.0
"""How often the time of the reading is shown anew."""


class ExplainScreen(FilteredScreen):
    """Reads the device and lists every value; the one under the cursor in full below.

    Args:
        device_id: which.
    """

    SCOPE = "explain"
    HEADING = "Explain"
    NOTHING = ""
    PLACEHOLDER = "supplies, level, serial, 43.11.1.1, rule"
    AUTO_FOCUS = ""
    BINDINGS = bindings_of("explain")

    class Explained(Message):
        """The device was read, or cannot be."""

        def __init__(self, rows: dict[str, NoteRow], problem: SuppliesError | None) -> None:
            super().__init__()
            self.rows = rows
            self.problem = problem

    def __init__(self, device_id: str) -> None:
        super().__init__()
        self.device_id = device_id
        self._rows: dict[str, NoteRow] = {}
        self._reading: Worker[None] | None = None
        self._began = 0.0
        self._said = ""

    def make_listing(self) -> "Listing[NoteRow]":
        """The list."""
        return EntryListing(NOTE_COLUMNS, id="values")

    def compose_below(self) -> ComposeResult:
        """The value under the cursor in full; it scrolls where it is long."""
        with Page(id="value-page", classes="below"):
            yield Static(id="value", markup=False)

    def on_mount(self) -> None:
        """Read it."""
        device = self.house.services.fleet.get(self.device_id)
        if device is not None:
            self.query_one(TitleBar).say(f"Explain: {display_name(device)}")
        self.action_read_again()
        self.set_interval(TICK_SECONDS, self._show_time)

    # Reading

    @property
    def is_reading(self) -> bool:
        """Whether the device's answers are waited for."""
        return self._reading is not None

    def action_read_again(self) -> None:
        """Ask the device once more."""
        self._began = self.house.services.clock.monotonic()
        self._reading = self.run_worker(
            self._read(), group="explain", description="reading the device", exclusive=True, exit_on_error=False
        )
        self.show_rows()
        self.refresh_bindings()

    async def _read(self) -> None:
        services, notes = self.house.services, Notes()
        try:
            device = services.fleet.get(self.device_id)
            if device is None:
                raise NotFoundError("the device is no longer in the list", "a sweep finds it again")
            event, full = await services.reader.read_device(device, notes)
        except SuppliesError as error:
            self.post_message(self.Explained({}, error))
        else:
            services.fleet.apply(event)
            self.post_message(self.Explained(note_rows(notes.all(), full.values), None))

    def on_explain_screen_explained(self, message: Explained) -> None:
        """Show it; what was explained before stays where the device is silent now."""
        self._reading = None
        if message.problem is None:
            seconds = self.house.services.clock.monotonic() - self._began
            self._rows = message.rows
            time = f"in {duration_words(seconds)}" if seconds >= 1 else "just now"
            self._said = f"{len(self._rows)} values, read {time}"
        else:
            self._said = f"Not read: {message.problem.title}"
            self.house.tell_error(message.problem)
        self.show_rows()
        self.refresh_bindings()

    def action_stop_asking(self) -> None:
        """Wait no longer."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
            self._said = f"Stopped by you; {self.house.key_of('read_again')} reads it again"
            self.show_rows()
            self.refresh_bindings()

    # Showing

    def show_rows(self) -> None:
        """Fill the list."""
        shown = pick_notes(self._rows, self.words)
        self.listing.show(self._rows, shown)
        self._show_time()
        self.show_nothing(is_empty=not shown)
        self._show_value()

    def _show_time(self) -> None:
        matches = f"   {len(pick_notes(self._rows, self.words))} match" if self.words else ""
        said = self._said
        if self.is_reading:
            seconds = self.house.services.clock.monotonic() - self._began
            since = f", {duration_words(seconds)}" if seconds >= 1 else ""
            said = f"► reading the device now{since}; {self.house.key_of('stop_asking')} stops"
        self.query_one(".summary", Static).update(Content.styled(said + matches, "$muted"))

    @on(Listing.Moved, "#values")
    def _show_value(self) -> None:
        row = self._rows.get(self.listing.cursor_key or "")
        page = self.query_one("#value-page", Page)
        page.display = row is not None and self.listing.display
        if row is not None:
            self.query_one("#value", Static).update(note_content(row))
            page.scroll_home(animate=False)

    @on(Listing.Chosen, "#values")
    def _go_to_value(self) -> None:
        self.set_focus(self.query_one("#value-page", Page))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One reading at a time."""
        if action == "stop_asking":
            return self.is_reading
        if action == "read_again":
            return not self.is_reading
        if action == "copy_all":
            return bool(self._rows)
        return super().check_action(action, parameters)

    def action_copy(self) -> None:
        """The value under the cursor with its reasons."""
        if (row := self._rows.get(self.listing.cursor_key or "")) is not None:
            copy(self.house, notes_text([row]), "Copied")

    def action_copy_all(self) -> None:
        """Every value shown."""
        rows = [self._rows[subject] for subject in pick_notes(self._rows, self.words)]
        copy(self.house, notes_text(rows), f"{len(rows)} values copied")

    def action_back(self) -> None:
        """To the device."""
        self.dismiss()
