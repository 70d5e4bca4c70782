"""A part of a page with a title: Tab goes from one to the next."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from tui.commands import PAGE
from tui.widgets.page import Page


class Section(Vertical):
    """A title above its content.

    Args:
        title: a word or two; empty where the content has a head of its own.
        content: what stands below.
        id: of the section.
        takes_focus: False where the content has a list of its own that takes it.
    """

    SCOPE = PAGE

    def __init__(self, title: str, content: Iterable[Widget], *, id: str, takes_focus: bool = True) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._content = tuple(content)
        self.can_focus = takes_focus

    def compose(self) -> ComposeResult:
        """The title and what it stands for."""
        if self._title:
            yield Static(self._title, classes="section-title", markup=False)
        yield from self._content

    # The page's commands, for whoever runs them by name while the focus is here

    @property
    def _page(self) -> Page:
        return next(node for node in self.ancestors if isinstance(node, Page))

    def action_scroll_down(self) -> None:
        """One line down."""
        self._page.action_scroll_down()

    def action_scroll_up(self) -> None:
        """One line up."""
        self._page.action_scroll_up()

    def action_page_down(self) -> None:
        """One page down."""
        self._page.action_page_down()

    def action_page_up(self) -> None:
        """One page up."""
        self._page.action_page_up()

    def action_scroll_home(self) -> None:
        """To the first line."""
        self._page.action_scroll_home()

    def action_scroll_end(self) -> None:
        """To the last line."""
        self._page.action_scroll_end()

    def say(self, title: str) -> None:
        """Another title."""
        self.query_one(".section-title", Static).update(title)
