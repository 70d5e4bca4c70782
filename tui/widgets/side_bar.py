"""The side bar of the devices: the views with their counts and, below a rule, the groups."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui.commands import SIDE, bindings_of
from tui.marks import Mark
from tui.widgets.columns import Column, RowT
from tui.widgets.device_groups import GroupHead
from tui.widgets.device_views import VIEWS
from tui.widgets.listing import Listing

PRESENT = "►"
"""Before the view that is shown."""


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One view."""

    number: int
    """Its key."""
    title: str
    count: int
    is_present: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group."""

    name: str
    count: int
    worst: Mark


def view_rows(counts: Mapping[str, int], present: str) -> dict[str, ViewRow]:
    """View -> row.

    Args:
        counts: view -> its devices.
        present: the view that is shown.
    """
    return {
        view_id: ViewRow(number, view.title, counts.get(view_id, 0), view_id == present)
        for number, (view_id, view) in enumerate(VIEWS.items(), 1)
    }


def _view_style(row: ViewRow) -> str:
    return "bold $primary" if row.is_present else "" if row.count else "$muted"


VIEW_COLUMNS: tuple[Column[ViewRow], ...] = (
    Column(
        id="present",
        title=" ",
        draw=lambda row, _: Content.styled(PRESENT if row.is_present else " ", "bold $primary"),
        least=1,
        ideal=1,
    ),
    Column(
        id="view",
        title="View",
        draw=lambda row, _: Content.assemble((f"{row.number} ", "$muted"), (row.title, _view_style(row))),
        least=12,
        ideal=16,
        is_growing=True,
    ),
    Column(
        id="count",
        title="Count",
        draw=lambda row, _: Content.styled(str(row.count), _view_style(row)),
        least=5,
        ideal=5,
        align_right=True,
    ),
)
"""The columns of the views."""

GROUP_COLUMNS: tuple[Column[GroupRow], ...] = (
    Column(
        id="worst",
        title=" ",
        draw=lambda row, _: Content.styled(row.worst.glyph, f"bold {row.worst.style}"),
        least=1,
        ideal=1,
    ),
    Column(id="group", title="Group", draw=lambda row, _: Content(row.name), least=12, ideal=16, is_growing=True),
    Column(
        id="count",
        title="Count",
        draw=lambda row, _: Content.styled(str(row.count), "$muted"),
        least=5,
        ideal=5,
        align_right=True,
    ),
)
"""The columns of the groups."""


class SideListing(Listing[RowT]):
    """A list whose cursor decides what the list beside it shows."""

    SCOPE = SIDE
    BINDINGS = bindings_of(SIDE)


class SideBar(Vertical):
    """Views above, groups below."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._views: dict[str, ViewRow] = {}
        self._groups: dict[str, GroupRow] = {}

    def compose(self) -> ComposeResult:
        """Both lists."""
        yield SideListing(VIEW_COLUMNS, id="side-views", has_head=False)
        yield SideListing(GROUP_COLUMNS, id="side-groups", has_head=False)

    @property
    def views(self) -> Listing[ViewRow]:
        """The list of views."""
        return self.query_one("#side-views", Listing)

    @property
    def groups(self) -> Listing[GroupRow]:
        """The list of groups."""
        return self.query_one("#side-groups", Listing)

    def show(self, counts: Mapping[str, int], view: str, heads: Mapping[str, GroupHead], title: str) -> None:
        """Show views and groups as they are now.

        Args:
            counts: view -> its devices.
            view: the one that is shown.
            heads: the groups; empty without grouping.
            title: what the groups are, e.g. "Location".
        """
        self._views = as_before(self._views, view_rows(counts, view))
        self.views.show(self._views, list(self._views))
        if not self.views.has_focus:
            self.views.move_to(view)
        rows = {key: GroupRow(head.name, head.count, head.worst) for key, head in heads.items()}
        self._groups = as_before(self._groups, rows)
        if title != self.groups.border_title:
            self.groups.border_title = title
        self.groups.display = bool(rows)
        self.groups.show(self._groups, list(self._groups))


def as_before(old: Mapping[str, RowT], new: Mapping[str, RowT]) -> dict[str, RowT]:
    """Rows that are as before as the objects they were, so that only the others are drawn again."""
    return {key: old[key] if old.get(key) == row else row for key, row in new.items()}
