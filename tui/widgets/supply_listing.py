"""The list of a device's supplies: as high as it needs, on a page that scrolls with its cursor."""

from textual.actions import SkipAction
from textual.geometry import Region

from tui.widgets.detail_page import DetailPage
from tui.widgets.detail_rows import SupplyRow
from tui.widgets.listing import Listing


class SupplyListing(Listing[SupplyRow]):
    """Its cursor stays in view by scrolling the page; at its ends the keys go on to the page."""

    @property
    def page(self) -> DetailPage:
        """What scrolls."""
        return next(node for node in self.ancestors if isinstance(node, DetailPage))

    def action_cursor_down(self) -> None:
        """One supply down, below the last one the page goes on."""
        self._move_or_pass(1)

    def action_cursor_up(self) -> None:
        """One supply up, above the first one the page goes on."""
        self._move_or_pass(-1)

    def action_page_down(self) -> None:
        """As many supplies down as the page has lines."""
        self._move_or_pass(self.page.size.height - 1)

    def action_page_up(self) -> None:
        """As many supplies up."""
        self._move_or_pass(1 - self.page.size.height)

    def _move_or_pass(self, step: int) -> None:
        before = self.cursor_place
        self._move(before + step)
        if self.cursor_place == before:
            raise SkipAction

    def _keep_in_view(self) -> None:
        if not self.is_mounted or not self.size:
            return
        page = self.page
        top = page.line_of(self)
        # The head comes along with the first supply.
        line = Region(0, top if self.cursor_place == 0 else top + self.cursor_place + 1, 1, 1)
        page.scroll_to_region(line, animate=False, force=True)

    def on_resize(self) -> None:
        """The page keeps its place by itself."""
