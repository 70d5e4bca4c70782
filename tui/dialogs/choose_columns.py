"""Asks which columns a list shows, and in which order."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.commands import COLUMN_LIST, COLUMNS, bindings_of
from tui.dialogs.framed import UntypedDialog
from tui.widgets.columns import Column
from tui.widgets.listing import Listing


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that may be shown."""

    title: str
    is_shown: bool
    has_room: bool


Fitting = Callable[[Sequence[str]], Collection[str]]
"""Which of some columns have room at the present width."""


def choices(titles: Mapping[str, str], shown: Sequence[str], fitting: Fitting) -> dict[str, Choice]:
    """The lines of the dialog: the columns shown in their order, then the others.

    Args:
        titles: id -> title, in the order in which they are offered.
        shown: the ids of those that are shown.
        fitting: which of them have room.
    """
    with_room = fitting(shown)
    others = [column_id for column_id in titles if column_id not in shown]
    return {
        column_id: Choice(titles[column_id], column_id in shown, column_id in with_room)
        for column_id in (*shown, *others)
    }


def _choice_cell(choice: Choice, _width: int) -> Content:
    if not choice.is_shown:
        return Content.styled(f"□ {choice.title}", "$muted")
    note = "" if choice.has_room else "  no room at this width"
    return Content.assemble(("■ ", "bold $primary"), choice.title, (note, "$muted"))


class ColumnList(Listing[Choice]):
    """Every column; Enter takes those that are shown."""

    SCOPE = COLUMN_LIST
    BINDINGS = bindings_of(COLUMN_LIST)


class ChooseColumns(UntypedDialog[tuple[str, ...]]):
    """Every column with a box; the answer are the ids of those shown, from left to right.

    Args:
        titles: id -> title, in the order in which they are offered.
        shown: the ids of those that are shown.
        fitting: which of them have room.
    """

    SCOPE = COLUMNS
    BINDINGS = bindings_of(COLUMNS)
    AUTO_FOCUS = "#columns"

    def __init__(self, titles: Mapping[str, str], shown: Sequence[str], fitting: Fitting) -> None:
        super().__init__("Columns")
        self._titles = titles
        self._shown = list(shown)
        self._fitting = fitting

    def compose_question(self) -> ComposeResult:
        """How it works, and the list."""
        key_of = self.house.key_of
        yield Static(
            f"{key_of('toggle_column')} shows or hides a column, "
            f"{key_of('column_down')} and {key_of('column_up')} move it, {key_of('take_columns')} takes them all.",
            classes="dialog-text",
            markup=False,
        )
        column: Column[Choice] = Column(id="choice", title=" ", draw=_choice_cell, least=10, ideal=60, is_growing=True)
        yield ColumnList((column,), id="columns", has_head=False)

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()

    def look_again(self) -> None:
        """Other columns may have room now."""
        self._show()

    @property
    def _listing(self) -> ColumnList:
        return self.query_one(ColumnList)

    def _show(self) -> None:
        lines = choices(self._titles, self._shown, self._fitting)
        self._listing.show(lines, list(lines))
        self._listing.refresh(layout=True)

    def action_toggle_column(self) -> None:
        """Show the column under the cursor, behind the others, or hide it; one stays."""
        column_id = self._listing.cursor_key
        if column_id is None or self._shown == [column_id]:
            return
        if column_id in self._shown:
            self._shown.remove(column_id)
        else:
            self._shown.append(column_id)
        self._show()

    def action_column_down(self) -> None:
        """Further right."""
        self._shift(1)

    def action_column_up(self) -> None:
        """Further left."""
        self._shift(-1)

    def _shift(self, step: int) -> None:
        column_id = self._listing.cursor_key
        if column_id not in self._shown:
            return
        place = self._shown.index(column_id)
        other = place + step
        if 0 <= other < len(self._shown):
            self._shown[place], self._shown[other] = self._shown[other], self._shown[place]
            self._show()

    @on(ColumnList.Chosen)
    def _take(self) -> None:
        self.dismiss(tuple(self._shown))
