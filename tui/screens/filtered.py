"""The base of the screens with one list: filter, cursor, copying; every such list has the same keys."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.screens.framed import FramedScreen
from tui.widgets.field import Field
from tui.widgets.listing import Listing


class FilteredScreen(FramedScreen):
    """A list with a line of words above it and a filter below.

    A subclass puts its list into `compose_list`, and shows what `words` leave of it in `show_rows`.
    """

    NOTHING: ClassVar[str] = ""
    """What the list says when it is empty without a filter."""
    PLACEHOLDER: ClassVar[str] = ""
    """What may be typed into the filter."""

    def __init__(self) -> None:
        super().__init__()
        self.selected: frozenset[str] = frozenset()
        """The keys of the selected lines."""
        self._is_empty = False

    def compose_body(self) -> ComposeResult:
        """What it is about, the list, what stands in for an empty one, the filter."""
        yield Static(classes="summary", markup=False)
        yield self.make_listing()
        yield Static(classes="nothing", markup=False)
        yield from self.compose_below()
        yield Field(classes="filter", placeholder=self.PLACEHOLDER, compact=True)

    def make_listing(self) -> "Listing[Any]":
        """The list."""
        raise NotImplementedError

    def compose_below(self) -> ComposeResult:
        """What stands below the list."""
        yield from ()

    def show_rows(self) -> None:
        """Fill the list anew."""
        raise NotImplementedError

    @property
    def listing(self) -> "Listing[Any]":
        """The list."""
        return self.query_one(Listing)

    @property
    def words(self) -> str:
        """What is typed into the filter."""
        return self._field.value

    @property
    def nothing_words(self) -> str:
        """What the list says when it is empty for the filter."""
        return f"Nothing matches “{self.words}”."

    @property
    def _field(self) -> Field:
        return self.query_one(".filter", Field)

    @property
    def chosen(self) -> list[str]:
        """The keys of the selected lines in the order of the list, else that of the line under the cursor."""
        if not self.listing.display:
            return []
        chosen = [key for key in self.listing.order if key in self.selected]
        key = self.listing.cursor_key
        return chosen or ([] if key is None else [key])

    def action_select(self) -> None:
        """Select the line under the cursor, or not any more, and go on."""
        key = self.listing.cursor_key
        if key is not None:
            self.selected ^= {key}
            self.listing.select(self.selected)
            self.listing.action_cursor_down()
            self.refresh_bindings()

    def show_nothing(self, *, is_empty: bool) -> None:
        """Put words in the place of an empty list."""
        nothing = self.query_one(".nothing", Static)
        self.listing.display = not is_empty
        nothing.display = is_empty
        nothing.update(self.nothing_words if self.words else self.NOTHING)
        was_empty, self._is_empty = self._is_empty, is_empty and not self.words
        if was_empty != self._is_empty:
            self.refresh_bindings()
        if not isinstance(self.focused, Input):
            self.set_focus(None if is_empty else self.listing)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter there is nothing to clear; without a line nothing to look for or to copy."""
        if action == "clear_filter":
            return self._field.display or bool(self.selected)
        if action == "filter":
            return not self._is_empty
        if action in ("copy", "select"):
            return bool(self.chosen)
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Type what to look for."""
        self._field.display = True
        self.set_focus(self._field)
        self.refresh_bindings()

    @on(Input.Changed, ".filter")
    def _filter(self) -> None:
        self.show_rows()

    @on(Input.Submitted, ".filter")
    def _keep_filter(self) -> None:
        if self.words:
            self.set_focus(self.listing if self.listing.display else None)
        else:
            self.action_clear_filter()

    def action_clear_filter(self) -> None:
        """Select nothing; where nothing is selected, show everything again."""
        if self.selected and not isinstance(self.focused, Input):
            self.selected = frozenset()
            self.listing.select(self.selected)
            self.refresh_bindings()
            return
        self._field.value = ""
        self._field.display = False
        self.set_focus(None)
        self.show_rows()
        self.refresh_bindings()
