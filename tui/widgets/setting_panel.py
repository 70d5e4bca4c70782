"""The panel below the settings: the one under the cursor in full; there it is changed, with what is wrong beside."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.commands import CHOICES, bindings_of
from tui.setting_edits import Act, Asking, PickOne, PressKeys, TypeIt
from tui.setting_pages.row import SettingRow, panel_content
from tui.widgets.columns import Column
from tui.widgets.field import Field
from tui.widgets.key_catcher import KeyCatcher
from tui.widgets.listing import Listing

CHOSEN = "■"
"""Before the choice that counts now."""
MOST_CHOICES = 8
"""Choices shown at the same time."""


class ChoiceList(Listing[tuple[str, bool]]):
    """What a setting can be; each row is the words and whether it is so now."""

    SCOPE = CHOICES
    BINDINGS = bindings_of(CHOICES)


def _choice_cell(row: tuple[str, bool], _width: int) -> Content:
    words, is_chosen = row
    return Content.assemble(
        (f"{CHOSEN} " if is_chosen else "  ", "bold $primary"), (words, "bold" if is_chosen else "")
    )


class SettingPanel(Vertical):
    """Shows a setting, or asks for its value."""

    class Answered(Message):
        """An answer that fits was given."""

        def __init__(self, act: Act) -> None:
            super().__init__()
            self.act = act

    class Left(Message):
        """What stood there already was taken again: nothing changes."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._asking: Asking | None = None

    def compose(self) -> ComposeResult:
        """The words, and one part for each way to answer."""
        yield Static(id="setting-words", markup=False)
        with Horizontal(id="setting-line"):
            yield Field(id="setting-field", compact=True)
            yield Static(id="setting-unit", markup=False)
        column: Column[tuple[str, bool]] = Column(
            id="choice", title=" ", draw=_choice_cell, least=10, ideal=60, is_growing=True
        )
        yield ChoiceList((column,), id="setting-choices", has_head=False)
        yield KeyCatcher(id="setting-keys")
        yield Static(id="setting-wrong", markup=False)

    def on_mount(self) -> None:
        """Nothing is asked yet."""
        self._show_parts()

    @property
    def is_asking(self) -> bool:
        """Whether a value is being asked for."""
        return self._asking is not None

    # Showing

    def show(self, row: SettingRow | None) -> None:
        """Show a setting; while one is asked for the panel stays as it is."""
        if self._asking is None:
            self.query_one("#setting-words", Static).update("" if row is None else panel_content(row))

    def _show_parts(self) -> None:
        asking = self._asking
        self.set_class(asking is not None, "-asking")
        self.query_one("#setting-line").display = isinstance(asking, TypeIt)
        self.query_one("#setting-choices").display = isinstance(asking, PickOne)
        self.query_one("#setting-keys").display = isinstance(asking, PressKeys)
        self.query_one("#setting-wrong").display = isinstance(asking, TypeIt | PressKeys)
        self.say_wrong(None)

    def say_wrong(self, text: str | None, note: str = "") -> None:
        """What is wrong with the answer, or what it means."""
        said = (
            Content.assemble(("× ", "bold $state-empty"), (text, "$state-empty"))
            if text
            else Content.styled(note, "$muted")
        )
        self.query_one("#setting-wrong", Static).update(said)

    # Asking

    def ask(self, asking: Asking) -> None:
        """Ask for a value."""
        self._asking = None  # filling the field is no typing
        about = Content.styled(f"\n{asking.help}" if asking.help else "", "$muted")
        self.query_one("#setting-words", Static).update(Content.assemble((asking.title, "bold"), about))
        if isinstance(asking, TypeIt):
            self._ask_text(asking)
        elif isinstance(asking, PickOne):
            self._ask_choice(asking)
        else:
            catcher = self.query_one("#setting-keys", KeyCatcher)
            catcher.begin(asking.keys)
            self.screen.set_focus(catcher)
        self._asking = asking
        self._show_parts()
        self.screen.refresh_bindings()

    def _ask_text(self, asking: TypeIt) -> None:
        field = self.query_one("#setting-field", Field)
        field.password = asking.is_secret
        field.placeholder = asking.placeholder
        field.value = asking.text
        field.select_on_focus = bool(asking.unit)  # a number is replaced, a text is changed
        field.cursor_position = len(asking.text)
        self.query_one("#setting-unit", Static).update(asking.unit)
        self.query_one("#setting-line").display = True
        self.screen.set_focus(field)
        self.call_after_refresh(_show_cursor, field)  # a field without a size yet does not know how far to scroll

    def _ask_choice(self, asking: PickOne) -> None:
        choices = self.query_one("#setting-choices", ChoiceList)
        rows = {key: (words, key == asking.chosen) for key, words in asking.choices.items()}
        choices.display = True
        choices.styles.height = min(MOST_CHOICES, len(rows), max(3, self.screen.size.height // 4))
        choices.show(rows, list(rows))
        choices.move_to(asking.chosen if asking.chosen in rows else next(iter(rows), ""))
        self.screen.set_focus(choices)

    def leave(self) -> None:
        """Ask no more."""
        self._asking = None
        field = self.query_one("#setting-field", Field)
        field.value = ""  # a password does not stay
        self._show_parts()
        self.screen.refresh_bindings()

    def look_again(self) -> None:
        """What is wrong may be over although nothing was typed: the file is in order again."""
        if isinstance(self._asking, TypeIt):
            self._judge(self._asking, self.query_one("#setting-field", Field).value)
        elif self._asking is not None:
            self.say_wrong(None)

    # Answers

    @on(Input.Changed, "#setting-field")
    def _look_at_text(self, event: Input.Changed) -> None:
        if isinstance(self._asking, TypeIt):
            self._judge(self._asking, event.value)

    def _judge(self, asking: TypeIt, text: str) -> None:
        wrong = asking.wrong(text)
        is_untouched = not text and not asking.text
        self.say_wrong(None if is_untouched else wrong, "" if wrong else asking.note(text))

    @on(Input.Submitted, "#setting-field")
    def _take_text(self, event: Input.Submitted) -> None:
        asking = self._asking
        if not isinstance(asking, TypeIt):
            return
        wrong = asking.wrong(event.value)
        if asking.text and event.value == asking.text:
            self.post_message(self.Left())
        elif wrong is not None:
            self.say_wrong(wrong)
        else:
            self.post_message(self.Answered(asking.take(event.value)))

    @on(Listing.Chosen, "#setting-choices")
    def _take_choice(self, event: Listing.Chosen) -> None:
        event.stop()
        if isinstance(self._asking, PickOne):
            is_same = event.key == self._asking.chosen
            self.post_message(self.Left() if is_same else self.Answered(self._asking.take(event.key)))

    @on(KeyCatcher.Caught)
    def _look_at_keys(self, event: KeyCatcher.Caught) -> None:
        if isinstance(self._asking, PressKeys):
            self.say_wrong(self._asking.wrong(event.keys))

    @on(KeyCatcher.Done)
    def _take_keys(self, event: KeyCatcher.Done) -> None:
        if not isinstance(self._asking, PressKeys):
            return
        wrong = self._asking.wrong(event.keys)
        if event.is_given_up or event.keys == self._asking.keys:
            self.post_message(self.Left())
        elif wrong is not None:
            self.say_wrong(wrong)
        else:
            self.post_message(self.Answered(self._asking.take(event.keys)))


def _show_cursor(field: Field) -> None:
    """Scroll a long text to where it is changed."""
    place = field.cursor_position
    field.cursor_position = 0
    field.cursor_position = place
