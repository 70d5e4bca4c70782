"""The past of a device or of one supply: a plot, what it means, what was replaced; words where there is too little."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.model.events import SupplyReplaced
from tui.page_rates import WINDOWS
from tui.widgets.flow import Flow
from tui.widgets.history_rows import REPLACED_COLUMNS
from tui.widgets.level_plot import LevelPlot
from tui.widgets.listing import Listing
from tui.widgets.plots import LevelHistory


class HistoryPanel(Vertical):
    """Shows what it is handed; reading the history is its screen's part."""

    def compose(self) -> ComposeResult:
        """The plot, its legend, words, the list of what was replaced."""
        yield LevelPlot(id="plot")
        yield Flow(id="legend")
        yield Static(id="past-words", markup=False)
        yield Listing(REPLACED_COLUMNS, id="replaced", has_cursor=False)

    def show_words(self, text: str) -> None:
        """No plot; why, or what is being done about it."""
        self._show(None, (), Content.styled(text, "$muted"))

    def show(self, shown: LevelHistory | None, legend: Sequence[Content], words: Iterable[str | None]) -> None:
        """A plot with its legend and its words; without a plot, the words only."""
        said = Content.styled("\n".join(filter(None, words)), "$muted")
        self._show(shown, legend if shown is not None else (), said)

    def show_replaced(self, replaced: dict[str, SupplyReplaced]) -> None:
        """What was replaced, the newest first."""
        listing: Listing[SupplyReplaced] = self.query_one("#replaced", Listing)
        listing.display = bool(replaced)
        listing.show(replaced, list(replaced))
        listing.refresh(layout=True)

    def _show(self, shown: LevelHistory | None, legend: Sequence[Content], words: Content) -> None:
        plot = self.query_one("#plot", LevelPlot)
        plot.display = shown is not None
        plot.show(shown)
        pieces = self.query_one("#legend", Flow)
        pieces.display = bool(legend)
        pieces.show(legend)
        self.query_one("#past-words", Static).update(words)


def other_window(window: int, step: int) -> int:
    """The window after or before this one; the last and the first stay."""
    place = WINDOWS.index(window) + step
    return WINDOWS[max(0, min(place, len(WINDOWS) - 1))]
