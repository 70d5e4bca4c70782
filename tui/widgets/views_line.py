"""The line above the devices: the views with their counts, or the name of the one shown; what is filtered, selected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.widgets.columns import set_in_cell
from tui.widgets.device_views import VIEWS

BESIDE_THE_SIDE = 100
"""Columns of the terminal from which on the views are in the side bar."""
_CHOSEN = "bold reverse $primary"
_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """What the line tells."""

    view: str = "all"
    counts: Mapping[str, int] = field(default_factory=dict)
    """View -> its devices."""
    words: str = ""
    """The filter."""
    matched: int = 0
    """Devices of the view that the filter leaves."""
    selected: int = 0
    hidden: int = 0
    """Selected devices that view, filter and folded groups hide."""
    grouping: str = ""
    """The title of what they are grouped by; empty without."""


class ViewsLine(Widget):
    """One line; a click on a view shows it."""

    class Clicked(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._state = ListState()

    def say(self, state: ListState) -> None:
        """Tell this."""
        if state != self._state:
            self._state = state
            self.refresh()

    def render(self) -> Content:
        """The line at its width."""
        parts = line_parts(self._state, self.size.width, has_side=self._has_side)
        return set_in_cell(Content.assemble(*(part for _, part in parts)), self.size.width)

    @property
    def _has_side(self) -> bool:
        return self.app.size.width >= BESIDE_THE_SIDE

    def on_click(self, event: events.Click) -> None:
        """Show the view that was clicked."""
        start = 0
        for view, part in line_parts(self._state, self.size.width, has_side=self._has_side):
            if view and start <= event.x < start + part.cell_length:
                self.post_message(self.Clicked(view))
            start += part.cell_length


Part = tuple[str | None, Content]
"""The view that a click on it shows, and what it looks like."""


def line_parts(state: ListState, width: int, *, has_side: bool) -> Sequence[Part]:
    """The parts of the line from left to right.

    Args:
        state: what to tell.
        width: of the line, in cells.
        has_side: whether the views are elsewhere.
    """
    tail = _tail(state)
    room = width - _tail_cells(tail)
    if has_side:
        parts = [_shown_alone(state)]
    else:
        forms = (_all_views(state, brief=False), _all_views(state, brief=True))
        parts = next((form for form in forms if _length(form) <= room), _present(state))
    while tail and _length(parts) + _tail_cells(tail) > width:
        tail.pop()
    if not tail:
        return parts
    blanks = width - _length(parts) - _tail_cells(tail) + _GAP
    return [*parts, (None, Content(" " * blanks)), (None, Content("  ").join(tail))]


def _tail_cells(tail: Sequence[Content]) -> int:
    return sum(one.cell_length + _GAP for one in tail)


def _length(parts: Sequence[Part]) -> int:
    return sum(part.cell_length for _, part in parts)


def _all_views(state: ListState, *, brief: bool) -> list[Part]:
    parts: list[Part] = []
    for view_id, view in VIEWS.items():
        count = state.counts.get(view_id, 0)
        style = _CHOSEN if view_id == state.view else "" if count else "$muted"
        parts.append((view_id, Content.styled(f" {view.brief if brief else view.title} {count} ", style)))
    return parts


def _present(state: ListState) -> list[Part]:
    """The view shown, between arrows to its neighbours."""
    ids = list(VIEWS)
    place = ids.index(state.view)
    view, count = VIEWS[state.view], state.counts.get(state.view, 0)
    return [
        (ids[place - 1], Content.styled("← ", "$muted")),
        (state.view, Content.styled(f" {view.brief} {count} ", _CHOSEN)),
        (ids[(place + 1) % len(ids)], Content.styled(" →", "$muted")),
    ]


def _shown_alone(state: ListState) -> Part:
    count = state.counts.get(state.view, 0)
    devices = f"  {count:,} device{'' if count == 1 else 's'}"
    return state.view, Content.assemble((VIEWS[state.view].title, "bold"), (devices, "$muted"))


def _tail(state: ListState) -> list[Content]:
    """What is not as usual: selection, filter, groups; the last goes first where there is no room."""
    said: list[Content] = []
    if state.selected:
        hidden = f" ({state.hidden:,} hidden)" if state.hidden else ""
        said.append(Content.styled(f"{state.selected:,} selected{hidden}", "bold $accent"))
    if state.words.strip():
        said.append(Content.styled(f"{state.matched:,} match", "bold" if state.matched else "$state-low"))
    if state.grouping:
        said.append(Content.styled(f"by {state.grouping.lower()}", "$muted"))
    return said
